"""Statements of account as banks write them: unclosed tags, old encodings, decimal commas; each line keeps its reference."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import Money
from litigedesk.errors import UserError
from litigedesk.exchange import bank_columns, bank_table
from litigedesk.exchange.bank_columns import BankField
from litigedesk.exchange.bank_lines import Statement
from litigedesk.exchange.bank_statement import statements

SGML = """OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>30002<ACCTID>0000123456X</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260303120000[0:GMT]<TRNAMT>+1200,00<FITID>2026A1
<NAME>VIR SEPA HÔTEL DU PORT<MEMO>Facture F-2026-118 &amp; reçu
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260304<TRNAMT>-45.90<FITID>2026A1<NAME>PRLV EAU
</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260305<TRNAMT>80.00<FITID><NAME>VIR DUPONT
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260305<TRNAMT>80.00<FITID><NAME>VIR DUPONT
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>2026<TRNAMT>80.00<FITID>x<NAME>VIR
</BANKTRANLIST></STMTRS></STMTTRNRS>
<STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>9</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20260305<TRNAMT>80.00<NAME>WIRE</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></OFX>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
<OFX><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><ACCTID>0000123456X</ACCTID></BANKACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20260303</DTPOSTED><TRNAMT>1200.00</TRNAMT><FITID>2026A1</FITID><NAME>VIR SEPA HÔTEL DU PORT</NAME></STMTTRN>
</BANKTRANLIST></STMTRS></OFX>"""
QIF = "!Type:Bank\r\nD28/02/26\r\nT1 200,00\r\nPVIR HÔTEL\r\nMF-2026-118\r\n^\r\nD01/03'26\r\nT-12.50\r\nPEau\r\n^\r\n"
CAMT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>FR7630001007941234567890185</IBAN></Id></Acct>
<Ntry><Amt Ccy="EUR">2000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-03</Dt></BookgDt><NtryDtls>
<TxDtls><Refs><AcctSvcrRef>R1</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">1200.00</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Nm>Hôtel du Port</Nm></Dbtr></RltdPties><RmtInf><Ustrd>F-2026-118</Ustrd></RmtInf></TxDtls>
<TxDtls><Refs><AcctSvcrRef>R2</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">800.00</Amt></TxAmt></AmtDtls></TxDtls>
</NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">12.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><DtTm>2026-03-04T10:00:00</DtTm></BookgDt></Ntry>
<Ntry><Amt Ccy="USD">9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2026-03-04</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>"""


def read(data: bytes) -> Statement:
    found = statements(data)
    assert found is not None
    return found[0]


def test_an_old_ofx_with_unclosed_tags_a_windows_encoding_and_decimal_commas_is_read_whole() -> None:
    found = read(SGML.encode("cp1252"))
    assert found.account == "0000123456X"
    assert [line.amount for line in found.lines] == [
        Money.of("1200.00"), Money.of("-45.90"), Money.of("80.00"), Money.of("80.00"),
    ]  # fmt: skip
    assert found.lines[0].label == "VIR SEPA HÔTEL DU PORT · Facture F-2026-118 & reçu"
    assert found.lines[0].booked_on == date(2026, 3, 3)
    assert [one.place for one in found.unread] == [5]
    assert [line.amount for line in found.received] == [Money.of("1200.00"), Money.of("80.00"), Money.of("80.00")]


def test_every_line_has_a_reference_of_its_own_that_the_next_file_gives_again() -> None:
    found = read(SGML.encode("cp1252"))
    references = [line.reference for line in found.lines]
    assert len(set(references)) == len(references), "the same mark twice, or twins without one, are different lines"
    assert read(XML.encode()).lines[0].reference == references[0], "the other version of OFX tells the same line"
    assert [line.reference for line in read(SGML.encode()).lines] == references


def test_a_file_whose_only_account_is_in_another_currency_says_so() -> None:
    with pytest.raises(UserError, match="USD"):
        statements(SGML.replace("<CURDEF>EUR", "<CURDEF>USD").encode())


def test_qif_takes_days_before_months_unless_a_month_could_be_none() -> None:
    found = read(QIF.encode("cp1252"))
    assert [(line.booked_on, line.amount) for line in found.lines] == [
        (date(2026, 2, 28), Money.of("1200.00")),
        (date(2026, 3, 1), Money.of("-12.50")),
    ]
    american = read(b"!Type:Bank\nD2/28'26\nT5.00\nPx\n^\nD3/1'26\nT6.00\nPy\n^\n")
    assert [line.booked_on for line in american.lines] == [date(2026, 2, 28), date(2026, 3, 1)]


def test_an_entry_of_camt_that_holds_several_movements_gives_each_and_refuses_other_currencies() -> None:
    found = read(CAMT.encode())
    assert [(str(line.amount), line.booked_on.day) for line in found.lines] == [
        ("1200.00", 3), ("800.00", 3), ("-12.00", 4),
    ]  # fmt: skip
    assert found.lines[0].label == "Hôtel du Port · F-2026-118"
    assert "USD" in found.unread[0].reason


def test_money_taken_back_and_money_not_booked_yet_are_no_money_received_in_camt() -> None:
    whole = CAMT.replace("<CdtDbtInd>DBIT</CdtDbtInd>", "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd>")
    assert str(read(whole.encode()).lines[-1].amount) == "-12.00", "a credit taken back leaves the account"
    for status in ("<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>"):
        waiting = CAMT.replace(
            "<CdtDbtInd>CRDT</CdtDbtInd><BookgDt>", f"<CdtDbtInd>CRDT</CdtDbtInd>{status}<BookgDt>", 1
        )
        found = read(waiting.encode())
        assert [str(line.amount) for line in found.lines] == ["-12.00"]
        assert "comptabilisé" in found.unread[0].reason


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 ...",
        b"OFXHEADER:100\n<OFX></OFX>",
        b"!Type:Bank\n",
        b'<!DOCTYPE x [<!ENTITY a "b">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&a;</Document>',
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCst',
    ],
)
def test_what_holds_no_movement_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError):
        statements(data)


@given(
    st.sampled_from([SGML.encode("cp1252"), XML.encode(), QIF.encode(), CAMT.encode()]),
    st.lists(st.tuples(st.integers(0, 1500), st.binary(max_size=12)), max_size=4),
    st.integers(0, 2000),
)
def test_altered_and_cut_files_are_read_or_refused_in_words(
    data: bytes, damage: list[tuple[int, bytes]], cut: int
) -> None:
    for place, put in damage:
        data = data[:place] + put + data[place + len(put) :]
    with suppress(UserError):
        statements(data[: len(data) - cut] or b"x")


# ---- tables ----------------------------------------------------------------------------------------------------------
AGRICOLE = """
Téléchargement du 07/05/2026;


M. GRAND THOMAS
Compte de Dépôt carte n° 04106119371;
Solde au 07/05/2026 917,01 €

Liste des opérations du compte entre le 01/04/2026 et le 30/04/2026;

Date;Libellé;Débit euros;Crédit euros;
30/04/2026;"VIREMENT EMIS
WEB M. GRAND THOMAS


";150,00;;
30/04/2026;"VIREMENT EN VOTRE FAVEUR
HOTEL DU PORT F-2026-118
";;1 200,00;
"""
BPCE = """Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;\
Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation
01/03/2026;HOTEL DU PORT;VIR SEPA HOTEL DU PORT;5ADW3;F-2026-118;Virement;Revenus;Autres;;+1200,00;01/03/2026;01/03/2026;0
02/03/2026;EAU;PRLV EAU;5ADW4;;Prelevement;Logement;Eau;-45,90;;02/03/2026;02/03/2026;0
"""
GENERALE = """="0234500012345678";21/11/2025;19/02/2026;36;19/02/2026;1234,37 EUR

Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise
19/02/2026;VIR RECU 508160;VIR RECU 1234567834S DE: HOTEL DU PORT MOTIF: F-2026-118 ;1200,00;EUR
18/02/2026;COTISATION JAZZ;COTISATION JAZZ ;-8,10;EUR
18/02/2026;WIRE;WIRE ;8,10;USD
"""
POSTALE = """Numéro Compte\t0000000S000
Type\tCCP
Compte tenu en  \teuros
Date            \t12/07/2026
Solde (EUROS)   \t+1234,56

Date\tLibellé\tMontant(EUROS)
10/07/2026\tVIREMENT DE HOTEL DU PORT\t+1200,00
09/07/2026\tPRELEVEMENT DE EDF\t-45,67
"""
BOURSO = """dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance
2026-05-26;2026-05-26;"VIR SEPA HOTEL DU PORT";Revenus;Revenus;hotel du port;"1 200,00";;00040;Compte courant;2000.00
2026-05-26;;"VIR SEPA LOYER";Logement;Logement;bailleur;-800,00;;00040;Compte courant;1000.00
"""
BARE = "03/03/26,VIR HOTEL DU PORT,1200.00\n04/03/26,PRLV EAU EN DIRECT,-45.90\n"


@pytest.mark.parametrize("text", [AGRICOLE, BPCE, GENERALE, POSTALE, BOURSO, BARE])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_the_exports_of_french_banks_are_read_without_a_word_from_the_user(text: str, encoding: str) -> None:
    found = bank_table.read("releve.csv", text.encode(encoding))
    fields = bank_columns.propose(found.table)
    assert not bank_columns.missing(fields)
    said = bank_table.statement(found.table, fields)
    [received] = said.received
    assert received.amount == Money.of(1200)
    assert "HOTEL DU PORT" in received.label
    assert len(said.lines) == 2
    assert len(said.unread) == text.count("USD")


def test_columns_named_otherwise_are_told_by_the_user_and_what_one_column_may_hold_moves() -> None:
    found = bank_table.read("x.csv", b"Quand;Quoi;Combien\n2026-03-03;VIR HOTEL;1200\n2026-03-04;PRLV;-3\n")
    fields = bank_columns.propose(found.table)
    assert bank_columns.missing(fields)
    fields = bank_columns.with_field(fields, 2, BankField.AMOUNT)
    fields = bank_columns.with_field(fields, 1, BankField.LABEL)
    assert not bank_columns.missing(fields)
    assert [str(line.amount) for line in bank_table.statement(found.table, fields).lines] == ["1200.00", "-3.00"]
    moved = bank_columns.with_field(fields, 1, BankField.AMOUNT)
    assert moved[1:] == (BankField.AMOUNT, None)


def test_a_column_that_says_debit_or_credit_gives_the_sums_their_sign() -> None:
    text = "Date;Libellé;Montant;Sens\n03/03/2026;VIR HOTEL;1200,00;Crédit\n04/03/2026;VIR EMIS HOTEL;700,00;D\n"
    found = bank_table.read("x.csv", f"{text}05/03/2026;VIR;5,00;?\n".encode())
    said = bank_table.statement(found.table, bank_columns.propose(found.table))
    assert [str(line.amount) for line in said.lines] == ["1200.00", "-700.00"]
    assert [one.reason for one in said.unread] == ["Le sens de la somme ne se lit pas."]


@pytest.mark.parametrize("data", [b"\x00\x01\x02\xff" * 500, b"PK\x03\x04" + b"\0" * 200, b";" * 5000, b"a\n" * 3])
def test_what_is_no_statement_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(UserError):
        found = bank_table.read("x", data)
        bank_table.statement(found.table, bank_columns.propose(found.table))


QONTO = """"Status","Settlement date (UTC)","Operation date (UTC)","Total amount (incl. VAT)","Amount (incl. VAT)","Currency",\
"Counterparty name","Reference","Transaction ID"
"Settled","24-07-2026 08:00:01","24-07-2026 07:00:00","+1500.00","1500.00","EUR","Dupont et Fils","F-2026-031","tx-1"
"Canceled","23-07-2026 08:00:01","23-07-2026 07:00:00","+999.00","999.00","EUR","Dupont et Fils","F-2026-032","tx-3"
"""
PAYPAL = """"Date","Heure","Nom","Type","Etat","Devise","Avant commission","Commission","Net","Numéro de transaction"
"24/07/2026","10:00:00","Dupont et Fils","Paiement","Terminé","EUR","1 500,00","-35,25","1 464,75","9XY"
"23/07/2026","10:00:00","Dupont et Fils","Paiement","En attente","EUR","100,00","-3,25","96,75","9XZ"
"""


@pytest.mark.parametrize("text", [QONTO, PAYPAL])
def test_an_online_account_tells_who_paid_how_much_and_what_never_came(text: str) -> None:
    table = bank_table.read("export.csv", text.encode()).table
    found = bank_table.statement(table, bank_columns.propose(table))
    assert [line.amount for line in found.received] == [Money.of(1500)]
    assert "Dupont et Fils" in found.lines[0].label
    assert ("F-2026-031" in found.lines[0].label) is (text is QONTO)
    assert [unread.reason for unread in found.unread] == ["L’opération n’a pas eu lieu, ou pas encore."]


def test_a_sum_that_may_be_thousands_or_thousandths_is_left_to_the_user() -> None:
    text = "Date;Libellé;Montant\n24/07/2026;VIR A;2.500\n24/07/2026;VIR B;2 500,00\n"
    table = bank_table.read("export.csv", text.encode()).table
    found = bank_table.statement(table, bank_columns.propose(table))
    assert [line.amount for line in found.lines] == [Money.of(2500)]
    assert [unread.reason for unread in found.unread] == ["La somme ne se lit pas."]


def test_every_line_of_a_short_file_counts_to_tell_its_separator() -> None:
    text = (
        "Compte;Compte;***1;27/07/2026;;1 234,56\n24/07/2026;Vir;VIR DUPONT;1 500,00\n23/07/2026;Alim;LECLERC;-45,12\n"
    )
    assert bank_table.read("export.csv", text.encode()).delimiter == ";"
