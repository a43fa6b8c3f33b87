"""The plan of an import of invoices."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from litigedesk import formats, validation
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Contract, Invoice, Payment
from litigedesk.domain.vocabulary import InvoiceKind
from litigedesk.formats import folded, typographic
from litigedesk.imports.drafts import InvoiceDraft
from litigedesk.imports.dues import Dues
from litigedesk.imports.invoice_lines import UNSURE_DAY, dated, invoice_of
from litigedesk.imports.invoice_merging import merged_invoice
from litigedesk.imports.lines import Layout, Line
from litigedesk.imports.owners import Owner, Owners
from litigedesk.imports.passed import why_passed
from litigedesk.imports.plan import LineStatus, PlannedLine
from litigedesk.imports.source import Source
from litigedesk.queries import einvoices
from litigedesk.queries.einvoices import Side

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_WHO: Final = ("siret", "email", "issued_on")  # a line of totals has none of these
_RECEIVED: Final = typographic("Vous êtes l’acheteur : cette facture est à payer par vous.")
_NO_CREDITED: Final = typographic(
    "Il manque la facture que cet avoir réduit : mettez son numéro dans une colonne « Facture réduite »."
)
_DISPUTED: Final = typographic("Cette facture est dans un litige : ce qui y est déjà écrit ne dira plus la même chose.")


@dataclass(frozen=True)
class PresentInvoices:
    """The invoices already there by number, what they received, and the contracts by client and reference."""

    by_number: Mapping[str, Sequence[Invoice]]
    paid: Mapping[int, Money]
    credited: Mapping[int, Money]
    contracts: Mapping[tuple[int, str], Contract]


def present_invoices(desk: "Desk") -> PresentInvoices:
    """All of them, read at once."""
    by_number: dict[str, list[Invoice]] = defaultdict(list)
    for invoice in desk.table(Invoice).all():
        by_number[plain_number(invoice.number)].append(invoice)
    paid = desk.db.rows("SELECT invoice_id, sum(amount) AS paid FROM payment GROUP BY invoice_id")
    notes = desk.db.rows(
        "SELECT credited_invoice_id, sum(gross) AS credited FROM invoice WHERE credited_invoice_id IS NOT NULL GROUP BY 1"
    )
    contracts = {(one.client_id, folded(one.reference.strip())): one for one in desk.table(Contract).all()}
    return PresentInvoices(
        by_number, {row[0]: Money(row[1]) for row in paid}, {row[0]: Money(row[1]) for row in notes}, contracts
    )  # fmt: skip


def plain_number(number: str) -> str:
    """A number of an invoice as two are compared."""
    return folded(number.strip())


def _claimed(invoice: Invoice) -> tuple[object, ...]:
    """What the letters of a dispute say of an invoice."""
    return (invoice.issued_on, invoice.performed_on, invoice.due_on, invoice.gross)


@dataclass
class InvoicePlanning:
    """The lines planned so far. Numbers that come back are known only at the end: see ``finished``."""

    desk: "Desk"
    source: Source
    layout: Layout
    owners: Owners
    there: PresentInvoices
    dues: Dues
    today: date
    lines: list[PlannedLine] = field(default_factory=list)
    _places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # of lines, by number
    _credits: dict[str, Money] = field(default_factory=lambda: defaultdict(Money))  # by the number they reduce
    _there_already: dict[int, tuple[Line, InvoiceDraft, Invoice]] = field(default_factory=dict)  # by place

    def __post_init__(self) -> None:
        self._regime = self.desk.profile().vat_regime

    def take(self, place: int) -> None:
        """Plan the row at a place, counted from 0."""
        row = self.source.table.rows[place]
        line = Line(row, self.layout, self.source.columns)
        passed = why_passed(self.source.table, place, line, ("number", "client"), _WHO)
        if passed:
            self.lines.append(PlannedLine(row.line, LineStatus.SKIPPED, line.cells[0], reason=passed, cells=line.cells))
            return
        draft = invoice_of(line, self._regime)
        if not line.said("number") and not line.problems:
            line.problems.append("Il manque le numéro de la facture.")
        self._look_at_document(line)
        owner = self.owners.of(line) if not line.problems else None
        if line.problems or draft is None or owner is None:
            self.lines.append(_line(line, LineStatus.REFUSED, reason=" ".join(dict.fromkeys(line.problems))))
            return
        self._places[plain_number(draft.invoice.number)].append(len(self.lines))
        self.lines.append(self._placed(line, draft, owner))

    def _look_at_document(self, line: Line) -> None:
        document = self.source.documents.get(line.row.line)
        if document is not None:
            reading = einvoices.read(self.desk, document.invoice)
            if reading.side is Side.RECEIVED:
                line.problems.append(_RECEIVED)
            line.warnings += reading.warnings

    def _placed(self, line: Line, draft: InvoiceDraft, owner: Owner) -> PlannedLine:
        draft = self._completed(line, draft, owner)
        held = self.there.by_number.get(plain_number(draft.invoice.number), ())
        mine = next((one for one in held if one.client_id == owner.client_id or one.client_id in owner.near), None)
        if mine is not None:
            self._there_already[len(self.lines)] = (line, draft, mine)
            return self._present(line, draft, mine)
        line.warnings += _guesses(line, draft)
        checked = replace(
            draft.invoice, client_id=owner.client_id or 1, credited_invoice_id=1 if draft.credited else None
        )
        problems = validation.invoice_problems(checked, held, self.today)
        if draft.payment is not None:
            problems += validation.payment_problems(
                draft.payment, draft.invoice.gross, draft.invoice.issued_on, self.today
            )
        for problem in problems:
            (line.problems if problem.blocking else line.warnings).append(problem.sentence)
        if draft.invoice.kind is InvoiceKind.CREDIT_NOTE and not draft.credited:
            line.problems = [one for one in line.problems if "avoir" not in one] + [_NO_CREDITED]
        if line.problems:
            return _line(line, LineStatus.REFUSED, draft, reason=" ".join(dict.fromkeys(line.problems)))
        status = LineStatus.DOUBTFUL if owner.reason else LineStatus.NEW
        return _line(line, status, draft, reason=owner.reason, held=draft)

    def _completed(self, line: Line, draft: InvoiceDraft, owner: Owner) -> InvoiceDraft:
        """The draft with its client, its contract, its due date when the file gives none, and the file it was read from."""
        invoice = replace(draft.invoice, client_id=owner.client_id)
        reference = line.said("contract")
        if reference and invoice.kind is InvoiceKind.INVOICE:
            contract = self.there.contracts.get((owner.client_id, folded(reference)))
            invoice = replace(invoice, contract_id=contract.id if contract else None)
        if draft.due_missing:
            invoice = replace(invoice, due_on=self.dues.of(owner.kind, invoice))
        payment = draft.payment
        if payment is not None and payment.note == UNSURE_DAY:
            payment = dated(payment, invoice, self.today)
        document = self.source.documents.get(line.row.line)
        path = document.path if document else None
        return replace(draft, invoice=invoice, payment=payment, owner=owner.key, document=path)

    def _present(self, line: Line, draft: InvoiceDraft, mine: Invoice, more_credited: Money = ZERO) -> PlannedLine:
        """What becomes of an invoice already there, ``more_credited`` being what credit notes of the file take off."""
        assert mine.id is not None
        paid, credited = self.there.paid.get(mine.id, ZERO), self.there.credited.get(mine.id, ZERO) + more_credited
        change, changes, problem = merged_invoice(mine, draft, paid, credited)
        if problem:
            return _line(line, LineStatus.REFUSED, draft, reason=problem)
        if change is None:
            return _line(line, LineStatus.SAME, draft)
        others = [one for one in self.there.by_number[plain_number(mine.number)] if one.id != mine.id]
        problems = validation.invoice_problems(change.invoice, others, self.today)
        if change.payment is not None:
            left = change.invoice.gross - credited - paid
            problems += validation.payment_problems(change.payment, left, change.invoice.issued_on, self.today)
        blocking = [one.sentence for one in problems if one.blocking]
        if blocking:
            return _line(line, LineStatus.REFUSED, draft, reason=" ".join(blocking))
        told = _guesses(line, replace(draft, invoice=change.invoice, payment=change.payment, due_missing=False))
        warnings = dict.fromkeys((*line.warnings, *told))
        if mine.dispute_id is not None and _claimed(mine) != _claimed(change.invoice):
            warnings[_DISPUTED] = None
        return replace(_line(line, LineStatus.UPDATE, draft, held=change), changes=changes, warnings=tuple(warnings))

    # ---- once all lines are read -------------------------------------------------------------------------------------
    def finished(self) -> tuple[PlannedLine, ...]:
        """The lines, numbers that come back settled, and each credit note compared with the invoice it reduces."""
        for places in self._places.values():
            if len(places) > 1:
                self._settle(places)
        for place, planned in enumerate(self.lines):
            draft = planned.draft
            if isinstance(draft, InvoiceDraft) and draft.credited and planned.status is not LineStatus.SAME:
                reason = self._why_no_credit(draft)
                if reason:
                    self.lines[place] = replace(planned, status=LineStatus.REFUSED, reason=reason, draft=None)
        for number, credited in self._credits.items():
            for place in self._places.get(number, ()):
                self.lines[place] = self._less(place, credited)
        return tuple(self.lines)

    def _settle(self, places: Sequence[int]) -> None:
        """A number given by several lines: repeated, or else an export line by line that no sum can be trusted in."""
        first = self.lines[places[0]]
        told = {(self.lines[place].label, self.lines[place].detail) for place in places}
        for place in places[1:] if len(told) == 1 else places:
            planned = self.lines[place]
            if len(told) == 1:
                reason = typographic(f"Répète la ligne {first.line}.")
                self.lines[place] = replace(planned, status=LineStatus.SKIPPED, reason=reason, draft=None)
            else:
                shown = ", ".join(str(self.lines[one].line) for one in places[:6])
                reason = typographic(
                    f"Ce numéro revient aux lignes {shown} avec d’autres données : exportez une ligne par facture."
                )
                self.lines[place] = replace(planned, status=LineStatus.REFUSED, reason=reason, draft=None)

    def _why_no_credit(self, draft: InvoiceDraft) -> str:
        """Why a credit note cannot reduce the invoice it names; empty when it can."""
        number = plain_number(draft.credited)
        held = next(
            (one for one in self.there.by_number.get(number, ()) if one.client_id == draft.invoice.client_id), None
        )
        if held is not None:
            gross, kind, used = held.gross, held.kind, self.there.credited.get(held.id or 0, ZERO)
        else:
            in_file = [self.lines[place].draft for place in self._places.get(number, ())]
            target = next((one for one in in_file if isinstance(one, InvoiceDraft)), None)
            if target is None or (target.owner, target.invoice.client_id) != (draft.owner, draft.invoice.client_id):
                return typographic(
                    f"La facture {draft.credited[:60]}, que cet avoir réduit, n’est pas connue pour ce client."
                )
            gross, kind, used = target.invoice.gross, target.invoice.kind, ZERO
        if kind is InvoiceKind.CREDIT_NOTE:
            return "Un avoir réduit une facture, pas un autre avoir."
        left = gross - used - self._credits[number]
        if draft.invoice.gross > left:
            return f"Cet avoir dépasse ce qui reste de la facture\u00a0: {formats.money(left)}."
        self._credits[number] += draft.invoice.gross
        return ""

    def _less(self, place: int, credited: Money) -> PlannedLine:
        """A line once it is known what credit notes of the file take off its invoice."""
        planned = self.lines[place]
        if place in self._there_already and planned.status is LineStatus.UPDATE:
            return self._present(*self._there_already[place], credited)
        return _less(planned, credited)


def _guesses(line: Line, draft: InvoiceDraft) -> Iterator[str]:
    """What of an invoice the file does not say, as it is taken."""
    reference = line.said("contract")
    if reference and draft.invoice.kind is InvoiceKind.INVOICE and draft.invoice.contract_id is None:
        yield typographic(f"Contrat « {reference[:60]} » inconnu : la facture est reprise sans lui.")
    if draft.due_missing:
        due = formats.date_long(draft.invoice.due_on)
        yield f"L’échéance n’est pas dite\u00a0: le {due} est proposé, à vérifier."
    if draft.payment is not None and draft.payment.note == UNSURE_DAY:
        day = formats.date_long(draft.payment.paid_on)
        yield f"Le jour du paiement n’est pas dit\u00a0: le {day} est retenu."


def _less(planned: PlannedLine, credited: Money) -> PlannedLine:
    """An invoice of which the file only tells what is left, and that one of its credit notes reduces, was paid of the rest."""
    draft = planned.draft
    if not isinstance(draft, InvoiceDraft) or not draft.from_rest or draft.payment is None or draft.paid is None:
        return planned
    rest = max(draft.paid - credited, ZERO)
    payment = replace(draft.payment, amount=rest) if rest else None
    return replace(planned, draft=replace(draft, payment=payment, paid=rest))


def _line(
    line: Line, status: LineStatus, draft: InvoiceDraft | None = None, *, reason: str = "", held: object = None
) -> PlannedLine:
    label = line.said("number") or line.said("client") or next((cell for cell in line.cells if cell), "")
    return PlannedLine(
        line.row.line, status, label, detail=_detail(line, draft), reason=reason, warnings=tuple(dict.fromkeys(line.warnings)),
        cells=line.cells, draft=held,
    )  # fmt: skip


def _detail(line: Line, draft: InvoiceDraft | None) -> str:
    if draft is None:
        return ""
    invoice: Invoice = draft.invoice
    payment: Payment | None = draft.payment
    told = [line.said("client"), formats.date_short(invoice.issued_on), formats.money(invoice.gross)]
    if invoice.kind is InvoiceKind.CREDIT_NOTE:
        told.insert(0, invoice.kind.label)
    if payment is not None:
        told.append("payée" if payment.amount == invoice.gross else f"{formats.money(payment.amount)} reçus")
    return ", ".join(one for one in told if one)
