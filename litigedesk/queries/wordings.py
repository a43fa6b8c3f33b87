"""Questions about the user's own texts of letters: which letters have one, and whether ours has changed since."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litigedesk.domain.wording import Wording
from litigedesk.letters import catalogue, own_wording
from litigedesk.letters.template import Template

if TYPE_CHECKING:
    from litigedesk.desk import Desk


@dataclass(frozen=True, kw_only=True)
class WordingRow:
    """One letter of the catalogue: ``own`` is the user's text of it, ``None`` while ours stands.

    ``is_outdated`` when our text is no longer the one that theirs was written from.
    """

    template: Template
    own: Wording | None
    is_outdated: bool

    @property
    def body(self) -> str:
        """The text that stands, as it is shown."""
        return self.own.body if self.own is not None else own_wording.ours(self.template)


def rows(desk: "Desk") -> tuple[WordingRow, ...]:
    """Every letter in the order of the catalogue, with the user's text if there is one."""
    own = {one.template: one for one in desk.table(Wording).all()}
    return tuple(_row(template, own.get(template.id)) for template in catalogue.catalogue())


def row(desk: "Desk", template_id: str) -> WordingRow:
    """The same for one letter; ``NotFound`` for one that does not exist."""
    return _row(catalogue.template(template_id), desk.table(Wording).first(template=template_id))


def body(desk: "Desk", template_id: str) -> str:
    """The user's text of a letter, as letters take it: empty while ours stands."""
    own = desk.table(Wording).first(template=template_id)
    return own.body if own is not None else ""


def _row(template: Template, own: Wording | None) -> WordingRow:
    outdated = own is not None and own.ours != own_wording.ours(template)
    return WordingRow(template=template, own=own, is_outdated=outdated)
