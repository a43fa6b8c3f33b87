"""A piece of a dossier: what it is, of when, by whom, original or copy, confidential; and the choice of several papers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from litigedesk import formats, validation
from litigedesk.domain.evidence import Piece
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.errors import Problem
from litigedesk.operations import pieces as operations
from litigedesk.queries import files
from litigedesk.queries import pieces as queries

from ..context import Context
from ..widgets.text import IconText
from .editors import CheckEditor, ChoiceEditor, DateEditor, LongTextEditor, TextEditor
from .form import Form, Values
from .record_fields import RECENT

CONFIDENTIAL: Final = (
    "Cochez si cette pièce a été échangée dans une médiation : elle ne peut alors être montrée à d’autres ni produite devant un "
    "juge sans l’accord des deux parties, sauf exceptions (C. conso. L612-3), et reste hors de ce que vous remettez."
)
LONGEST: Final = 64  # characters of the name of a paper beside its box
COPIES: Final = [(True, "Copie"), (False, "Original")]


class PieceForm(Form):
    """``NotFound`` when the piece is gone."""

    def __init__(self, context: Context, piece_id: int) -> None:
        self._piece, self._today = queries.piece(context.desk, piece_id), context.today()
        super().__init__(
            context,
            f"piece:{piece_id}",
            f"Pièce n°\u00a0{self._piece.number}",
            "Enregistrer la pièce",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        kept = files.stored_file(context.desk, self._piece.file_id)
        whose = f"{kept.name} ({formats.file_size(kept.size)})" if kept else ""
        kinds = [(one, one.label) for one in PieceKind]
        dated = "Celle que le fichier indique : vérifiez-la." if self._piece.dated_on else "Celle du document lui-même."
        self.section(
            "Ce que c’est",
            IconText("file-text", whose, elide=True),
            TextEditor("title", "Nom", hint="C’est ainsi que le bordereau la nomme.", called="le nom"),
            ChoiceEditor("kind", "Nature", kinds, segments=False, width=220, called="la nature"),
            DateEditor(
                "dated_on",
                "Date",
                today=self._today,
                quick=RECENT,
                optional=True,
                hint=dated,
                called="la date",
            ),
            TextEditor("author", "Auteur", optional=True, called="l’auteur"),
            ChoiceEditor("is_copy", "Ce que vous avez", COPIES, called="original ou copie"),
            CheckEditor("confidential", "Confidentielle", hint=CONFIDENTIAL),
            note=f"pièce n°\u00a0{self._piece.number}",
        )
        self.fold("Note pour vous", LongTextEditor("note", "Note", rows=3, optional=True))
        self.load(vars(self._piece))

    def _made(self, values: Values) -> Piece:
        return Piece(**{**vars(self._piece), **values})

    def _problems(self, values: Values) -> list[Problem]:
        return validation.piece_problems(self._made(values), self._today)

    def _store(self, values: Values) -> int | None:
        outcome = self.context.submit(self.show_problems, operations.save, self._made(values))
        return outcome.value.id if outcome else None


@dataclass(frozen=True)
class Offered:
    """One paper that can be chosen: its name, its day in words, and whether it is chosen at first."""

    title: str
    day: str = ""
    chosen: bool = True

    @property
    def words(self) -> str:
        """Both, the name cut where a window has no room for it."""
        name = self.title if len(self.title) <= LONGEST else f"{self.title[:LONGEST].rstrip()}…"
        return " · ".join(filter(None, (name, self.day)))


class PaperChoiceForm(Form):
    """Several papers, each with a box; ``take`` is given the places of those chosen, from 0, and says whether it took any."""

    def __init__(
        self,
        context: Context,
        key: str,
        title: str,
        note: str,
        offered: Sequence[Offered],
        take: Callable[[list[int]], bool],
    ) -> None:
        self._take, self._count = take, len(offered)
        super().__init__(context, key, title, "Ajouter", self._store, validate=self._problems, note="", embedded=True)
        self.boxes = [CheckEditor(f"paper{place}", one.words) for place, one in enumerate(offered)]
        self.section(title, *self.boxes, note=note)
        self.load({box.name: one.chosen for box, one in zip(self.boxes, offered, strict=True)})
        self.changed.connect(self._count_chosen)
        self._count_chosen()

    def chosen(self) -> list[int]:
        """The places of the papers chosen."""
        return [place for place, box in enumerate(self.boxes) if box.value]

    def _count_chosen(self) -> None:
        number = len(self.chosen())
        self.save_button.set_text(f"Ajouter {formats.count(number, 'pièce')}" if number else "Ajouter")
        self.save_button.setEnabled(number > 0)

    def _problems(self, values: Values) -> list[Problem]:
        return [] if any(values.values()) else [Problem("", "Cochez au moins un papier.")]

    def _store(self, values: Values) -> object | None:
        return self._take(self.chosen()) or None

    def keep_draft(self) -> bool:
        """Nothing is typed here: what was ticked is not kept, and the papers offered may be others next time."""
        self.context.drafts.drop(self.key)
        return False

    def close_keeping(self) -> None:
        """Close without a word."""
        self.closed.emit()
