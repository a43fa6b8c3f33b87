"""A word that may admit liability, pointed out while the facts are typed; it refuses nothing (C. ass. L124-2)."""

from PySide6.QtWidgets import QWidget

from litigedesk.letters.guards import words
from litigedesk.settings import ADMISSION_WORDS

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText


class AdmissionNote(IconText):
    """Shown under a text while one of the words to weigh is in it: the user's own list, or the shipped one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("triangle-alert", "", Tone.SOON, wrap=True, weight=500, parent=parent)
        self.setObjectName("admission.note")
        self._context = context
        self.hide()

    def show_for(self, *texts: str) -> None:
        """Look at these texts now."""
        admission = words.watched(words.admissions(self._context.desk.setting(ADMISSION_WORDS)))[0]
        found = words.met(admission.words, "\n".join(texts))
        named = " ; ".join(f"« {word} »" for word in found)
        self.label.set_text(
            f"Vous écrivez {named}. {admission.says.removesuffix('.')} ({admission.article})." if found else ""
        )
        self.setAccessibleName(self.label.full_text())
        self.setVisible(bool(found))
