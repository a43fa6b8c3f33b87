"""The tab Sinistres: claims and policies under sub-tabs, and what the window asks of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from PySide6.QtWidgets import QStackedWidget, QWidget

from litigedesk.domain.matter import MatterKind, of_claim, of_policy
from litigedesk.queries import policies

from ...context import Context
from ...letter_words import letter_actions
from ...list_memory import ListMemory
from ...widgets.buttons import Option, SubTabs
from ...widgets.layout import hbox, vbox
from ...widgets.list_pane import ListPane
from ...window_state import WindowState
from .. import entries
from ..base import Tab
from ..entries import TabEntry
from . import scenes
from .claims_part import ClaimsPart
from .commands import Commands
from .policies_part import PoliciesPart
from .scenes import CLAIMS, POLICIES

PARTS: Final = (Option(CLAIMS, "Sinistres"), Option(POLICIES, "Contrats RC Pro"))
KEPT: Final = "claims/part"


class ClaimsTab(Tab):
    """Each part is read when it is seen; the chosen one is remembered between two starts."""

    entry: ClassVar[TabEntry] = entries.CLAIMS

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.commands = Commands(context, self, self.show_part)
        self.parts = SubTabs(PARTS, "Parties des sinistres")
        self.parts.chosen.connect(self._choose)
        self.claims, self.policies = ClaimsPart(self.commands), PoliciesPart(self.commands)
        self._state: WindowState | None = None
        top = QWidget()
        hbox(top, (16, 8, 16, 0), 0).addWidget(self.parts)
        self.pages = QStackedWidget()
        self._of_key: dict[str, ClaimsPart | PoliciesPart] = {CLAIMS: self.claims, POLICIES: self.policies}
        for page in self._of_key.values():
            self.pages.addWidget(page)
        layout = vbox(self, 0, 0)
        layout.addWidget(top)
        layout.addWidget(self.pages, 1)

    # ---- Tab ---------------------------------------------------------------------------------------------------------
    def refresh(self) -> None:
        """Read the part in front again; the other when it is shown."""
        page = self._of_key[self.parts.key]
        page.refresh()
        self.pages.setCurrentWidget(page)

    def new_record(self) -> None:
        """Ask for a new claim, and show it; on the policies' part, for a new policy."""
        if self.parts.key == POLICIES:
            self.policies.new_record()
        else:
            self.claims.new_record()

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the list of claims."""
        self.show_part(CLAIMS)
        self.claims.list.focus_filter()

    def open_record(self, record_id: int, kind: str = "") -> None:
        """Show a claim, the one that holds a piece at that piece, or a policy among the others."""
        if kind == "policy":
            self.show_part(POLICIES)
            self.policies.show_policy(record_id)
            return
        self.show_part(CLAIMS)
        if kind == "insurance_claim.piece":
            self.claims.open_piece(record_id)
        else:
            self.claims.open_record(record_id)

    def keep(self, state: WindowState) -> None:
        """Remember the part shown and how wide the list is."""
        self._state = state
        kept = state.text(KEPT)
        if kept in self._of_key:
            self.parts.set_key(kept)
        state.keep_splitter("claims", self.claims.stage.splitter)
        self.claims.list.remember(ListMemory(self.context, state, "claims"))

    def panes(self) -> Sequence[ListPane[Any]]:
        return (self.claims.list,)

    # ---- parts -------------------------------------------------------------------------------------------------------
    def show_part(self, key: str) -> None:
        """Choose a sub-tab: ``CLAIMS`` or ``POLICIES``."""
        self.parts.set_key(key)
        self.refresh_now()

    def _choose(self, key: str) -> None:
        if self._state is not None:
            self._state.set_text(KEPT, key)
        self.refresh_now()

    # ---- menus and pictures ------------------------------------------------------------------------------------------
    def global_actions(self) -> dict[str, Callable[[], object]]:
        """What makes sense from any tab."""
        return {
            "claim.new": partial(self._open_from_anywhere, "insurance_claim", self.commands.open_new),
            "policy.new": partial(self._open_from_anywhere, "policy", self.commands.new_policy),
        }

    def _open_from_anywhere(self, kind: str, ask: Callable[[], int | None]) -> None:
        made = ask()
        if made is not None:
            self.context.navigate(kind, made)

    def local_actions(self) -> dict[str, Callable[[], object]]:
        """The letters about the claim shown, and about the policy in force."""
        return {
            **letter_actions(MatterKind.CLAIM, lambda template: partial(self._write_of_claim, template)),
            **letter_actions(MatterKind.POLICY, lambda template: partial(self._write_of_policy, template)),
        }

    def _write_of_claim(self, template: str) -> None:
        file = self.claims.page.file
        if file is None or self.parts.key != CLAIMS:
            self.context.note("Choisissez d’abord un sinistre dans la liste.")
        else:
            self.commands.letters.compose(of_claim(file.claim.id or 0), template)

    def _write_of_policy(self, template: str) -> None:
        held = policies.files(self.context.desk, self.context.today())
        if held:
            self.commands.letters.compose(of_policy(held[0].policy.id or 0), template)
        else:
            self.context.note("Ajoutez d’abord votre contrat RC Pro.")

    def scenes(self) -> dict[str, Callable[[], QWidget | None]]:
        """Each part, then the windows opened from here."""
        return scenes.scenes(self)
