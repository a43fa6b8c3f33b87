"""The personal data of one client: why they are kept, until when, all of them on request, and their end."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QWidget

from litigedesk import formats
from litigedesk.bundle.names import legal_name
from litigedesk.operations import readable_exit
from litigedesk.queries import privacy
from litigedesk.rules import retention
from litigedesk.rules.retention import Reason

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.layout import row, vbox
from ..widgets.panels import Callout, Card, Separator
from ..widgets.text import Chip, IconText, Label
from .erasure import Act, ask_act
from .everything import free_name, open_page, write_readable
from .page_dialog import PageDialog

if TYPE_CHECKING:
    from ..main_window import MainWindow

ACCESS: Final = (
    "Cette personne peut demander tout ce que vous avez sur elle (RGPD, art. 15). Relisez avant d’envoyer : retirez ce qui "
    "concerne d’autres personnes et ce qui est confidentiel."
)
MAY_REFUSE: Final = (
    "Une demande d’effacement ne l’emporte ni sur une obligation légale, ni sur la défense de vos droits (RGPD, art. 17.3 b et "
    "e) : répondez dans le mois, avec la raison."
)
ARCHIVE: Final = ".zip"


class ClientPrivacyDialog(PageDialog):
    """Closes when the client is erased; stays, changed, when they are made anonymous."""

    def __init__(self, window: "MainWindow", parent: QWidget, client_id: int) -> None:
        self._window, self._context, self._client_id = window, window.context, client_id
        self.row = privacy.one(window.context.desk, client_id, window.context.today())
        super().__init__(parent, "privacy_client", f"Données de {self.row.name}", width=720, height=680)
        self.page.add(*self._said(), self._reasons(), self._access(), self._end())
        self.page.body.addStretch(1)

    def _said(self) -> list[QWidget]:
        if self.row.erased_on is None:
            return []
        words = "Restent ses sommes et ses dates, sans rien qui le nomme."
        return [Callout(f"Anonymisé le {formats.date_long(self.row.erased_on)}", words, Tone.FINE, icon="circle-check")]

    # ---- reasons -----------------------------------------------------------------------------------------------------
    def _reasons(self) -> Card:
        found = self.row.assessment
        card = Card("Pourquoi garder ses données", gap=4)
        if not found.reasons:
            return card.add(
                Label("Aucun contrat, aucune facture, aucun litige : rien n’oblige à les garder.", wrap=True)
            )
        for place, reason in enumerate(found.reasons):
            if place:
                card.add(Separator())
            card.add(self._reason(reason))
            if reason.rule.confirm:
                card.add(IconText("circle-help", f"À confirmer. {reason.rule.confirm}", Tone.SOON, wrap=True))
        if found.free_parts and found.running:
            parts = ", ".join(part.label for part in found.free_parts)
            card.add(Separator(), IconText("circle-check", f"Peuvent déjà partir : {parts}.", Tone.FINE, wrap=True))
        return card

    def _reason(self, reason: Reason) -> QWidget:
        """Title and end on a line, the article and the count below, all of it in sight."""
        runs = reason.runs(self._context.today())
        if reason.until is None:
            chip = Chip("en cours", Tone.SOON, "clock")
        elif runs:
            chip = Chip(f"jusqu’au {formats.date_medium(reason.until)}", Tone.MUTED, "clock")
        else:
            chip = Chip(f"finie le {formats.date_medium(reason.until)}", Tone.FINE, "check")
        since = (
            f"depuis le {formats.date_long(reason.since)} ({reason.rule.counted_from})"
            if reason.since
            else reason.detail
        )
        holder = QWidget()
        holder.setAccessibleName(formats.typographic(f"{reason.rule.label}, {chip.accessibleName()}"))
        column = vbox(holder, (0, 4, 0, 4), 2)
        title = Label(reason.rule.label, weight=500, wrap=True)
        column.addLayout(row(title, chip, stretch=title))
        column.addWidget(Label(" · ".join(filter(None, (reason.rule.source, since))), Tone.MUTED, wrap=True))
        return holder

    # ---- access ------------------------------------------------------------------------------------------------------
    def _access(self) -> Card:
        by = formats.date_long(retention.answer_by(self._context.today()))
        card = Card("Droit d’accès", f"demandé aujourd’hui : répondre au plus tard le {by}", gap=8)
        self.export_button = Button("Exporter tout ce que j’ai sur cette personne…", Kind.SECONDARY, "folder-output",
                                    name="privacy.export")  # fmt: skip
        self.export_button.clicked.connect(self._ask_where)
        flow = FlowLayout(8)
        flow.addWidget(self.export_button)
        card.add(Label(ACCESS, wrap=True), flow)
        return card

    def _ask_where(self) -> None:
        name = legal_name(f"Données de {self.row.name} {self._context.today()}", ARCHIVE)
        title = formats.typographic("Exporter tout ce que j’ai sur cette personne")
        kinds = "Archive (*.zip);;Dossier (*)"
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / name), kinds)
        if chosen:
            self.export(named(Path(chosen), as_folder=kind.startswith("Dossier")))

    def export(self, target: Path) -> None:
        """Write all that is held of this client, as a folder or an archive by the end of the name; shown once done."""
        if target.exists():
            target = free_name(target.parent, target.name) if target.suffix.lower() != ARCHIVE else target
        client_id = self._client_id
        written = write_readable(
            self,
            self._context.desk,
            lambda reading: readable_exit.of_client(reading, client_id),
            target,
            lambda fault: self.bar.set_status(str(fault)),
        )
        if written is not None:
            self.bar.set_status(f"Écrit : {written.path.name}", Tone.FINE, "circle-check")
            open_page(written)

    # ---- the end -----------------------------------------------------------------------------------------------------
    def _end(self) -> Card:
        card = Card("Effacer", gap=8)
        refusal = retention.refusal()
        card.add(Label(MAY_REFUSE, Tone.MUTED, wrap=True))
        card.add(Label(f"{refusal.sentence} ({refusal.source})", Tone.MUTED, wrap=True))
        card.add(IconText("circle-help", f"À confirmer. {refusal.confirm}", Tone.SOON, wrap=True))
        flow = FlowLayout(8)
        for act in self._acts():
            button = Button(act.button, Kind.SECONDARY, act.icon, name=f"privacy.{act.value}")
            button.clicked.connect(lambda _on, act=act: self._ask(act))
            flow.addWidget(button)
        card.add(flow)
        return card

    def _acts(self) -> list[Act]:
        found = self.row.assessment
        lighter = [Act.LIGHTEN] if found.running and found.free_parts and self.row.erased_on is None else []
        return [*lighter, *([Act.ANONYMISE] if self.row.erased_on is None else []), Act.ERASE]

    def _ask(self, act: Act) -> None:
        if not ask_act(self._window, self, act, [self.row]):
            return
        self.accept()


def named(chosen: Path, *, as_folder: bool) -> Path:
    """The name chosen with the end of its kind: a point in a person's name is not the beginning of one."""
    bare = chosen.with_suffix("") if chosen.suffix.lower() == ARCHIVE else chosen
    return bare if as_folder else bare.with_name(f"{bare.name}{ARCHIVE}")
