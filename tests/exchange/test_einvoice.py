"""An electronic invoice proposes what it says and says what contradicts itself; a hostile one is refused in one sentence."""

import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litigedesk.demo.identifiers import IBAN
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.errors import ProtectedFile, UserError
from litigedesk.exchange import einvoice
from litigedesk.exchange.einvoice import EInvoice
from tests.exchange import evidence_files as files
from tests.exchange.invoice_files import BUYER, CII, RSM, SELLER, ZUGFERD_1, pdf_with, ubl, vat_number
from tests.exchange.test_preview import LAUGHS, STOLEN


def read(xml: str) -> EInvoice:
    found = einvoice.read(xml.encode())
    assert found is not None
    return found


def warnings(xml: str) -> str:
    return " ".join(read(xml).warnings).replace("\u202f", " ").replace("\u00a0", " ")


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as refused:
        einvoice.read(data)
    return str(refused.value)


# ---- what it says --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("xml", [CII, ZUGFERD_1, ubl()], ids=["CII", "ZUGFeRD 1", "UBL"])
def test_an_electronic_invoice_proposes_what_it_says(xml: str) -> None:
    found = read(xml)
    assert (found.kind, found.number, found.currency) == (InvoiceKind.INVOICE, "F-2027-12", "EUR")
    assert (found.issued_on, found.due_on) == (date(2027, 1, 15), date(2027, 2, 14))
    assert (found.net, found.vat, found.gross, found.payable) == tuple(map(Money.of, (1000, 200, 1200, 1200)))
    assert (found.seller.name, found.seller.siret, found.seller.iban) == ("Camille Roussel EI", SELLER, IBAN)
    assert (found.buyer.name, found.buyer.siret, found.buyer.iban) == ("Hôtel du Port SARL", BUYER, "")
    assert (found.seller.vat, found.buyer.vat) == (vat_number(SELLER), vat_number(BUYER))
    assert found.buyer.address == ("1 quai Est", "29200 Brest")
    assert found.lines == ("Création du site", "Photographies & textes")
    assert found.profile.startswith("urn:")
    assert found.warnings == ()


def test_a_pdf_gives_the_invoice_it_carries() -> None:
    for name in ("factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml"):
        assert einvoice.read(pdf_with(name, CII.encode())) == read(CII)


@pytest.mark.parametrize(
    "data",
    [
        files.pdf(),
        pdf_with("devis.xml", CII.encode()),
        b"",
        b"bonjour",
        files.photo(),
        b"<?xml version='1.0'?><a/>",
        files.word(),
    ],
)
def test_a_file_that_is_no_electronic_invoice_proposes_nothing(data: bytes) -> None:
    assert einvoice.read(data) is None


@pytest.mark.parametrize("xml", [CII.replace(">380<", ">381<"), ubl("CreditNote", 381), ubl("Invoice", 381)])
def test_a_credit_note_is_known(xml: str) -> None:
    found = read(xml)
    assert (found.kind, found.gross, found.due_on) == (InvoiceKind.CREDIT_NOTE, Money.of(1200), date(2027, 2, 14))


def test_a_siren_stands_for_a_siret_that_is_not_given() -> None:
    xml = CII.replace(f'<ram:GlobalID schemeID="0009">{BUYER}</ram:GlobalID>', "")
    assert read(xml).buyer.siret == BUYER[:9]
    assert read(xml.replace(f'<ram:ID schemeID="0002">{BUYER[:9]}</ram:ID>', "")).buyer.siret == BUYER[:9]


def test_an_invoice_in_another_encoding_is_read() -> None:
    found = einvoice.read(CII.replace("UTF-8", "ISO-8859-1").encode("iso-8859-1"))
    assert found is not None
    assert found.buyer.name == "Hôtel du Port SARL"
    wide = einvoice.read(CII.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert wide == read(CII)


# ---- what contradicts itself ---------------------------------------------------------------------------------------------
LATER = """</ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>
<udt:DateTimeString format="102">20270314</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>"""


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("1200.00</ram:GrandTotalAmount>", "1250.00</ram:GrandTotalAmount>", "200,00 € de TVA ne font pas 1 250,00 €"),
        ("1200.00</ram:DuePayableAmount>", "700.00</ram:DuePayableAmount>", "Il reste 700,00 € à payer sur 1 200,00 €"),
        ("1200.00</ram:GrandTotalAmount>", "-1200.00</ram:GrandTotalAmount>", "c’est peut-être un avoir"),
        ("1200.00</ram:GrandTotalAmount>", "1.200,00</ram:GrandTotalAmount>", "ne peut pas être compris : « 1.200,00 »"),
        ("<ram:GrandTotalAmount>1200.00</ram:GrandTotalAmount>", "", "Le total à payer, taxes comprises, manque"),
        ("<ram:TaxBasisTotalAmount>1000.00</ram:TaxBasisTotalAmount>", "", "Le total hors taxes manque"),
        ("<ram:ID>F-2027-12</ram:ID>", "<ram:ID> </ram:ID>", "Le numéro de la facture manque"),
        ("<ram:Name>Hôtel du Port SARL</ram:Name>", "", "Le nom de l’acheteur manque"),
        (">20270115<", "><", "La date de la facture manque"),
        (">20270115<", ">20271399<", "La date de la facture ne peut pas être compris"),
        (">20270214<", ">bientôt<", "La date d’échéance ne peut pas être compris"),
        (">20270214<", ">20270101<", "L’échéance tombe avant la date de la facture"),
        ("</ram:SpecifiedTradePaymentTerms>", LATER, "plusieurs échéances"),
        (">EUR<", ">USD<", "Cette facture est en USD"),
        ("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "", "La devise n’est pas indiquée"),
        (IBAN, IBAN[:-1] + "0", "L’IBAN du vendeur est faux"),
        (f">{BUYER}<", f">{BUYER[:-1]}{(int(BUYER[-1]) + 1) % 10}<", "Le SIRET de l’acheteur est faux"),
        (vat_number(SELLER), "FR00" + SELLER[:9], "Le numéro de TVA du vendeur est faux"),
        (RSM, "urn:exemple", "ne suit pas la norme à la lettre"),
    ],
)  # fmt: skip
def test_what_is_missing_or_contradicts_itself_is_said(old: str, new: str, warning: str) -> None:
    assert old in CII
    assert warning in warnings(CII.replace(old, new))


def test_sums_in_another_currency_are_not_taken_for_euros() -> None:
    found = read(CII.replace(">EUR<", ">USD<"))
    assert (found.net, found.vat, found.gross, found.payable) == (None, None, None, None)
    assert len(found.warnings) == 1


def test_an_empty_invoice_proposes_nothing_and_says_all_that_is_missing() -> None:
    found = read(f"<?xml version='1.0'?><rsm:CrossIndustryInvoice xmlns:rsm='{RSM}'/>")
    assert (found.number, found.gross, found.seller.name, found.lines) == ("", None, "", ())
    assert len(found.warnings) == 8


def test_texts_are_short_and_on_one_line() -> None:
    found = read(
        CII.replace("Hôtel du Port SARL", "Hôtel\n du\t\u202ePort " + "x" * 5000).replace(
            "Création du site", "y" * 5000
        )
    )
    assert found.buyer.name.startswith("Hôtel du Port xxx")
    assert len(found.buyer.name) < 301 > len(found.lines[0])


# ---- hostile -------------------------------------------------------------------------------------------------------------
def with_doctype(xml: str, subset: bytes, said: str) -> bytes:
    head, _, body = xml.partition("?>")
    return f"{head}?>".encode() + subset + body.replace("F-2027-12", said).encode()


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS,
        STOLEN,
        with_doctype(CII, b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>', "&x;"),
        with_doctype(CII, b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">', "F-1"),
        with_doctype(CII, b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>', "F-1"),
        with_doctype(CII, b'<!DOCTYPE a [<!ENTITY x "' + b"a" * 100_000 + b'">]>', "&x;" * 1000),
        with_doctype(CII, b'<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>', "F-1"),
    ],
    ids=[
        "billion laughs",
        "external entity",
        "entity in an invoice",
        "external DTD",
        "parameter entity",
        "quadratic",
        "default",
    ],
)
def test_an_xml_that_defines_its_own_entities_is_refused(data: bytes) -> None:
    assert "DTD" in refusal(data)
    assert "DTD" in refusal(pdf_with("factur-x.xml", data))


def test_an_xml_too_big_or_too_deep_is_refused() -> None:
    filler = "<a/>" * 1_300_000
    assert "trop gros" in refusal(CII.replace("<ram:ApplicableHeaderTradeDelivery/>", filler).encode())
    deep = "<a>" * 5000 + "</a>" * 5000
    assert "abîmé" in refusal(CII.replace("<ram:ApplicableHeaderTradeDelivery/>", deep).encode())


def test_an_attachment_made_to_fill_the_memory_is_refused() -> None:
    packer = zlib.compressobj(9)
    swelling = b"".join(packer.compress(bytes(1_000_000)) for _ in range(400)) + packer.flush()
    assert "ne peut pas être lue" in refusal(pdf_with("factur-x.xml", b"", swelling))


def test_an_attachment_too_big_or_broken_is_refused() -> None:
    assert "ne peut pas être lue" in refusal(pdf_with("factur-x.xml", b"<a>" + b" " * 5_100_000))
    assert "est abîmé" in refusal(pdf_with("factur-x.xml", b"bonjour"))
    assert refusal(pdf_with("factur-x.xml", b"", b"this is not compressed"))


def test_an_attachment_that_is_another_xml_is_refused() -> None:
    assert "n’est pas une facture électronique" in refusal(pdf_with("factur-x.xml", b"<?xml version='1.0'?><order/>"))


def test_a_pdf_that_cannot_be_opened_says_why() -> None:
    with pytest.raises(ProtectedFile):
        einvoice.read(files.protected_pdf())
    assert "abîmé" in refusal(pdf_with("factur-x.xml", CII.encode())[:900])


@pytest.mark.parametrize("part", range(1, 12))
def test_an_invoice_cut_short_is_refused(part: int) -> None:
    assert "abîmé" in refusal(CII.encode()[: len(CII) * part // 12])


VALID = {"CII": CII.encode(), "UBL": ubl().encode(), "PDF": pdf_with("factur-x.xml", CII.encode())}


@given(st.sampled_from(sorted(VALID)), st.data())
def test_a_valid_invoice_changed_anywhere_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    valid = VALID[kind]
    place = data.draw(st.integers(0, len(valid)))
    changed = valid[:place] + data.draw(st.binary(max_size=20)) + valid[place + data.draw(st.integers(0, 20)) :]
    try:
        einvoice.read(changed)
    except UserError as refused:
        said = str(refused)
    else:
        said = "."
    assert said.endswith(".")


@given(
    st.text(max_size=20),
    st.sampled_from(["F-2027-12", "20270115", "20270214", "1200.00", "1000.00", "EUR", "380", SELLER, IBAN]),
)
def test_any_text_in_the_place_of_a_value_is_read_or_refused(text: str, value: str) -> None:
    put = text.replace("&", "").replace("<", "")
    try:
        found = einvoice.read(CII.replace(value, put).encode("utf-8", errors="replace"))
    except UserError:
        found = None
    assert found is None or len(found.warnings) < 12
