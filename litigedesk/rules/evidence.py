"""What proves in a dispute, and how well: the checklist of its situation against the pieces and letters that are there.

A proof is weak when the other side may deny it: a screenshot alone, a quote nobody signed, a notice without its receipt.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from litigedesk import formats, paths
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.vocabulary import PieceKind
from litigedesk.rules import toml_rows
from litigedesk.rules.proofs import ProofState
from litigedesk.rules.toml_rows import Row

ELSEWHERE = "Le papier est gardé avec sa fiche, mais pas encore parmi les pièces du dossier : ajoutez-le."
SCREENSHOT = "Une image seule se conteste : gardez aussi l’original (courriel, PDF)."


class Situation(Labelled):
    """What a checklist is for."""

    UNPAID = "unpaid", "Impayé"
    PORTAGE = "portage", "Impayé en portage"
    COMPLAINT = "complaint", "Réclamation"


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One proof that a situation asks for; ``letter`` makes it or asks for it, ``ask`` is the e-mail that does, or empty."""

    key: str
    title: str
    situations: tuple[Situation, ...]
    kinds: tuple[PieceKind, ...]
    why: str
    how: str
    letter: str
    source: str
    read_on: date
    ask: str = ""


@dataclass(frozen=True)
class HeldPiece:
    """A piece as proof: its number, what it is, and whether it is a mere image; 0 for a paper that is no piece yet."""

    number: int
    kind: PieceKind
    is_image: bool


@dataclass(frozen=True, kw_only=True)
class Held:
    """What a dispute holds: its pieces, whether an order was signed and a delivery signed, what was sent and received.

    ``None`` for what nobody knows, such as a signature on an order that no contract tells of.
    """

    pieces: tuple[HeldPiece, ...]
    order_signed: bool | None = None
    delivery_signed: bool | None = None
    reports: int = 0
    reports_lacking: int = 0
    reminders: int = 0
    notice_sent: bool = False
    notice_received: bool = False
    complaint_written: bool = False
    answered: bool = False


@dataclass(frozen=True, kw_only=True)
class Checked:
    """One line of the checklist: how the proof stands, why, and the numbers of the pieces that carry it."""

    evidence: Evidence
    state: ProofState
    sentence: str
    numbers: tuple[int, ...]


@cache
def catalogue() -> tuple[Evidence, ...]:
    """The shipped checklist; ``BugError`` names the row at fault."""
    path = paths.resources() / "law" / "evidence.toml"
    found = toml_rows.rows(path, "evidence", _evidence)
    toml_rows.check_distinct(path, [one.key for one in found])
    return tuple(found)


def _evidence(row: Row) -> Evidence:
    toml_rows.check_keys(row, Evidence)
    return Evidence(
        key=toml_rows.plain(row, "key"),
        title=toml_rows.text(row, "title"),
        situations=tuple(Situation(one) for one in row["situations"]),
        kinds=tuple(PieceKind(one) for one in row["kinds"]),
        why=toml_rows.text(row, "why"),
        how=toml_rows.text(row, "how"),
        letter=row["letter"],
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        ask=toml_rows.text(row, "ask") if "ask" in row else "",
    )


def checked(situation: Situation, held: Held) -> tuple[Checked, ...]:
    """The checklist of a situation, in its order."""
    return tuple(_checked(one, held) for one in catalogue() if situation in one.situations)


def completeness(lines: Sequence[Checked]) -> int:
    """How complete a file is, in percent: a weak proof counts for half; 100 without anything to prove."""
    if not lines:
        return 100
    worth = {ProofState.PRESENT: 2, ProofState.WEAK: 1, ProofState.MISSING: 0}
    return round(100 * sum(worth[line.state] for line in lines) / (2 * len(lines)))


def _checked(evidence: Evidence, held: Held) -> Checked:
    papers = [one for one in held.pieces if one.kind in evidence.kinds]
    pieces = [one for one in papers if one.number]
    state, sentence = _JUDGES.get(evidence.key, _by_pieces)(held, pieces)
    if state is ProofState.MISSING and papers:
        state, sentence = ProofState.WEAK, ELSEWHERE
    return Checked(
        evidence=evidence,
        state=state,
        sentence=formats.typographic(sentence),
        numbers=tuple(one.number for one in pieces),
    )


Judged = tuple[ProofState, str]
Judge = Callable[[Held, Sequence[HeldPiece]], Judged]


def _by_pieces(_: Held, pieces: Sequence[HeldPiece]) -> Judged:
    if not pieces:
        return ProofState.MISSING, "Aucune pièce de ce genre dans le dossier."
    if all(one.is_image for one in pieces):
        return ProofState.WEAK, SCREENSHOT
    return ProofState.PRESENT, f"{formats.count(len(pieces), 'pièce')} dans le dossier."


def _order(held: Held, pieces: Sequence[HeldPiece]) -> Judged:
    state, sentence = _by_pieces(held, pieces)
    if state is ProofState.PRESENT and held.order_signed is False:
        return ProofState.WEAK, "Le contrat est là, mais aucune signature du client n’est notée."
    return state, sentence


def _delivery(held: Held, pieces: Sequence[HeldPiece]) -> Judged:
    state, sentence = _by_pieces(held, pieces)
    if state is ProofState.PRESENT and held.delivery_signed is False:
        return ProofState.WEAK, "La livraison est notée, mais le client ne l’a pas signée."
    return state, sentence


def _reports(held: Held, _: Sequence[HeldPiece]) -> Judged:
    if not held.reports:
        return ProofState.MISSING, "Aucun compte rendu d’activité sur le contrat."
    if held.reports_lacking:
        months = formats.count(held.reports_lacking, "mois", "mois")
        return ProofState.WEAK, f"Il manque le compte rendu de {months}."
    return ProofState.PRESENT, f"{formats.count(held.reports, 'compte rendu', 'comptes rendus')} sur le contrat."


def _reminders(held: Held, _: Sequence[HeldPiece]) -> Judged:
    if held.reminders:
        return ProofState.PRESENT, f"{formats.count(held.reminders, 'relance envoyée', 'relances envoyées')}."
    return ProofState.MISSING, "Aucune relance n’est notée comme envoyée."


def _notice(held: Held, pieces: Sequence[HeldPiece]) -> Judged:
    receipt = any(one.kind is PieceKind.RECEIPT for one in pieces)
    if not held.notice_sent and not any(one.kind is PieceKind.NOTICE for one in pieces):
        return ProofState.MISSING, "Aucune mise en demeure n’est notée comme envoyée."
    if held.notice_received and receipt:
        return ProofState.PRESENT, "Envoyée, reçue, et l’avis de réception est joint."
    if receipt:
        return ProofState.PRESENT, "L’avis de réception est joint."
    return ProofState.WEAK, "Envoyée, mais l’avis de réception n’est pas parmi les pièces."


def _complaint(held: Held, pieces: Sequence[HeldPiece]) -> Judged:
    if not held.complaint_written:
        return ProofState.MISSING, "La réclamation n’est notée que de vive voix."
    state, _ = _by_pieces(held, pieces)
    if state is ProofState.MISSING:
        return ProofState.WEAK, "Notée comme écrite, mais le courrier n’est pas parmi les pièces."
    return state, "L’écrit du client est parmi les pièces."


def _answer(held: Held, _: Sequence[HeldPiece]) -> Judged:
    if held.answered:
        return ProofState.PRESENT, "Votre réponse est notée."
    return ProofState.MISSING, "Aucune réponse n’est notée."


_JUDGES: Mapping[str, Judge] = {
    "order": _order,
    "delivery": _delivery,
    "activity-report": _reports,
    "reminders": _reminders,
    "notice": _notice,
    "complaint": _complaint,
    "answer": _answer,
}
