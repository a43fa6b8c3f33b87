"""One agreement of a dispute: how much has come, each instalment, what a missed one allows, its paper and its letters."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.agreement import AgreementKind, AgreementOutcome
from litigedesk.queries import files
from litigedesk.queries.agreements import AgreementView
from litigedesk.queries.disputes import Dossier
from litigedesk.queries.next_step.agreement import TEMPLATES
from litigedesk.rules import instalments as rules

from ...dialogs.explanation import explain
from ...forms.agreement_fields import NO_TITLE, POINTS, SOURCES
from ...forms.agreement_steps import OUTCOME, SIGNED
from ...kept_files import KeptFiles
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import FlowLayout
from ...widgets.kept_file import KeptFileLine
from ...widgets.layout import hbox, vbox
from ...widgets.panels import Card, Foldable, Separator
from ...widgets.share_bar import ShareBar
from ...widgets.text import Chip, IconText, Label
from .commands import Commands
from .instalment_lines import InstalmentLines
from .letter_line import LetterLine

SHOWN: Final = 6  # instalments of a long table shown at once, from the last one paid
ENDED: Final = {AgreementOutcome.KEPT: (Tone.FINE, "circle-check"), AgreementOutcome.FORFEITED: (Tone.LATE, "circle-x")}


def state_chip(view: AgreementView) -> Chip:
    """``À faire signer``, ``Tenu jusqu’ici``, ``1 versement manque``, or how it ended."""
    outcome = view.agreement.outcome
    if outcome is not None:
        tone, icon = ENDED.get(outcome, (Tone.MUTED, "archive"))
        return Chip(outcome.label.split(" : ")[0], tone, icon)
    if not view.is_running:
        return Chip("À faire signer", Tone.SOON, "pencil")
    missed = len(view.tracking.missed)
    if missed:
        words = "versement manque" if missed == 1 else "versements manquent"
        return Chip(f"{missed} {words}", Tone.LATE, "circle-alert")
    words = "Tout est payé" if view.tracking.is_paid else "Tenu jusqu’ici"
    return Chip(words, Tone.FINE, "circle-check")


class AgreementCard(Card):
    """The agreement as it stands; ``dossier`` is the dispute's, for a payment."""

    def __init__(
        self,
        commands: Commands,
        kept_files: KeptFiles,
        dossier: Dossier,
        view: AgreementView,
        parent: QWidget | None = None,
    ) -> None:
        agreement = view.agreement
        self._commands, self._files, self._dossier, self._view = commands, kept_files, dossier, view
        self._id, self._name = agreement.id or 0, f"agreement.{agreement.id}"
        self.state = state_chip(view)
        super().__init__(agreement.kind.label, right=self.state, gap=12, parent=parent)
        self.add(Label(_when(view), Tone.MUTED, wrap=True), *self._progress())
        if view.tracking.lines:
            self.add(self._table())
        if (said := self._missed_words()) is not None:
            self.add(said)
        if agreement.kind is AgreementKind.SETTLEMENT:
            for title, words in (
                ("Vous cédez", agreement.our_concessions),
                ("Votre client cède", agreement.their_concessions),
            ):
                if words:
                    self.add(IconText("handshake", f"{title} : {' '.join(words.split())}", Tone.TEXT, wrap=True))
        self._add_papers()
        if view.is_open:
            self.add(IconText("info", NO_TITLE, Tone.MUTED, wrap=True))
        self.add(Separator(), self._acts())

    # ---- what has come -----------------------------------------------------------------------------------------------
    def _progress(self) -> list[QWidget]:
        tracking = self._view.tracking
        if not tracking.promised:
            return [Label("Rien à payer dans cet accord.", Tone.MUTED)]
        paid, count = tracking.n_paid, len(tracking.lines)
        if self._view.agreement.signed_on is None:
            how = formats.count(count, "versement") if count > 1 else "en une fois"
            return [
                Label(f"{formats.money(tracking.promised)}, {how}, une fois l’accord signé.", weight=500, wrap=True)
            ]
        told = f"{formats.money(tracking.received)} reçus sur {formats.money(tracking.promised)}"
        if count > 1:
            words = "versement payé" if paid < 2 else "versements payés"
            told = f"{told} · {paid} {words} sur {count}"
        self.bar = ShareBar(tracking.received, tracking.promised)
        return [Label(told, weight=500, wrap=True), self.bar]

    def _table(self) -> QWidget:
        lines = self._view.tracking.lines
        if len(lines) <= SHOWN + 2:
            return InstalmentLines(lines)
        first = max(0, min(self._view.tracking.n_paid - 1, len(lines) - SHOWN))
        holder = QWidget()
        column = vbox(holder, 0, 8)
        column.addWidget(InstalmentLines(lines[first : first + SHOWN], first + 1))
        column.addWidget(
            Foldable("Tout le tableau", InstalmentLines(lines), note=formats.count(len(lines), "versement"))
        )
        return holder

    def _missed_words(self) -> QWidget | None:
        """What a missed instalment allows, while the agreement is in force."""
        view = self._view
        if not view.is_running or not view.tracking.missed:
            return None
        if rules.may_forfeit(view.forfeiture):
            words = "La déchéance du terme est possible : tout ce qui reste dû peut devenir exigible."
        else:
            words = f"Le reste n’est pas exigible. {rules.why_not(view.forfeiture)}"
        return IconText("triangle-alert", words, Tone.SOON, wrap=True)

    # ---- papers ------------------------------------------------------------------------------------------------------
    def _add_papers(self) -> None:
        kept = files.stored_file(self._commands.context.desk, self._view.agreement.file_id)
        if kept is not None:
            self.add(KeptFileLine(kept, self._files.open_document, f"{self._name}.document"))
        for letter in self._view.letters:
            self.add(LetterLine(self._commands, letter, self._name))

    # ---- what can be done --------------------------------------------------------------------------------------------
    def _acts(self) -> QWidget:
        view, commands = self._view, self._commands
        acts = QWidget()
        line = FlowLayout(8, 8, acts)
        if view.is_open and not view.is_running:
            write = Button("Rédiger le document", Kind.SECONDARY, "file-text", name=f"{self._name}.write")
            write.clicked.connect(lambda: commands.compose(view.agreement.dispute_id, TEMPLATES[view.agreement.kind]))
            sign = Button("Noter la signature", Kind.SECONDARY, "calendar-check", name=f"{self._name}.sign")
            sign.clicked.connect(partial(commands.agreements.note, self._id, SIGNED))
            line.addWidget(write)
            line.addWidget(sign)
        elif view.is_running:
            pay = Button("Noter un paiement", Kind.SECONDARY, "banknote", name=f"{self._name}.pay")
            pay.clicked.connect(lambda: commands.pay(self._dossier))
            end = Button("Noter la fin", Kind.SECONDARY, "archive", name=f"{self._name}.end")
            end.clicked.connect(partial(commands.agreements.note, self._id, OUTCOME))
            line.addWidget(pay)
            line.addWidget(end)
        why = Button("Que vaut ce papier ?", Kind.LINK, name=f"{self._name}.why")
        why.clicked.connect(self.explain)
        line.addWidget(why)
        holder = QWidget()
        across = hbox(holder, 0, 8)
        across.addWidget(acts, 1)
        across.addWidget(self._more(), 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _more(self) -> IconButton:
        more = IconButton("ellipsis", f"Autres actions : {self._view.agreement.kind.label}")
        more.setObjectName(f"{self._name}.more")
        menu = QMenu(more)
        self._commands.agreements.fill_menu(menu, self._view)
        more.setMenu(menu)
        return more

    def explain(self) -> None:
        """Show what such a paper is worth, and what a missed instalment supposes."""
        conditions = [f"{one.title} : {one.verdict.label.lower()}. {one.sentence}" for one in self._view.forfeiture]
        told = [*POINTS, *(conditions if self._view.is_running else ())]
        explain(self.window(), f"{self._view.agreement.kind.label} : ce que vaut ce papier", told, SOURCES)


def _when(view: AgreementView) -> str:
    agreement = view.agreement
    e = "e" if agreement.kind is AgreementKind.ACKNOWLEDGMENT else ""
    if agreement.signed_on is not None:
        return f"Signé{e} le {formats.date_long(agreement.signed_on)}"
    return f"Proposé{e} le {formats.date_long(agreement.proposed_on)}"
