"""Plays the invented stories through the same operations as the window, the clock moving forward as they go."""

import shutil
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from litigedesk.demo import (
    agreement_telling,
    claim_telling,
    complaint_telling,
    identifiers,
    pieces_telling,
    portage_telling,
    procedure_telling,
)
from litigedesk.demo.moment import Moment
from litigedesk.demo.stories import PROFILE, STORIES, Sale, Sent, Story
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Contact,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    Payment,
    StoredFile,
)
from litigedesk.domain.vocabulary import ClientKind, DeliveryOutcome, InvoiceKind, Recognition, SendMethod
from litigedesk.errors import StorageError
from litigedesk.operations import clients, contest, contracts, disputes, invoices, letters, profile
from litigedesk.operations.contest import Contestation

EXAMPLES = "exemples"


def refuse_occupied(folder: Path) -> None:
    """``StorageError`` when something already lies at that place: nothing is ever overwritten."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StorageError(f"«\u202f{folder}\u202f» existe déjà et n’est pas vide\u00a0: choisissez un autre dossier.")


def make(folder: Path, now: datetime) -> list[Path]:
    """Write a data folder with every story in it; returns the letters, copied with readable names to ``exemples/``.

    Raises ``StorageError`` when the folder is not empty. Days are counted back from ``now``, at the latest the end of the
    shipped rates, so that every sum can be stated.
    """
    refuse_occupied(folder)
    moment = Moment(now)
    with Desk.open(folder, moment) as desk:
        end = desk.law.rates.complete_until
        if now.date() > end:
            moment.end = moment.now = datetime.combine(end, time(9, 0))
        profile.save(desk, identifiers.given_to(PROFILE))
        for n, story in enumerate(STORIES, 2):
            _tell(desk, moment, story, n)
        policy = claim_telling.insure(desk, moment)
        complaint_telling.tell(desk, moment)
        portage_telling.tell(desk, moment)
        claim_telling.tell(desk, moment, policy)
        pieces_telling.tell(desk, moment)
        agreement_telling.tell(desk, moment)
        procedure_telling.tell(desk, moment)
        moment.now = moment.end
        return _copy_letters(desk)


def _tell(desk: Desk, moment: Moment, story: Story, number: int) -> None:
    siret = identifiers.siret(number) if story.client.kind in (ClientKind.PROFESSIONAL, ClientKind.PUBLIC) else ""
    contacts = [Contact(client_id=0, name=story.contact, role=story.role)] if story.contact else []
    address = Address(client_id=0, label="Siège", street=story.street, postcode=story.postcode, city=story.city)
    client = clients.save(desk, replace(story.client, siret=siret), contacts, [address]).value
    assert client.id is not None
    contract_id = None
    if story.contract is not None:
        signed = moment.ago(story.signed)
        wanted = replace(story.contract, client_id=client.id, signed_on=signed, amount=_total(story))
        contract_id = contracts.save(desk, wanted).value.id
    held = {sale.number: _sell(desk, moment, sale, client.id, contract_id) for sale in story.sales}
    if story.opened is not None:
        _dispute(desk, moment, story, client.id, [invoice.id for invoice in held.values() if invoice.id], held)


def _total(story: Story) -> Money:
    return Money.total(Money.of(sale.net) for sale in story.sales)


def _sell(desk: Desk, moment: Moment, sale: Sale, client_id: int, contract_id: int | None) -> Invoice:
    issued = moment.ago(sale.issued)
    net = Money.of(sale.net)
    invoice = invoices.save(
        desk,
        Invoice(
            client_id=client_id,
            contract_id=contract_id,
            number=sale.number,
            title=sale.title,
            issued_on=issued,
            performed_on=issued - timedelta(days=sale.performed - sale.issued),
            received_on=issued + timedelta(days=1),
            due_on=issued + timedelta(days=sale.due_in),
            net=net,
            gross=net,
        ),
    ).value
    if sale.credited:
        off = Money.of(sale.credited)
        day = moment.ago(sale.issued - 10)
        invoices.save(
            desk,
            Invoice(
                client_id=client_id,
                kind=InvoiceKind.CREDIT_NOTE,
                number=f"A-{sale.number[2:]}",
                title=f"Geste commercial sur {sale.number}",
                issued_on=day,
                due_on=day,
                net=off,
                gross=off,
                credited_invoice_id=invoice.id,
            ),
        )
    return invoice


def _dispute(
    desk: Desk, moment: Moment, story: Story, client_id: int, invoice_ids: list[int], held: dict[str, Invoice]
) -> None:
    assert story.opened is not None
    day = moment.ago(story.opened)
    title = ", ".join(sale.title for sale in story.sales[:1])
    opened = disputes.open_dispute(desk, Dispute(client_id=client_id, title=title, opened_on=day), invoice_ids).value
    assert opened.id is not None
    for sent in story.letters:
        _send(desk, moment, sent, opened.id)
    for note in story.notes:
        day = moment.ago(note.ago)
        disputes.save_event(
            desk, Event(dispute_id=opened.id, kind=note.kind, happened_on=day, title=note.title, body=note.body)
        )
    for paid in story.payments:
        day = moment.ago(paid.ago)
        invoice_id = held[paid.number].id or 0
        due = invoices.remaining(desk, invoice_id, day)
        amount = min(Money.of(paid.amount), due)
        answer = Recognition.POSSIBLE if amount < due else None
        invoices.save_payment(desk, Payment(invoice_id=invoice_id, paid_on=day, amount=amount), answer)
    moment.now = moment.end
    if story.contested:
        on = moment.ago(story.opened * 2 // 3)  # after the first reminders
        said = Contestation(amount=Money.of(story.contested), reason=story.contested_reason, on=on)
        contest.contest(desk, opened.id, said)
    if story.deadline is not None:
        _plan(desk, opened.id, *story.deadline)
    if story.closed is not None:
        ago, reason = story.closed
        disputes.close(desk, opened.id, reason, moment.ago(ago))


def _plan(desk: Desk, dispute_id: int, days: int, title: str) -> None:
    for present in desk.table(Deadline).where(dispute_id=dispute_id, done_on=None):
        if present.clock is None or not present.clock.is_backstop:
            disputes.complete_deadline(desk, present.id or 0)
    due = desk.today() + timedelta(days=days)
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title=title, due_on=due))


def _send(desk: Desk, moment: Moment, sent: Sent, dispute_id: int) -> None:
    day = moment.ago(sent.ago)
    choices = letters.Choices(
        written_on=day, send_method=sent.method, reply_by=day + timedelta(days=sent.reply_days), enclosures=()
    )
    letter = letters.file(desk, of_dispute(dispute_id), sent.template, choices, sent_on=day).value
    if sent.method is SendMethod.REGISTERED and sent.received is not None:
        received = moment.ago(sent.received)
        followed = replace(
            letter,
            tracking_number=sent.tracking,
            presented_on=received,
            received_on=received,
            outcome=DeliveryOutcome.RECEIVED,
        )
        letters.track(desk, followed)


def _copy_letters(desk: Desk) -> list[Path]:
    """The filed letters under names people can read; the originals stay in the vault."""
    target = desk.folder / EXAMPLES
    target.mkdir()
    copies = []
    for letter in desk.table(Letter).all(order="id"):
        for file_id in (letter.docx_file_id, letter.pdf_file_id):
            stored = desk.table(StoredFile).get(file_id or 0)
            copy = target / stored.name
            shutil.copyfile(desk.vault.path_of(stored.sha256), copy)
            copies.append(copy)
    return copies
