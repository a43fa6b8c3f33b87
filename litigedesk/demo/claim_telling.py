"""Plays three insurance claims of the demo: one to declare this week, one with an expert, one paid."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from litigedesk.demo import identifiers
from litigedesk.demo.claim_stories import CLAIMS, FORMER_POLICY, GUARANTEES, POLICY, ClaimStory
from litigedesk.demo.papers import paper
from litigedesk.domain.insurance import ClaimPiece, Harm, InsuranceClaim, InsurerRequest, Policy
from litigedesk.domain.matter import of_claim
from litigedesk.domain.money import Money
from litigedesk.domain.records import Address, Client, Contract
from litigedesk.domain.vocabulary import ClientKind, ContractKind, SendMethod
from litigedesk.letters.ids import DECLARE
from litigedesk.operations import clients, contracts, insurance_claims, letters, policies

if TYPE_CHECKING:
    from litigedesk.demo.moment import Moment
    from litigedesk.desk import Desk


def insure(desk: "Desk", moment: "Moment") -> Policy:
    """The policy in force, whose attestation soon lapses, and the one before it."""
    started = moment.ago(700)
    policies.save(
        desk, replace(FORMER_POLICY, starts_on=started - timedelta(days=1096), ends_on=started - timedelta(days=1)), ()
    )
    today = moment.end.date()
    with TemporaryDirectory(prefix="litigedesk-") as passing:
        attestation = paper(Path(passing), "Attestation RC Pro", "Mutuelle du Grand Large (exemple)")
        present = replace(
            POLICY,
            starts_on=started,
            attestation_from=today - timedelta(days=335),
            attestation_until=today + timedelta(days=29),
        )
        return policies.save(desk, present, GUARANTEES, {"attestation": attestation}).value


def tell(desk: "Desk", moment: "Moment", policy: Policy) -> None:
    """Write every claim of the demo on that policy."""
    for number, story in enumerate(CLAIMS, 50):
        _tell(desk, moment, story, policy, number)
    moment.now = moment.end


def _tell(desk: "Desk", moment: "Moment", story: ClaimStory, policy: Policy, number: int) -> None:
    signed = moment.ago(story.happened + 60)
    client = Client(
        kind=ClientKind.PROFESSIONAL,
        name=story.client,
        legal_form="SARL",
        siret=identifiers.siret(number),
        email=story.email,
    )
    address = Address(client_id=0, label="Siège", street=story.street, postcode=story.postcode, city=story.city)
    client_id = clients.save(desk, client, [], [address]).value.id or 0
    contract = Contract(
        client_id=client_id, kind=ContractKind.QUOTE, reference=story.contract, title=story.work, signed_on=signed
    )
    contract_id = contracts.save(desk, contract).value.id
    happened, known = moment.ago(story.happened), moment.ago(story.known)
    claim = InsuranceClaim(
        title=story.title,
        policy_id=policy.id,
        contract_id=contract_id,
        client_id=client_id,
        happened_on=happened,
        known_on=known,
        claimed_on=known,
        facts=story.facts,
        request=story.request,
        amount=Money.of(story.amount),
        measures=story.measures,
    )
    harm = Harm(
        insurance_claim_id=0, kind=story.harm, nature=story.nature, consecutive=False if story.nature else None,
        amount=Money.of(story.amount), description=story.damage,
    )  # fmt: skip
    claim = insurance_claims.save(desk, claim, [harm]).value
    _pieces(desk, claim, story)
    if story.declared is not None:
        _declare(desk, moment, claim, story)


def _pieces(desk: "Desk", claim: InsuranceClaim, story: ClaimStory) -> None:
    with TemporaryDirectory(prefix="litigedesk-") as passing:
        for key, title in story.pieces:
            document = paper(Path(passing), title, story.client)
            insurance_claims.save_piece(desk, ClaimPiece(insurance_claim_id=claim.id or 0, key=key), document)


def _declare(desk: "Desk", moment: "Moment", claim: InsuranceClaim, story: ClaimStory) -> None:
    assert story.declared is not None
    day = moment.ago(story.declared)
    choices = letters.Choices(written_on=day, send_method=SendMethod.REGISTERED, reply_by=None)
    letters.file(desk, of_claim(claim.id or 0), DECLARE, choices, sent_on=day)
    claim = desk.table(InsuranceClaim).get(claim.id or 0)
    moment.ago(max(0, story.declared - 5))
    claim = insurance_claims.save(desk, replace(claim, insurer_reference=story.reference)).value
    if story.expert is not None:
        ago, name, meeting_in = story.expert
        named = moment.ago(ago)
        meeting = moment.end.date() + timedelta(days=meeting_in)
        claim = insurance_claims.save(
            desk, replace(claim, expert_on=named, expert=name, expert_meeting_on=meeting)
        ).value
    if story.asked is not None:
        ago, what, answer_in = story.asked
        asked = moment.ago(ago)
        due = moment.end.date() + timedelta(days=answer_in)
        request = InsurerRequest(insurance_claim_id=claim.id or 0, asked_on=asked, what=what, due_on=due)
        insurance_claims.save_request(desk, request)
    if story.decided is not None:
        _decide(desk, moment, claim, story)


def _decide(desk: "Desk", moment: "Moment", claim: InsuranceClaim, story: ClaimStory) -> None:
    assert story.decided is not None
    ago, decision, indemnity, deductible = story.decided
    day = moment.ago(ago)
    claim = replace(
        claim, decision=decision, decided_on=day, indemnity=Money.of(indemnity), deductible=Money.of(deductible)
    )
    claim = insurance_claims.save(desk, claim).value
    if story.closed is not None:
        ago, outcome = story.closed
        day = moment.ago(ago)
        insurance_claims.save(desk, replace(claim, paid_on=day, compensated_on=day, outcome=outcome, closed_on=day))
