"""Erased is erased: not a byte of the person is left in the data folder but in the copies, and nobody else loses anything."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from litigedesk.bundle.work import Cancelled
from litigedesk.desk import SCHEMA, Desk
from litigedesk.domain.evidence import Piece
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Contact, Contract, Dispute, Event, Invoice, Letter, Payment, StoredFile
from litigedesk.domain.upkeep import RefusedLine
from litigedesk.domain.vocabulary import ClientKind, ClosingReason, DisputeStage, EventKind
from litigedesk.errors import Refused
from litigedesk.operations import clients, disputes, pieces, privacy
from litigedesk.operations.pieces import Incoming
from litigedesk.queries import clients as client_pages
from litigedesk.queries import contracts, insurance_claims, mediations, trash
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import privacy as queries
from litigedesk.reading import Reading
from litigedesk.rules.retention import Kept
from litigedesk.search.keeper import Keeper
from litigedesk.store.check import examine
from tests.exit.conftest import NOW

MARK = "Zébulon Krapfenbacher"  # a name found nowhere else
SAID = "un secret de famille bien gardé"


def plant(desk: Desk, client_id: int = 1) -> None:
    """Put the mark wherever somebody's name may stand: records, files, trash, undo, drafts, refused lines."""
    dispute = desk.table(Dispute).where(client_id=client_id)[0]
    clients.save(desk, Client(**{**vars(desk.table(Client).get(client_id)), "name": MARK, "notes": SAID}),
                 [Contact(client_id=client_id, name=f"Mme {MARK}")])  # fmt: skip
    disputes.save_event(
        desk,
        Event(dispute_id=dispute.id, kind=EventKind.CALL, happened_on=NOW.date(), title=f"Appel de {MARK}", body=SAID),
    )
    gone = disputes.save_event(
        desk, Event(dispute_id=dispute.id, kind=EventKind.CALL, happened_on=NOW.date(), title=f"Jeté : {MARK}")
    ).value
    disputes.delete_event(desk, gone.id or 0)
    pieces.add(desk, of_dispute(dispute.id or 0), [Incoming(f"{MARK}.txt", f"{MARK} : {SAID}".encode())])
    clients.save(desk, desk.table(Client).get(client_id), [])  # the contact now stands in the steps to undo alone
    batch = desk.table(RefusedLine).all()[0].import_batch_id
    with desk.db.transaction("Ligne refusée"):
        content = json.dumps([MARK, "x"])
        desk.table(RefusedLine).insert(RefusedLine(import_batch_id=batch, line=9, reason="?", content=content))
    desk.drafts.keep(f"client:{client_id}", {"name": MARK}, title=MARK, now=NOW, about=[("client", client_id)])
    desk.drafts.write()


def traces_in(folder: Path, *words: str) -> list[str]:
    """The files of a data folder, copies left out, in which the words can be read, in their names too."""
    found = []
    forms = [
        form for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode(), word.encode("utf-16-le"))
    ]
    for path in folder.rglob("*"):
        if path.is_file() and "sauvegardes" not in path.parts:
            data = path.read_bytes()
            if any(form in data or form in str(path).encode() for form in forms):
                found.append(str(path.relative_to(folder)))
    return found


def others(desk: Desk, client_id: int) -> dict[str, object]:
    """What the pages of the other clients show."""
    return {
        str(one.id): client_pages.page(desk, one.id or 0) for one in desk.table(Client).all() if one.id != client_id
    }


def test_nothing_of_an_erased_client_can_be_read_anywhere_in_the_folder(desk: Desk, copy: Path) -> None:
    plant(desk)
    before = others(desk, 1)
    files = desk.table(StoredFile).count()
    assert traces_in(copy, MARK)
    done = privacy.erase(desk, [1], despite_reasons=True).value
    assert done.left == ()
    assert done.files > 5
    assert traces_in(copy, MARK, SAID, "Atelier Boréal", "compta@boreal.example") == []
    assert others(desk, 1) == before
    assert desk.table(Client).find(1) is None
    assert desk.table(StoredFile).count() == files - done.files
    assert desk.vault.missing(one.sha256 for one in desk.table(StoredFile).all()) == []
    assert [one.code for one in examine(desk.db, desk.vault, copy) if one.code != "file-orphan"] == []
    desk.close()
    assert traces_in(copy, MARK, SAID, "Atelier Boréal") == []


def test_every_client_of_the_example_can_be_erased_one_after_the_other(desk: Desk, copy: Path) -> None:
    for one in desk.table(Client).all():
        privacy.erase(desk, [one.id or 0], despite_reasons=True)
    assert {table.name for table in SCHEMA.definitions if desk.table(table.record).count()} <= {
        "stored_file", "profile", "portage_company", "policy", "guarantee", "mediator", "convention", "placed_mention",
        "deadline", "letter", "insurance_claim", "harm", "claim_piece", "insurer_request", "event", "limitation_event",
        "wording", "import_mapping", "import_batch", "refused_line", "saved_list", "ignored_finding", "user_rate",
        "setting", "trash", "piece",
    }  # fmt: skip
    assert not desk.table(Dispute).count() + desk.table(Contract).count() + desk.table(Invoice).count()
    assert not desk.db.rows("SELECT 1 FROM pragma_foreign_key_check")


def test_an_anonymous_client_keeps_sums_and_dates_and_nothing_else(desk: Desk, copy: Path) -> None:
    plant(desk)
    sums = [(one.number, one.gross, one.issued_on) for one in desk.table(Invoice).where(client_id=1)]
    paid = desk.table(Payment).count()
    letters = [(one.template, one.sent_on) for one in desk.table(Letter).where(dispute_id=1)]
    privacy.anonymise(desk, 1, despite_reasons=True)
    client = desk.table(Client).get(1)
    assert client.name == "Client anonymisé n°\u00a01"
    assert client.erased_on == NOW.date()
    assert (client.email, client.phone, client.siret, client.notes) == ("", "", "", "")
    assert [(one.number, one.gross, one.issued_on) for one in desk.table(Invoice).where(client_id=1)] == sums
    assert desk.table(Payment).count() == paid
    assert [(one.template, one.sent_on) for one in desk.table(Letter).where(dispute_id=1)] == letters
    assert desk.table(Piece).where(dispute_id=1) == []
    assert all(one.pdf_file_id is None for one in desk.table(Letter).where(dispute_id=1))
    assert traces_in(copy, MARK, SAID, "compta@boreal.example") == []
    assert queries.one(desk, 1, NOW.date()).erased_on == NOW.date()


def test_the_pages_of_anonymous_clients_still_open(desk: Desk) -> None:
    for one in desk.table(Client).all():
        privacy.anonymise(desk, one.id or 0, despite_reasons=True)
    today = NOW.date()
    for one in desk.table(Client).all():
        assert client_pages.page(desk, one.id or 0).client.name.startswith("Client anonymisé")
    for dispute in desk.table(Dispute).all():
        assert dossiers.dossier(desk, dispute.id or 0, today).dispute.reference
    for row in mediations.rows(desk, mediations.Scope.ALL):
        assert mediations.file(desk, row.id, today)
    for claim in insurance_claims.rows(desk, insurance_claims.Scope.ALL):
        assert insurance_claims.file(desk, claim.id, today)
    assert contracts.rows(desk)


def test_legal_reasons_must_have_been_read(desk: Desk) -> None:
    before = desk.table(Client).count()
    for act in (lambda: privacy.erase(desk, [1]), lambda: privacy.anonymise(desk, 1)):
        with pytest.raises(Refused, match="raisons légales"):
            act()
    assert desk.table(Client).count() == before
    assert desk.db.value("SELECT count(*) FROM event WHERE dispute_id = 1") > 0


def test_several_are_erased_together_or_none(desk: Desk) -> None:
    free = clients.save(desk, Client(name="Prospect sans suite")).value
    with pytest.raises(Refused):
        privacy.erase(desk, [free.id or 0, 1])
    assert desk.table(Client).find(free.id or 0) is not None
    privacy.erase(desk, [free.id or 0])
    assert desk.table(Client).find(free.id or 0) is None


def test_what_no_reason_keeps_may_go_while_the_invoices_stay(copy: Path) -> None:
    with Desk.open(copy, lambda: NOW) as desk:
        for dispute in desk.table(Dispute).where(client_id=1):
            disputes.close(desk, dispute.id or 0, ClosingReason.PAID, date(2026, 11, 25))
    with Desk.open(copy, lambda: datetime(2033, 1, 10, 9, 0)) as desk:
        plant(desk)
        row = queries.one(desk, 1, desk.today())
        parts = set(row.assessment.free_parts)
        assert Kept.VOUCHERS not in parts
        sums = [(one.number, one.gross) for one in desk.table(Invoice).where(client_id=1)]
        with pytest.raises(Refused):
            privacy.erase(desk, [1])
        privacy.erase(desk, [1], parts=parts)
        assert desk.table(Client).get(1).name == MARK
        assert [(one.number, one.gross) for one in desk.table(Invoice).where(client_id=1)] == sums
        assert not desk.table(Dispute).where(client_id=1)
        assert not desk.table(Contract).where(client_id=1)
        assert not desk.db.rows("SELECT 1 FROM pragma_foreign_key_check")
        assert traces_in(copy, SAID) == []


def test_the_undo_of_others_still_works_and_that_of_the_person_is_gone(desk: Desk) -> None:
    plant(desk)
    clients.save(desk, Client(name="Quelqu’un d’autre"))
    privacy.erase(desk, [1], despite_reasons=True)
    desk.undo()
    assert not any(one.name == "Quelqu’un d’autre" for one in desk.table(Client).all())
    said = str(list(desk.db.journal.images()))
    assert MARK not in said
    assert not any(MARK in one.label for one in trash.rows(desk))


def test_a_file_that_somebody_else_has_too_stays(desk: Desk) -> None:
    shared = [Incoming("Conditions générales.txt", b"les memes pour tous")]
    other = next(one for one in desk.table(Dispute).all() if one.client_id != 1)
    for dispute_id in (1, other.id or 0):
        pieces.add(desk, of_dispute(dispute_id), shared)
    privacy.erase(desk, [1], despite_reasons=True)
    assert desk.vault.missing(one.sha256 for one in desk.table(StoredFile).all()) == []
    assert any(one.title.startswith("Conditions") for one in desk.table(Piece).where(dispute_id=other.id))


def test_the_index_of_the_search_forgets_too(desk: Desk, copy: Path) -> None:
    plant(desk)
    keeper = Keeper(copy, desk.db.reader, desk.vault)
    while keeper.work(lambda: False, lambda _done: None):
        pass
    assert "recherche.sqlite" in " ".join(traces_in(copy, MARK))
    desk.db.follow(keeper)
    privacy.erase(desk, [1], despite_reasons=True)
    while keeper.work(lambda: False, lambda _done: None):
        pass
    assert traces_in(copy, MARK, SAID) == []


def test_what_a_reader_keeps_from_being_written_over_is_told_and_gone_at_the_end(copy: Path) -> None:
    with Desk.open(copy, lambda: NOW) as desk:
        plant(desk)
        desk.db._command("PRAGMA busy_timeout = 0")
        with Reading.of(desk).open() as looking:
            assert looking.table(Client).get(1).name == MARK
            left = privacy.erase(desk, [1], despite_reasons=True).value.left
        assert any("fermeture" in one for one in left)
    assert traces_in(copy, MARK, SAID) == []


def test_an_erasure_cut_short_is_finished_at_the_next_opening(
    desk: Desk, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(desk)

    def killed(_self: Path, missing_ok: bool = False) -> None:
        raise Cancelled  # as a power cut would

    with monkeypatch.context() as cut:
        cut.setattr(Path, "unlink", killed)
        with pytest.raises(Cancelled):
            privacy.erase(desk, [1], despite_reasons=True)
    assert desk.table(Client).find(1) is None
    assert traces_in(copy, SAID)
    assert privacy.finish(desk) == 0
    assert [one for one in traces_in(copy, SAID) if one.startswith("fichiers")] == []


def test_the_reasons_of_some_clients_are_those_of_the_list_of_all(desk: Desk) -> None:
    every = queries.rows(desk, desk.today())
    assert len(every) > 3
    for row in every:
        assert queries.one(desk, row.id, desk.today()) == row
    assert queries.some(desk, [row.id for row in every[::-1]], desk.today()) == every[::-1]


def test_the_list_of_those_to_erase_begins_with_the_longest_ago(desk: Desk) -> None:
    due = queries.due(desk, date(2045, 1, 1))
    ends = [one.assessment.free_from for one in due]
    assert len(due) > 2
    assert ends == sorted(ends)  # type: ignore[type-var]
    assert queries.due(desk, NOW.date()) == []
    assert all(one.assessment.is_free for one in due)
    assert queries.copies_forget_by(date(2026, 11, 26)) == date(2027, 12, 18)


@pytest.mark.parametrize("closing", [None, ClosingReason.ABANDONED, ClosingReason.INSOLVENT, ClosingReason.SETTLED])
def test_a_sum_never_paid_keeps_its_client_until_it_is_time_barred(desk: Desk, closing: ClosingReason | None) -> None:
    day = date(2026, 1, 10)
    client = clients.save(desk, Client(name="Parti sans payer", kind=ClientKind.PROFESSIONAL)).value.id or 0
    with desk.db.transaction("Facture"):
        dispute = None
        if closing is not None:
            dispute = desk.table(Dispute).insert(
                Dispute(
                    client_id=client, reference="L-9", opened_on=day, closed_on=day, stage=DisputeStage.CLOSED,
                    closing_reason=closing,
                )
            ).id  # fmt: skip
        desk.table(Invoice).insert(
            Invoice(
                client_id=client, dispute_id=dispute, number="X-1", issued_on=day, due_on=day, net=Money.of(90), gross=Money.of(90)
            )
        )  # fmt: skip
    found = queries.one(desk, client, NOW.date()).assessment
    ends = {one.rule.key: one.until for one in found.reasons}
    assert ends.get("open") == (None if closing is ClosingReason.SETTLED else date(2031, 1, 10))  # C. com. L110-4
    assert ("open" in ends) is (closing is not ClosingReason.SETTLED)
    assert client in {one.id for one in queries.due(desk, date(2045, 1, 1))}
