"""Files as programs and people really write them: no two alike in separator, encoding, dates, sums or accidents."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contact, Invoice, Payment
from litigedesk.domain.vocabulary import ClientKind, ImportKind, InvoiceKind
from litigedesk.imports import LineStatus, Plan

Planned = Callable[..., Plan]
Imported = Callable[..., tuple[int, int, dict[int, str]]]
CLIENTS, INVOICES = ImportKind.CLIENTS, ImportKind.INVOICES


def names(desk: Desk) -> list[str]:
    return [client.name for client in desk.table(Client).all()]


def invoices(desk: Desk) -> dict[str, Invoice]:
    return {invoice.number: invoice for invoice in desk.table(Invoice).all()}


def test_the_clients_of_indy_by_its_published_columns(desk: Desk, imported: Imported, planned: Planned) -> None:
    text = (
        "Type,Nom de famille,Prénom,Nom d'entreprise,N° SIRET,N° de TVA,Adresse facturation,Ville facturation,Code postal,"
        "Pays (Alpha-2),Adresse livraison,Ville livraison,Code postal,Pays,Téléphone,Email(s),Informations supplémentaires\n"
        'ENTREPRISE,,,Atelier Boréal,00010002400017,,8 quai des Indes,Lorient,56100,FR,,,,,0297000000,"a@boreal.example,'
        'b@boreal.example",Réf 12\n'
        "PARTICULIER,Durand,Marie,,,,3 rue Basse,Rennes,35000,FR,1 rue Haute,Brest,29200,FR,0612345678,m@durand.example,\n"
    )
    plan = planned(text, CLIENTS)
    assert (plan.source.tool, plan.source.tool_sure) == ("Indy", True)
    assert imported(text, CLIENTS) == (2, 0, {})
    firm, person = desk.table(Client).all()
    assert (firm.kind, firm.siret, firm.email) == (ClientKind.PROFESSIONAL, "00010002400017", "a@boreal.example")
    assert "b@boreal.example" in firm.notes
    assert (person.name, person.kind) == ("Marie Durand", ClientKind.CONSUMER)
    assert [(one.postcode, one.country) for one in desk.table(Address).all()] == [("56100", ""), ("35000", "")]


def test_titles_a_mac_dots_for_thousands_and_a_total_at_the_end(desk: Desk, imported: Imported) -> None:
    text = (
        "Liste des factures;;;;;\rPériode du 01/01/2026 au 30/06/2026;;;;;\r;;;;;\r"
        "N° pièce;Date;Tiers;Total HT;Total TVA;Total TTC;Règlement;Reste dû\r"
        'FA12;05.01.26;"DUPONT ""Père & Fils""";1.234,56;246,91;1.481,47;1.000,00;481,47\r'
        "FA13;31.01.26;CAFÉ DE L'ÉTÉ;10.000,00;2.000,00;12.000,00;0,00;12.000,00\r"
        "Total général;;;11.234,56;2.246,91;13.481,47;1.000,00;12.481,47\r"
    )
    assert imported(text.encode("mac-roman"), INVOICES) == (2, 0, {})
    assert names(desk) == ['DUPONT "Père & Fils"', "CAFÉ DE L'ÉTÉ"]
    assert invoices(desk)["FA12"].gross == Money.of("1481.47")
    paid = desk.table(Payment).all()
    assert [(one.amount, one.paid_on, "inconnu" in one.note) for one in paid] == [
        (Money.of("1000.00"), date(2026, 2, 4), True)
    ]


def test_excel_semicolons_its_first_line_and_sums_with_their_sign(desk: Desk, imported: Imported) -> None:
    text = (
        "sep=;\r\nNuméro de facture;Client;Date d'émission;Date d'échéance;Montant HT;Montant TVA;Montant TTC;Statut;Payée le\r\n"
        "2026-001;Atelier Boréal;01/02/2026;03/03/2026;1\u202f200,00\xa0€;240,00 €;1 440,00 €;Payée;05/03/2026\r\n"
        "2026-002;Marie Durand;15/02/2026;17/03/2026;350,00 €;- €;350,00 €;En retard;\r\n"
        "2026-003;Marie Durand;16/02/2026;17/03/2026;(50,00) €;0;(50,00) €;;\r\n"
        "2026-004;Marie Durand;31/02/2026;17/03/2026;10;0;10;;\r\n"
        "2026-005;Marie Durand;16/02/2026;17/03/2026;10;0;10;Brouillon;\r\n"
    )
    added, _, refused = imported(text.encode("utf-8-sig"), INVOICES)
    assert added == 2
    assert [payment.paid_on for payment in desk.table(Payment).all()] == [date(2026, 3, 5)]
    assert "avoir" in refused[5]
    assert "31/02/2026" in refused[6]
    assert "Brouillon" in refused[7]


def test_american_dates_are_told_by_the_whole_column(desk: Desk, imported: Imported, planned: Planned) -> None:
    text = (
        "Number,Customer,Date,Due,Amount,Balance\n"
        '1001,Atelier Boréal,04/03/2026,05/03/2026,"1,234.56",0.00\n'
        '1002,Marie Durand,04/25/2026,05/25/2026,"12,345.00","12,345.00"\n'
    )
    assert any("mois/jour" in note for note in planned(text, INVOICES).notes)
    assert imported(text.encode("utf-16"), INVOICES) == (2, 0, {})
    assert invoices(desk)["1001"].issued_on == date(2026, 4, 3)
    assert invoices(desk)["1002"].gross == Money.of("12345.00")


def test_no_names_of_columns_at_all(desk: Desk, imported: Imported) -> None:
    text = (
        "F-77;Atelier Boréal;03/04/2026;03/05/2026;1000,00;200,00;1200,00\n"
        "F-78;Marie Durand;04/04/2026;04/05/2026;50,00;10,00;60,00\n"
    )
    assert imported(text, INVOICES) == (2, 0, {})
    assert (invoices(desk)["F-77"].net, invoices(desk)["F-77"].vat) == (Money.of("1000.00"), Money.of("200.00"))


def test_cut_lines_stray_quotes_and_a_separator_too_many(desk: Desk, imported: Imported) -> None:
    text = (
        "Nom;Adresse;Code postal;Ville;Courriel\n"
        "Atelier Boréal;8 quai des Indes\nBât. A;56100;Lorient;compta@boreal.example\n"
        'Le Petit "Café";12 rue X;35000;Rennes;cafe@x.example\n'
        '"Jamais fermé;1 rue Y;35000;Rennes;g@x.example\n'
        "Trop;2 rue Z;35000;Rennes;t@x.example;surplus\n"
        "Court;3 rue W\n"
    )
    added, _, refused = imported(text.encode("cp1252"), CLIENTS)
    assert names(desk) == ["Atelier Boréal", 'Le Petit "Café"', "Jamais fermé", "Court"]
    assert (added, list(refused)) == (4, [6])
    assert desk.table(Address).all()[0].street_extra == "Bât. A"


def test_two_encodings_put_end_to_end(desk: Desk, imported: Imported, planned: Planned) -> None:
    data = "Nom;Ville\nAtelier Boréal;Lorient\n".encode() + "Café de l’Été;Nîmes\n".encode("cp1252")
    assert any("encodages" in warning for warning in planned(data, CLIENTS).source.warnings)
    imported(data, CLIENTS)
    assert names(desk) == ["Atelier Boréal", "Café de l’Été"]


def test_a_workbook_with_a_welcome_sheet_merged_heads_dates_and_lost_zeros(desk: Desk, imported: Imported) -> None:
    from openpyxl import Workbook

    book = Workbook()
    welcome = book.active
    assert welcome is not None
    welcome["A1"] = "Bienvenue"
    sheet = book.create_sheet("Clients")
    sheet["A1"], sheet["B1"] = "SIRET", "Client"
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:D1")
    for cell, name in zip(("B2", "C2", "D2"), ("Nom", "CP", "Ville"), strict=True):
        sheet[cell] = name
    sheet.append([10002400017, "Atelier Boréal", 1000, "Bourg-en-Bresse"])
    sheet.append(["1,00010E+13", "Abîmée", 35000, "Rennes"])
    written = BytesIO()
    book.save(written)
    added, _, refused = imported(written.getvalue(), CLIENTS, "clients.xlsx")
    assert (added, list(refused)) == (1, [4])
    assert "tableur" in refused[4]
    assert desk.table(Client).all()[0].siret == "00010002400017"
    assert desk.table(Address).all()[0].postcode == "01000"


def test_dates_and_sums_of_a_workbook_are_taken_as_they_are(desk: Desk, imported: Imported) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Facture", "Client", "Date", "Échéance", "Montant TTC", "Payé"])
    sheet.append(["F-1", "Dupont", date(2026, 4, 3), date(2026, 5, 3), 0.1 + 0.2, None])
    sheet.append(["F-2", "Dupont", 46115, "3 mai 2026", Decimal("1234.50"), 500])
    written = BytesIO()
    book.save(written)
    assert imported(written.getvalue(), INVOICES, "factures.xlsx") == (2, 0, {})
    held = invoices(desk)
    assert (held["F-1"].gross, held["F-2"].issued_on) == (Money.of("0.30"), date(2026, 4, 3))
    assert [payment.amount for payment in desk.table(Payment).all()] == [Money.of("500.00")]
    assert len(names(desk)) == 1


def test_cards_of_three_versions_and_a_broken_one(desk: Desk, imported: Imported) -> None:
    text = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Ren=C3=A9e;;;\r\n"
        "TEL;CELL:06 12 34 56 78\r\nADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;12 rue de l'=C3=89glise=\r\n"
        "=20Sud;Rennes;;35000;France\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\nVERSION:3.0\nN:Dupont;Jean;;M.;\nFN:Jean Dupont\nORG:Dupont\\, Fils;Compta\nEMAIL:j@d.example\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Cassée\nTEL 06\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nFN:Anne Dupont\nORG:Dupont\\, Fils\nTEL;VALUE=uri:tel:+33-2-98-00-00-00\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nFN:Coupée\n"
    )
    added, updated, refused = imported(text, CLIENTS, "contacts.vcf")
    assert (added, updated, list(refused)) == (2, 1, [15, 26])
    assert names(desk) == ["Renée Lefèvre", "Dupont, Fils"]
    assert [one.name for one in desk.table(Contact).all()] == ["Jean Dupont", "Anne Dupont"]
    assert desk.table(Address).all()[0].street == "12 rue de l'Église Sud"


def test_a_line_for_each_article_is_refused_whole_and_repeated_totals_pass(desk: Desk, imported: Imported) -> None:
    head = "Numéro facture;Date;Client;Échéance;Désignation;Total HT;Montant TVA;Total TTC\n"
    by_article = (
        head + "F1;01/04/2026;Dupont;01/05/2026;Dév;1000,00;200,00;1200,00\nF1;01/04/2026;Dupont;01/05/2026;Nom;5;1;6\n"
    )
    assert imported(by_article, INVOICES)[0] == 0
    repeated = head + "".join(
        f"F2;01/04/2026;Dupont;01/05/2026;{what};1000,00;200,00;1200,00\n" for what in ("Dév", "Nom")
    )
    assert imported(repeated, INVOICES) == (1, 0, {})


def test_a_credit_note_finds_the_invoice_it_reduces_in_the_same_file(desk: Desk, imported: Imported) -> None:
    text = (
        "Type;Numéro;Client;Date;Échéance;Total TTC;Facture d'origine;État\n"
        "Avoir;A-1;Dupont;02/05/2026;;100,00;F-1;\nFacture;F-1;Dupont;01/04/2026;01/05/2026;300,00;;Payée\n"
        "Avoir;A-2;Dupont;03/05/2026;;250,00;F-1;\nDevis;D-1;Dupont;01/04/2026;;300,00;;\n"
    )
    added, _, refused = imported(text, INVOICES)
    assert (added, sorted(refused)) == (2, [4, 5])
    note = invoices(desk)["A-1"]
    assert (note.kind, note.credited_invoice_id) == (InvoiceKind.CREDIT_NOTE, invoices(desk)["F-1"].id)
    assert [payment.amount for payment in desk.table(Payment).all()] == [Money.of("200.00")], (
        "settled: the rest was paid"
    )
    assert imported(text, INVOICES)[0] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac-roman"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|", "^"])
def test_every_encoding_with_every_separator(planned: Planned, encoding: str, delimiter: str) -> None:
    rows = (
        ("Raison sociale", "Téléphone", "Code postal", "Ville", "Remarques"),
        ("Société Générale d’Été", "02 99 00 00 00", "35000", "Rennes", "réglé à temps, en général"),
        ("Café l'Âne", "02 98 00 00 00", "29200", "Brest", "«\xa0très\xa0» gentil"),
    )
    text = "\r\n".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) for row in rows)
    plan = planned(text.encode(encoding), CLIENTS)
    assert [line.status for line in plan.lines] == [LineStatus.NEW] * 2
    assert [line.label for line in plan.lines] == ["Société Générale d’Été", "Café l'Âne"]
