"""A piece of an insurance claim's file: one of the checklist, or one of the user's own; obtained, or not needed."""

from pathlib import Path

from litigedesk import validation
from litigedesk.domain.insurance import ClaimPiece
from litigedesk.errors import Problem
from litigedesk.operations import insurance_claims as operations
from litigedesk.queries import files, insurance_claims
from litigedesk.rules.claim_pieces import Wanted

from ..context import Context
from ..palette import Tone
from ..theme import BODY
from ..widgets.text import IconText, Label, TitleLabel
from .editors import CheckEditor, DateEditor, Editor, FileChoice, FileEditor, TextEditor
from .file_editor import DOCUMENTS
from .form import Form, Values
from .record_fields import RECENT


class ClaimPieceForm(Form):
    """``key`` is a piece of the checklist, ``piece_id`` one already noted; without either, another piece with its own title.

    ``NotFound`` when the claim is gone.
    """

    def __init__(self, context: Context, claim_id: int, key: str = "", piece_id: int | None = None) -> None:
        self._claim_id, self._today = claim_id, context.today()
        file = insurance_claims.file(context.desk, claim_id, self._today)
        wanted = _found(file.pieces, key, piece_id)
        self.piece = wanted.piece if wanted else None
        self.kind = wanted.kind if wanted else None
        named = self.piece.id if self.piece else f"new:{claim_id}:{key}"
        super().__init__(
            context,
            f"claim_piece:{named}",
            self.kind.title if self.kind else "Autre pièce du dossier",
            "Enregistrer la pièce",
            self._store,
            validate=self._problems,
            embedded=True,
        )
        self._lay_out_editors(" · ".join(filter(None, (file.who, file.claim.reference))))
        self._start()
        self.changed.connect(self._react)
        self._react()

    def _lay_out_editors(self, whose: str) -> None:
        self._details: list[Editor] = [
            FileEditor("file_id", "La pièce", DOCUMENTS, hint="Déposez-la ici : elle est alors notée comme obtenue."),
            DateEditor(
                "obtained_on",
                "Obtenue le",
                today=self._today,
                quick=RECENT,
                optional=True,
                called="le jour où vous l’avez eue",
            ),
        ]
        if self.kind is None:
            self.section("Pièce", TextEditor("title", "Quelle pièce", called="la pièce"), *self._details, note=whose)
            return
        self.section(
            "Pièce",
            TitleLabel(self.kind.title, size=BODY),
            Label(self.kind.why, wrap=True),
            IconText("arrow-right", self.kind.how, Tone.MUTED, wrap=True),
            *self._details,
            CheckEditor("not_needed", "Cette pièce n’est pas utile dans ce dossier"),
            note=whose,
        )

    def _start(self) -> None:
        if self.piece is None:
            return
        stored = files.stored_file(self.context.desk, self.piece.file_id)
        choice = FileChoice(stored_id=stored.id, name=stored.name) if stored else None
        self.load({**vars(self.piece), "file_id": choice})

    def _react(self) -> None:
        needed = self.kind is None or not self.editor("not_needed").value
        for editor in self._details:
            editor.setVisible(needed or editor.value is not None)

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> ClaimPiece:
        document: FileChoice | None = values["file_id"]
        fields = {**values, "file_id": document.stored_id if document else None}
        fresh = {"insurance_claim_id": self._claim_id, "key": self.kind.key if self.kind else ""}
        return ClaimPiece(**{**(vars(self.piece) if self.piece else fresh), **fields})

    def _problems(self, values: Values) -> list[Problem]:
        return validation.claim_piece_problems(self._made(values), self._today)

    def _store(self, values: Values) -> int | None:
        document: FileChoice | None = values["file_id"]
        path: Path | None = document.path if document and document.is_new else None
        outcome = self.context.submit(self.show_problems, operations.save_piece, self._made(values), path)
        return outcome.value.id if outcome else None


def _found(pieces: tuple[Wanted, ...], key: str, piece_id: int | None) -> Wanted | None:
    if piece_id is not None:
        return next((one for one in pieces if one.piece is not None and one.piece.id == piece_id), None)
    return next((one for one in pieces if one.kind is not None and one.kind.key == key), None) if key else None
