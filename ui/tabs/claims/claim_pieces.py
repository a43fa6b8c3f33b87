"""The pieces of a claim's file, with what is missing and how to get it, and what the insurer asks for."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from litigedesk import formats
from litigedesk.domain.insurance import InsurerRequest
from litigedesk.queries.insurance_claims import ClaimFile
from litigedesk.rules.claim_pieces import Wanted
from litigedesk.rules.insurance import ClaimPhase

from ...date_words import clock_chip
from ...palette import Tone
from ...widgets.buttons import Button, IconButton, Kind
from ...widgets.flow import Columns
from ...widgets.layout import hbox, row, vbox
from ...widgets.menu import add_action
from ...widgets.panels import Card, Foldable
from ...widgets.text import Chip, Icon, IconText, Label
from .commands import Commands

STACKED: Final = 380  # px at the normal text size: below, the buttons go under the words
AT_FIRST: Final = 4
DO_NOT_WAIT: Final = "N’attendez pas ces pièces pour déclarer : vous les enverrez ensuite, au fur et à mesure."


class PiecesCard(Card):
    """What is missing first, with how to get it, a few at a time; what is there or not needed folded below."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        self._commands, self._claim_id = commands, file.claim.id or 0
        other = Button("Ajouter une autre pièce", Kind.QUIET, "plus", name="claim.piece.other")
        other.clicked.connect(lambda: commands.edit_piece(self._claim_id))
        lacking = [one for one in file.pieces if one.is_lacking]
        held = [one for one in file.pieces if not one.is_lacking]
        note = f"{len(held)} sur {len(file.pieces)}" if lacking else "complet"
        super().__init__("Pièces du dossier", note, other, gap=12, parent=parent)
        if lacking and file.phase is ClaimPhase.TO_DECLARE:
            self.add(IconText("info", DO_NOT_WAIT, wrap=True))
        shown = AT_FIRST if len(lacking) > AT_FIRST + 1 else len(lacking)
        if file.phase is ClaimPhase.CLOSED:
            shown = 0
        for one in lacking[:shown]:
            self.add(PieceLine(commands, self._claim_id, one))
        if lacking[shown:]:
            self._fold(
                "claim.pieces.rest", "Les autres pièces à réunir" if shown else "Pièces jamais réunies", lacking[shown:]
            )
        if held:
            self._fold("claim.pieces.held", "Au dossier, ou pas nécessaires", held, opened=not lacking)

    def _fold(self, name: str, title: str, pieces: Sequence[Wanted], *, opened: bool = False) -> None:
        under = QWidget()
        column = vbox(under, (0, 4, 0, 0), 12)
        for one in pieces:
            column.addWidget(PieceLine(self._commands, self._claim_id, one))
        fold = Foldable(title, under, note=str(len(pieces)), opened=opened)
        fold.header.setObjectName(name)
        self.add(fold)


class PieceLine(QWidget):
    """One piece: there, missing or not needed, in a sign and a word, with what can be done."""

    def __init__(self, commands: Commands, claim_id: int, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands, self._claim_id, self._wanted = commands, claim_id, wanted
        self._key = wanted.kind.key if wanted.kind is not None else ""
        self._piece_id = wanted.piece.id if wanted.piece is not None else None
        self.setObjectName(f"claim.piece.{self._key or self._piece_id}")
        icon, tone, state = _state(wanted)
        said = QWidget()
        column = vbox(said, 0, 2)
        column.addWidget(Label(wanted.title, weight=500, wrap=True))
        if not wanted.is_lacking:
            column.addWidget(Label(state, tone))
        if wanted.kind is not None and wanted.is_lacking:
            how = Label(wanted.kind.how, Tone.MUTED, wrap=True)
            how.setToolTip(wanted.kind.why)
            column.addWidget(how)
        across = hbox(self, 0, 12)
        across.addWidget(Icon(icon, tone, 20), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(Columns(said, self._acts(), share=False, gap=4, break_at=STACKED), 1)
        self.setAccessibleName(formats.typographic(f"{wanted.title} : {state}"))

    def _acts(self) -> QWidget:
        holder = QWidget()
        wanted = self._wanted
        name = f"claim.piece.{self._key or self._piece_id}"
        file_id = wanted.piece.file_id if wanted.piece is not None else None
        if file_id is not None:
            act = Button("Ouvrir", Kind.QUIET, "eye", name=f"{name}.open")
            act.clicked.connect(lambda: self._commands.open_file(file_id))
        elif wanted.is_lacking:
            act = Button("Ajouter", Kind.SECONDARY, "file-plus", name=f"{name}.add")
            act.clicked.connect(self._edit)
        else:
            act = Button("Modifier", Kind.QUIET, "pencil", name=f"{name}.edit")
            act.clicked.connect(self._edit)
        act.setAccessibleName(formats.typographic(f"{act.text().strip()} : {wanted.title}"))
        holder.setLayout(row(act, self._more(name), None, gap=4))
        return holder

    def _edit(self) -> None:
        self._commands.edit_piece(self._claim_id, self._key, self._piece_id)

    def _more(self, name: str) -> IconButton:
        more = IconButton("ellipsis", f"Autres actions : {self._wanted.title}")
        more.setObjectName(f"{name}.more")
        menu, piece = QMenu(more), self._wanted.piece
        add_action(menu, "Modifier…", "pencil", self._edit)
        if self._key:
            unneeded = piece is not None and piece.not_needed
            words = "De nouveau nécessaire" if unneeded else "Pas nécessaire ici"
            set_needed = partial(self._commands.set_needed, self._claim_id, self._key, piece, needed=unneeded)
            add_action(menu, words, "rotate-ccw" if unneeded else "ban", set_needed)
        if (piece_id := self._piece_id) is not None:
            menu.addSeparator()
            add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_piece(piece_id))
        more.setMenu(menu)
        return more


def _state(wanted: Wanted) -> tuple[str, Tone, str]:
    piece = wanted.piece
    if wanted.is_lacking:
        return "circle-dashed", Tone.SOON, "manquante"
    if piece is None or (piece.obtained_on is None and not piece.not_needed):
        return "circle-check", Tone.FINE, "dite dans ce sinistre"
    if piece.not_needed:
        return "ban", Tone.MUTED, "pas nécessaire"
    day = f" le {formats.date_medium(piece.obtained_on)}" if piece.obtained_on is not None else ""
    return "circle-check", Tone.FINE, f"obtenue{day}" if piece.file_id is None else f"jointe{day}"


class RequestsCard(Card):
    """What the insurer or its expert asked for, the unanswered first, each answered in one press."""

    def __init__(self, commands: Commands, file: ClaimFile, parent: QWidget | None = None) -> None:
        self._commands, claim_id = commands, file.claim.id or 0
        add = Button("Noter une demande", Kind.QUIET, "plus", name="claim.request.add")
        add.clicked.connect(lambda: commands.edit_request(claim_id))
        super().__init__("Demandes de l’assureur", str(len(file.requests) or ""), add, gap=12, parent=parent)
        if not file.requests:
            self.add(
                Label(
                    "Aucune demande notée. Ce que l’assureur ou l’expert demande s’inscrit ici.", Tone.MUTED, wrap=True
                )
            )
        for one in sorted(file.requests, key=lambda one: one.answered_on is not None):
            self.add(self._line(one))

    def _line(self, one: InsurerRequest) -> QWidget:
        holder, said, request_id = QWidget(), QWidget(), one.id or 0
        column = vbox(said, 0, 2)
        column.addWidget(Label(one.what, weight=500, wrap=True))
        asked = f"demandé le {formats.date_long(one.asked_on)}"
        due = f"pour le {formats.date_long(one.due_on)}" if one.due_on is not None else "sans date limite"
        column.addWidget(Label(f"{asked}, {due}", Tone.MUTED, wrap=True))
        acts = QWidget()
        line = row(self._chip(one), gap=8)
        if one.answered_on is None:
            answered = Button("Répondu", Kind.SECONDARY, "check", name=f"claim.request.{request_id}.answered")
            answered.setAccessibleName(formats.typographic(f"Répondu aujourd’hui : {one.what}"))
            answered.clicked.connect(lambda: self._commands.answer_request(one))
            line.addWidget(answered)
        more = IconButton("ellipsis", f"Autres actions : {one.what}")
        menu = QMenu(more)
        add_action(menu, "Modifier…", "pencil", lambda: self._commands.edit_request(one.insurance_claim_id, request_id))
        add_action(menu, "Supprimer", "trash-2", lambda: self._commands.delete_request(request_id))
        more.setMenu(menu)
        line.addWidget(more)
        acts.setLayout(line)
        hbox(holder, 0, 0).addWidget(Columns(said, acts, share=False, gap=4, break_at=STACKED))
        return holder

    def _chip(self, one: InsurerRequest) -> Chip:
        today = self._commands.context.today()
        if one.due_on is not None:
            return Chip(*clock_chip(one.due_on, one.answered_on, today))
        if one.answered_on is not None:
            return Chip(*clock_chip(one.answered_on, one.answered_on, today))
        return Chip("à répondre", Tone.SOON)
