"""Where each syntax of EN 16931 says what, by local names: CII (Factur-X, ZUGFeRD 1 and 2, XRechnung) and UBL 2.1.

The comments give the business terms (BT) of EN 16931, whose syntax bindings are EN 16931-3-2 (UBL) and 3-3 (CII). After ``|``
stand the names of ZUGFeRD 1.0, or of UBL credit notes, for the same places.
"""

from dataclasses import dataclass

_CII = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
_ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"


@dataclass(frozen=True)
class PartyPaths:
    """A seller or a buyer; each path is tried in turn."""

    party: str
    names: tuple[str, ...]  # BT-27, BT-44
    legal_ids: tuple[str, ...]  # BT-30, BT-47: SIREN or SIRET; BT-29, BT-46: SIRET
    vat: tuple[str, ...]  # BT-31, BT-48; other tax numbers stand in the same place
    address: tuple[str, ...]  # BT-35, 36, 162 and BT-50, 51, 163
    postcode: str
    city: str
    country: str


@dataclass(frozen=True)
class Syntax:
    """The paths of one syntax, from the root of the invoice."""

    namespaces: tuple[str, ...]
    profile: tuple[str, ...]  # BT-24
    number: tuple[str, ...]  # BT-1
    type_code: tuple[str, ...]  # BT-3, UNTDID 1001
    issued_on: tuple[str, ...]  # BT-2
    due_on: tuple[str, ...]  # BT-9
    currency: tuple[str, ...]  # BT-5
    net: tuple[str, ...]  # BT-109
    vat: tuple[str, ...]  # BT-110
    gross: tuple[str, ...]  # BT-112
    payable: tuple[str, ...]  # BT-115
    iban: tuple[str, ...]  # BT-84
    lines: tuple[str, ...]  # BG-25
    line_title: tuple[str, ...]  # BT-153
    seller: PartyPaths
    buyer: PartyPaths


_DOCUMENT = "ExchangedDocument|HeaderExchangedDocument"
_DEAL = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
_AGREEMENT = f"{_DEAL}/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
_SETTLEMENT = f"{_DEAL}/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
_SUMS = f"{_SETTLEMENT}/SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_CONTEXT = "ExchangedDocumentContext|SpecifiedExchangedDocumentContext"


def _trade_party(name: str) -> PartyPaths:
    return PartyPaths(
        party=f"{_AGREEMENT}/{name}",
        names=("Name", "SpecifiedLegalOrganization/TradingBusinessName"),
        legal_ids=("SpecifiedLegalOrganization/ID", "GlobalID", "ID"),
        vat=("SpecifiedTaxRegistration/ID",),
        address=("PostalTradeAddress/LineOne", "PostalTradeAddress/LineTwo", "PostalTradeAddress/LineThree"),
        postcode="PostalTradeAddress/PostcodeCode",
        city="PostalTradeAddress/CityName",
        country="PostalTradeAddress/CountryID",
    )


CII = Syntax(
    namespaces=(_CII, _ZUGFERD_1),
    profile=(f"{_CONTEXT}/GuidelineSpecifiedDocumentContextParameter/ID",),
    number=(f"{_DOCUMENT}/ID",),
    type_code=(f"{_DOCUMENT}/TypeCode",),
    issued_on=(f"{_DOCUMENT}/IssueDateTime/DateTimeString",),
    due_on=(f"{_SETTLEMENT}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString",),
    currency=(f"{_SETTLEMENT}/InvoiceCurrencyCode",),
    net=(f"{_SUMS}/TaxBasisTotalAmount",),
    vat=(f"{_SUMS}/TaxTotalAmount",),
    gross=(f"{_SUMS}/GrandTotalAmount",),
    payable=(f"{_SUMS}/DuePayableAmount",),
    iban=(f"{_SETTLEMENT}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID",),
    lines=(f"{_DEAL}/IncludedSupplyChainTradeLineItem",),
    line_title=("SpecifiedTradeProduct/Name",),
    seller=_trade_party("SellerTradeParty"),
    buyer=_trade_party("BuyerTradeParty"),
)


def _ubl_party(name: str) -> PartyPaths:
    return PartyPaths(
        party=f"{name}/Party",
        names=("PartyLegalEntity/RegistrationName", "PartyName/Name"),
        legal_ids=("PartyLegalEntity/CompanyID", "PartyIdentification/ID"),
        vat=("PartyTaxScheme/CompanyID",),
        address=("PostalAddress/StreetName", "PostalAddress/AdditionalStreetName", "PostalAddress/AddressLine/Line"),
        postcode="PostalAddress/PostalZone",
        city="PostalAddress/CityName",
        country="PostalAddress/Country/IdentificationCode",
    )


UBL = Syntax(
    namespaces=(f"{_UBL}Invoice-2", f"{_UBL}CreditNote-2"),
    profile=("CustomizationID",),
    number=("ID",),
    type_code=("InvoiceTypeCode|CreditNoteTypeCode",),
    issued_on=("IssueDate",),
    due_on=("DueDate", "PaymentMeans/PaymentDueDate"),  # a credit note has no due date of its own
    currency=("DocumentCurrencyCode",),
    net=("LegalMonetaryTotal/TaxExclusiveAmount",),
    vat=("TaxTotal/TaxAmount",),
    gross=("LegalMonetaryTotal/TaxInclusiveAmount",),
    payable=("LegalMonetaryTotal/PayableAmount",),
    iban=("PaymentMeans/PayeeFinancialAccount/ID",),
    lines=("InvoiceLine|CreditNoteLine",),
    line_title=("Item/Name",),
    seller=_ubl_party("AccountingSupplierParty"),
    buyer=_ubl_party("AccountingCustomerParty"),
)
BY_ROOT = {"CrossIndustryInvoice": CII, "CrossIndustryDocument": CII, "Invoice": UBL, "CreditNote": UBL}
# UNTDID 1001, the codes of EN 16931 that take from what is owed
CREDIT_NOTES = {"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"}
