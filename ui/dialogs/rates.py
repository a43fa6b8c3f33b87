"""The table of legal rates: what the program knows, until when, and the half-years the user adds."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from litigedesk import formats, validation
from litigedesk.domain.records import UserRate
from litigedesk.errors import Problem
from litigedesk.operations import profile as operations
from litigedesk.queries.rates import user_rates
from litigedesk.rules.kinds import RateOrigin
from litigedesk.rules.rates import Rate, half_of

from ..context import Context
from ..forms.editors import DateEditor, PercentEditor, TextEditor
from ..forms.form import Form, Values
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, row, vbox
from ..widgets.panels import Callout, Card, Separator
from ..widgets.text import Label
from ..widgets.tips import plain_tip
from . import show_dialog
from .form_dialog import FormDialog
from .page_dialog import PageDialog

SHOWN = 8  # half-years, the newest first; all of them on request
COLUMNS = ("Semestre", "BCE", "Légal", "BCE + 10", "Plancher", "Public")


class RatesDialog(PageDialog):
    """The newest half-years with their sources; the user's own can be changed or removed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._add = Button("Ajouter un semestre…", Kind.PRIMARY, "plus", name="rates.add")
        super().__init__(parent, "rates", "Taux d’intérêt, par semestre", self._add, width=760, height=640)
        self.context = context
        self._all = False
        self._holder = QWidget()
        self._body = vbox(self._holder, gap=12)
        self.page.add(self._holder)
        self.page.body.addStretch(1)
        self._add.clicked.connect(lambda: self.edit(None))
        self.follow(context, lambda _kinds: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show the table as it is now."""
        clear(self._body)
        table, today = self.context.desk.law.rates, self.context.today()
        end = formats.date_long(table.complete_until)
        if table.expires_soon(today):
            late = table.complete_until < today
            self._body.addWidget(
                Callout(
                    "La table est finie" if late else "La table finit bientôt",
                    f"Elle est complète jusqu’au {end}. L’arrêté du semestre suivant paraît au Journal officiel fin juin et "
                    "fin décembre ; le taux de la BCE est celui du 1er janvier ou du 1er juillet.",
                    Tone.LATE if late else Tone.SOON,
                )
            )
        else:
            self._body.addWidget(Label(f"La table est complète jusqu’au {end}.", Tone.MUTED))
        rates = list(reversed(table.rows))
        card = Card()
        card.add(self._grid(rates if self._all else rates[:SHOWN]))
        self._body.addWidget(card)
        if not self._all and len(rates) > SHOWN:
            more = Button(f"Voir les {len(rates)} semestres", Kind.LINK, name="rates.all")
            more.clicked.connect(self._show_all)
            self._body.addLayout(row(more, None))
        notes = Card("Ce que disent les colonnes", gap=4)
        for text in (
            "BCE : taux de refinancement au premier jour du semestre. Légal : taux légal des créanciers professionnels.",
            "BCE + 10 : pénalités entre professionnels sans taux convenu (art. L441-10 du code de commerce).",
            "Plancher : trois fois le taux légal, minimum d’un taux convenu. Public : BCE + 8 (art. R2192-31).",
        ):
            notes.add(Label(text, Tone.MUTED, wrap=True))
        self._body.addWidget(notes)

    def _grid(self, rates: Sequence[Rate]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        right = Qt.AlignmentFlag.AlignRight
        for column, title in enumerate(COLUMNS):
            head = Label(title, Tone.MUTED, weight=500, figures=column > 0)
            grid.addWidget(head, 0, column, right if column else Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Separator(), 1, 0, 1, len(COLUMNS) + 1)
        grid.setColumnStretch(len(COLUMNS), 1)
        mine = {one.half: one for one in user_rates(self.context.desk)}
        for place, rate in enumerate(rates, 2):
            grid.addWidget(Label(rate.half, weight=500), place, 0)
            for column, value in enumerate((rate.refi, rate.pro, rate.default, rate.floor, rate.public), 1):
                grid.addWidget(Label(formats.percent(value), figures=True), place, column, right)
            if rate.origin is RateOrigin.USER:
                grid.addLayout(self._own(mine[rate.half]), place, len(COLUMNS))
            else:
                source = Label(rate.source, Tone.MUTED, elide=True)
                source.setToolTip(plain_tip(f"{rate.source}, lu le {formats.date_long(rate.read_on)}"))
                grid.addWidget(source, place, len(COLUMNS))
        return grid

    def _own(self, rate: UserRate) -> "QGridLayout":
        line = QGridLayout()
        line.setContentsMargins(0, 0, 0, 0)
        change = Button("Modifier", Kind.LINK, name=f"rates.edit.{rate.half}")
        change.clicked.connect(partial(self.edit, rate))
        remove = Button("Retirer", Kind.LINK, name=f"rates.remove.{rate.half}")
        remove.clicked.connect(partial(self._remove, rate.id or 0))
        line.addWidget(Label("ajouté par vous", Tone.MUTED), 0, 0)
        line.addWidget(change, 0, 1)
        line.addWidget(remove, 0, 2)
        line.setColumnStretch(3, 1)
        return line

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def edit(self, rate: UserRate | None) -> None:
        """Add a half-year, or change one of the user's own."""
        FormDialog(RateForm(self.context, rate), self).ask()

    def _remove(self, rate_id: int) -> None:
        self.context.run(operations.delete_rate, rate_id)


class RateForm(Form):
    """One half-year, with where it was read."""

    def __init__(self, context: Context, rate: UserRate | None) -> None:
        self._rate = rate
        super().__init__(
            context,
            f"rate:{rate.half if rate else 'new'}",
            "Taux d’un semestre",
            "Enregistrer ces taux",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        following = half_of(context.desk.law.rates.complete_until + timedelta(days=1))
        self.section(
            "Le semestre",
            TextEditor("half", "Semestre", hint="Année et semestre, comme 2027-S1.", width=120, called="le semestre"),
            [
                PercentEditor("refi", "Taux de refinancement de la BCE", called="le taux de la BCE"),
                PercentEditor("legal_professional", "Taux légal, « autres cas »", called="le taux légal"),
            ],
        )
        self.section(
            "Où vous l’avez lu",
            TextEditor("source", "Source", hint="Par exemple « arrêté du 20 décembre, JO du 28 »."),
            DateEditor("read_on", "Lu le", today=context.today()),
        )
        self.load(
            {
                "half": rate.half if rate else following,
                "refi": rate.refi if rate else None,
                "legal_professional": rate.legal_professional if rate else None,
                "source": rate.source if rate else "",
                "read_on": rate.read_on if rate else context.today(),
            }
        )

    def _rate_from(self, values: Values) -> UserRate:
        return UserRate(
            id=self._rate.id if self._rate else None,
            half=values["half"].strip().upper(),
            refi=values["refi"] if values["refi"] is not None else Decimal(0),
            legal_professional=values["legal_professional"] or Decimal(0),
            source=values["source"],
            read_on=values["read_on"] or self.context.today(),
        )

    def _problems(self, values: Values) -> Sequence[Problem]:
        lacking = [
            Problem(name, "Indiquez ce taux, en pour cent par an.")
            for name in ("refi", "legal_professional")
            if values[name] is None
        ]
        return [*lacking, *validation.user_rate_problems(self._rate_from(values))]

    def _store(self, values: Values) -> UserRate | None:
        saved = self.context.submit(self.show_problems, operations.save_rate, self._rate_from(values))
        return saved.value if saved else None


def edit_rates(context: Context, parent: QWidget | None) -> None:
    """Show the table and wait until it is closed, for instance because a letter needs a half-year it lacks."""
    show_dialog(RatesDialog(context, parent))
