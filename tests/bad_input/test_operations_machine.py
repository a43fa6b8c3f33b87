"""Whatever one does, in whatever order: sentences and no crash, a sound folder, sums that add up, and the way back."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Client,
    Contact,
    Contract,
    Deadline,
    Dispute,
    Event,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
)
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    DisputeStage,
    EventKind,
    InvoiceKind,
    LimitationEventKind,
    PaymentTerm,
    PenaltyClause,
    SendMethod,
)
from litigedesk.operations import clients, contracts, disputes, invoices, letters
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import invoices as invoice_pages
from litigedesk.queries import next_step, today
from tests.bad_input.machine import TODAY, Gestures, days, euros, number, words


class Operations(Gestures):
    @initialize()
    def two_who_owe(self) -> None:
        """Every run is about something: two clients, a contract and two invoices each, a dispute, a payment, a credit note."""
        for kind, name in ((ClientKind.PROFESSIONAL, "Boréal"), (ClientKind.CONSUMER, "Martin")):
            client_id = clients.save(self.desk, Client(kind=kind, name=name)).value.id or 0
            contract = contracts.save(self.desk, Contract(client_id=client_id, reference=f"D-{name}")).value
            wanted = Invoice(
                client_id=client_id,
                contract_id=contract.id,
                issued_on=date(2026, 3, 1),
                due_on=date(2026, 4, 1),
                net=Money.of(100),
                gross=Money.of(100),
            )
            first, second = (
                invoices.save(self.desk, replace(wanted, number=f"{name}-{place}")).value.id or 0 for place in (1, 2)
            )
            disputes.open_dispute(self.desk, Dispute(client_id=client_id, opened_on=date(2026, 6, 1)), [first])
            invoices.save_payment(self.desk, Payment(invoice_id=first, paid_on=date(2026, 6, 2), amount=Money.of(10)))
            note = replace(
                wanted,
                number=f"A-{name}",
                kind=InvoiceKind.CREDIT_NOTE,
                credited_invoice_id=second,
                net=Money.of(5),
                gross=Money.of(5),
            )
            invoices.save(self.desk, note)

    # ---- records -----------------------------------------------------------------------------------------------------
    @rule(place=number, new=st.booleans(), kind=st.sampled_from(ClientKind), name=words, parts=st.integers(0, 2))
    def save_client(self, place: int, new: bool, kind: ClientKind, name: str, parts: int) -> None:
        base = None if new else self.pick(Client, place)
        client = replace(base or Client(), kind=kind, name=name, notes=name)
        people, places = [Contact(client_id=0, name=name)] * parts, [Address(client_id=0, city=name)] * parts
        self.attempt(clients.save, client, people, places)

    @rule(
        place=number,
        client=number,
        new=st.booleans(),
        reference=words,
        day=days,
        term=st.sampled_from(PaymentTerm),
        clause=st.sampled_from(PenaltyClause),
    )
    def save_contract(
        self, place: int, client: int, new: bool, reference: str, day: date, term: PaymentTerm, clause: PenaltyClause
    ) -> None:
        base = None if new else self.pick(Contract, place)
        contract = replace(base or Contract(client_id=0), client_id=self.id_of(Client, client), reference=reference)
        self.attempt(contracts.save, replace(contract, signed_on=day, payment_term=term, penalty_clause=clause))

    @rule(
        place=number,
        client=number,
        new=st.booleans(),
        name=words,
        issued=days,
        delay=st.integers(-5, 90),
        sum_=euros,
        contract=st.none() | number,
        reduced=st.none() | number,
    )
    def save_invoice(
        self,
        place: int,
        client: int,
        new: bool,
        name: str,
        issued: date,
        delay: int,
        sum_: Money,
        contract: int | None,
        reduced: int | None,
    ) -> None:
        base = None if new else self.pick(Invoice, place)
        invoice = replace(
            base or Invoice(client_id=self.id_of(Client, client), issued_on=issued, due_on=issued),
            number=name,
            issued_on=issued,
            due_on=issued + timedelta(delay),
            net=sum_,
            gross=sum_,
            contract_id=None if contract is None else self.id_of(Contract, contract),
            kind=InvoiceKind.INVOICE if reduced is None else InvoiceKind.CREDIT_NOTE,
            credited_invoice_id=None if reduced is None else self.id_of(Invoice, reduced),
        )
        self.attempt(invoices.save, invoice)

    @rule(place=number, client=number)
    def move_invoice_to_another_client(self, place: int, client: int) -> None:
        if (invoice := self.pick(Invoice, place)) is not None:
            self.attempt(invoices.save, replace(invoice, client_id=self.id_of(Client, client)))

    @rule(place=number, client=number)
    def move_contract_to_another_client(self, place: int, client: int) -> None:
        if (contract := self.pick(Contract, place)) is not None:
            self.attempt(contracts.save, replace(contract, client_id=self.id_of(Client, client)))

    @rule(place=number, invoice=number, new=st.booleans(), day=days, sum_=euros)
    def save_payment(self, place: int, invoice: int, new: bool, day: date, sum_: Money) -> None:
        base = None if new else self.pick(Payment, place)
        payment = base or Payment(invoice_id=self.id_of(Invoice, invoice), paid_on=day, amount=sum_)
        self.attempt(invoices.save_payment, replace(payment, paid_on=day, amount=sum_))

    @rule(invoice=number, day=days)
    def pay_all(self, invoice: int, day: date) -> None:
        if (found := self.pick(Invoice, invoice)) is not None:
            left = invoices.remaining(self.desk, found.id or 0, day)
            self.attempt(invoices.save_payment, Payment(invoice_id=found.id or 0, paid_on=day, amount=left))

    # ---- disputes ----------------------------------------------------------------------------------------------------
    @rule(client=number, about=st.lists(number, max_size=3), day=days, reference=words)
    def open_dispute(self, client: int, about: list[int], day: date, reference: str) -> None:
        dispute = Dispute(client_id=self.id_of(Client, client), opened_on=day, reference=reference)
        self.attempt(disputes.open_dispute, dispute, self.ids(Invoice, about))

    @rule(invoice=number)
    def open_dispute_about_one(self, invoice: int) -> None:
        if (found := self.pick(Invoice, invoice)) is not None:
            self.attempt(disputes.open_dispute, Dispute(client_id=found.client_id, opened_on=TODAY), [found.id])

    @rule(
        place=number,
        about=st.lists(number, max_size=3),
        contested=euros,
        notice=st.none() | days,
        judgment=st.none() | days,
        capitalise=st.booleans(),
    )
    def save_dispute(
        self,
        place: int,
        about: list[int],
        contested: Money,
        notice: date | None,
        judgment: date | None,
        capitalise: bool,
    ) -> None:
        if (dispute := self.pick(Dispute, place)) is not None:
            changed = replace(
                dispute,
                contested_amount=contested,
                notice_received_on=notice,
                judgment_on=judgment,
                capitalise=capitalise,
            )
            self.attempt(disputes.save, changed, self.ids(Invoice, about))

    @rule(place=number, stage=st.sampled_from(DisputeStage))
    def set_stage(self, place: int, stage: DisputeStage) -> None:
        self.attempt(disputes.set_stage, self.id_of(Dispute, place), stage)

    @rule(place=number, reason=st.sampled_from(ClosingReason), day=days)
    def close(self, place: int, reason: ClosingReason, day: date) -> None:
        self.attempt(disputes.close, self.id_of(Dispute, place), reason, day)

    @rule(dispute=number, title=words, day=days)
    def save_event(self, dispute: int, title: str, day: date) -> None:
        self.attempt(
            disputes.save_event,
            Event(dispute_id=self.id_of(Dispute, dispute), kind=EventKind.CALL, happened_on=day, title=title),
        )

    @rule(dispute=number, title=words, day=days)
    def save_deadline(self, dispute: int, title: str, day: date) -> None:
        self.attempt(disputes.save_deadline, Deadline(dispute_id=self.id_of(Dispute, dispute), title=title, due_on=day))

    @rule(dispute=number, kind=st.sampled_from(LimitationEventKind), day=days, end=st.none() | days)
    def save_limitation_event(self, dispute: int, kind: LimitationEventKind, day: date, end: date | None) -> None:
        event = LimitationEvent(dispute_id=self.id_of(Dispute, dispute), kind=kind, happened_on=day, ended_on=end)
        self.attempt(disputes.save_limitation_event, event)

    @rule(dispute=number, day=days)
    def a_letter_on_paper(self, dispute: int, day: date) -> None:
        if (found := self.pick(Dispute, dispute)) is None:
            return
        assert found.id is not None
        with self.desk.db.transaction("Lettre enregistrée dans le dossier"):
            letter = self.desk.table(Letter).insert(
                Letter(
                    dispute_id=found.id,
                    template="mise-en-demeure",
                    title="Mise en demeure",
                    written_on=day,
                    send_method=SendMethod.REGISTERED,
                    amount_due=Money.of(100),
                )
            )
            letters._after_filing(self.desk, replace(letter, reply_by=day + timedelta(15)), found)

    @rule(place=number, sent=st.none() | days, received=st.none() | days)
    def track_letter(self, place: int, sent: date | None, received: date | None) -> None:
        if (letter := self.pick(Letter, place)) is not None:
            self.attempt(letters.track, replace(letter, sent_on=sent, received_on=received))

    # ---- away and back -----------------------------------------------------------------------------------------------
    @rule(
        place=number,
        which=st.sampled_from(
            [
                "client",
                "contract",
                "invoice",
                "payment",
                "dispute",
                "event",
                "deadline",
                "limitation",
                "letter",
                "done",
                "reopened",
            ]
        ),
    )
    def delete(self, place: int, which: str) -> None:
        kind, operation = {
            "client": (Client, clients.delete),
            "contract": (Contract, contracts.delete),
            "invoice": (Invoice, invoices.delete),
            "payment": (Payment, invoices.delete_payment),
            "dispute": (Dispute, disputes.delete),
            "event": (Event, disputes.delete_event),
            "deadline": (Deadline, disputes.delete_deadline),
            "limitation": (LimitationEvent, disputes.delete_limitation_event),
            "letter": (Letter, letters.delete),
            "done": (Deadline, disputes.complete_deadline),
            "reopened": (Dispute, disputes.reopen),
        }[which]
        self.attempt(operation, self.id_of(kind, place))

    # ---- what always holds -------------------------------------------------------------------------------------------
    @invariant()
    def every_page_can_be_shown_and_its_sums_add_up(self) -> None:
        if self.steps % 4:
            return
        today.overview(self.desk, TODAY)
        for dispute in self.desk.table(Dispute).all():
            page = dossiers.dossier(self.desk, dispute.id or 0, TODAY)
            next_step.propose(page, TODAY)
            assert all(line.invoice.client_id == dispute.client_id for line in page.sums.lines)
            if (found := page.sums.statement) is not None:
                sides = (
                    found.principal - found.credited + found.interest + found.fixed_fee - found.paid + found.overpaid
                )
                assert found.total_due == sides
                assert found.total_due == Money.total(line.result.total_due for line in found.lines)
        for invoice in self.desk.table(Invoice).all():
            invoice_pages.page(self.desk, invoice.id or 0)
            assert invoices.remaining(self.desk, invoice.id or 0, TODAY) >= Money(0)

    @invariant()
    def every_record_fits_its_neighbours(self) -> None:
        for invoice in self.desk.table(Invoice).all():
            if invoice.contract_id is not None:
                assert self.desk.table(Contract).get(invoice.contract_id).client_id == invoice.client_id
            if invoice.credited_invoice_id is not None:
                credited = self.desk.table(Invoice).get(invoice.credited_invoice_id)
                assert (credited.client_id, credited.kind) == (invoice.client_id, InvoiceKind.INVOICE)
                assert not self.desk.table(Payment).count(invoice_id=invoice.id)


Operations.TestCase.settings = settings(
    max_examples=max(5, settings.default.max_examples // 8),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestOperations = Operations.TestCase
