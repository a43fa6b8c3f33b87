"""Values that no screen should let through, handed to the operations themselves: a sentence, and nothing changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from litigedesk import formats, validation
from litigedesk.desk import Desk
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
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
    LimitationEvent,
    Payment,
    UserRate,
)
from litigedesk.domain.vocabulary import (
    ClosingReason,
    EventKind,
    LimitationEventKind,
    PenaltyClause,
    SendMethod,
)
from litigedesk.errors import InvalidInput, UserError
from litigedesk.operations import (
    clients,
    complaints,
    contracts,
    disputes,
    invoices,
    letters,
    mediations,
    mediators,
    profile,
)
from litigedesk.operations.letters import Choices
from tests.bad_input.hostile_mediation import filled

Untouched = Callable[[], AbstractContextManager[None]]
GONE = 999
DAY = date(2026, 11, 2)


# ---- what is typed ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["1e5", "1E2", "1_000", "12abc", "abc", "1,2,3", "½", "NaN", "inf", "-", "0x10", "1e999999999999999999", "²"],
)
def test_letters_in_a_sum_make_it_no_sum(text: str) -> None:
    with pytest.raises(ValueError):
        formats.parse_money(text)


@pytest.mark.parametrize(
    "text", ["31/2", "99/99", "0/0", "29/2/2027", "demain matin", "+9999a", "-9999a", "1/1/0", "1" * 50, "\0", "²/3"]
)
def test_nonsense_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        formats.parse_date(text, DAY)


@pytest.mark.parametrize(
    ("siret", "sentence"),
    [
        ("12345678", "il y en a ici 8"),
        ("00010002400018", "vérifiez le dernier groupe, 00018"),
        ("000100023", "vérifiez les 9 premiers chiffres"),
        ("12345678A", "des chiffres seulement"),
        ("²" * 9, "des chiffres seulement"),
        ("12345678\0", "des chiffres seulement"),
        ("9" * 5000, "il y en a ici 5"),
    ],
)
def test_a_wrong_siret_is_explained_by_what_is_wrong_with_it(siret: str, sentence: str) -> None:
    (problem,) = validation.siret_problem("siret", siret)
    assert sentence in problem.sentence
    assert problem.blocking


@pytest.mark.parametrize("text", ["²", "٣٣٣", "9" * 5000, "-1", "", "trente", "1e2"])
def test_a_setting_that_is_no_number_of_days_is_refused_in_words(desk: Desk, untouched: Untouched, text: str) -> None:
    with untouched(), pytest.raises(InvalidInput, match="se situe entre"):
        profile.set_setting(desk, "reply_days.relance-amiable", text)


@pytest.mark.parametrize("rate", ["NaN", "sNaN", "Infinity", "-1", "1e400", "101"])
def test_an_absurd_rate_is_refused_in_words(desk: Desk, debtor: Client, untouched: Untouched, rate: str) -> None:
    clause = Contract(
        client_id=debtor.id or 0, reference="D-1", penalty_clause=PenaltyClause.FIXED, penalty_rate=Decimal(rate)
    )
    row = UserRate(half="2027-S1", refi=Decimal(rate), legal_professional=Decimal(3), source="JO", read_on=DAY)
    with untouched():
        with pytest.raises(InvalidInput, match="entre 0 et 100"):
            contracts.save(desk, clause)
        with pytest.raises(InvalidInput, match="paraît faux"):
            profile.save_rate(desk, row)


def test_half_a_letter_of_another_alphabet_does_not_stop_the_program(desk: Desk) -> None:
    """Text pasted from a broken program may hold half of a pair of code units, which no file can store."""
    assert clients.save(desk, Client(name="Boréal \ud800 SARL", notes="\udfff")).value.id is not None
    assert desk.table(Client).first() == Client(id=1, name="Boréal \ufffd SARL", notes="\ufffd")


@pytest.mark.parametrize(
    "reference", ["LIT-2026-²", "LIT-2026-" + "9" * 190, "LIT-2026-٣", "LIT-2026-", "LIT-2026--5", "LIT-2026-%"]
)
def test_an_odd_reference_does_not_prevent_the_next_one(
    desk: Desk, unpaid: Dispute, new_invoice: Callable[..., Invoice], reference: str
) -> None:
    invoice = new_invoice("F-2")
    disputes.open_dispute(desk, replace(unpaid, id=None, reference=reference), [invoice.id or 0])
    assert disputes.next_reference(desk, DAY) == "LIT-2026-002"


# ---- dates out of order, absurd years --------------------------------------------------------------------------------
@pytest.mark.parametrize("day", [date.min, date(1989, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_of_another_age_is_refused_wherever_it_is_typed(
    desk: Desk, unpaid: Dispute, untouched: Untouched, day: date
) -> None:
    invoice = desk.table(Invoice).get(1)
    dispute_id = unpaid.id or 0
    choices = Choices(written_on=day, send_method=SendMethod.POST, reply_by=day)
    attempts: list[Callable[[], object]] = [
        lambda: invoices.save(desk, replace(invoice, issued_on=day, due_on=day)),
        lambda: invoices.save_payment(desk, Payment(invoice_id=1, paid_on=day, amount=Money.of(1))),
        lambda: contracts.save(desk, Contract(client_id=1, reference="D-1", signed_on=day)),
        lambda: disputes.save(desk, replace(unpaid, opened_on=day), [1]),
        lambda: disputes.close(desk, dispute_id, ClosingReason.PAID, day),
        lambda: disputes.save_event(
            desk, Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=day, title="Appel")
        ),
        lambda: disputes.save_deadline(desk, Deadline(dispute_id=dispute_id, title="Appeler", due_on=day)),
        lambda: disputes.save_limitation_event(
            desk, LimitationEvent(dispute_id=dispute_id, kind=LimitationEventKind.SERVED, happened_on=day)
        ),
        lambda: letters.facts(desk, of_dispute(dispute_id), "relance-amiable", choices),
        lambda: letters.file(desk, of_dispute(dispute_id), "relance-amiable", choices),
    ]
    with untouched():
        for attempt in attempts:
            with pytest.raises(UserError, match="paraît fausse"):
                attempt()


@pytest.mark.parametrize("day", [date.min, date(1989, 12, 31), date(2101, 1, 1), date.max])
def test_a_day_of_another_age_is_refused_in_a_mediation_too(
    desk: Desk, debtor: Client, untouched: Untouched, day: date
) -> None:
    place = filled(desk, "x")
    complaint, mediation = desk.table(Complaint).get(1), desk.table(Mediation).get(place.mediation_id)
    mediator, convention = desk.table(Mediator).get(1), desk.table(Convention).get(1)
    attempts: list[Callable[[], object]] = [
        lambda: complaints.save(desk, replace(complaint, received_on=day)),
        lambda: mediations.save(desk, replace(mediation, referred_on=day)),
        lambda: mediations.save(desk, replace(mediation, answer_by=day)),
        lambda: mediators.save(desk, replace(mediator, checked_on=day)),
        lambda: mediators.save_convention(desk, replace(convention, ends_on=day)),
        lambda: mediators.place_mention(desk, PlacedMention(place="website", placed_on=day)),
        lambda: disputes.postpone_deadline(desk, 1, day),
    ]
    with untouched():
        for attempt in attempts:
            with pytest.raises(UserError, match="paraît fausse"):
                attempt()


def test_a_letter_is_not_stored_when_its_dates_are_out_of_order(
    desk: Desk, unpaid: Dispute, untouched: Untouched
) -> None:
    choices = Choices(written_on=DAY, send_method=SendMethod.POST, reply_by=date(2026, 12, 20))
    with untouched():
        with pytest.raises(InvalidInput, match="L’envoi vient avant la rédaction"):
            letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", choices, sent_on=date(2026, 10, 1))
        with pytest.raises(UserError, match=r"à venir|finit avant"):
            letters.file(
                desk, of_dispute(unpaid.id or 0), "relance-amiable", replace(choices, reply_by=date(2026, 10, 1))
            )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"presented_on": date(2026, 11, 1)}, "La présentation vient avant l’envoi"),
        ({"received_on": date(2026, 11, 1)}, "La réception vient avant l’envoi"),
        ({"presented_on": date(2026, 11, 8), "received_on": date(2026, 11, 5)}, "avant la première présentation"),
        ({"sent_on": date(2026, 11, 1)}, "L’envoi vient avant la rédaction"),
        ({"sent_on": date(2026, 12, 1)}, "à venir"),
        ({"reply_by": date(2026, 10, 1)}, "finit avant la lettre"),
    ],
)
def test_a_letter_received_before_it_was_sent_is_refused(
    desk: Desk, unpaid: Dispute, untouched: Untouched, changes: dict[str, date], sentence: str
) -> None:
    choices = Choices(written_on=DAY, send_method=SendMethod.POST, reply_by=date(2026, 12, 20))
    letter = letters.file(desk, of_dispute(unpaid.id or 0), "relance-amiable", choices, sent_on=DAY).value
    with untouched(), pytest.raises(InvalidInput, match=sentence):
        letters.track(desk, replace(letter, **changes))  # type: ignore[arg-type]


def test_a_judgment_before_the_notice_or_a_closing_before_the_opening_is_refused(
    desk: Desk, unpaid: Dispute, untouched: Untouched
) -> None:
    early = replace(unpaid, notice_received_on=date(2026, 11, 2), judgment_on=date(2026, 11, 1))
    with untouched():
        with pytest.raises(InvalidInput, match="Le jugement vient avant la mise en demeure"):
            disputes.save(desk, early, [1])
        with pytest.raises(InvalidInput, match="La clôture vient avant l’ouverture"):
            disputes.close(desk, unpaid.id or 0, ClosingReason.PAID, date(2026, 9, 1))
        with pytest.raises(InvalidInput, match="L’échéance vient avant la date de la facture"):
            invoices.save(desk, replace(desk.table(Invoice).get(1), due_on=date(2026, 4, 1)))
        with pytest.raises(InvalidInput, match="La fin vient avant le début"):
            contracts.save(desk, Contract(client_id=1, reference="D", starts_on=DAY, ends_on=date(2026, 1, 1)))


# ---- sums ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("amount", "sentence"),
    [
        (Money(0), "Indiquez la somme reçue"),
        (Money(-1), "ne peut pas être négative"),
        (Money.of("2688.13"), "C’est plus que ce qui reste dû\xa0: "),
        (Money.of(10**9), "dépasse 100 millions"),
        (Money(10**20), "dépasse 100 millions"),
    ],
)
def test_a_payment_of_nothing_or_of_more_than_is_due_is_refused(
    desk: Desk, unpaid: Dispute, untouched: Untouched, amount: Money, sentence: str
) -> None:
    with untouched(), pytest.raises(InvalidInput, match=sentence):
        invoices.save_payment(desk, Payment(invoice_id=1, paid_on=DAY, amount=amount))


def test_a_payment_before_its_invoice_is_a_warning_as_deposits_exist(desk: Desk, unpaid: Dispute) -> None:
    payment = Payment(invoice_id=1, paid_on=date(2026, 4, 1), amount=Money.of(100))
    (problem,) = validation.payment_problems(payment, Money.of(2500), date(2026, 4, 29), DAY)
    assert (problem.field, problem.blocking) == ("paid_on", False)
    invoices.save_payment(desk, payment)
    assert invoices.remaining(desk, 1, DAY) > Money.of(2400)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"net": Money(-100), "gross": Money(-100)}, "ne peut pas être négative"),
        ({"net": Money(0), "gross": Money(0)}, "Indiquez le montant"),
        ({"net": Money(10**15), "gross": Money(10**15)}, "dépasse 100 millions"),
        ({"gross": Money.of(2501)}, "n’est pas la somme"),
        ({"vat": Money.of(3000), "gross": Money.of(5500)}, "La TVA dépasse"),
        ({"number": " "}, "Indiquez le numéro"),
    ],
)
def test_an_invoice_of_an_absurd_sum_is_refused(
    desk: Desk, unpaid: Dispute, untouched: Untouched, changes: dict[str, object], sentence: str
) -> None:
    with untouched(), pytest.raises(InvalidInput, match=sentence):
        invoices.save(desk, replace(desk.table(Invoice).get(1), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("length", [201, 10_000])
def test_a_page_pasted_into_a_line_is_refused_beside_it_and_a_long_note_is_kept(
    desk: Desk, unpaid: Dispute, untouched: Untouched, length: int
) -> None:
    text, dispute_id = "x" * length, unpaid.id or 0
    attempts: dict[str, Callable[[], object]] = {
        "name": lambda: clients.save(desk, Client(name=text, notes=text)),
        "contact.0.role": lambda: clients.save(desk, Client(name="A"), [Contact(client_id=0, name="B", role=text)]),
        "address.0.street": lambda: clients.save(desk, Client(name="A"), [], [Address(client_id=0, street=text)]),
        "reference": lambda: disputes.save(desk, replace(unpaid, reference=text), [1]),
        "number": lambda: invoices.save(desk, replace(desk.table(Invoice).get(1), number=text)),
        "title": lambda: disputes.save_event(
            desk, Event(dispute_id=dispute_id, kind=EventKind.CALL, happened_on=DAY, title=text)
        ),
        "city": lambda: profile.save(desk, replace(desk.profile(), city=text)),
    }
    with untouched():
        for field, attempt in attempts.items():
            with pytest.raises(InvalidInput, match="est trop long\xa0: 200") as refused:
                attempt()
            assert [problem.field for problem in refused.value.problems] == [field]
    clients.save(desk, Client(name="A", notes=text))
