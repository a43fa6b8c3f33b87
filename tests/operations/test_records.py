"""Records: what is refused and in what words, what goes to the trash and comes back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from litigedesk import validation
from litigedesk.desk import Desk
from litigedesk.domain.money import Money
from litigedesk.domain.records import (
    Address,
    Client,
    Contact,
    Contract,
    Dispute,
    Event,
    Invoice,
    Payment,
    Profile,
    UserRate,
)
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    DisputeStage,
    EventKind,
    InvoiceKind,
    PaymentTerm,
    PenaltyClause,
)
from litigedesk.errors import InvalidInput, NotFound, Refused, UserError
from litigedesk.operations import clients, contracts, disputes, invoices, limitation_dates, profile, trash
from litigedesk.queries import clients as client_queries
from litigedesk.queries import dispute_list
from litigedesk.queries import disputes as dispute_queries
from litigedesk.queries import today as today_queries

TODAY = date(2026, 11, 22)


def fields(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [problem.field for problem in error.value.problems]


@pytest.mark.parametrize(
    ("siret", "sentence"),
    [
        ("123 456 782 00018", "dernier groupe, 00018"),
        ("123456789", "9 premiers chiffres"),
        ("1234", "il y en a ici 4"),
        ("ABCDEFGHI", "des chiffres seulement"),
    ],
)
def test_a_siret_that_fails_its_check_says_which_part(siret: str, sentence: str) -> None:
    assert sentence in validation.client_problems(Client(name="X", siret=siret))[0].sentence


@pytest.mark.parametrize("value", ["a@b", "sans-arobase.fr", "deux@@x.fr", "a b@c.fr", "<x@y.fr>"])
def test_an_address_that_no_mail_program_accepts_is_refused(value: str) -> None:
    assert [p.field for p in validation.client_problems(Client(name="X", email=value))] == ["email"]


def test_every_problem_of_a_client_and_its_parts_comes_at_once(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as refused:
        clients.save(
            desk,
            Client(name=" ", siret="1", email="x"),
            [Contact(client_id=0, name="", email="y")],
            [Address(client_id=0, postcode="ABC")],
        )
    assert fields(refused) == ["name", "siret", "email", "contact.0.name", "contact.0.email", "address.0.postcode"]
    assert desk.table(Client).count() == 0


def test_a_client_like_another_is_noticed_by_name_siren_or_mail(desk: Desk) -> None:
    clients.save(desk, Client(name="Atelier Boréal SARL", siret="00010002400017", email="a@boreal.example"))
    for alike in (
        Client(name="SARL ATELIER BOREAL"),
        Client(name="Autre", siret="000100024"),
        Client(name="Autre", email="A@Boreal.example"),
    ):
        assert [found.name for found in client_queries.similar(desk, alike)] == ["Atelier Boréal SARL"]
    assert client_queries.similar(desk, Client(name="Atelier Austral")) == []


def test_a_client_with_invoices_is_not_deleted_and_says_what_remains(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client()
    new_invoice(client)
    with pytest.raises(Refused, match="1\u00a0contrat et 1\u00a0facture"):
        clients.delete(desk, client.id or 0)


def test_a_deleted_client_comes_back_from_the_trash_with_its_address(
    desk: Desk, new_client: Callable[..., Client]
) -> None:
    client = new_client()
    clients.delete(desk, client.id or 0)
    with pytest.raises(NotFound):
        client_queries.page(desk, client.id or 0)
    entry = desk.trash.all()[0]
    assert entry.label == "Client Atelier Boréal SARL"
    trash.restore(desk, entry.id or 0)
    assert client_queries.page(desk, client.id or 0).addresses[0].city == "Lorient"
    assert desk.trash.all() == []


def test_an_invoice_due_before_it_was_issued_or_numbered_twice_is_refused(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client()
    first = new_invoice(client)
    with pytest.raises(InvalidInput) as refused:
        invoices.save(desk, replace(first, id=None, number="f-2026-014 ", due_on=date(2026, 4, 1)))
    assert fields(refused) == ["due_on", "number"]
    with pytest.raises(InvalidInput) as refused:
        invoices.save(desk, replace(first, net=Money.of("-5"), gross=Money.of("-5")))
    assert "net" in fields(refused)


def test_a_number_is_used_once_whoever_the_client(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    first = new_invoice(new_client())
    other = new_client(name="Autre SAS")
    with pytest.raises(InvalidInput) as refused:
        invoices.save(desk, replace(first, id=None, client_id=other.id or 0, contract_id=None))
    assert fields(refused) == ["number"]


def test_a_credit_note_may_not_exceed_its_invoice(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client()
    first = new_invoice(client)
    note = replace(
        first, id=None, kind=InvoiceKind.CREDIT_NOTE, number="A-1", credited_invoice_id=first.id, contract_id=None
    )
    with pytest.raises(InvalidInput, match="2\u202f500,00"):
        invoices.save(desk, replace(note, net=Money.of("2500.01"), gross=Money.of("2500.01")))
    saved = invoices.save(desk, replace(note, net=Money.of("500"), gross=Money.of("500"))).value
    with pytest.raises(Refused, match="avoir"):
        invoices.delete(desk, first.id or 0)
    invoices.delete(desk, saved.id or 0)
    assert desk.table(Invoice).count() == 1


def test_a_contract_needs_its_days_and_rate_when_its_terms_say_so() -> None:
    contract = Contract(
        client_id=1, reference="D-1", payment_term=PaymentTerm.CUSTOM, penalty_clause=PenaltyClause.FIXED
    )
    assert [p.field for p in validation.contract_problems(contract)] == ["payment_days", "penalty_rate"]
    wrong = replace(contract, payment_days=999, penalty_rate=Decimal(200))
    assert [p.field for p in validation.contract_problems(wrong)] == ["payment_days", "penalty_rate"]


def test_a_dispute_takes_invoices_of_its_own_client_only_and_each_only_once(
    desk: Desk, unpaid: Dispute, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    other = new_client(name="Autre SAS")
    theirs = new_invoice(other, number="F-9")
    taken = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    draft = Dispute(client_id=other.id or 0, opened_on=TODAY)
    for ids, words in (([taken.id], "autre client"), ([], "au moins une facture")):
        with pytest.raises(InvalidInput, match=words):
            disputes.open_dispute(desk, draft, ids)  # type: ignore[arg-type]
    opened = disputes.open_dispute(desk, draft, [theirs.id or 0]).value
    assert opened.reference == "LIT-2026-002"
    with pytest.raises(InvalidInput, match="LIT-2026-002"):
        disputes.save(desk, replace(unpaid, client_id=other.id or 0), [theirs.id or 0])


def test_closing_needs_a_reason_ends_deadlines_and_leaves_the_outstanding(desk: Desk, unpaid: Dispute) -> None:
    with pytest.raises(Refused, match="dites pourquoi"):
        disputes.set_stage(desk, unpaid.id or 0, DisputeStage.CLOSED)
    with pytest.raises(InvalidInput):
        disputes.close(desk, unpaid.id or 0, ClosingReason.PAID, date(2026, 1, 1))
    disputes.close(desk, unpaid.id or 0, ClosingReason.ABANDONED, TODAY)
    seen = today_queries.overview(desk, TODAY)
    assert seen.outstanding == Money(0)
    assert dispute_list.counts(desk)[dispute_list.Scope.CLOSED] == 1
    disputes.reopen(desk, unpaid.id or 0)
    assert today_queries.overview(desk, TODAY).outstanding == Money.of("2500")


def test_a_deleted_dispute_leaves_its_invoices_and_comes_back_with_them(desk: Desk, unpaid: Dispute) -> None:
    disputes.save_event(desk, Event(dispute_id=unpaid.id or 0, kind=EventKind.CALL, happened_on=TODAY, title="Appel"))
    disputes.delete(desk, unpaid.id or 0)
    assert desk.table(Invoice).count(dispute_id=None) == 1
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert desk.table(Event).count(dispute_id=unpaid.id) == 2
    assert dispute_queries.dossier(desk, unpaid.id or 0, TODAY).sums.total_due == Money.of("2688.12")


def test_an_invoice_put_in_another_dispute_meanwhile_stays_there(desk: Desk, unpaid: Dispute) -> None:
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    disputes.delete(desk, unpaid.id or 0)
    second = disputes.open_dispute(desk, replace(unpaid, id=None, reference="LIT-B"), [invoice.id or 0]).value
    trash.restore(desk, desk.trash.all()[0].id or 0)
    assert desk.table(Invoice).get(invoice.id or 0).dispute_id == second.id
    assert desk.table(Invoice).count(dispute_id=unpaid.id) == 0


def test_what_was_deleted_piece_by_piece_comes_back_in_the_order_the_refusals_say(desk: Desk, unpaid: Dispute) -> None:
    """Payment, dispute, invoice, contract and client deleted one after the other, taken back in the wrong order."""
    invoice = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    paid = invoices.save_payment(desk, Payment(invoice_id=invoice.id or 0, paid_on=TODAY, amount=Money.of("100"))).value
    held = {kind: desk.table(kind).all() for kind in (Client, Contract, Invoice, Payment, Dispute, Event)}
    invoices.delete_payment(desk, paid.id or 0)
    disputes.delete(desk, unpaid.id or 0)
    invoices.delete(desk, invoice.id or 0)
    contracts.delete(desk, invoice.contract_id or 0)
    clients.delete(desk, unpaid.client_id)
    held[Invoice] = [replace(invoice, dispute_id=None)]  # in no dispute when it was deleted
    held[Event] = [one for one in held[Event] if one.payment_id is None]  # so its payment is told of in none
    oldest_first, refusals = [entry.id or 0 for entry in reversed(desk.trash.all())], []
    for _ in range(len(oldest_first)):
        for entry_id in [one for one in oldest_first if one in {entry.id for entry in desk.trash.all()}]:
            try:
                trash.restore(desk, entry_id)
            except Refused as refusal:
                refusals.append(str(refusal))
    assert len(refusals) > 3
    assert all("restaurez d’abord" in words for words in refusals)
    assert {kind: desk.table(kind).all() for kind in held} == held


def test_undo_after_deleting_a_dispute_puts_its_invoices_back_in_it(desk: Desk, unpaid: Dispute) -> None:
    disputes.delete(desk, unpaid.id or 0)
    assert desk.undo().label == "Litige LIT-2026-001 mis à la corbeille"
    assert desk.table(Invoice).count(dispute_id=unpaid.id) == 1


def test_an_unknown_client_has_an_obstacle_and_no_invented_sum(
    desk: Desk, new_client: Callable[..., Client], new_invoice: Callable[..., Invoice]
) -> None:
    client = new_client(ClientKind.UNKNOWN)
    invoice = new_invoice(client)
    opened = disputes.open_dispute(desk, Dispute(client_id=client.id or 0, opened_on=TODAY), [invoice.id or 0]).value
    seen = dispute_queries.dossier(desk, opened.id or 0, TODAY)
    assert seen.sums.statement is None
    assert seen.sums.obstacle
    assert seen.sums.total_due == Money.of("2500")


def test_a_half_year_with_no_rate_is_named_and_the_users_own_row_mends_it(desk: Desk, unpaid: Dispute) -> None:
    later = date(2027, 2, 1)
    assert "2027" in dispute_queries.dossier(desk, unpaid.id or 0, later).sums.obstacle
    rate = UserRate(
        half="2027-S1", refi=Decimal("2.65"), legal_professional=Decimal("2.80"), source="JO", read_on=date(2027, 1, 2)
    )
    with pytest.raises(UserError):
        profile.save_rate(desk, replace(rate, half="2027-S2"))  # leaves a gap
    with pytest.raises(UserError):
        profile.save_rate(desk, replace(rate, half="2026-S2"))  # overlaps the shipped table
    profile.save_rate(desk, rate)
    assert dispute_queries.dossier(desk, unpaid.id or 0, later).sums.statement is not None
    desk.undo()
    assert dispute_queries.dossier(desk, unpaid.id or 0, later).sums.statement is None


def test_settings_refuse_what_they_cannot_be(desk: Desk) -> None:
    for key, value in (
        ("interest.divisor", "360"),
        ("reply_days.mise-en-demeure", "0"),
        ("reply_days.mise-en-demeure", "x"),
    ):
        with pytest.raises(InvalidInput):
            profile.set_setting(desk, key, value)
    profile.set_setting(desk, "interest.divisor", "actual")
    assert desk.divisor().value == "actual"


def test_there_is_one_profile(desk: Desk, me: Profile) -> None:
    profile.save(desk, replace(me, id=None, name="Camille R."))
    assert desk.table(Profile).count() == 1
    assert desk.profile().name == "Camille R."


def test_reopening_brings_back_the_stage_and_the_deadlines_that_closing_ended(desk: Desk, unpaid: Dispute) -> None:
    from litigedesk.domain.records import Deadline

    dispute_id = unpaid.id or 0
    done = disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Déjà faite", due_on=TODAY)).value
    disputes.save_deadline(desk, replace(done, done_on=date(2026, 11, 1)))
    disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Rappeler", due_on=TODAY))
    disputes.close(desk, dispute_id, ClosingReason.SETTLED, TODAY)
    with pytest.raises(Refused, match="rouvrez"):
        disputes.set_stage(desk, dispute_id, DisputeStage.JUDICIAL)
    disputes.reopen(desk, dispute_id)
    again = {one.title for one in desk.table(Deadline).where(dispute_id=dispute_id, done_on=None)}
    assert again == {"Rappeler", limitation_dates.TITLE}


def test_a_payments_line_follows_its_invoice_from_dispute_to_dispute(desk: Desk, unpaid: Dispute) -> None:
    from litigedesk.domain.records import Payment

    paid = desk.table(Invoice).where(dispute_id=unpaid.id)[0]
    stays = invoices.save(desk, replace(paid, id=None, number="F-2", dispute_id=None)).value
    payment = invoices.save_payment(desk, Payment(invoice_id=paid.id or 0, paid_on=TODAY, amount=Money.of("100"))).value
    disputes.save(desk, unpaid, [stays.id or 0])
    assert desk.table(Event).count(payment_id=payment.id) == 0
    other = disputes.open_dispute(desk, Dispute(client_id=unpaid.client_id, opened_on=TODAY), [paid.id or 0]).value
    invoices.save_payment(desk, replace(payment, amount=Money.of("150")))
    lines = desk.table(Event).where(payment_id=payment.id)
    assert [(line.dispute_id, line.title) for line in lines] == [(other.id, "Paiement reçu\u00a0: 150,00\u00a0€")]


def test_saving_a_client_alone_leaves_its_address(desk: Desk, new_client: Callable[..., Client]) -> None:
    client = new_client()
    clients.save(desk, replace(client, name="Atelier Austral"))
    assert client_queries.page(desk, client.id or 0).addresses[0].city == "Lorient"


def test_the_first_start_is_no_step_to_undo_and_keeps_a_profile_that_is_there(desk: Desk) -> None:
    profile.begin(desk, Profile(name="Camille"))
    assert desk.undo_label is None
    profile.begin(desk, Profile(name="Autre"))
    assert desk.profile().name == "Camille"


def test_a_consumer_with_nothing_agreed_is_not_given_the_term_of_professionals(
    desk: Desk, new_client: Callable[..., Client]
) -> None:
    from litigedesk.queries.invoices import propose_due

    client = new_client(ClientKind.CONSUMER)
    day = date(2026, 5, 1)
    found = propose_due(desk, client_id=client.id, contract_id=None, issued_on=day, performed_on=day, received_on=None)
    assert found.date == day
    assert "L441-10" not in found.source
    assert "entre professionnels" in " ".join(found.steps)


def test_once_the_notice_is_unanswered_the_step_already_noted_is_the_next_one(desk: Desk, unpaid: Dispute) -> None:
    from litigedesk.domain.records import Deadline, Letter
    from litigedesk.domain.vocabulary import SendMethod
    from litigedesk.queries import next_step

    day = date(2026, 10, 1)
    with desk.db.transaction("Lettre"):
        desk.table(Letter).insert(
            Letter(
                dispute_id=unpaid.id or 0,
                template="mise-en-demeure",
                title="Mise en demeure",
                written_on=day,
                send_method=SendMethod.REGISTERED,
                amount_due=Money.of("2500"),
                reply_by=date(2026, 10, 16),
                sent_on=day,
            )
        )

    def step() -> next_step.NextStep:
        return next_step.propose(dispute_queries.dossier(desk, unpaid.id or 0, TODAY), TODAY)

    assert (step().action, step().step) == ("procedure-new", "business-mediation")
    disputes.save_deadline(
        desk, Deadline(dispute_id=unpaid.id or 0, title="Saisir le conciliateur", due_on=date(2026, 12, 1))
    )
    assert step().sentence == "Saisir le conciliateur\u00a0: mardi 1er\u00a0décembre\u00a02026."
    assert (step().action, step().by, step().waiting) == ("complete", date(2026, 12, 1), True)
