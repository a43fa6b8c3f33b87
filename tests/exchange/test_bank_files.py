"""Statements of account as banks write them: unclosed tags, old encodings, decimal commas; each line keeps its reference."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.domain.money import Money
from litigedesk.errors import UserError
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
