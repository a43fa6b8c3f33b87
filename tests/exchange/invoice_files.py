"""Electronic invoices of invented companies, in the syntaxes of EN 16931, alone or inside a PDF."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject

from litigedesk.demo.identifiers import IBAN, siret
from tests.exchange import evidence_files as files

SELLER, BUYER = siret(1), siret(2)
RSM = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
RAM = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
UDT = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"
UBL = "urn:oasis:names:specification:ubl:schema:xsd"


def vat_number(siren_or_siret: str) -> str:
    """The French VAT number of a SIREN."""
    siren = int(siren_or_siret[:9])
    return f"FR{(12 + 3 * (siren % 97)) % 97:02}{siren_or_siret[:9]}"


def _cii_party(role: str, name: str, number: str, place: tuple[str, str, str]) -> str:
    return f"""<ram:{role}TradeParty><ram:GlobalID schemeID="0009">{number}</ram:GlobalID><ram:Name>{name}</ram:Name>
<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">{number[:9]}</ram:ID></ram:SpecifiedLegalOrganization>
<ram:PostalTradeAddress><ram:PostcodeCode>{place[1]}</ram:PostcodeCode><ram:LineOne>{place[0]}</ram:LineOne>
<ram:CityName>{place[2]}</ram:CityName><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">123/456</ram:ID></ram:SpecifiedTaxRegistration>
<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{vat_number(number)}</ram:ID></ram:SpecifiedTaxRegistration>
</ram:{role}TradeParty>"""


CII = f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="{RSM}" xmlns:ram="{RAM}" xmlns:udt="{UDT}">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:factur-x.eu:1p0:basic</ram:ID>
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>F-2027-12</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
<udt:DateTimeString format="102">20270115</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Création du site</ram:Name></ram:SpecifiedTradeProduct>
</ram:IncludedSupplyChainTradeLineItem>
<ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedTradeProduct><ram:Name>Photographies &amp; textes</ram:Name>
</ram:SpecifiedTradeProduct></ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement>
{_cii_party("Seller", "Camille Roussel EI", SELLER, ("4 rue du Port", "29200", "Brest"))}
{_cii_party("Buyer", "Hôtel du Port SARL", BUYER, ("1 quai Est", "29200", "Brest"))}
</ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount>
<ram:IBANID>{IBAN}</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20270214</udt:DateTimeString>
</ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>1000.00</ram:LineTotalAmount>
<ram:TaxBasisTotalAmount>1000.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="USD">220.00</ram:TaxTotalAmount>
<ram:TaxTotalAmount currencyID="EUR">200.00</ram:TaxTotalAmount><ram:GrandTotalAmount>1200.00</ram:GrandTotalAmount>
<ram:DuePayableAmount>1200.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""

ZUGFERD_1 = (
    CII.replace(RSM, "urn:ferd:CrossIndustryDocument:invoice:1p0")
    .replace("CrossIndustryInvoice", "CrossIndustryDocument")
    .replace("ExchangedDocumentContext", "SpecifiedExchangedDocumentContext")
    .replace("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>")
    .replace("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction")
    .replace("ApplicableHeaderTrade", "ApplicableSupplyChainTrade")
    .replace("SettlementHeaderMonetary", "SettlementMonetary")
)


def _ubl_party(role: str, name: str, number: str, place: tuple[str, str, str]) -> str:
    return f"""<cac:Accounting{role}Party><cac:Party>
<cac:PartyIdentification><cbc:ID schemeID="0009">{number}</cbc:ID></cac:PartyIdentification>
<cac:PostalAddress><cbc:StreetName>{place[0]}</cbc:StreetName><cbc:CityName>{place[2]}</cbc:CityName>
<cbc:PostalZone>{place[1]}</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FR</cbc:IdentificationCode></cac:Country>
</cac:PostalAddress>
<cac:PartyTaxScheme><cbc:CompanyID>123/456</cbc:CompanyID><cac:TaxScheme><cbc:ID>LOC</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyTaxScheme><cbc:CompanyID>{vat_number(number)}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>
</cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName>
<cbc:CompanyID schemeID="0002">{number[:9]}</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:Accounting{role}Party>"""


def ubl(root: str = "Invoice", code: int = 380) -> str:
    due = "<cbc:DueDate>2027-02-14</cbc:DueDate>" if root == "Invoice" else ""
    later = "" if due else "<cbc:PaymentDueDate>2027-02-14</cbc:PaymentDueDate>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="{UBL}:{root}-2" xmlns:cac="{UBL}:CommonAggregateComponents-2" xmlns:cbc="{UBL}:CommonBasicComponents-2">
<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>F-2027-12</cbc:ID>
<cbc:IssueDate>2027-01-15+01:00</cbc:IssueDate>{due}<cbc:{root}TypeCode>{code}</cbc:{root}TypeCode>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
{_ubl_party("Supplier", "Camille Roussel EI", SELLER, ("4 rue du Port", "29200", "Brest"))}
{_ubl_party("Customer", "Hôtel du Port SARL", BUYER, ("1 quai Est", "29200", "Brest"))}
<cac:PaymentMeans>{later}<cac:PayeeFinancialAccount><cbc:ID>{IBAN}</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">200.00</cbc:TaxAmount></cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:TaxExclusiveAmount currencyID="EUR">1000</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">1200.00</cbc:TaxInclusiveAmount>
<cbc:PayableAmount currencyID="EUR">1200.00</cbc:PayableAmount>
</cac:LegalMonetaryTotal>
<cac:{root}Line><cac:Item><cbc:Name>Création du site</cbc:Name></cac:Item></cac:{root}Line>
<cac:{root}Line><cac:Item><cbc:Name>Photographies &amp; textes</cbc:Name></cac:Item></cac:{root}Line>
</{root}>"""


def pdf_with(name: str, content: bytes, compressed: bytes | None = None) -> bytes:
    """A PDF that carries a file; ``compressed`` is what stands in its stream instead, under FlateDecode."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.add_attachment(name, content)
    if compressed is not None:
        stream = next(
            one for one in writer._objects if isinstance(one, StreamObject) and one.get("/Type") == "/EmbeddedFile"
        )
        stream._data = compressed
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return files.written(writer)
