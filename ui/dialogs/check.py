"""Outils › Vérifier vos données: everything looked at beside the window, each finding mended, opened or set aside."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

import litigedesk
from litigedesk import formats
from litigedesk.errors import UserError
from litigedesk.operations import checks
from litigedesk.operations.checks import Examination, Remark, Severity

from ..context import Context
from ..moments import kept_moment
from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.flow import FlowLayout
from ..widgets.layout import clear, vbox
from ..widgets.panels import Callout, Card, Foldable, Separator
from ..widgets.progress_page import ProgressPage
from ..widgets.text import IconText, Label
from ..window_state import WindowState
from .check_work import CheckWork
from .fitting import tab_as_read
from .page_dialog import PageDialog

SHOWN: Final = 60  # findings of one kind of gravity; the others are counted
GROUPS: Final = {
    Severity.DAMAGE: ("Abîmé ou perdu", "circle-alert", Tone.LATE),
    Severity.WRONG: ("Contradictions", "triangle-alert", Tone.SOON),
    Severity.OVERSIGHT: ("À regarder", "info", Tone.MUTED),
}


def _looked_at(found: Examination) -> Card:
    """What « Tout est en ordre » stands for."""
    card = Card("Ce qui a été regardé", gap=8)
    rules = formats.count(len(checks.RULES), "règle")
    for words in (
        "La base de données : lisible, sans lien rompu.",
        f"{formats.count(found.files, 'fichier')} : présents, tels que vous les avez gardés, chacun rattaché.",
        f"Vos enregistrements : sommes, dates, numéros, échéances et litiges, d’après {rules}.",
    ):
        card.add(IconText("check", words, Tone.TEXT, wrap=True, icon_tone=Tone.FINE))
    return card


class CheckDialog(PageDialog):
    """Checks as it opens. « Ouvrir » closes it and shows the record."""

    def __init__(self, context: Context, state: WindowState, parent: QWidget | None = None) -> None:
        self.repair_button = Button("Tout réparer", Kind.PRIMARY, "shield-check", name="check.repair_all")
        super().__init__(parent, "check", "Vérifier vos données", self.repair_button, width=760, height=640)
        self.context, self._state = context, state
        self.found: Examination | None = None
        self._last_key = f"checked/{hashlib.sha256(str(context.desk.folder).encode()).hexdigest()[:16]}"
        self.again_button = Button("Vérifier à nouveau", Kind.SECONDARY, "refresh-cw", name="check.again")
        self.copy_button = Button("Copier le rapport", Kind.QUIET, "copy", name="check.copy")
        self.cancel_button = Button("Annuler", Kind.SECONDARY, name="check.cancel")
        layout = self.bar.layout()
        layout.insertWidget(0, self.copy_button)  # type: ignore[union-attr]
        for button in (self.cancel_button, self.again_button):
            layout.insertWidget(layout.count() - 2, button)  # type: ignore[union-attr]
        self.progress = ProgressPage("Lecture de vos données", "la lecture du fichier en cours se termine")
        self._holder = QWidget()
        self._body = vbox(self._holder, gap=12)
        self.page.add(Label(self._before(), Tone.MUTED, wrap=True), self.progress, self._holder)
        self.page.body.addStretch(1)
        self.work = CheckWork(self)
        self.work.told.connect(self.progress.tell)
        self.work.ended.connect(self._show)
        self.work.failed.connect(self._fail)
        self.work.given_up.connect(self._given_up)
        self.finished.connect(self.work.stop)
        self.repair_button.clicked.connect(self._repair_all)
        self.again_button.clicked.connect(self.start)
        self.copy_button.clicked.connect(self._copy)
        self.cancel_button.clicked.connect(self._cancel)
        tab_as_read(self.bar)
        self._acting = False
        self.follow(context, self._changed)
        self.start()

    def _before(self) -> str:
        """When the last check was made, and what it said."""
        kept = self._state.text(self._last_key).partition(" ")
        when = kept_moment(kept[0])
        if when is None:
            return "La base, chaque fichier gardé, et ce que vos enregistrements disent les uns des autres."
        said = "tout était en ordre" if kept[2] == "0" else formats.count(int(kept[2] or 0), "constat")
        return f"La vérification précédente : {formats.ago(when, self.context.desk.now())}, {said}."

    # ---- running -----------------------------------------------------------------------------------------------------
    def start(self) -> None:
        """Check again from the start."""
        clear(self._body)
        self._set_running(True)
        self.progress.tell(0, "")
        self.work.start(self.context.desk)
        self.cancel_button.setFocus()

    def _set_running(self, running: bool) -> None:
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)
        self._holder.setVisible(not running)
        for button in (self.again_button, self.copy_button):
            button.setVisible(not running)
        self.repair_button.setVisible(not running and bool(self.found and self.found.repairable))

    def _cancel(self) -> None:
        self.progress.give_up()
        self.work.cancel()

    def _given_up(self) -> None:
        self._stop_with("La vérification n’est pas finie : vous l’avez arrêtée.", Tone.SOON)

    def _fail(self, sentence: str) -> None:
        self._stop_with(sentence, Tone.LATE)

    def _stop_with(self, sentence: str, tone: Tone) -> None:
        self.found = None
        self._set_running(False)
        self.copy_button.hide()
        self._body.addWidget(Callout("Rien n’a été conclu", sentence, tone))

    # ---- what was found ----------------------------------------------------------------------------------------------
    def _show(self, found: Examination) -> None:
        now = self.context.desk.now()
        self._state.set_text(self._last_key, f"{now.isoformat(timespec='seconds')} {len(found.remarks)}")
        self._fill(found)
        self.close_button.setFocus()

    def _fill(self, found: Examination) -> None:
        self.found = found
        clear(self._body)
        self._body.addWidget(self._summary(found))
        if not found.remarks:
            self._body.addWidget(_looked_at(found))
        for severity in Severity:
            of_these = [one for one in found.remarks if one.severity is severity]
            if of_these:
                self._body.addWidget(self._group(severity, of_these))
        if found.ignored:
            aside = QWidget()
            body = vbox(aside, (16, 4, 16, 4), 8)
            for remark in found.ignored[:SHOWN]:
                body.addWidget(self._line(remark, "eye", Tone.MUTED))
            number = formats.count(len(found.ignored), "constat ignoré", "constats ignorés")
            self._body.addWidget(Foldable(number, aside, note=""))
        self._set_running(False)

    def _summary(self, found: Examination) -> QWidget:
        looked = f"{formats.count(found.records, 'enregistrement')} et {formats.count(found.files, 'fichier')}"
        when = f"le {formats.moment(self.context.desk.now())}"
        if not found.remarks:
            return Callout("Tout est en ordre", f"{looked}, vérifiés {when}.", Tone.FINE, icon="circle-check")
        worst = found.remarks[0].severity is Severity.DAMAGE
        title = formats.count(len(found.remarks), "chose à voir", "choses à voir")
        mended = len(found.repairable)
        can = f" {formats.count(mended, 'se répare', 'se réparent')} sans rien perdre." if mended else ""
        return Callout(title, f"{looked}, vérifiés {when}.{can}", Tone.LATE if worst else Tone.SOON)

    def _group(self, severity: Severity, remarks: Sequence[Remark]) -> Card:
        title, icon, tone = GROUPS[severity]
        card = Card(title, str(len(remarks)), gap=8)
        for place, remark in enumerate(remarks[:SHOWN]):
            if place:
                card.add(Separator())
            card.add(self._line(remark, icon, tone))
        if len(remarks) > SHOWN:
            card.add(Label(f"et {formats.count(len(remarks) - SHOWN, 'autre')}, dans le rapport", Tone.MUTED))
        if severity is Severity.DAMAGE:
            copies = Button("Voir les sauvegardes", Kind.LINK, name="check.backups")
            copies.clicked.connect(self._open_copies)
            card.add(
                Label("Ce qui est perdu ici se trouve peut-être dans une sauvegarde.", Tone.MUTED, wrap=True), copies
            )
        return card

    def _line(self, remark: Remark, icon: str, tone: Tone) -> QWidget:
        line = QWidget()
        body = vbox(line, 0, 4)
        body.addWidget(IconText(icon, remark.sentence, Tone.TEXT, wrap=True, icon_tone=tone))
        buttons = QWidget()
        flow = FlowLayout(16, 4, buttons)
        for words, wanted, act in (
            ("Ouvrir", remark.opens is not None, self._open),
            ("Réparer", remark.repairable and not remark.ignored, self._repair),
            ("Ignorer", remark.ignorable and not remark.ignored, self._ignore),
            ("Ne plus ignorer", remark.ignored, self._heed),
        ):
            if wanted:
                button = Button(words, Kind.LINK, name=f"check.{words}.{remark.code}.{remark.subject}")
                button.setAccessibleName(f"{words} : {remark.sentence}")
                button.clicked.connect(partial(act, remark))
                flow.addWidget(button)
        under = vbox(None, (24, 0, 0, 0), 0)
        under.addWidget(buttons)
        body.addLayout(under)
        return line

    def _changed(self, _kinds: frozenset[str]) -> None:
        """What was undone or done again by its keys may have changed any finding."""
        if not self._acting and not self.work.is_busy:
            self.start()

    # ---- acts --------------------------------------------------------------------------------------------------------
    def _open(self, remark: Remark) -> None:
        assert remark.opens is not None
        self.accept()
        self.context.navigate(*remark.opens)

    def _open_copies(self) -> None:
        self.accept()
        self.context.ask("file.backups")

    def _repair(self, remark: Remark) -> None:
        self._mend((remark,))

    def _repair_all(self) -> None:
        if self.found is not None:
            self._mend(self.found.repairable)

    def _mend(self, remarks: tuple[Remark, ...]) -> None:
        """What was mended leaves the list; the check is made again when only a part of it could be."""
        assert self.found is not None
        try:
            done = checks.repair_all(self.context.desk, remarks)
        except UserError as fault:
            self.bar.set_status(str(fault))
            return
        with self._own():
            self.context.announce(done)
        if not done.value:
            self.bar.set_status("Une partie n’a pas pu être réparée.")
            self.start()
            return
        self._keep([one for one in self.found.remarks if one not in remarks], self.found.ignored)
        self.bar.set_status(
            f"{formats.count(len(remarks), 'réparation faite', 'réparations faites')}.", Tone.FINE, "circle-check"
        )

    def _ignore(self, remark: Remark) -> None:
        assert self.found is not None
        with self._own():
            done = self.context.run(checks.ignore, remark)
        if done is not None:
            left = [one for one in self.found.remarks if one != remark]
            self._keep(left, (*self.found.ignored, replace(remark, ignored=True)))

    def _heed(self, remark: Remark) -> None:
        assert self.found is not None
        with self._own():
            done = self.context.run(checks.heed, remark)
        if done is not None:
            left = tuple(one for one in self.found.ignored if one != remark)
            self._keep([*self.found.remarks, replace(remark, ignored=False)], left)

    @contextmanager
    def _own(self) -> Iterator[None]:
        """While a step of this window is told, the list is changed here and not read anew."""
        self._acting = True
        try:
            yield
        finally:
            self._acting = False

    def _keep(self, remarks: Sequence[Remark], ignored: tuple[Remark, ...]) -> None:
        assert self.found is not None
        self._fill(replace(self.found, remarks=tuple(remarks), ignored=ignored))
        self.close_button.setFocus()

    def _copy(self) -> None:
        if self.found is not None:
            QGuiApplication.clipboard().setText("\n".join(checks.report(self.found, litigedesk.__version__)))
            self.bar.set_status("Rapport copié, sans aucun nom.", Tone.FINE, "circle-check")
