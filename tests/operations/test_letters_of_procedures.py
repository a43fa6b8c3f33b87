"""Letters about an agreement or a procedure: the facts they are given, and what filing one changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from litigedesk.desk import Desk
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Deadline, Dispute, Event, Letter
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import MissingFacts, Refused
from litigedesk.letters import ids
from litigedesk.operations import agreements, letters, procedures
from litigedesk.queries import letters as queries
from tests.operations.agreement_world import pay, proposal, table

TODAY = date(2026, 11, 22)


@pytest.fixture
def about(unpaid: Dispute) -> Matter:
    return of_dispute(unpaid.id or 0)


@pytest.fixture
def opened(desk: Desk, about: Matter) -> Callable[..., Procedure]:
    def make(kind: ProcedureKind, **facts: object) -> Procedure:
        wanted = Procedure(
            dispute_id=about.id, kind=kind, authority="À qui de droit", street="1 place du Palais", postcode="56100",
            city="Lorient",
        )  # fmt: skip
        return procedures.save(desk, replace(wanted, **facts)).value  # type: ignore[arg-type]

    return make


def offered(desk: Desk, about: Matter) -> set[str]:
    return {one.id for one in queries.fitting_letters(desk, about)}


def filed(desk: Desk, about: Matter, template: str, sent_on: date | None = None) -> Letter:
    return letters.file(desk, about, template, letters.proposed_choices(desk, template), sent_on).value


# ---- procedures ------------------------------------------------------------------------------------------------------
def test_a_letter_of_a_procedure_belongs_to_it_and_ends_the_wait_for_the_client(
    desk: Desk, about: Matter, opened: Callable[..., Procedure]
) -> None:
    filed(desk, about, "relance-ferme")
    assert ids.ASK_CONCILIATOR not in offered(desk, about)
    procedure = opened(ProcedureKind.CONCILIATION)
    assert ids.ASK_CONCILIATOR in offered(desk, about)
    letter = filed(desk, about, ids.ASK_CONCILIATOR, TODAY)
    assert letter.procedure_id == procedure.id
    assert letter.agreement_id is None
    assert letter.amount_due == Money.of("2688.12")
    waits = [one for one in desk.table(Deadline).where(dispute_id=about.id) if one.letter_id is not None]
    assert [one.done_on for one in waits] == [TODAY]
    noted = desk.table(Event).first(letter_id=letter.id)
    assert noted is not None
    assert noted.procedure_id == procedure.id
    assert "2\u202f688,12\u00a0€ demandés" in noted.body
    assert desk.table(Procedure).get(procedure.id or 0).asked_on == TODAY, "its sending is the referral"


def test_a_letter_speaks_of_the_procedure_of_its_kind_that_still_runs(
    desk: Desk, about: Matter, opened: Callable[..., Procedure]
) -> None:
    opened(ProcedureKind.CONCILIATION)
    over = opened(ProcedureKind.SMALL_CLAIMS, authority="Me Ancien")
    opened(ProcedureKind.SMALL_CLAIMS, authority="Me Nouveau")
    choices = letters.proposed_choices(desk, ids.ASK_SMALL_CLAIMS)
    facts = letters.facts(desk, about, ids.ASK_SMALL_CLAIMS, choices)
    assert facts.procedure is not None
    assert (facts.procedure.kind, facts.procedure.authority) == (ProcedureKind.SMALL_CLAIMS, "Me Nouveau")
    assert over.id != facts.procedure.id
    assert facts.conditions, "the guards weigh what the law sets for this way"


def test_a_declaration_states_the_sums_on_the_opening_day(
    desk: Desk, about: Matter, opened: Callable[..., Procedure]
) -> None:
    opened(ProcedureKind.INSOLVENCY, decided_on=date(2026, 11, 3), published_on=date(2026, 11, 10))
    facts = letters.facts(desk, about, ids.DECLARE_DEBT, letters.proposed_choices(desk, ids.DECLARE_DEBT))
    assert facts.owed.as_of == date(2026, 11, 3)
    assert facts.written_on == TODAY
    assert facts.owed.interest < Money.of("148.12")
    assert facts.owed.per_day == Money(), "no interest runs after the opening (C. com. L622-28)"
    assert facts.act_by is not None
    assert facts.act_by >= date(2027, 1, 10)
    assert filed(desk, about, ids.DECLARE_DEBT).send_method is SendMethod.REGISTERED


def test_what_lacks_is_said_at_once_and_nothing_is_kept(
    desk: Desk, about: Matter, opened: Callable[..., Procedure]
) -> None:
    opened(ProcedureKind.PAYMENT_ORDER, authority="", street="", court=None)
    with pytest.raises(MissingFacts) as caught:
        filed(desk, about, ids.ORDER_ANNEXES)
    assert {fact.target for fact in caught.value.facts} >= {
        "procedure.court", "procedure.authority", "procedure.street", "dispute.pieces"
    }  # fmt: skip
    with pytest.raises(Refused, match="Notez d’abord la démarche"):
        filed(desk, about, ids.ASK_CONCILIATOR)
    assert desk.table(Letter).count() == 0


# ---- agreements ------------------------------------------------------------------------------------------------------
def test_a_schedule_is_written_from_the_agreement_noted_and_belongs_to_it(desk: Desk, about: Matter) -> None:
    wanted = proposal(about.id, cause="facture F-2026-014")
    agreement = agreements.save(desk, wanted, table(), {}, None).value
    assert {ids.SCHEDULE} == offered(desk, about) & {*ids.AGREEMENT_OF, ids.TERM_NOTICE}
    letter = filed(desk, about, ids.SCHEDULE)
    assert (letter.agreement_id, letter.procedure_id) == (agreement.id, None)
    wait = desk.table(Deadline).first(letter_id=letter.id)
    assert wait is not None
    assert wait.title == "Réponse du client attendue\u00a0: proposition d’échéancier"
    assert wait.due_on == date(2026, 12, 7)


def test_a_notice_before_forfeiture_is_refused_while_no_payment_is_late(desk: Desk, about: Matter) -> None:
    agreements.save(desk, proposal(about.id, signed_on=TODAY, cause="facture"), table(), {}, True)
    with pytest.raises(Refused, match="Rien n’est à réclamer"):
        filed(desk, about, ids.TERM_NOTICE)


# ---- a contestation --------------------------------------------------------------------------------------------------
def test_the_answer_to_a_contestation_asks_for_the_rest(desk: Desk, about: Matter, unpaid: Dispute) -> None:
    told = replace(
        unpaid, contested_amount=Money.of(300), contested_reason="Deux pages.", contest_answer="Livrées le 28 avril."
    )
    with desk.db.transaction("Contesté"):
        desk.table(Dispute).update(told)
    assert ids.ANSWER_CONTEST in offered(desk, about)
    letter = filed(desk, about, ids.ANSWER_CONTEST)
    assert letter.amount_due == Money.of(2200)


def test_a_closing_letter_is_offered_once_nothing_is_left(desk: Desk, about: Matter) -> None:
    assert ids.CLOSE_AMICABLY not in offered(desk, about)
    pay(desk, about.id, TODAY, "2688.12")
    assert ids.CLOSE_AMICABLY in offered(desk, about)
    assert filed(desk, about, ids.CLOSE_AMICABLY).amount_due == Money()
