"""Three short pages: me · what I sell and to whom · where the data live. Or an example, kept apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QStackedWidget, QWidget

from litigedesk import validation
from litigedesk.domain.records import Profile
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import Problem
from litigedesk.formats import typographic
from litigedesk.operations.backup import place_warnings

from ..context import Context
from ..forms.form import Form, Values
from ..forms.profile_form import OWN_BILLS, StatusCard, identity_lines, profile_from, sales_lines
from ..palette import Tone
from ..screen_room import screen_room
from ..theme import TITLE, current
from ..widgets.buttons import Button, Kind
from ..widgets.figures import Step, Stepper
from ..widgets.layout import row, vbox
from ..widgets.panels import BottomBar, Callout, Card, Page
from ..widgets.text import IconText, Label

STEPS: Final = (Step("Vous", "une minute"), Step("Vos ventes", "trois questions"), Step("Vos données", "où elles sont"))
IDENTITY: Final = frozenset({"name", "legal_form", "siret", "registry_city", "ei_mention", "status"})


@dataclass(frozen=True, kw_only=True)
class FirstStart:
    """What the user chose: their record and folder, or the example."""

    profile: Profile
    folder: Path
    example: bool = False


class FirstStartDialog(QDialog):
    """``scratch`` is a context on a passing data folder: nothing is kept before the last page says where."""

    def __init__(self, scratch: Context, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wizard")
        self.setWindowTitle("Bienvenue dans LitigeDesk")
        self._scratch, self._folder = scratch, folder
        self._profile = Profile()
        self.chosen: FirstStart | None = None
        layout = vbox(self, (0, 16, 0, 0), 0)
        self._title = Label("", size=TITLE, weight=600)
        self._under = Label("", Tone.MUTED, wrap=True)
        self._steps = Stepper(STEPS, now=0)
        head = vbox(None, (24, 0, 24, 12), 8)
        head.addWidget(self._steps)
        head.addWidget(self._title)
        head.addWidget(self._under)
        layout.addLayout(head)
        self._pages = QStackedWidget()
        layout.addWidget(self._pages, 1)
        self._me = self._identity_page()
        self._sales = self._sales_page()
        self._pages.addWidget(self._me)
        self._pages.addWidget(self._sales)
        self._pages.addWidget(self._data_page())
        self._show(0)
        scale = current().text_scale
        room = screen_room(self)
        self.resize(min(round(960 * scale), room.width() - 32), min(round(720 * scale), round(room.height() * 0.92)))

    # ---- pages -------------------------------------------------------------------------------------------------------
    def _identity_page(self) -> Form:
        form = self._form("wizard:me", self._keep_identity, self._identity_problems)
        example = Button("Essayer avec un exemple", Kind.LINK, name="wizard.example")
        example.clicked.connect(self._use_example)
        form.bar.layout().insertWidget(0, example)  # type: ignore[union-attr]
        identity_lines(form)
        about = StatusCard()
        form.side(about)
        form.changed.connect(lambda: self._fit_status(form, about))
        form.load({"status": self._profile.status, "ei_mention": True})
        form.cancel_button.setText("Quitter")
        form.closed.connect(self._maybe_leave)
        return form

    def _fit_status(self, form: Form, about: StatusCard) -> None:
        """Explain the status, and ask a *salarié porté* nothing about bills of their own: the company makes them."""
        status = form.editor("status").value
        about.show_status(status)
        for name in OWN_BILLS:
            form.editor(name).setVisible(status is not ProfileStatus.PORTAGE)

    def _sales_page(self) -> Form:
        form = self._form("wizard:sales", self._keep_sales, self._problems)
        self._vat = sales_lines(form)
        form.load({"vat_regime": self._profile.vat_regime, "holiday_region": self._profile.holiday_region})
        self._turn_back_button(form.cancel_button, 0)
        return form

    def _form(self, key: str, keep: "object", problems: "object") -> Form:
        form = Form(self._scratch, key, "", "Continuer", keep, validate=problems, embedded=True)  # type: ignore[arg-type]
        form.cancel_button.setToolTip("")
        form.saved.connect(lambda _kept: self._keep_typed(form))
        return form

    def _keep_typed(self, form: Form) -> None:
        """A page gone through is not saved yet: a crash on the next one must not take it away."""
        self._scratch.drafts.keep(form.key, {editor.name: editor.raw for editor in form.editors()})

    def _forget_typed(self) -> None:
        """The user gave it up, and said so."""
        for form in (self._me, self._sales):
            self._scratch.drafts.drop(form.key)
        self._scratch.drafts.write()

    def _turn_back_button(self, button: Button, page: int) -> None:
        button.setText("Revenir")
        button.setToolTip("")
        button.clicked.disconnect()
        button.clicked.connect(lambda: self._show(page))

    def _data_page(self) -> QWidget:
        holder = QWidget()
        outer = vbox(holder, 0, 0)
        page = Page(margins=24)
        self._where = Label("", weight=600, wrap=True, verbatim=True)
        change = Button("Choisir un autre dossier…", icon="folder-open", name="wizard.folder")
        change.clicked.connect(self._choose_folder)
        card = Card("Le dossier de vos données")
        self._risk = IconText("triangle-alert", "", Tone.SOON, wrap=True)
        card.add(self._where, self._risk, row(change, None))
        facts = Card("Ce qu’il faut savoir", gap=12)
        for icon, text in (
            ("lock", "Rien ne quitte cet ordinateur : LitigeDesk n’utilise jamais internet."),
            ("database-backup", "Une copie vérifiée est faite à l’ouverture, dès que quelque chose a changé."),
            (
                "hard-drive",
                "Une copie sur le même disque ne protège ni du vol ni de la panne : copiez-la aussi ailleurs.",
            ),
            ("scale", "LitigeDesk explique et écrit, avec ses sources. Ce n’est pas un avocat."),
        ):
            facts.add(IconText(icon, text, Tone.MUTED, wrap=True))
        self._warning = Callout("Ce dossier n’est pas vide", "Choisissez un dossier vide : rien n’y sera écrasé.")
        self._warning.hide()
        page.add(card, self._warning, facts)
        page.body.addStretch(1)
        outer.addWidget(page, 1)
        back = Button("Revenir", Kind.QUIET, name="wizard.back")
        back.clicked.connect(lambda: self._show(1))
        start = self._start_button = Button("Commencer", Kind.PRIMARY, name="wizard.start")
        start.clicked.connect(self._start)
        start.setShortcut("Ctrl+Return")  # as the pages before
        outer.addWidget(BottomBar(back, start))
        self._show_folder()
        return holder

    # ---- moving ------------------------------------------------------------------------------------------------------
    def _show(self, place: int) -> None:
        titles = (
            ("Qui êtes-vous ?", "Ce que vos lettres diront de vous. Tout se change ensuite dans « Mon profil »."),
            ("Que vendez-vous, et à qui ?", "La loi n’est pas la même envers un particulier et un professionnel."),
            ("Où sont vos données ?", "Un seul dossier, sur cet ordinateur, que vous pouvez copier."),
        )
        self._title.set_text(titles[place][0])
        self._under.set_text(titles[place][1])
        self._steps.set_steps(STEPS, place)
        self._pages.setCurrentIndex(place)
        if place == 0:
            self._me.editor("name").field.setFocus()
        elif place == self._pages.count() - 1:
            self._start_button.setFocus()

    def _identity_problems(self, values: Values) -> Sequence[Problem]:
        return validation.profile_problems(profile_from(self._profile, values))

    def _problems(self, values: Values) -> Sequence[Problem]:
        return [p for p in self._identity_problems(values) if p.field not in IDENTITY]

    def _keep_identity(self, values: Values) -> Profile:
        self._profile = profile_from(self._profile, values)
        bills = self._profile.status is not ProfileStatus.PORTAGE
        self._vat.setVisible(bills)
        self._sales.editor("sells_to_consumers").setVisible(bills)
        self._show(1)
        return self._profile

    def _keep_sales(self, values: Values) -> Profile:
        self._profile = profile_from(self._profile, values)
        self._show(2)
        return self._profile

    def _maybe_leave(self) -> None:
        if self._pages.currentIndex() == 0:
            self.leave()

    def leave(self) -> None:
        """« Quitter », Escape and the cross: what was typed is not thrown away unasked."""
        if self._may_leave():
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if event.spontaneous() and not self._may_leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        typed = self._me.is_dirty or self._sales.is_dirty or self._profile != Profile()
        return not typed or self._leaves()

    def _leaves(self) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), "", parent=self)
        box.setText(typographic("Quitter sans rien enregistrer ?"))
        box.setInformativeText("Ce que vous avez tapé sera perdu.")
        leave = box.addButton("Quitter", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton("Continuer la saisie", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave

    # ---- the folder --------------------------------------------------------------------------------------------------
    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, typographic("Où garder vos données ?"), str(self._folder.parent)
        )
        if chosen:
            self.use_folder(Path(chosen))

    def use_folder(self, folder: Path) -> None:
        """Keep the data there; a folder that holds something else gets a folder of its own inside."""
        occupied = folder.is_dir() and any(folder.iterdir())
        self._folder = folder / "LitigeDesk" if occupied else folder
        self._show_folder()

    def _show_folder(self) -> None:
        self._where.set_text(str(self._folder))
        self._warning.setVisible(self._folder.is_dir() and any(self._folder.iterdir()))
        risks = " ".join(place_warnings(self._folder))
        self._risk.label.set_text(risks)
        self._risk.setVisible(bool(risks))

    def _start(self) -> None:
        self.chosen = FirstStart(profile=self._profile, folder=self._folder)
        self.accept()

    def _use_example(self) -> None:
        self.chosen = FirstStart(profile=self._profile, folder=self._folder, example=True)
        self.accept()

    def done(self, result: int) -> None:
        if result == QDialog.DialogCode.Rejected:
            self._forget_typed()
        super().done(result)
