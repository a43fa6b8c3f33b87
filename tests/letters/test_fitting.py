"""Which letters are offered in a dispute: those that its invoices, its complaint or its mediation call for."""

from dataclasses import replace

import pytest

from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.insurance import PolicyHolder
from litigedesk.domain.matter import MatterKind
from litigedesk.domain.procedure import ProcedureKind
from litigedesk.domain.vocabulary import ClientKind, DisputeKind, MediationOutcome
from litigedesk.letters import catalogue, ids
from litigedesk.letters.fitting import Situation, fitting, of_holder
from litigedesk.letters.template import Family, Recipient
from tests.letters.case_samples import COMPLAINT, ORAL, PROPOSED, RUNNING, ended

P, C, M = Family.PAYMENT, Family.COMPLAINT, Family.MEDIATION
W = Family.PORTAGE
OF_DISPUTES = [one for one in catalogue.catalogue() if one.about is MatterKind.DISPUTE]


UNPAID = Situation(
    dispute=DisputeKind.UNPAID, client=ClientKind.CONSUMER, invoiced=True, complaint=None, mediation=None
)
ABOUT_WORK = replace(UNPAID, dispute=DisputeKind.COMPLAINT, invoiced=False, complaint=COMPLAINT)


def test_the_letters_that_code_knows_by_name_are_those_of_the_catalogue() -> None:
    of_complaints = {ids.REPLY, ids.ASK_IN_WRITING, ids.INFORMATION}
    of_mediations = {*ids.STANCES, *ids.ANSWERS, ids.SEND_FILE, ids.RECORD_END}
    of_portage = {ids.SUBMIT_CONTRACT, ids.REPORT_UNPAID, ids.ASK_OFFICER, ids.CHASE_COMPANY}
    of_insurance = {
        *ids.DECLARATIONS,
        ids.TELL_CLIENT,
        ids.CHASE_INSURER,
        ids.ASK_ATTESTATION,
        ids.ASK_ATTESTATION_OF_COMPANY,
    }
    known = {P: set(ids.LADDER), C: of_complaints, M: of_mediations, W: of_portage, Family.INSURANCE: of_insurance}
    known |= {Family.EVIDENCE: {ids.INVENTORY}, Family.CONTEST: {ids.ANSWER_CONTEST}}
    known |= {Family.AGREEMENT: {*ids.AGREEMENT_OF, ids.TERM_REMINDER, ids.TERM_NOTICE, ids.CLOSE_AMICABLY}}
    known |= {Family.PROCEDURE: set(ids.PROCEDURE_OF)}
    assert known == {family: {one.id for one in catalogue.catalogue() if one.family is family} for family in Family}


@pytest.mark.parametrize(
    ("situation", "families"),
    [
        (UNPAID, {P}),
        (replace(UNPAID, client=ClientKind.PROFESSIONAL), {P}),
        (replace(UNPAID, invoiced=False), {P}),
        (replace(UNPAID, complaint=COMPLAINT, mediation=RUNNING), {P, C, M}),
        (ABOUT_WORK, {C}),
        (replace(ABOUT_WORK, mediation=RUNNING), {C, M}),
        (replace(ABOUT_WORK, client=ClientKind.UNKNOWN), {C}),
        (replace(ABOUT_WORK, client=ClientKind.PROFESSIONAL), set()),
        (replace(ABOUT_WORK, client=ClientKind.PROFESSIONAL, invoiced=True), {P}),
        (replace(UNPAID, client=ClientKind.PROFESSIONAL, portage=True), {P, W}),
        (replace(UNPAID, client=ClientKind.PROFESSIONAL, portage=True, invoiced=False), {P}),
        (replace(UNPAID, pieces=True), {P, Family.EVIDENCE}),
        (replace(ABOUT_WORK, client=ClientKind.PROFESSIONAL, pieces=True), {Family.EVIDENCE}),
    ],
)
def test_a_dispute_is_offered_the_families_it_has_something_to_say_in(
    situation: Situation, families: set[Family]
) -> None:
    offered = fitting(OF_DISPUTES, situation)
    assert {one.family for one in offered} == families
    assert list(offered) == [one for one in catalogue.catalogue() if one in offered]


@pytest.mark.parametrize(
    ("holder", "absent"),
    [
        (PolicyHolder.USER, {Recipient.PORTAGE_COMPANY}),
        (None, {Recipient.PORTAGE_COMPANY}),
        (PolicyHolder.PORTAGE_COMPANY, {Recipient.INSURER}),
    ],
)
def test_letters_about_a_claim_go_to_the_insurer_or_to_the_portage_company_that_is_insured(
    holder: PolicyHolder | None, absent: set[Recipient]
) -> None:
    about = [one for one in catalogue.catalogue() if one.about is MatterKind.CLAIM]
    assert {one.recipient for one in about} - {one.recipient for one in of_holder(about, holder)} == absent


@pytest.mark.parametrize(
    ("situation", "absent"),
    [
        (
            replace(ABOUT_WORK, mediation=RUNNING),
            {"demande-reclamation-ecrite", "acceptation-proposition", "refus-proposition", "constat-fin-mediation"},
        ),
        (replace(ABOUT_WORK, mediation=PROPOSED), {"demande-reclamation-ecrite", "constat-fin-mediation"}),
        (replace(ABOUT_WORK, mediation=ended(MediationOutcome.FAILURE)), {"demande-reclamation-ecrite"}),
        (
            replace(ABOUT_WORK, complaint=ORAL, mediation=RUNNING),
            {"acceptation-proposition", "refus-proposition", "constat-fin-mediation"},
        ),
    ],
)
def test_a_letter_waits_for_the_step_it_speaks_of(situation: Situation, absent: set[str]) -> None:
    offered = {one.id for one in fitting(catalogue.catalogue(), situation)}
    assert {one.id for one in catalogue.catalogue() if one.family in {C, M}} - offered == absent


OWED_BY_FIRM = replace(UNPAID, client=ClientKind.PROFESSIONAL)


@pytest.mark.parametrize(
    ("situation", "added"),
    [
        (replace(OWED_BY_FIRM, contested=True), {ids.ANSWER_CONTEST}),
        (replace(UNPAID, contested=True), set()),  # a consumer who contests complains
        (replace(OWED_BY_FIRM, agreements=frozenset({AgreementKind.INSTALMENTS})), {ids.SCHEDULE}),
        (
            replace(OWED_BY_FIRM, agreements=frozenset({AgreementKind.SETTLEMENT}), signed=True),
            {ids.SETTLEMENT, ids.TERM_REMINDER, ids.TERM_NOTICE},
        ),
        (replace(UNPAID, settled=True), {ids.CLOSE_AMICABLY}),
        (replace(OWED_BY_FIRM, procedures=frozenset({ProcedureKind.PAYMENT_ORDER})), {ids.ORDER_ANNEXES}),
        (replace(UNPAID, procedures=frozenset({ProcedureKind.INSOLVENCY})), set()),
    ],
)
def test_a_letter_of_an_agreement_or_a_procedure_waits_for_its_record(situation: Situation, added: set[str]) -> None:
    offered = {one.id for one in fitting(OF_DISPUTES, situation)}
    assert offered - {one.id for one in OF_DISPUTES if one.family is P} == added
