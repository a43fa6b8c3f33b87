"""A folder of electronic invoices becomes invoices with their clients, and keeps the files."""

from pathlib import Path

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Invoice, Profile, StoredFile
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.imports import Choices, Plan, SourceForm
from litigedesk.operations import imports as operations
from litigedesk.operations import profile
from tests.exchange.evidence_files import pdf
from tests.exchange.invoice_files import BUYER, CII, SELLER, pdf_with, ubl


def planned(desk: Desk, folder: Path) -> Plan:
    source = imports.read_source([folder])
    assert (source.form, source.kind_guess) == (SourceForm.FOLDER, ImportKind.INVOICES)
    return imports.plan(desk, source, ImportKind.INVOICES, imports.propose_mapping(desk, source, ImportKind.INVOICES))


def test_invoices_come_in_with_their_client_and_their_file(desk: Desk, tmp_path: Path) -> None:
    profile.save(desk, Profile(id=desk.profile().id, name="Camille Roussel", siret=SELLER))
    folder = tmp_path / "factures"
    (folder / "2027").mkdir(parents=True)
    (folder / "2027" / "a.pdf").write_bytes(pdf_with("factur-x.xml", CII.encode()))
    (folder / "b.xml").write_text(ubl().replace("F-2027-12", "F-2027-13"), encoding="utf-8")
    (folder / "c.xml").write_text(CII.replace(SELLER, "x").replace(BUYER, SELLER).replace("x", BUYER), encoding="utf-8")
    (folder / "d.pdf").write_bytes(pdf())
    (folder / "e.pdf").write_bytes(b"%PDF-1.7 cut")
    plan = planned(desk, folder)
    batch = operations.apply(desk, plan, Choices()).value
    assert (batch.added, [line.line for line in operations.refused(desk, batch.id or 0)]) == (2, [3, 4, 5])
    first, second = desk.table(Invoice).all()
    assert (first.number, first.gross, first.vat) == ("F-2027-12", Money.of("1200.00"), Money.of("200.00"))
    assert desk.table(Client).all()[0].siret.startswith(BUYER[:9])
    assert [one.postcode for one in desk.table(Address).all()] == ["29200"]
    kept = [desk.table(StoredFile).get(one.file_id or 0).name for one in (first, second)]
    assert kept == ["a.pdf", "b.xml"]
    again = planned(desk, folder)
    assert again.foreseen(Choices()).added == 0
    desk.undo()
    assert desk.table(Invoice).count() == desk.table(Client).count() == desk.table(StoredFile).count() == 0
