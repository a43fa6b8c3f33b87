"""The dossier handed over: its facts gathered for one reader, written as one PDF or as an archive."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.bundle import archive, pdf
from litigedesk.bundle.audiences import Audience, audience
from litigedesk.bundle.facts import BundleFacts, BundleLetter, BundlePiece, Fact, Party, PieceText, SumRow
from litigedesk.bundle.pdf import BundleReport
from litigedesk.bundle.work import IsCancelled, Progress
from litigedesk.domain.insurance import InsuranceClaim, Policy
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.money import ZERO
from litigedesk.domain.portage import PortageCompany
from litigedesk.domain.records import Address, Client, Contact, Dispute, Event, Letter, StoredFile
from litigedesk.domain.vocabulary import DisputeKind, DisputeStage, EventKind, PieceKind, SendMethod
from litigedesk.errors import BugError, NotFound, StorageError, UserError
from litigedesk.exchange import file_facts, mail, preview
from litigedesk.letters import address, catalogue
from litigedesk.letters import pdf as letter_pages
from litigedesk.letters.facts import LetterFacts, ported
from litigedesk.letters.ids import NOTICE
from litigedesk.letters.statement_page import statement_page
from litigedesk.operations import letters
from litigedesk.queries import disputes, insurance_claims, pieces, portage
from litigedesk.queries.disputes import Dossier

if TYPE_CHECKING:
    from litigedesk.desk import Desk

MEDIATOR: Final = "mediator"
WORKER: Final = "Salarié porté"
_PDF, _ZIP = ".pdf", ".zip"
_OF_LETTERS: Final = frozenset({PieceKind.NOTICE.label, PieceKind.CORRESPONDENCE.label})


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is handed over, and to whom: ``audience`` is a key of ``bundle.audiences``, ``limit`` bytes of one file, 0 for one.

    ``with_confidential`` hands over what was exchanged in a mediation: only the mediator may have it (C. conso. L612-3).
    """

    audience: str = "lawyer"
    asked: str = ""
    limit: int = 0
    light: bool = False
    with_confidential: bool = False


def proposed_audience(desk: "Desk", matter: Matter) -> str:
    """Whom a dossier usually goes to as it stands now, a key of ``bundle.audiences``; ``NotFound`` when it is gone.

    A claim goes to the insurer, through the portage company under its policy; a complaint to the mediator; an invoice of the
    portage company to it: it alone may act.
    """
    if matter.kind is MatterKind.CLAIM:
        return "insurer"
    dispute = desk.table(Dispute).get(matter.id)
    if dispute.kind is DisputeKind.COMPLAINT:
        return MEDIATOR
    if portage.side_of(desk, matter.id) is not None:
        return "portage"
    return {DisputeStage.ASSISTED: "conciliator", DisputeStage.JUDICIAL: "court"}.get(dispute.stage, "lawyer")


def make(
    desk: "Desk", matter: Matter, target: Path, wanted: Wanted, progress: Progress, cancelled: IsCancelled
) -> BundleReport:
    """Write the dossier of a dispute or of a claim as one PDF or an archive, by the end of the name.

    Raises ``StorageError`` for a name that ends otherwise, a disk that refuses or a file that is gone, ``Cancelled`` when the user
    gives up; nothing is then left behind.
    """
    return written(facts(desk, matter, wanted), target, wanted, progress, cancelled)


def written(
    given: BundleFacts, target: Path, wanted: Wanted, progress: Progress, cancelled: IsCancelled
) -> BundleReport:
    """Write facts gathered before; reads kept files alone, so that a thread can run it. Raises as ``make``."""
    match target.suffix.lower():
        case ".pdf":
            return pdf.write_volumes(
                given, target, wanted.limit, progress, cancelled, text_of=text_of, light=wanted.light
            )
        case ".zip":
            return archive.write_zip(given, target, progress, cancelled, text_of=text_of)
        case _:
            raise StorageError(f"Le fichier à écrire finit par {_PDF} ou {_ZIP}.")


def facts(desk: "Desk", matter: Matter, wanted: Wanted) -> BundleFacts:
    """Everything the dossier of a dispute or a claim hands to one reader.

    ``NotFound`` when it is gone, ``BugError`` for a record that has no dossier.
    """
    reader = audience(wanted.audience)
    match matter.kind:
        case MatterKind.DISPUTE:
            return _of_dispute(desk, matter, reader, wanted)
        case MatterKind.CLAIM:
            return _of_claim(desk, matter, reader, wanted)
        case _:
            raise BugError(f"no dossier of a {matter.kind}")


# ---- a dispute -------------------------------------------------------------------------------------------------------
def _of_dispute(desk: "Desk", matter: Matter, reader: Audience, wanted: Wanted) -> BundleFacts:
    today = desk.today()
    dossier = disputes.dossier(desk, matter.id, today)
    given = _stated(desk, matter, today)
    shown, left_out = _pieces(desk, matter, wanted)
    sent = _letters(desk, dossier.letters, shown, wanted)
    return BundleFacts(
        title=dossier.dispute.title or dossier.client.name,
        reference=dossier.dispute.reference,
        made_on=today,
        audience=_finding_letters(reader, sent, shown),
        parties=parties(desk, dossier),
        object=dossier.dispute.title or dossier.dispute.kind.label,
        asked=_lines(wanted.asked) or _usual_request(dossier, given),
        sums=_sums(dossier),
        chronology=_chronology(dossier.events, dossier.letters, wanted, today),
        statement_pdf=_statement(given),
        letters=sent,
        pieces=shown,
        left_out=left_out,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())


def parties(desk: "Desk", dossier: Dossier) -> tuple[Party, ...]:
    """Who stands on each side of a dispute, with their addresses: the creditor first, the debtor or the client last."""
    own = Party(_role(dossier), _own_lines(desk, as_worker=dossier.portage is not None))
    creditor = _company("Créancier", dossier.portage.company) if dossier.portage is not None else ()
    other = "Débiteur" if dossier.sums.lines else "Client"
    return (*creditor, own, Party(other, _client_lines(dossier.client, dossier.address, dossier.contact)))


def _company(role: str, company: PortageCompany | None) -> tuple[Party, ...]:
    if company is None:
        return ()
    return (Party(role, address.firm_lines(company, address.company_name(company))),)


def _role(dossier: Dossier) -> str:
    if dossier.portage is not None:
        return WORKER
    return "Créancier" if dossier.sums.lines else "Professionnel"


def _own_lines(desk: "Desk", *, as_worker: bool) -> tuple[str, ...]:
    profile = desk.profile()
    return address.sender_lines(ported(profile) if as_worker else profile)


def _client_lines(client: Client, found: Address | None, contact: Contact | None) -> tuple[str, ...]:
    number = (f"SIREN ou SIRET {formats.siret(client.siret)}",) if client.siret else ()
    lines = address.recipient_lines(client, found, contact) if found is not None else (client.name,)
    return (*lines, *number)


def _usual_request(dossier: Dossier, given: LetterFacts | None) -> tuple[str, ...]:
    """What the client asks in a complaint, else the sum that a formal notice would claim: without the contested part."""
    if dossier.complaints:
        return _lines(dossier.complaints[0].complaint.request) or ("Trancher la réclamation du client.",)
    if given is None or given.owed.claimed <= ZERO:
        return ()
    contested = (
        f" ; part contestée, en plus : {formats.money(given.owed.contested_amount)}"
        if given.owed.contested_amount
        else ""
    )
    return (formats.typographic(f"Le paiement de {formats.money(given.owed.claimed)}, sauf à parfaire{contested}."),)


def _sums(dossier: Dossier) -> tuple[SumRow, ...]:
    owed = dossier.sums.statement
    if owed is None:
        return ()
    rows = [("Principal", owed.principal), ("Avoirs", owed.credited), ("Intérêts", owed.interest)]
    rows += [("Indemnité forfaitaire", owed.fixed_fee), ("Payé", owed.paid)]
    shown = [SumRow(label, formats.money(amount)) for label, amount in rows if amount]
    return (*shown, SumRow(f"Reste dû au {formats.date_long(owed.until)}", formats.money(owed.total_due), total=True))


def _chronology(events: tuple[Event, ...], sent: tuple[Letter, ...], wanted: Wanted, today: date) -> tuple[Fact, ...]:
    """What happened, oldest first: own notes stay out, letters that never left too, and what is confidential."""
    unsent = {one.id for one in sent if one.sent_on is None}
    found = [
        Fact(event.happened_on, event.title)
        for event in events
        if (event.kind is not EventKind.NOTE or event.milestone)
        and (wanted.with_confidential or not event.confidential)
        and event.letter_id not in unsent - {None}
        and event.happened_on <= today
    ]
    return tuple(sorted(found, key=lambda fact: fact.day))


def _stated(desk: "Desk", matter: Matter, today: date) -> LetterFacts | None:
    """The facts with the sums of the day; ``None`` when nothing is owed or the sums cannot be stated."""
    choices = letters.Choices(written_on=today, send_method=SendMethod.POST, reply_by=None)
    try:
        given = letters.facts(desk, matter, NOTICE, choices)
    except UserError:
        return None
    return given if given.statement is not None and given.statement.lines else None


def _statement(given: LetterFacts | None) -> bytes | None:
    if given is None:
        return None
    return letter_pages.write_pdf(statement_page(catalogue.template(NOTICE), given))


def _letters(
    desk: "Desk", sent: tuple[Letter, ...], shown: tuple[BundlePiece, ...], wanted: Wanted
) -> tuple[BundleLetter, ...]:
    """The letters that left, oldest first, but for those handed over as pieces."""
    among_pieces, found = {piece.sha256 for piece in shown}, []
    for letter in sorted(sent, key=lambda one: (one.sent_on or date.max, one.id or 0)):
        if letter.sent_on is None or letter.pdf_file_id is None:
            continue
        if letter.confidential and not wanted.with_confidential:
            continue
        stored = desk.table(StoredFile).get(letter.pdf_file_id)
        if stored.sha256 in among_pieces:
            continue
        kind = PieceKind.NOTICE if letter.template == NOTICE else PieceKind.CORRESPONDENCE
        found.append(BundleLetter(letter.title, letter.sent_on, _path(desk, stored), kind.label))
    return tuple(found)


def _finding_letters(reader: Audience, sent: tuple[BundleLetter, ...], shown: tuple[BundlePiece, ...]) -> Audience:
    """The reader, sent to the pieces for the letters when all that left are among them."""
    if sent or not any(piece.kind_label in _OF_LETTERS for piece in shown):
        return reader
    needs = [replace(need, section="pieces") if need.section == "letters" else need for need in reader.needs]
    return replace(reader, needs=tuple(needs))


# ---- a claim ---------------------------------------------------------------------------------------------------------
def _of_claim(desk: "Desk", matter: Matter, reader: Audience, wanted: Wanted) -> BundleFacts:
    today = desk.today()
    file = insurance_claims.file(desk, matter.id, today)
    claim = file.claim
    shown, left_out = _pieces(desk, matter, wanted)
    sent = _letters(desk, file.letters, shown, wanted)
    asked = (f"Somme demandée par le tiers : {formats.money(claim.amount)}.",) if claim.amount is not None else ()
    return BundleFacts(
        title=claim.title,
        reference=claim.reference,
        made_on=today,
        audience=_finding_letters(reader, sent, shown),
        parties=(
            *_company("Assuré", file.company),
            Party(
                WORKER if file.company is not None else "Assuré", _own_lines(desk, as_worker=file.company is not None)
            ),
            *_insurer(file.policy),
            Party("Tiers", _third_party(claim, file.client, file.address)),
        ),
        object=claim.title,
        asked=_lines(wanted.asked) or (*_lines(claim.request), *map(formats.typographic, asked)),
        chronology=_chronology(file.events, file.letters, wanted, today),
        letters=sent,
        pieces=shown,
        left_out=left_out,
    )


def _insurer(policy: Policy | None) -> tuple[Party, ...]:
    if policy is None:
        return ()
    number = (f"Contrat n°\u00a0{policy.number}",) if policy.number else ()
    return (Party("Assureur", (*address.firm_lines(policy, policy.insurer), *number)),)


def _third_party(claim: InsuranceClaim, client: Client | None, found: Address | None) -> tuple[str, ...]:
    return _client_lines(client, found, None) if client is not None else _lines(claim.third_party) or ("À indiquer",)


# ---- pieces ----------------------------------------------------------------------------------------------------------
def _pieces(desk: "Desk", matter: Matter, wanted: Wanted) -> tuple[tuple[BundlePiece, ...], tuple[str, ...]]:
    """The pieces handed over, and the titles of those that confidentiality keeps out."""
    rows = pieces.rows(desk, matter)
    kept = [row for row in rows if wanted.with_confidential or not row.piece.confidential]
    left = [f"Pièce n°\u00a0{row.piece.number} — {row.piece.title}" for row in rows if row not in kept]
    return tuple(_piece(desk, row) for row in kept), tuple(left)


def _piece(desk: "Desk", row: pieces.PieceRow) -> BundlePiece:
    piece, stored = row.piece, row.file
    return BundlePiece(
        number=piece.number,
        title=piece.title,
        kind_label=piece.kind.label,
        dated_on=piece.dated_on,
        author=piece.author,
        is_copy=piece.is_copy,
        confidential=piece.confidential,
        name=stored.name,
        media_type=stored.media_type,
        sha256=stored.sha256,
        size=stored.size,
        path=_path(desk, stored),
    )


def _path(desk: "Desk", stored: StoredFile) -> Path:
    """Where a kept file is, or would be: the writing names the piece or the letter whose file is gone."""
    try:
        return desk.vault.path_of(stored.sha256)
    except NotFound:
        return desk.folder / stored.sha256


def text_of(piece: BundlePiece) -> PieceText | None:
    """What can be read of an e-mail or a document without its program; ``None`` for what has no text, ``UserError`` says why not.

    An e-mail or a plain text is all in its words and makes pages; a document or a page of the web may look otherwise.
    """
    if not preview.has_text(piece.media_type):
        return None
    try:
        data = piece.path.read_bytes()
        if piece.media_type in {"message/rfc822", "application/vnd.ms-outlook"}:
            return _of_mail(mail.read(data))
        text = preview.text_preview(data, file_facts.sniff(data, piece.name))
    except OSError:
        return None
    return PieceText(
        paragraphs=_lines(text), complete=piece.media_type == "text/plain" and len(text) <= preview.MOST_SHOWN
    )


def _of_mail(read: mail.Mail) -> PieceText:
    day = f"{formats.date_full(read.sent_at.date())} à {read.sent_at:%H:%M}" if read.sent_at else ""
    rows = (
        ("De", read.sender),
        ("À", ", ".join(read.recipients)),
        ("Copie à", ", ".join(read.copies)),
        ("Date", day),
        ("Objet", read.subject),
        ("Joint", ", ".join(one.name for one in read.attachments)),
    )
    return PieceText(
        rows=tuple((name, value) for name, value in rows if value), paragraphs=_lines(read.text), complete=True
    )
