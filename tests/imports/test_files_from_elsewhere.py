"""Files whose shape nobody here chose: what exports found elsewhere held that a first reader stumbled on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from litigedesk import imports
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Client, Payment
from litigedesk.domain.vocabulary import ImportKind
from litigedesk.errors import UserError
from litigedesk.exchange.spreadsheet import write_csv, write_xlsx
from litigedesk.listing import Head, Listing

CLIENTS, INVOICES = ImportKind.CLIENTS, ImportKind.INVOICES
Imported = Callable[..., tuple[int, int, dict[int, str]]]


def test_a_card_is_read_whatever_else_its_program_wrote_in_it(desk: Desk, imported: Imported) -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "/9j/4AAQ\r\r\n " * 4_000  # copied once too often: line ends doubled
    phone = f"BEGIN:VCARD\r\r\nVERSION:3.0\r\r\nFN:Jean Roy\r\r\n{picture}==\r\r\nTEL:0298000000\r\r\nEND:VCARD\r\r\n"
    notes = "BEGIN:VCARD\nVERSION:3.0\nPROFILE:VCard\nFN:Anne Le Goff\nX-WIRE;;;=:\nEND:VCARD\n"
    wrapped = (
        "BEGIN:VCARD\nVERSION:2.1\nX-NOTE;ENCODING=QUOTED-PRINTABLE:=C3=89tat=\n=20civil;FN:faux\n"
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9=\nN:e Lef=C3=A8vre\nEND:VCARD\n"
    )
    assert imported(phone + notes + wrapped, CLIENTS, "contacts.vcf") == (3, 0, {})
    assert [one.name for one in desk.table(Client).all()] == ["Jean Roy", "Anne Le Goff", "RenéN:e Lefèvre"]


def test_a_day_out_of_all_reason_refuses_its_line_and_no_other(desk: Desk, imported: Imported) -> None:
    head = "Numéro;Client;Date;Échéance;Total TTC\n"
    lines = (
        "F1;Dupont;01/02/2026;;100",
        "F2;Dupont;31/12/9999;;100",
        "F3;Dupont;01/01/1900;;100",
        "F4;Dupont;01/02/2026;31/12/9999;9",
    )
    added, _, refused = imported(head + "\n".join(lines), INVOICES)
    assert added == 1
    assert refused == {
        3: "Date\u00a0: l’année 9999 paraît fausse.",
        4: "Date\u00a0: l’année 1900 paraît fausse.",
        5: "Échéance\u00a0: l’année 9999 paraît fausse.",
    }


@pytest.mark.parametrize("encoding", ["idna", "base64", "undefined", "nope"])
def test_an_encoding_that_reads_no_file_is_said(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Nom;Ville\nÉric;Brest\n", encoding="utf-8")
    with pytest.raises(UserError, match="encodage"):
        imports.read_source([path], reading=imports.Reading(encoding=encoding))


def test_a_column_that_was_empty_is_looked_at_again_when_the_next_file_fills_it(desk: Desk, imported: Imported) -> None:
    head = "Numéro;Client;Date;Total TTC;Statut;Payé\n"
    assert imported(head + "F1;Dupont;01/02/2026;100;;\n", INVOICES)[0] == 1
    assert imported(head + "F2;Dupont;01/03/2026;100;Envoyée;40\nF3;Dupont;01/03/2026;100;Payée;\n", INVOICES)[0] == 2
    assert [one.amount for one in desk.table(Payment).all()] == [Money.of(40), Money.of(100)]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_list_that_litigedesk_wrote_is_read_back_as_it_was(
    desk: Desk, imported: Imported, write: Callable[[Listing], bytes]
) -> None:
    held = Listing(
        title="Clients", heads=(Head("Nom"), Head("Téléphone"), Head("Notes")), rows=(("Zoé", "+33 6 12 34 56 78", "- rappeler"),)
    )  # fmt: skip
    name = "clients.csv" if write is write_csv else "clients.xlsx"
    assert imported(write(held), CLIENTS, name)[0] == 1
    (client,) = desk.table(Client).all()
    assert (client.phone, client.notes) == ("+33 6 12 34 56 78", "- rappeler")
