"""Rules about records: whose they are, numbers used twice, files gone, settings nobody knows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import of_claim, of_dispute
from litigedesk.domain.records import Letter, Setting
from litigedesk.operations import pieces
from litigedesk.operations.checks.rule import Find, Found, Mend, Rule, Severity
from litigedesk.settings import KNOWN_KEYS

if TYPE_CHECKING:
    from litigedesk.desk import Desk


def _anothers_dispute(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT i.id, i.number, d.reference, c.name, o.name AS other FROM invoice i JOIN dispute d ON d.id = i.dispute_id
             JOIN client c ON c.id = i.client_id JOIN client o ON o.id = d.client_id
             WHERE i.client_id <> d.client_id ORDER BY i.id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"La facture {row['number']} est celle de {row['name']}, et le litige {row['reference']} où elle se trouve "
            f"est celui de {row['other']}.",
            record=("invoice", row["id"]),
            opens=("invoice", row["id"]),
        )


def _anothers_contract(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT i.id, i.number, k.reference, c.name, o.name AS other FROM invoice i JOIN contract k ON k.id = i.contract_id
             JOIN client c ON c.id = i.client_id JOIN client o ON o.id = k.client_id
             WHERE i.client_id <> k.client_id ORDER BY i.id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"La facture {row['number']} est celle de {row['name']}, et le contrat {row['reference']} qu’elle suit "
            f"est celui de {row['other']}.",
            record=("invoice", row["id"]),
            opens=("invoice", row["id"]),
        )


def _anothers_credit(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT n.id, n.number, i.number AS credited, i.id AS invoice_id FROM invoice n
             JOIN invoice i ON i.id = n.credited_invoice_id WHERE n.client_id <> i.client_id ORDER BY n.id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"L’avoir {row['number']} et la facture {row['credited']} qu’il réduit ne sont pas du même client.",
            record=("invoice", row["id"]),
            opens=("invoice", row["invoice_id"]),
        )


def _number_twice(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT min(id) AS first, max(id) AS last, max(number) AS number, count(*) AS times FROM invoice
             GROUP BY fold(trim(number)) HAVING count(*) > 1 ORDER BY 1"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"Le numéro {row['number']} est celui de {formats.count(row['times'], 'facture')}.",
            record=("invoice", row["last"]),
            opens=("invoice", row["last"]),
            state=str(row["times"]),
        )


def _nameless(desk: "Desk") -> Iterator[Found]:
    for row in desk.db.rows("SELECT id FROM client WHERE trim(name) = '' ORDER BY id"):
        yield Found(
            sentence=f"Le client n° {row['id']} n’a pas de nom : ses lettres ne peuvent pas lui être adressées.",
            record=("client", row["id"]),
            opens=("client", row["id"]),
        )


def _client_twice(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT max(id) AS last, group_concat(name, ' et ') AS names, siret, count(*) AS times FROM client
             WHERE siret <> '' GROUP BY siret HAVING count(*) > 1 ORDER BY 1"""
    for row in desk.db.rows(sql):
        number = "SIRET" if len(row["siret"]) == 14 else "SIREN"
        yield Found(
            sentence=f"{row['names']} ont le même numéro {number} : est-ce le même client ?",
            record=("client", row["last"]),
            opens=("client", row["last"]),
            state=str(row["times"]),
        )


def _piece_twice(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT p.id, p.number, p.title, p.dispute_id, p.insurance_claim_id FROM piece p WHERE EXISTS (
             SELECT 1 FROM piece q WHERE q.id < p.id AND q.number = p.number
             AND q.dispute_id IS p.dispute_id AND q.insurance_claim_id IS p.insurance_claim_id) ORDER BY p.id"""
    for row in desk.db.rows(sql):
        kind = "dispute" if row["dispute_id"] is not None else "insurance_claim"
        yield Found(
            sentence=f"La pièce « {row['title']} » porte le numéro {row['number']}, déjà celui d’une autre pièce du même dossier.",
            record=("piece", row["id"]),
            opens=(kind, row[f"{kind}_id"]),
            state=str(row["number"]),
        )


def _number_piece(desk: "Desk", piece_id: int) -> bool:
    """The later piece takes the next free number: letters already sent keep those they cite."""
    table = desk.table(Piece)
    piece = table.get(piece_id)
    matter = of_dispute(piece.dispute_id) if piece.dispute_id is not None else of_claim(piece.insurance_claim_id or 0)
    table.update(replace(piece, number=pieces.next_number(desk, matter)))
    return True


def _letter_gone(desk: "Desk") -> Iterator[Found]:
    for letter in desk.table(Letter).select("SELECT * FROM letter WHERE coalesce(docx_file_id, pdf_file_id) IS NULL"):
        yield Found(
            sentence=f"La lettre « {letter.title} » du {formats.date_long(letter.written_on)} n’a plus de fichier.",
            record=("letter", letter.id or 0),
            opens=None if letter.dispute_id is None else ("dispute", letter.dispute_id),
        )


def _unknown_setting(desk: "Desk") -> Iterator[Found]:
    for setting in desk.table(Setting).all():
        if setting.key not in KNOWN_KEYS:
            yield Found(
                sentence=f"Le réglage « {setting.key} » n’est connu d’aucune partie du programme.",
                record=("setting", setting.id or 0),
            )


def _forget_setting(desk: "Desk", setting_id: int) -> bool:
    desk.table(Setting).delete(setting_id)
    return True


def _rule(code: str, title: str, find: Find, mend: Mend | None = None, severity: Severity = Severity.WRONG) -> Rule:
    return Rule(code=code, title=title, severity=severity, find=find, mend=mend)


RULES: Final = (
    _rule("letter-without-file", "Lettre sans fichier", _letter_gone, severity=Severity.DAMAGE),
    _rule("invoice-of-another", "Facture dans le litige d’un autre client", _anothers_dispute),
    _rule("contract-of-another", "Facture d’après le contrat d’un autre client", _anothers_contract),
    _rule("credit-of-another", "Avoir sur la facture d’un autre client", _anothers_credit),
    _rule("invoice-number-twice", "Numéro de facture utilisé plusieurs fois", _number_twice),
    _rule("piece-number-twice", "Numéro de pièce utilisé deux fois dans un dossier", _piece_twice, _number_piece),
    _rule("client-nameless", "Client sans nom", _nameless),
    _rule("client-twice", "Clients qui ont le même numéro SIRET", _client_twice, severity=Severity.OVERSIGHT),
    _rule(
        "setting-unknown",
        "Réglage que le programme ne connaît pas",
        _unknown_setting,
        _forget_setting,
        Severity.OVERSIGHT,
    ),
)
