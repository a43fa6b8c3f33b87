"""« Avant d’envoyer »: what forbids the letter, what to look at (and may be passed over), what is in order."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.letters.guards import Finding, Severity

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import clear, hbox, vbox
from ..widgets.panels import Callout
from ..widgets.text import IconText, Label
from ..widgets.tips import plain_tip
from . import jumps
from .preparation import Prepared


class GuardPanel(QWidget):
    """The findings on one letter. ``mended(target, record_id)`` when a link is pressed, ``passed_over`` on « Passer outre »."""

    mended = Signal(str, object)
    passed_over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passed: set[str] = set()
        self._prepared: Prepared | None = None
        self.count = Label("", Tone.SOON)
        self._column = vbox(self, 0, 8)
        top = hbox(gap=12)
        top.addWidget(Label("Avant d’envoyer", weight=600))
        top.addWidget(self.count)
        top.addStretch(1)
        self._column.addLayout(top)
        self._rows = vbox(gap=8)
        self._column.addLayout(self._rows)

    def show_prepared(self, prepared: Prepared) -> None:
        """Show the findings on a letter; nothing moves when they are the same as before."""
        before, self._prepared = self._prepared, prepared
        self._count(prepared)
        if before is None or before.findings != prepared.findings:
            self._rebuild(prepared)

    def to_look_at(self) -> tuple[Finding, ...]:
        """The warnings not passed over yet."""
        found = self._prepared.findings if self._prepared else ()
        return tuple(one for one in found if one.severity is Severity.WARNS and one.code not in self.passed)

    def _count(self, prepared: Prepared) -> None:
        warnings = len(self.to_look_at())
        if prepared.obstacle is not None:
            self.count.set_text("Lettre impossible")
        elif any(one.severity is Severity.FORBIDS for one in prepared.findings):
            self.count.set_text("À corriger")
        elif prepared.missing:
            missing = len(prepared.missing)
            self.count.set_text(f"{formats.count(missing, 'information')} {'manque' if missing == 1 else 'manquent'}")
        elif warnings:
            self.count.set_text(f"{formats.count(warnings, 'point')} à regarder")
            self.count.set_tone(Tone.SOON)
            return
        else:
            self.count.set_text("Rien à signaler")
            self.count.set_tone(Tone.FINE)
            return
        self.count.set_tone(Tone.LATE)

    def _rebuild(self, prepared: Prepared) -> None:
        clear(self._rows)
        for finding in prepared.findings:
            shown = finding.severity is Severity.FORBIDS or finding.code not in self.passed
            if finding.severity is Severity.OK:
                self._rows.addWidget(self._line(finding, "circle-check", Tone.FINE))
            elif prepared.obstacle is not None and finding.title == prepared.obstacle.title:  # told in full beside
                self._rows.addWidget(self._line(finding, "circle-alert", Tone.LATE))
            elif shown:
                self._rows.addWidget(self._callout(finding))
            else:
                self._rows.addWidget(self._passed(finding))

    def _callout(self, finding: Finding) -> QWidget:
        forbids = finding.severity is Severity.FORBIDS
        links = []
        if words := jumps.words(finding.target):
            links.append(self._link(words, finding))
        if not forbids:
            pass_over = Button("Passer outre", Kind.LINK, name=f"guard.pass.{finding.code}")
            pass_over.setAccessibleName(formats.typographic(f"Passer outre : {finding.title}"))
            pass_over.clicked.connect(lambda: self._set_passed(finding.code, True))
            links.append(pass_over)
        sentence = finding.sentence
        if finding.article and finding.article not in sentence:
            article = finding.article.replace(". ", f".{formats.NBSP}")
            sentence = f"{sentence.rstrip('.')} ({article})."
        tone, icon = (Tone.LATE, "circle-alert") if forbids else (Tone.SOON, "triangle-alert")
        return Callout(finding.title, sentence, tone, icon=icon, links=links)

    def _link(self, words: str, finding: Finding) -> Button:
        link = Button(words, Kind.LINK, name=f"guard.mend.{finding.code}")
        link.setAccessibleName(formats.typographic(f"{words} : {finding.title}"))
        link.clicked.connect(lambda: self.mended.emit(finding.target, finding.record_id))
        return link

    def _passed(self, finding: Finding) -> QWidget:
        line = QWidget()
        across = hbox(line)
        across.addWidget(IconText("triangle-alert", finding.title, icon_tone=Tone.SOON, wrap=True), 1)
        again = Button("Revoir", Kind.LINK, name=f"guard.again.{finding.code}")
        again.setAccessibleName(formats.typographic(f"Revoir : {finding.title}"))
        again.clicked.connect(lambda: self._set_passed(finding.code, False))
        across.addWidget(again)
        return line

    @staticmethod
    def _line(finding: Finding, icon: str, tone: Tone) -> QWidget:
        line = IconText(icon, finding.title, Tone.TEXT, icon_tone=tone, wrap=True)
        line.setToolTip(plain_tip(finding.sentence))
        return line

    def _set_passed(self, code: str, passed: bool) -> None:
        if passed:
            self.passed.add(code)
        else:
            self.passed.discard(code)
        if self._prepared is not None:
            self._rebuild(self._prepared)
            self._count(self._prepared)
        QTimer.singleShot(0, self, self._focus_next)  # the new links are shown by the event loop
        self.passed_over.emit()

    def _focus_next(self) -> None:
        """The pressed link is gone: the next thing to look at takes the keys."""
        links = [one for one in self.findChildren(Button) if one.isVisibleTo(self)]
        if links:
            links[0].setFocus()
