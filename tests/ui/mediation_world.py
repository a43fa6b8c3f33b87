"""What the tests of the tab Médiation share: who sells to consumers, a convention, mediations at each step, and the tab."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Convention
from litigedesk.domain.money import Money
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ProfileStatus, Stance
from litigedesk.operations import mediators, profile
from tests.ui.complaints_world import complaining, mediating, mediator_named
from ui.context import Context
from ui.tabs.mediation import MediationTab

W = TypeVar("W", bound=QWidget)
NOTIFIED = date(2026, 11, 18)  # the day after the referral of ``mediating``
COMPLETE = {"in_court": False, "other_mediator": False, "in_sector": True, "excluded_service": False}


def seller(desk: Desk, status: ProfileStatus = ProfileStatus.EI, **changes: Any) -> None:
    """The user, who sells to consumers and has a site, unless said otherwise."""
    fields: dict[str, Any] = {
        "name": "Camille Roussel",
        "street": "12 rue des Tanneurs",
        "postcode": "35000",
        "city": "Rennes",
        "email": "camille@roussel.example",
        "website": "www.roussel.example",
        "sells_to_consumers": True,
        **changes,
    }
    profile.save(desk, Profile(status=status, **fields))


def convention_with(desk: Desk, mediator_id: int, **changes: Any) -> int:
    """A convention of three years that ends on 31 December 2027."""
    fields: dict[str, Any] = {
        "reference": "CV-2025-01",
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2027, 12, 31),
        "years": 3,
        "fee": Money.of("85"),
        "fee_simple": Money.of("60"),
        **changes,
    }
    saved = mediators.save_convention(desk, Convention(mediator_id=mediator_id, **fields)).value
    assert saved.id is not None
    return saved.id


def proposed(desk: Desk, mediator_id: int, name: str = "Julien Moreau", **changes: Any) -> int:
    """A mediation with a proposal to answer by 27 November 2026."""
    dispute_id = complaining(desk, name)
    fields: dict[str, Any] = {
        **COMPLETE,
        "notified_on": NOTIFIED,
        "stance": Stance.TAKES_PART,
        "stance_on": NOTIFIED,
        "agreed_on": NOTIFIED,
        "completed_on": date(2026, 11, 19),
        "proposal_on": date(2026, 11, 20),
        "proposal": "Un remboursement de 310 €.",
        "proposal_amount": Money.of("310"),
        "answer_by": date(2026, 11, 27),
        **changes,
    }
    return mediating(desk, dispute_id, mediator_id, **fields)


def notified(desk: Desk, mediator_id: int, name: str = "Louise Petitjean", **changes: Any) -> int:
    """A mediation of which the notice came, and nothing was said yet."""
    return mediating(desk, complaining(desk, name), mediator_id, **{**COMPLETE, "notified_on": NOTIFIED, **changes})


def equipped(desk: Desk) -> int:
    """A seller with a convention; the mediator's id."""
    seller(desk)
    mediator_id = mediator_named(desk)
    convention_with(desk, mediator_id)
    return mediator_id


def tab_shown(context: Context, qtbot: QtBot, part: str = "") -> MediationTab:
    """The tab as on a small laptop, at one of its parts."""
    made = MediationTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    if part:
        made.show_part(part)
    gone()
    return made


def gone() -> None:
    """Let what was replaced be deleted and what is new be shown, so that only what is seen is found."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def button(holder: QWidget, name: str) -> QAbstractButton:
    """The visible button of that name."""
    gone()
    found = [one for one in holder.findChildren(QAbstractButton, name) if one.isVisibleTo(holder)]
    assert len(found) == 1, f"{name}: {len(found)} found"
    return found[0]


def menu_words(menu: QMenu | None) -> list[str]:
    """The words of a menu."""
    assert menu is not None
    return [one.text() for one in menu.actions() if not one.isSeparator()]


def text_file(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
