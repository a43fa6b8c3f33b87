"""A word that may admit liability, pointed out while the facts are typed; it refuses nothing (C. ass. L124-2)."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk.letters.guards import words
from litigedesk.settings import ADMISSION_WORDS

from ..context import Context
from ..palette import Tone
from ..widgets.text import IconText

CODE: Final = "admission"


class AdmissionNote(IconText):
    """Shown under a text while one of the words of the user's list is in it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("triangle-alert", "", Tone.SOON, wrap=True, weight=500, parent=parent)
        self._context = context
        self.setObjectName("admission.note")
        self.hide()

    def show_for(self, *texts: str) -> None:
        """Look at these texts now."""
        chosen = words.admissions(self._context.desk.setting(ADMISSION_WORDS))
        watched = next(one for one in words.watched(chosen) if one.code == CODE)
        found = words.met(watched.words, "\n".join(texts))
        named = " ; ".join(f"« {word} »" for word in found)
        self.label.set_text(f"Vous écrivez {named}. {watched.says} ({watched.article})" if found else "")
        self.setAccessibleName(self.label.full_text())
        self.setVisible(bool(found))
