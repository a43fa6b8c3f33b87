"""Reminders of the day: who is on the list, what stands in the way, letters filed whole, given up, killed and taken back."""

import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Client,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    Profile,
    StoredFile,
)
from litigedesk.domain.vocabulary import ClientKind, Clock, ClosingReason, ProfileStatus, SendMethod
from litigedesk.errors import NotFound
from litigedesk.letters.ids import LADDER, NOTICE
from litigedesk.operations import clients, disputes, invoices, letters, profile, reminders
from litigedesk.operations.reminders import Line
from litigedesk.queries.reminders import candidates
from litigedesk.store.check import examine

TODAY = date(2026, 11, 22)
NewClient = Callable[..., Client]
NewInvoice = Callable[..., Invoice]


def lines(desk: Desk) -> list[Line]:
    return [reminders.examine(desk, one) for one in candidates(desk, TODAY)]


def line_of(desk: Desk, name: str) -> Line:
    return next(one for one in lines(desk) if one.candidate.client_name == name)


def counted(desk: Desk) -> tuple[int, ...]:
    return tuple(desk.table(one).count() for one in (Dispute, Letter, Event, Deadline))


def sent(desk: Desk, dispute: Dispute, template: str, on: date, reply_by: date) -> Letter:
    choices = letters.Choices(written_on=on, send_method=SendMethod.POST, reply_by=reply_by)
    return letters.file(desk, of_dispute(dispute.id or 0), template, choices, sent_on=on).value


@pytest.fixture
def three(desk: Desk, me: Profile, new_client: NewClient, new_invoice: NewInvoice) -> None:
    """Three consumers, each with one late invoice in no dispute; nothing stands in the way of a reminder."""
    for number, name in enumerate(("Jeanne Martin", "Paul Guérin", "Zoé Œuvrard"), 1):
        new_invoice(new_client(ClientKind.CONSUMER, name), f"F-{number}", "300.00", date(2026, 9, number))


# ---- who is on the list ----------------------------------------------------------------------------------------------
def test_late_invoices_in_no_dispute_make_one_line_a_client_and_looking_changes_nothing(
    desk: Desk, me: Profile, new_client: NewClient, new_invoice: NewInvoice
) -> None:
    client = new_client(ClientKind.CONSUMER, "Jeanne Martin")
    new_invoice(client, "F-1", "300.00", date(2026, 9, 1))
    new_invoice(client, "F-2", "200.00", date(2026, 10, 1))
    new_invoice(client, "F-3", "999.00", date(2026, 12, 31))
    before = counted(desk), desk.undo_label, desk.db.value("SELECT token FROM revision")
    (line,) = lines(desk)
    assert (counted(desk), desk.undo_label, desk.db.value("SELECT token FROM revision")) == before
    assert line.candidate.numbers == ("F-1", "F-2")
    assert (line.candidate.days_late, line.amount) == (82, Money.of("500"))
    assert line.template is not None
    assert line.template.id == LADDER[0]
    assert line.is_ready


def test_the_tone_follows_the_ladder_and_a_dispute_that_waits_is_told_with_what_it_waits_for(
    desk: Desk, unpaid: Dispute
) -> None:
    assert lines(desk)[0].template == lines(desk)[0].tones[0]
    sent(desk, unpaid, LADDER[0], date(2026, 10, 5), date(2026, 10, 13))
    (line,) = lines(desk)
    assert line.template is not None
    assert line.template.id == LADDER[1]
    sent(desk, unpaid, LADDER[1], date(2026, 11, 20), date(2026, 11, 28))
    (line,) = lines(desk)
    assert (line.template, line.may_leave, line.waits) == (None, False, True)
    assert "28 novembre" in line.obstacle.replace("\u00a0", " ")
    assert line.in_the_way() == [line.obstacle]


def test_what_is_paid_closed_or_not_yet_due_is_nobody_to_remind(
    desk: Desk, unpaid: Dispute, new_client: NewClient, new_invoice: NewInvoice
) -> None:
    new_invoice(new_client(name="À temps SAS"), "F-9", due=date(2026, 11, 22))
    disputes.close(desk, unpaid.id or 0, ClosingReason.ABANDONED, TODAY)
    assert lines(desk) == []


# ---- what stands in the way ------------------------------------------------------------------------------------------
def test_what_the_law_forbids_cannot_be_ticked_and_says_its_article(desk: Desk, unpaid: Dispute) -> None:
    profile.save(desk, replace(desk.profile(), iban=""))
    (line,) = lines(desk)
    assert not line.may_leave
    assert "votre IBAN" in line.in_the_way()[0]
    profile.save(desk, replace(desk.profile(), iban="FR7699999000010000012345693"))
    ids = [one.id or 0 for one in desk.table(Invoice).where(dispute_id=unpaid.id)]
    disputes.save(desk, replace(unpaid, contested_amount=Money.of("2500")), ids)
    (line,) = lines(desk)
    assert not line.may_leave, "all of it is contested"
    assert line.in_the_way()
    disputes.save(desk, unpaid, ids)
    profile.save(desk, replace(desk.profile(), status=ProfileStatus.PORTAGE))
    line = reminders.examine(desk, line.candidate, NOTICE)
    assert [one.code for one in line.forbidden] == ["portage"]
    assert "C. trav. L1254-1" in line.in_the_way()[0].replace("\u00a0", " ")
    assert [one.id for one in line.tones] == [LADDER[0]]
    batch = reminders.write(desk, [line])
    assert (batch.filed, len(batch.left_out)) == ([], 1)
    assert desk.table(Letter).count() == 0


def test_a_client_whose_kind_nobody_knows_is_no_client_to_write_to(
    desk: Desk, me: Profile, new_client: NewClient, new_invoice: NewInvoice
) -> None:
    new_invoice(new_client(ClientKind.UNKNOWN, "Qui ?"))
    (line,) = lines(desk)
    assert not line.may_leave
    assert line.in_the_way()[0]


def test_a_warning_leaves_the_line_to_the_user(desk: Desk, unpaid: Dispute) -> None:
    (line,) = lines(desk)
    assert (line.may_leave, line.is_ready) == (True, False)
    assert line.in_the_way() == ["Forme juridique absente"]
    notice = reminders.examine(desk, line.candidate, NOTICE)
    assert "notice" in {one.code for one in notice.warnings}


def test_invoices_of_a_client_with_an_open_dispute_are_not_ticked_for_a_second_one(
    desk: Desk, unpaid: Dispute, new_invoice: NewInvoice
) -> None:
    client = desk.table(Client).get(unpaid.client_id)
    clients.save(desk, replace(client, legal_form="SARL"), [], desk.table(Address).where(client_id=client.id))
    new_invoice(client, "F-77", "100.00")
    loose = next(one for one in lines(desk) if one.candidate.dispute_id is None)
    assert [one.code for one in loose.warnings] == ["other-dispute"]
    assert unpaid.reference in loose.warnings[0].sentence


# ---- writing ---------------------------------------------------------------------------------------------------------
def test_each_letter_is_filed_in_its_dossier_and_one_undo_takes_all_of_them_back(desk: Desk, three: None) -> None:
    before = counted(desk)
    batch = reminders.write(desk, lines(desk), sent_on=TODAY)
    assert (len(batch.filed), batch.left_out) == (3, [])
    assert counted(desk) == (3, 3, 6, 6)  # each with its reply and its last safe day
    for letter in desk.table(Letter).all():
        assert (letter.send_method, letter.sent_on) == (SendMethod.POST, TODAY)
        assert letter.pdf_file_id is not None
    assert {one.reference for one in desk.table(Dispute).all()} == {"LIT-2026-001", "LIT-2026-002", "LIT-2026-003"}
    for one in batch.filed:
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(one.drawn.pdf)).pages)
        assert desk.table(Dispute).get(one.letter.dispute_id or 0).reference in text.replace("‑", "-")
    assert desk.undo_label == batch.outcome.label == "3\u00a0lettres enregistrées"
    assert {"letter", "dispute", "deadline", "event"} <= batch.outcome.changed
    desk.undo()
    assert counted(desk) == before
    desk.redo()
    assert counted(desk) == (3, 3, 6, 6)  # each with its reply and its last safe day
    assert not [one for one in lines(desk) if one.may_leave], "nobody is reminded twice the same day"


def test_given_up_between_two_letters_those_filed_stay_whole(desk: Desk, three: None) -> None:
    told: list[str] = []
    batch = reminders.write(
        desk, lines(desk), told=lambda line: told.append(line.candidate.client_name), cancelled=lambda: len(told) == 2
    )
    assert told == ["Jeanne Martin", "Paul Guérin"]
    assert [one.line.candidate.client_name for one in batch.filed] == told
    assert counted(desk) == (2, 2, 4, 4)
    assert line_of(desk, "Zoé Œuvrard").is_ready
    desk.undo()
    assert counted(desk) == (0, 0, 0, 0)


def test_what_happens_between_two_letters_keeps_its_own_undo(desk: Desk, three: None, me: Profile) -> None:
    first, second, _ = lines(desk)
    batch = reminders.Batch(desk)
    for line in (first, second):
        assert line.template is not None
        batch.file(line, letters.draw(line.template.id, reminders.ready(desk, line)))
        if line is first:
            profile.save(desk, replace(me, phone="06 00 00 00 00"))
    desk.undo()
    assert counted(desk)[1] == 1
    desk.undo()
    assert desk.profile().phone == me.phone
    desk.undo()
    assert counted(desk) == (0, 0, 0, 0)


def test_one_that_cannot_be_written_after_all_keeps_no_other_from_it(desk: Desk, three: None) -> None:
    found = lines(desk)
    gone = desk.table(Invoice).first(number="F-2")
    assert gone is not None
    invoices.delete(desk, gone.id or 0)
    batch = reminders.write(desk, found)
    assert len(batch.filed) == 2
    (left,) = batch.left_out
    assert (left.line.candidate.client_name, bool(left.why)) == ("Paul Guérin", True)
    assert desk.table(Dispute).count() == 2
    with pytest.raises(NotFound):
        desk.table(Invoice).get(gone.id or 0)


def test_a_letter_drawn_before_something_changed_is_drawn_again(desk: Desk, three: None) -> None:
    line = line_of(desk, "Paul Guérin")
    assert line.template is not None
    drawn = letters.draw(line.template.id, reminders.ready(desk, line))
    invoice = desk.table(Invoice).get(line.candidate.invoice_ids[0])
    invoices.save(desk, replace(invoice, net=Money.of("450"), gross=Money.of("450")))
    batch = reminders.Batch(desk)
    batch.file(line, drawn)
    assert batch.filed[0].letter.amount_due == Money.of("450")
    kept = desk.vault.path_of(_sha(desk, batch.filed[0].letter))
    assert "450,00" in PdfReader(kept).pages[0].extract_text()
    assert batch.filed[0].drawn.pdf == kept.read_bytes(), "what is printed is what is kept"


def _sha(desk: Desk, letter: Letter) -> str:
    return desk.table(StoredFile).get(letter.pdf_file_id or 0).sha256


def test_a_dispute_opened_by_its_reminder_has_its_last_safe_day(desk: Desk, three: None) -> None:
    reminders.write(desk, lines(desk))
    dated = {one.dispute_id for one in desk.table(Deadline).where(clock=Clock.LIMITATION)}
    assert dated == {one.id for one in desk.table(Dispute).all()} != set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that cannot be caught")
@pytest.mark.parametrize("fatal", [1, 3])
def test_killed_between_two_letters_those_filed_are_whole_and_the_others_not_begun(
    desk: Desk, three: None, fatal: int
) -> None:
    folder = desk.folder
    desk.close()
    victim = Path(__file__).with_name("reminders_victim.py")
    done = subprocess.run([sys.executable, str(victim), str(folder), str(fatal)], capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    with Desk.open(folder, lambda: datetime(2026, 11, 22, 9)) as again:
        assert counted(again) == (fatal - 1, fatal - 1, 2 * (fatal - 1), 2 * (fatal - 1))
        assert examine(again.db, again.vault, folder) == []


# ---- files -----------------------------------------------------------------------------------------------------------
def test_word_files_stand_side_by_side_and_never_replace_one(desk: Desk, three: None, tmp_path: Path) -> None:
    folder = tmp_path / "à envoyer"
    folder.mkdir()
    mine = folder / "Jeanne Martin F-1 Relance amiable.docx"
    mine.write_text("à moi")
    batch = reminders.write(desk, lines(desk))
    written = reminders.save_each(folder, batch.filed)
    assert mine.read_text() == "à moi"
    assert [one.name for one in written] == [
        "Jeanne Martin F-1 Relance amiable (2).docx",
        "Paul Guérin F-2 Relance amiable.docx",
        "Zoé Œuvrard F-3 Relance amiable.docx",
    ]
    assert all(one.read_bytes().startswith(b"PK") for one in written)


@pytest.mark.parametrize(("duplex", "pages"), [(False, 3), (True, 6)])
def test_printed_on_both_sides_each_letter_begins_on_a_sheet_of_its_own(
    desk: Desk, three: None, duplex: bool, pages: int
) -> None:
    batch = reminders.write(desk, lines(desk))
    made = PdfReader(io.BytesIO(reminders.printed(batch.filed, TODAY, duplex=duplex)))
    assert len(made.pages) == pages
    beginnings = [made.get_destination_page_number(one) for one in made.outline]  # type: ignore[arg-type]
    assert beginnings == list(range(0, pages, 2 if duplex else 1))
    assert {round(float(page.mediabox.width)) for page in made.pages} == {595}
