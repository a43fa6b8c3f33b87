"""What an import promises: what is there already is found again, doubts are asked, all is one step, nothing refused is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litigedesk import imports
from litigedesk.bundle.work import Cancelled
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Deadline, Dispute, Event, Invoice, Payment
from litigedesk.domain.upkeep import ImportMapping, RefusedLine
from litigedesk.domain.vocabulary import ClientKind, Clock, ImportKind
from litigedesk.errors import Refused
from litigedesk.imports import Choices, LineStatus, Origin, Plan
from litigedesk.operations import clients, disputes
from litigedesk.operations import imports as operations

Planned = Callable[..., Plan]
Imported = Callable[..., tuple[int, int, dict[int, str]]]
CLIENTS, INVOICES = ImportKind.CLIENTS, ImportKind.INVOICES
PEOPLE = (
    "Nom;SIRET;Courriel;Téléphone;Adresse;CP;Ville\n"
    "Atelier Boréal SARL;00010002400017;c@boreal.example;02 97 00 00 00;8 quai des Indes;56100;Lorient\n"
    "Marie Durand;;m@durand.example;06 12 34 56 78;3 rue Basse;35000;Rennes\n"
    "Faux Numéro;12345678900012;;;;;\n"
)
BILLS = (
    "Numéro;Client;Date;Échéance;Total HT;TVA;Total TTC;Statut;Payé le\n"
    "F-1;Atelier Boréal;03/04/2026;03/05/2026;1 000,00;200,00;1 200,00;Payée;12/05/2026\n"
    "F-2;Marie Durand;15/04/2026;15/05/2026;100,00;0;100,00;En retard;\n"
    "F-3;Café Neuf;16/04/2026;16/05/2026;100,00;0;130,00;Envoyée;\n"
)
RECORDS = (Client, Address, Contact, Invoice, Payment, RefusedLine)


def counts(desk: Desk) -> list[int]:
    return [desk.table(record).count() for record in RECORDS]


def test_one_step_brings_all_in_and_takes_all_back(desk: Desk, imported: Imported) -> None:
    imported(PEOPLE, CLIENTS)
    held = counts(desk)
    added, updated, refused = imported(BILLS, INVOICES)
    assert (added, updated, list(refused)) == (2, 0, [4])
    assert "Import de export.csv" in (desk.undo_label or "").replace("\u202f", " ")
    desk.undo()
    assert counts(desk) == held
    desk.undo()
    assert counts(desk) == [0] * len(RECORDS)
    desk.redo()
    desk.redo()
    assert desk.table(Invoice).count() == 2
    assert desk.backups.all(), "a copy was made before"


def test_the_same_files_again_add_nothing(desk: Desk, imported: Imported, planned: Planned) -> None:
    imported(PEOPLE, CLIENTS)
    imported(BILLS, INVOICES)
    held = counts(desk)[:-1]
    assert imported(PEOPLE, CLIENTS)[:2] == (0, 0)
    assert imported(BILLS, INVOICES)[:2] == (0, 0)
    assert counts(desk)[:-1] == held
    plan = planned(BILLS.rsplit("F-3", 1)[0], INVOICES)
    assert operations.apply(desk, plan, Choices()).value.id is None, "nothing to keep of an import that changes nothing"


def test_refused_lines_come_back_once_corrected(desk: Desk, imported: Imported, tmp_path: Path) -> None:
    imported(PEOPLE, CLIENTS)
    batch = operations.batches(desk)[0]
    written = operations.write_refused(desk, batch.id or 0, tmp_path / "refusées.csv").read_text(encoding="utf-8-sig")
    assert written.splitlines()[0].endswith(";Motif du refus")
    assert "SIREN" in written
    corrected = written.replace("12345678900012", "00010003200010")
    assert imported(corrected, CLIENTS) == (1, 0, {})
    assert operations.forget(desk, batch.id or 0).changed == {"import_batch", "refused_line"}
    assert operations.refused(desk, batch.id or 0) == []


def test_a_cell_that_begins_a_formula_is_guarded_when_written_and_read_back_as_it_was(
    desk: Desk, imported: Imported, tmp_path: Path
) -> None:
    imported("Nom;SIRET;Notes\n=cmd;123;+33 6 12 34 56 78\n", CLIENTS)
    path = operations.write_refused(desk, operations.batches(desk)[0].id or 0, tmp_path / "r.csv")
    assert "'=cmd;123;'+33" in path.read_text(encoding="utf-8-sig")
    imported(path.read_bytes().replace(b";123;", b";;"), CLIENTS)
    assert [(one.name, one.notes) for one in desk.table(Client).all()] == [("=cmd", "+33 6 12 34 56 78")]


def test_the_users_columns_are_remembered_by_the_head_of_the_file(desk: Desk, planned: Planned, tmp_path: Path) -> None:
    text = "Qui;Quoi;Motif\nDupont;a@b.example;bleu\n"
    operations.apply(desk, planned(text, CLIENTS, Qui="name", Motif="notes"), Choices())
    path = tmp_path / "autre nom.csv"
    path.write_text("Motif;Quoi;Qui\nvert;c@d.example;Martin\n", encoding="utf-8")
    again = imports.propose_mapping(desk, imports.read_source([path]), CLIENTS)
    assert again.fields == ("notes", "email", "name")
    assert set(again.origins) == {Origin.REMEMBERED}
    desk.undo()
    assert desk.table(ImportMapping).count() == 1, "taking an import back does not forget what the user corrected"


def test_a_near_name_is_asked_and_the_answer_done(desk: Desk, imported: Imported, planned: Planned) -> None:
    imported(PEOPLE, CLIENTS)
    text = "Nom;Ville;Téléphone\nAtelier Boreall;Lorient;02 97 11 11 11\nMarie Durand 2;Rennes;\n"
    plan = planned(text, CLIENTS)
    assert [line.status for line in plan.lines] == [LineStatus.DOUBTFUL, LineStatus.NEW]
    (doubt,) = plan.doubts
    assert [one.name for one in doubt.near] == ["Atelier Boréal SARL"]
    assert list(plan.foreseen(Choices()).refused) == [2]
    same = Choices(same={doubt.key: doubt.near[0].id})
    batch = operations.apply(desk, plan, same).value
    assert (batch.added, batch.updated) == (1, 1)
    assert desk.table(Client).get(doubt.near[0].id).phone == "02 97 11 11 11"


def test_what_the_file_says_of_a_client_replaces_what_differs_and_takes_nothing_away(
    desk: Desk, imported: Imported, planned: Planned
) -> None:
    imported(PEOPLE, CLIENTS)
    text = "Nom;SIRET;Courriel;Adresse;CP;Ville\nBoréal;000 100 024 00017;new@boreal.example;1 rue Neuve;35000;Rennes\n"
    (line,) = planned(text, CLIENTS).lines
    assert {change.label for change in line.changes} == {"Courriel", "Adresse"}
    imported(text, CLIENTS)
    client = desk.table(Client).all()[0]
    assert (client.name, client.email, client.phone) == ("Atelier Boréal SARL", "new@boreal.example", "02 97 00 00 00")
    assert desk.table(Address).where(client_id=client.id)[0].street == "1 rue Neuve"


def test_the_kind_is_asked_once_and_never_guessed(desk: Desk, planned: Planned) -> None:
    text = (
        "Nom;SIRET;Type;Civilité\nSARL Martin;;;\nMairie de Brest;21290019500018;;\nMme Petit;;;Mme\nSans rien;;;\n"
        "Dit;;Particulier;\n"
    )
    plan = planned(text, CLIENTS)
    assert [line.status for line in plan.lines] == [LineStatus.NEW] * 5
    asked = {one.name: one.hint for one in plan.unknown_kinds}
    assert asked == {
        "Mairie de Brest": ClientKind.PUBLIC,
        "Mme Petit": ClientKind.CONSUMER,
        "Sans rien": ClientKind.UNKNOWN,
    }
    first = plan.unknown_kinds[0]
    operations.apply(desk, plan, Choices(kind=ClientKind.CONSUMER, kinds={first.key: ClientKind.PUBLIC}))
    kinds = [client.kind for client in desk.table(Client).all()]
    assert kinds == [
        ClientKind.PROFESSIONAL, ClientKind.PUBLIC, ClientKind.CONSUMER, ClientKind.CONSUMER, ClientKind.CONSUMER,
    ]  # fmt: skip


def test_dates_of_a_dispute_follow_what_an_import_changes(desk: Desk, imported: Imported, planned: Planned) -> None:
    imported(PEOPLE, CLIENTS)
    imported(BILLS, INVOICES)
    owed = desk.table(Invoice).first(number="F-2")
    assert owed is not None
    client = desk.table(Client).get(owed.client_id)
    clients.save(desk, replace(client, kind=ClientKind.CONSUMER))
    wanted = Dispute(client_id=owed.client_id, title="Impayé", opened_on=date(2026, 6, 1))
    dispute = disputes.open_dispute(desk, wanted, [owed.id or 0]).value
    before = desk.table(Deadline).first(dispute_id=dispute.id, clock=Clock.LIMITATION)
    later = BILLS.replace("15/05/2026;100,00;0;100,00;En retard;", "30/06/2026;100,00;0;100,00;Payée;20/07/2026")
    told = [line.warnings for line in planned(later, INVOICES).lines if line.status is LineStatus.UPDATE]
    assert "est dans un litige" in told[0][0]
    assert imported(later, INVOICES)[1] == 1
    assert desk.table(Payment).first(invoice_id=owed.id) is not None
    assert desk.table(Event).count(dispute_id=dispute.id) >= 1, "the payment is a line of the dispute"
    assert before is not None
    assert desk.table(Deadline).first(dispute_id=dispute.id, clock=Clock.LIMITATION) != before
    desk.undo()
    assert desk.table(Deadline).first(dispute_id=dispute.id, clock=Clock.LIMITATION) == before


def test_giving_up_or_records_changed_meanwhile_write_nothing(desk: Desk, planned: Planned) -> None:
    plan = planned("Nom\n" + "".join(f"Client {n}\n" for n in range(900)), CLIENTS)
    asked: list[int] = []
    with pytest.raises(Cancelled):
        operations.apply(desk, plan, Choices(), lambda done, *_: asked.append(done), lambda: len(asked) > 12)
    assert desk.table(Client).count() == 0
    with pytest.raises(Cancelled):
        imports.plan(desk, plan.source, CLIENTS, plan.mapping, cancelled=lambda: True)
    clients.save(desk, Client(name="Entre-temps"))
    with pytest.raises(Refused, match="à nouveau"):
        operations.apply(desk, plan, Choices())
    assert desk.table(Client).count() == 1


def test_partial_payments_and_what_contradicts_itself(desk: Desk, imported: Imported) -> None:
    head = "Numéro;Client;Date;Échéance;TTC;Payé;Reste à payer;Statut\n"
    text = head + (
        "F-1;Dupont;01/04/2026;01/05/2026;300;100;200;Partiellement payée\n"
        "F-2;Dupont;01/04/2026;01/05/2026;300;;50;\n"
        "F-3;Dupont;01/04/2026;01/05/2026;300;;50;Payée\n"
        "F-4;Dupont;01/04/2026;01/05/2026;300;400;;\n"
        "F-5;Dupont;01/04/2026;01/03/2026;300;;;\n"
    )
    added, _, refused = imported(text, INVOICES)
    assert (added, list(refused)) == (2, [4, 5, 6])
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of("100"), Money.of("250")]
    more = head + "F-1;Dupont;01/04/2026;01/05/2026;300;180;120;\n"
    assert imported(more, INVOICES)[1] == 1
    assert sorted(one.amount for one in desk.table(Payment).all()) == [Money.of("80"), Money.of("100"), Money.of("250")]
