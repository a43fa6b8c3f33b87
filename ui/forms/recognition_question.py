"""« Vaut-il reconnaissance de la dette ? »: asked where the client pays a part or writes, with what judges have said."""

from collections.abc import Sequence
from typing import Final

from litigedesk.domain.vocabulary import Recognition

from ..palette import Tone
from ..widgets.text import IconText
from .editors import ChoiceEditor

EFFECTS: Final = {
    Recognition.WRITTEN: "Un écrit où le client dit devoir la somme interrompt la prescription : un nouveau délai complet part de "
    "ce jour (C. civ. 2240 et 2231). Gardez-le parmi les pièces.",
    Recognition.POSSIBLE: "Des juges ont vu dans un paiement partiel ou une demande de délai une reconnaissance de la dette (C. "
    "civ. 2240 ; décisions non publiées) : ce n’est pas sûr. La date la plus proche reste votre limite, l’autre est montrée comme "
    "possible.",
    Recognition.NONE: "La prescription continue de courir, sans changement.",
}
OF_A_PAYMENT: Final = (
    (Recognition.WRITTEN, "Oui, par écrit"),
    (Recognition.POSSIBLE, "Peut-être (paiement seul)"),
    (Recognition.NONE, "Non"),
)
OF_A_WRITING: Final = (
    (Recognition.WRITTEN, "Oui, clairement"),
    (Recognition.POSSIBLE, "Peut-être (délai demandé)"),
    (Recognition.NONE, "Non"),
)


class RecognitionQuestion:
    """The choice, for a form to hold, and the sentence that stands under it: what the answer does to the limitation period."""

    def __init__(self, asked: str, options: Sequence[tuple[Recognition, str]]) -> None:
        self.editor = ChoiceEditor("recognition", asked, options, segments=True)
        self.effect = IconText("book-open", "", Tone.MUTED, wrap=True)
        self.editor.changed.connect(self.tell)

    def tell(self) -> None:
        """Say what the answer does."""
        chosen = self.editor.value
        self.effect.label.set_text(EFFECTS[chosen] if chosen is not None else "")
