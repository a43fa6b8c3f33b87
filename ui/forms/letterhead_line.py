"""Under the letterhead of the profile: what its file states in a few words, and the way to look at it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries import letterheads
from litigedesk.queries.letterheads import Examined

from ..palette import Tone
from ..widgets.buttons import Button, Kind
from ..widgets.layout import row, vbox
from ..widgets.text import IconText
from .file_editor import FileEditor, new_path, stored_id

if TYPE_CHECKING:
    from ..context import Context


class LetterheadLine(QWidget):
    """Checked again whenever another file is chosen; hidden without one."""

    def __init__(self, context: "Context", editor: FileEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._editor = context, editor
        self.examined: Examined | None = None
        self.said = IconText("circle-check", "", Tone.TEXT, wrap=True, icon_tone=Tone.FINE)
        self.look = Button("Voir ce papier à en-tête…", Kind.LINK, name="letterhead.look")
        self.look.clicked.connect(self._look)
        column = vbox(self, 0, 4)
        column.addWidget(self.said)
        column.addLayout(row(self.look, None))
        editor.changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Read the file that the editor holds."""
        choice = self._editor.value
        self.examined = letterheads.examined(self._context.desk, stored_id(choice), new_path(choice))
        self.setVisible(self.examined is not None)
        if self.examined is None:
            return
        found = self.examined.found
        self.look.setVisible(found is not None)
        if found is None:
            self._say(self.examined.refusal, "circle-alert", Tone.LATE)
        elif not found.is_usable:
            self._say(next(one.sentence for one in found.remarks if one.blocks), "circle-alert", Tone.LATE)
        elif found.remarks:
            count = formats.count(len(found.remarks), "point à regarder", "points à regarder")
            self._say(f"Ce papier à en-tête peut servir, avec {count}.", "triangle-alert", Tone.SOON)
        else:
            self._say("Ce papier à en-tête peut servir.", "circle-check", Tone.FINE)

    def _say(self, words: str, icon: str, tone: Tone) -> None:
        self.said.label.set_text(words)
        self.said.icon.set_icon(icon, tone)

    def _look(self) -> None:
        from ..dialogs.letterhead import look_at

        if self.examined is not None and self.examined.found is not None:
            look_at(self._context, self, self.examined)
