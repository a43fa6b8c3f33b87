"""The guarantees of a policy as a small table: what each pays at most, for a claim and a year, and what stays with the insured."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from litigedesk import formats
from litigedesk.domain.insurance import Guarantee, GuaranteeKind
from litigedesk.domain.money import Money

from ... import legal_words
from ...palette import Tone
from ...widgets.text import Label

TO_READ = "à lire"


class GuaranteeTable(QWidget):
    """One row a kind of harm, those not noted included: one sees what remains to be read in the policy."""

    def __init__(self, guarantees: Sequence[Guarantee], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Garanties")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        heads = (
            ("Dommage", ""),
            ("Par sinistre", legal_words.tip("plafond")),
            ("Par an", legal_words.tip("plafond")),
            ("Franchise", legal_words.tip("franchise")),
        )
        for place, (text, told) in enumerate(heads):
            head = Label(text, Tone.MUTED, weight=500, figures=bool(place))
            head.setToolTip(told)
            self._grid.addWidget(head, 0, place)
        held = {one.kind: one for one in guarantees}
        for line, kind in enumerate(GuaranteeKind, 1):
            self._add(line, kind, held.get(kind))

    def _add(self, line: int, kind: GuaranteeKind, held: Guarantee | None) -> None:
        name = Label(kind.label, wrap=True)
        if kind is GuaranteeKind.PURE_IMMATERIAL:
            name.setToolTip(legal_words.tip("immateriel-non-consecutif"))
        self._grid.addWidget(name, line * 2 - 1, 0)
        if held is None:
            nothing = Label("garantie non notée", Tone.MUTED)  # not the deductible, under whose head it stands
            nothing.setAccessibleName(f"{kind.label}\u00a0: non notée")
            self._grid.addWidget(nothing, line * 2 - 1, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
            return
        for place, (what, amount) in enumerate(
            (("par sinistre", held.cap), ("par an", held.yearly_cap), ("franchise", held.deductible)), 1
        ):
            self._grid.addWidget(_amount(kind, what, amount), line * 2 - 1, place)
        if held.note:
            self._grid.addWidget(Label(held.note, Tone.MUTED, wrap=True), line * 2, 0, 1, 4)


def _amount(kind: GuaranteeKind, what: str, amount: Money | None) -> Label:
    text = formats.money(amount) if amount is not None else TO_READ
    label = Label(text, Tone.TEXT if amount is not None else Tone.MUTED, figures=True)
    label.setAccessibleName(formats.typographic(f"{kind.label}, {what} : {text}"))
    return label
