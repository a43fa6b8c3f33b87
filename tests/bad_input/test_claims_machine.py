"""Portage, policies and insurance claims in whatever order: the same promises, and dates in step with what they follow from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from litigedesk import validation
from litigedesk.desk import Desk
from litigedesk.domain.insurance import (
    ClaimDecision,
    ClaimOutcome,
    ClaimPiece,
    Guarantee,
    GuaranteeKind,
    Harm,
    HarmKind,
    ImmaterialHarm,
    InsuranceClaim,
    InsurerRequest,
    Policy,
    PolicyHolder,
    PolicyTrigger,
)
from litigedesk.domain.mediation import Complaint
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.portage import DeliveryProof, PortageCompany, Tripartite, ValidationRound
from litigedesk.domain.records import Client, Contract, Deadline, Dispute, Event, Invoice, Letter, LimitationEvent
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintChannel,
    DeliveryProofKind,
    DisputeStage,
    LimitationEventKind,
    ProfileStatus,
    SendMethod,
    ValidationAnswer,
)
from litigedesk.letters.ids import CHASE_INSURER, DECLARE, DECLARE_TO_COMPANY, SUBMIT_CONTRACT
from litigedesk.operations import (
    clients,
    clocks,
    complaints,
    contracts,
    disputes,
    insurance_claims,
    invoices,
    letters,
    policies,
    portage,
    profile,
    trash,
)
from litigedesk.queries import agenda, happenings, next_step, today
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import insurance_claims as claim_pages
from litigedesk.queries import policies as policy_pages
from litigedesk.queries import portage as contract_pages
from litigedesk.rules import insurance as insurance_rules
from litigedesk.rules import portage as portage_rules
from litigedesk.rules.clock_dates import ClockDate
from tests.bad_input.machine import TODAY, Gestures, euros, number, words

recent = st.integers(-60, 2).map(lambda gap: TODAY + timedelta(gap))
odd = st.sampled_from([date(2024, 2, 29), date(2025, 12, 31), date(1990, 1, 1), date(2100, 12, 31), date.min, date.max])
any_day = st.none() | recent | st.integers(-30, 400).map(lambda gap: TODAY + timedelta(gap)) | odd
maybe = st.none() | st.booleans()
OF_CONTRACT = ("drafted_on", "worker_signed_on", "client_signed_on", "company_signed_on", "ended_on")
OF_CLAIM = (
    "happened_on", "claimed_on", "declared_on", "expert_on", "expert_meeting_on", "decided_on", "paid_on", "sued_on",
    "compensated_on", "closed_on",
)  # fmt: skip
# What usually happens to a claim, one after the other: the date noted, and what is noted with it.
LIFE: Sequence[tuple[str, Mapping[str, object]]] = (
    ("claimed_on", {}),
    ("declared_on", {"declared_by": SendMethod.EMAIL}),
    ("expert_on", {"expert": "Cabinet Astier"}),
    ("decided_on", {"decision": ClaimDecision.COVERED}),
    ("paid_on", {"indemnity": Money.of(900)}),
    ("closed_on", {"outcome": ClaimOutcome.INDEMNIFIED}),
)
ABOUT_CLAIMS = (DECLARE, DECLARE_TO_COMPANY, CHASE_INSURER)
answers, natures = st.none() | st.sampled_from(ValidationAnswer), st.none() | st.sampled_from(ImmaterialHarm)
decisions, outcomes = st.none() | st.sampled_from(ClaimDecision), st.none() | st.sampled_from(ClaimOutcome)
keys = st.sampled_from(["", "contract", "facts", "unknown"])
templates = st.sampled_from([SUBMIT_CONTRACT, *ABOUT_CLAIMS])
DELETED: Mapping[str, tuple[type[Any], Any]] = {
    "claim": (InsuranceClaim, insurance_claims.delete),
    "client": (Client, clients.delete),
    "company": (PortageCompany, portage.delete_company),
    "complaint": (Complaint, complaints.delete),
    "contract": (Contract, contracts.delete),
    "dispute": (Dispute, disputes.delete),
    "invoice": (Invoice, invoices.delete),
    "letter": (Letter, letters.delete),
    "line": (Event, disputes.delete_event),
    "piece": (ClaimPiece, insurance_claims.delete_piece),
    "policy": (Policy, policies.delete),
    "proof": (DeliveryProof, portage.delete_proof),
    "request": (InsurerRequest, insurance_claims.delete_request),
    "round": (ValidationRound, portage.delete_round),
}


class Claims(Gestures):
    @initialize()
    def a_mission_a_complaint_and_a_claim(self) -> None:
        """Every run has a portage contract, a complaint about it, two policies and a claim to spoil."""
        company = portage.save_company(self.desk, PortageCompany(name="Littoral")).value
        client_id = clients.save(self.desk, Client(name="Boréal")).value.id or 0
        clients.save(self.desk, Client(name="Astier"))
        contract = Contract(client_id=client_id, reference="T-1", starts_on=date(2026, 9, 1))
        contract = portage.save(self.desk, contract, Tripartite(contract_id=0, company_id=company.id or 0)).value
        told = Complaint(
            dispute_id=0, received_on=TODAY, channel=ComplaintChannel.EMAIL, grievance="x", contract_id=contract.id
        )
        opened = Dispute(client_id=client_id, opened_on=TODAY)
        dispute = complaints.open_dispute(self.desk, opened, told).value
        policies.save(self.desk, Policy(insurer="Mutuelle", starts_on=date(2020, 1, 1)), [])
        theirs = Policy(
            insurer="Assurance", holder=PolicyHolder.PORTAGE_COMPANY, company_id=company.id, declaration_days=8
        )
        policy = policies.save(self.desk, theirs, []).value
        bill = Invoice(
            client_id=client_id, contract_id=contract.id, number="F-1", issued_on=date(2026, 10, 1), due_on=date(2026, 10, 31),
            net=Money.of(100), gross=Money.of(100),
        )  # fmt: skip
        invoices.save(self.desk, bill)
        claim = InsuranceClaim(title="Retard", known_on=TODAY, policy_id=policy.id, dispute_id=dispute.id)
        insurance_claims.save(self.desk, claim)

    # ---- portage -----------------------------------------------------------------------------------------------------
    @rule(place=number, new=st.booleans(), name=words, email=words)
    def save_company(self, place: int, new: bool, name: str, email: str) -> None:
        base = None if new else self.pick(PortageCompany, place)
        self.attempt(portage.save_company, replace(base or PortageCompany(), name=name, validation_email=email))

    @rule(place=number, company=number, client=number, new=st.booleans(), start=any_day, end=any_day, text=words)
    def save_contract(
        self, place: int, company: int, client: int, new: bool, start: date | None, end: date | None, text: str
    ) -> None:
        base = None if new else self.pick(Contract, place)
        contract = base or Contract(client_id=self.id_of(Client, client), reference=text)
        held = self.pick(Tripartite, place) if base is None else self.desk.table(Tripartite).first(contract_id=base.id)
        parties = held or Tripartite(contract_id=0, company_id=self.id_of(PortageCompany, company))
        changed = replace(contract, client_id=self.id_of(Client, client), starts_on=start, ends_on=end)
        self.attempt(
            portage.save, changed, replace(parties, company_id=self.id_of(PortageCompany, company), skills=text)
        )

    @rule(place=number, field=st.sampled_from(OF_CONTRACT), day=any_day)
    def note_a_date_of_a_contract(self, place: int, field: str, day: date | None) -> None:
        if (held := self.pick(Tripartite, place)) is not None:
            self.attempt(portage.note, replace(held, **{field: day}))  # type: ignore[arg-type]

    @rule(
        place=number,
        new=st.booleans(),
        sent=recent,
        answer=st.none() | st.sampled_from(ValidationAnswer),
        gap=st.integers(-1, 9),
    )
    def save_round(self, place: int, new: bool, sent: date, answer: ValidationAnswer | None, gap: int) -> None:
        base = None if new else self.pick(ValidationRound, place)
        one = base or ValidationRound(contract_id=self.id_of(Contract, place), sent_on=sent)
        on = None if answer is None else sent + timedelta(gap)
        self.attempt(portage.save_round, replace(one, sent_on=sent, answer=answer, answered_on=on))

    @rule(
        place=number,
        contract=number,
        kind=st.sampled_from(DeliveryProofKind),
        month=any_day,
        made=recent,
        signed=any_day,
    )
    def save_proof(
        self, place: int, contract: int, kind: DeliveryProofKind, month: date | None, made: date, signed: date | None
    ) -> None:
        base = self.pick(DeliveryProof, place) if place % 2 else None
        proof = base or DeliveryProof(contract_id=self.id_of(Contract, contract), kind=kind, made_on=made, title="x")
        self.attempt(portage.save_proof, replace(proof, kind=kind, month=month, made_on=made, signed_on=signed))

    # ---- policies ----------------------------------------------------------------------------------------------------
    @rule(
        place=number, new=st.booleans(), days=st.integers(4, 12), start=any_day, end=any_day, until=any_day,
        company=st.none() | number, kinds=st.lists(st.sampled_from(GuaranteeKind), max_size=3), cap=st.none() | euros,
        trigger=st.none() | st.sampled_from(PolicyTrigger), years=st.none() | st.integers(-1, 31),
    )  # fmt: skip
    def save_policy(
        self, place: int, new: bool, days: int, start: date | None, end: date | None, until: date | None, company: int | None,
        kinds: list[GuaranteeKind], cap: Money | None, trigger: PolicyTrigger | None, years: int | None,
    ) -> None:  # fmt: skip
        base = None if new else self.pick(Policy, place)
        changed = replace(
            base or Policy(insurer="Mutuelle"),
            holder=PolicyHolder.USER if company is None else PolicyHolder.PORTAGE_COMPANY,
            company_id=None if company is None else self.id_of(PortageCompany, company),
            declaration_days=days,
            starts_on=start,
            ends_on=end,
            attestation_until=until,
            trigger=trigger,
            subsequent_years=years,
        )
        self.attempt(policies.save, changed, [Guarantee(policy_id=0, kind=kind, cap=cap) for kind in kinds])

    # ---- claims ------------------------------------------------------------------------------------------------------
    @rule(
        place=number, new=st.booleans(), known=recent | odd, text=words, policy=st.none() | number, dispute=st.none() | number,
        contract=st.none() | number, client=st.none() | number, amount=st.none() | euros,
    )  # fmt: skip
    def save_claim(
        self, place: int, new: bool, known: date, text: str, policy: int | None, dispute: int | None, contract: int | None,
        client: int | None, amount: Money | None,
    ) -> None:  # fmt: skip
        base = None if new else self.pick(InsuranceClaim, place)
        changed = replace(
            base or InsuranceClaim(title=text, known_on=known),
            known_on=known,
            facts=text,
            reference=text if place > 5 else base.reference if base else "",
            policy_id=None if policy is None else self.id_of(Policy, policy),
            dispute_id=None if dispute is None else self.id_of(Dispute, dispute),
            contract_id=None if contract is None else self.id_of(Contract, contract),
            client_id=None if client is None else self.id_of(Client, client),
            amount=amount,
        )
        self.attempt(insurance_claims.save, changed)

    @rule(place=number, steps=st.integers(1, 4), gap=st.integers(0, 9))
    def what_usually_happens_next(self, place: int, steps: int, gap: int) -> None:
        for _ in range(steps):
            if (held := self.pick(InsuranceClaim, place)) is None:
                return
            known = [held.known_on, *(day for field, _ in LIFE if (day := getattr(held, field)) is not None)]
            following = next(((field, also) for field, also in LIFE if getattr(held, field) is None), None)
            if following is not None:
                on = min(max(known) + timedelta(gap), TODAY)
                self.attempt(insurance_claims.save, replace(held, **{following[0]: on}, **following[1]))  # type: ignore[arg-type]

    @rule(place=number, field=st.sampled_from(OF_CLAIM), day=any_day)
    def note_a_date_of_a_claim(self, place: int, field: str, day: date | None) -> None:
        if (held := self.pick(InsuranceClaim, place)) is not None:
            self.attempt(insurance_claims.save, replace(held, **{field: day}))  # type: ignore[arg-type]

    @rule(
        place=number,
        decision=st.none() | st.sampled_from(ClaimDecision),
        outcome=st.none() | st.sampled_from(ClaimOutcome),
        day=recent,
    )
    def decide_or_close(
        self, place: int, decision: ClaimDecision | None, outcome: ClaimOutcome | None, day: date
    ) -> None:
        if (held := self.pick(InsuranceClaim, place)) is not None:
            decided = replace(held, decision=decision, decided_on=day if decision else None)
            self.attempt(insurance_claims.save, replace(decided, outcome=outcome, closed_on=day if outcome else None))

    @rule(
        place=number,
        kinds=st.lists(st.sampled_from(HarmKind), max_size=5),
        nature=st.none() | st.sampled_from(ImmaterialHarm),
        amount=st.none() | euros,
    )
    def save_harms(
        self, place: int, kinds: list[HarmKind], nature: ImmaterialHarm | None, amount: Money | None
    ) -> None:
        if (held := self.pick(InsuranceClaim, place)) is not None:
            kept = [one for one in self.desk.table(Harm).where(insurance_claim_id=held.id) if (one.id or 0) % 2]
            added = [Harm(insurance_claim_id=0, kind=kind, nature=nature, amount=amount) for kind in kinds]
            self.attempt(insurance_claims.save, held, [*kept, *added])

    @rule(
        place=number,
        claim=number,
        key=st.sampled_from(["", "contract", "facts", "unknown"]),
        title=words,
        day=any_day,
        needed=st.booleans(),
    )
    def save_piece(self, place: int, claim: int, key: str, title: str, day: date | None, needed: bool) -> None:
        base = self.pick(ClaimPiece, place) if place % 2 else None
        piece = base or ClaimPiece(insurance_claim_id=self.id_of(InsuranceClaim, claim))
        changed = replace(piece, key=key, title=title, obtained_on=day, not_needed=not needed)
        self.attempt(insurance_claims.save_piece, changed)

    @rule(place=number, claim=number, asked=recent, due=any_day, answered=st.none() | recent, what=words)
    def save_request(
        self, place: int, claim: int, asked: date, due: date | None, answered: date | None, what: str
    ) -> None:
        base = self.pick(InsurerRequest, place) if place % 2 else None
        request = base or InsurerRequest(
            insurance_claim_id=self.id_of(InsuranceClaim, claim), asked_on=asked, what=what
        )
        self.attempt(insurance_claims.save_request, replace(request, asked_on=asked, due_on=due, answered_on=answered))

    @rule(place=number, kind=st.sampled_from(LimitationEventKind), day=recent | odd)
    def note_what_interrupts(self, place: int, kind: LimitationEventKind, day: date) -> None:
        event = LimitationEvent(insurance_claim_id=self.id_of(InsuranceClaim, place), kind=kind, happened_on=day)
        self.attempt(insurance_claims.save_limitation_event, event)

    @rule(place=number)
    def take_back_what_interrupts(self, place: int) -> None:
        self.attempt(insurance_claims.delete_limitation_event, self.id_of(LimitationEvent, place))

    # ---- letters -----------------------------------------------------------------------------------------------------
    @rule(
        place=number,
        template=st.sampled_from([SUBMIT_CONTRACT, *ABOUT_CLAIMS]),
        method=st.sampled_from(SendMethod),
        day=recent,
        sent=st.booleans(),
    )
    def a_letter(self, place: int, template: str, method: SendMethod, day: date, sent: bool) -> None:
        about: dict[str, Any] = {}
        if template == SUBMIT_CONTRACT and (parties := self.pick(Tripartite, place)) is not None:
            about = {"contract_id": parties.contract_id}
        elif template in ABOUT_CLAIMS and (claim := self.pick(InsuranceClaim, place)) is not None:
            about = {"insurance_claim_id": claim.id, "dispute_id": claim.dispute_id}
        if about and day <= TODAY:
            wanted = Letter(
                template=template,
                title="Lettre",
                written_on=day,
                send_method=method,
                amount_due=ZERO,
                sent_on=day if sent else None,
                **about,
            )
            self.attempt(_file_letter, wanted)

    @rule(place=number, sent=st.none() | recent)
    def track_letter(self, place: int, sent: date | None) -> None:
        if (letter := self.pick(Letter, place)) is not None:
            self.attempt(letters.track, replace(letter, sent_on=sent))

    # ---- what is around ----------------------------------------------------------------------------------------------
    @rule(
        status=st.sampled_from(ProfileStatus), days=st.integers(0, 91), key=st.sampled_from(["validation", "signature"])
    )
    def change_who_one_is_and_the_delays(self, status: ProfileStatus, days: int, key: str) -> None:
        self.attempt(profile.save, replace(self.desk.profile(), name="Camille", status=status))
        self.attempt(profile.set_setting, f"portage.{key}_days", str(days))

    @rule(place=number, kind=st.sampled_from(ClientKind))
    def know_the_client_better(self, place: int, kind: ClientKind) -> None:
        if (client := self.pick(Client, place)) is not None:
            self.attempt(clients.save, replace(client, kind=kind))

    @rule(dispute=number, client=number, bills=st.lists(number, max_size=2))
    def change_a_dispute(self, dispute: int, client: int, bills: list[int]) -> None:
        if (held := self.pick(Dispute, dispute)) is not None:
            changed = replace(held, client_id=self.id_of(Client, client))
            self.attempt(disputes.save, changed, self.ids(Invoice, bills))

    @rule(place=number, contract=st.none() | number, client=number)
    def change_an_invoice(self, place: int, contract: int | None, client: int) -> None:
        if (held := self.pick(Invoice, place)) is not None:
            contract_id = None if contract is None else self.id_of(Contract, contract)
            self.attempt(invoices.save, replace(held, contract_id=contract_id, client_id=self.id_of(Client, client)))

    @rule(place=number, reason=st.sampled_from(ClosingReason), day=recent, again=st.booleans())
    def close_or_reopen(self, place: int, reason: ClosingReason, day: date, again: bool) -> None:
        if again:
            self.attempt(disputes.reopen, self.id_of(Dispute, place))
        else:
            self.attempt(disputes.close, self.id_of(Dispute, place), reason, day)

    @rule(place=number, day=any_day, tick=st.booleans())
    def put_off_or_tick(self, place: int, day: date | None, tick: bool) -> None:
        if tick:
            self.attempt(disputes.complete_deadline, self.id_of(Deadline, place))
        else:
            self.attempt(disputes.postpone_deadline, self.id_of(Deadline, place), day or TODAY)

    @rule(place=number, which=st.sampled_from(sorted(DELETED)))
    def delete(self, place: int, which: str) -> None:
        kind, operation = DELETED[which]
        self.attempt(operation, self.id_of(kind, place))

    @rule(place=number, which=st.sampled_from(sorted(DELETED)))
    def throw_away_and_ask_for_it_back(self, place: int, which: str) -> None:
        before = len(self.desk.trash.all())
        self.delete(place, which)
        if len(self.desk.trash.all()) > before:
            self.attempt(trash.restore, self.desk.trash.all()[0].id)

    # ---- what always holds -------------------------------------------------------------------------------------------
    @invariant()
    def dates_are_in_step_and_no_rule_has_two(self) -> None:
        for parties in self.desk.table(Tripartite).all():
            self.in_step(clocks.of_contract(self.desk, parties.contract_id), contract_id=parties.contract_id)
        for claim in self.desk.table(InsuranceClaim).where(closed_on=None):
            self.in_step(clocks.of_claim(self.desk, claim), insurance_claim_id=claim.id)
        for policy in self.desk.table(Policy).all():
            self.in_step(insurance_rules.policy_clocks(policy), policy_id=policy.id)
        for dispute in self.desk.table(Dispute).all():
            if dispute.stage is not DisputeStage.CLOSED:
                for (column, record_id), wanted in clocks.expected(self.desk, dispute.id or 0).items():
                    self.in_step(wanted, **{column: record_id})

    def in_step(self, wanted: Sequence[ClockDate], **owner: int | None) -> None:
        held = [one for one in self.desk.table(Deadline).where(**owner) if one.clock is not None]
        present = {one.clock: (one.computed_on, one.title, one.reason) for one in held}
        assert len(present) == len(held)
        assert present == {one.clock: (one.date, one.title, one.reason) for one in wanted}

    @invariant()
    def what_is_kept_could_be_saved_again(self) -> None:
        for claim in self.desk.table(InsuranceClaim).all():
            policy = None if claim.policy_id is None else self.desk.table(Policy).get(claim.policy_id)
            assert not any(one.blocking for one in validation.insurance_claim_problems(claim, policy, None, TODAY))
        for policy in self.desk.table(Policy).all():
            assert not any(one.blocking for one in validation.policy_problems(policy, TODAY))
        for request in self.desk.table(InsurerRequest).all():
            assert not any(one.blocking for one in validation.insurer_request_problems(request, TODAY))
        for deadline in self.desk.table(Deadline).all():
            if deadline.due_on <= date(2100, 12, 31):
                assert not any(one.blocking for one in validation.deadline_problems(deadline))

    @invariant()
    def a_claim_keeps_its_papers_and_lines_and_fits_its_neighbours(self) -> None:
        for claim in self.desk.table(InsuranceClaim).all():
            owned = [
                one
                for kind in (Letter, Event, Deadline)
                for one in self.desk.table(kind).where(insurance_claim_id=claim.id)
            ]
            assert {one.dispute_id for one in owned} <= {claim.dispute_id}
            told = {
                one.milestone: one.happened_on
                for one in self.desk.table(Event).where(insurance_claim_id=claim.id)
                if one.milestone
            }
            for milestone in ("happened", "known", "claimed", "expert", "decided", "paid", "sued", "closed"):
                assert told.get(milestone) == getattr(claim, f"{milestone}_on")
            dispute = None if claim.dispute_id is None else self.desk.table(Dispute).get(claim.dispute_id)
            contract = None if claim.contract_id is None else self.desk.table(Contract).get(claim.contract_id)
            known = {claim.client_id, dispute.client_id if dispute else None, contract.client_id if contract else None}
            assert len(known - {None}) <= 1

    @invariant()
    def a_contract_is_signed_when_the_three_have(self) -> None:
        for parties in self.desk.table(Tripartite).all():
            contract = self.desk.table(Contract).get(parties.contract_id)
            assert (contract.signed_on, contract.kind.value) == (portage_rules.concluded_on(parties), "tripartite")

    @invariant()
    def the_pages_can_be_shown(self) -> None:
        if self.steps % 4:
            return
        assert len(claim_pages.rows(self.desk, claim_pages.Scope.ALL)) == self.desk.table(InsuranceClaim).count()
        for claim in self.desk.table(InsuranceClaim).all():
            next_step.propose_claim(claim_pages.file(self.desk, claim.id or 0, TODAY), TODAY)
        for parties in self.desk.table(Tripartite).all():
            page = contract_pages.file(self.desk, parties.contract_id, TODAY)
            assert page is not None
            next_step.propose_contract(page, TODAY)
        for dispute in self.desk.table(Dispute).all():
            next_step.propose(dossiers.dossier(self.desk, dispute.id or 0, TODAY), TODAY)
        policy_pages.files(self.desk, TODAY)
        contract_pages.companies(self.desk)
        happenings.happenings(self.desk)
        agenda.since(self.desk, date.min, TODAY)
        today.overview(self.desk, TODAY, TODAY - timedelta(30))


def _file_letter(desk: Desk, letter: Letter) -> None:
    """A letter on file, as the letters do it: stored, then told to what it is about, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        stored = desk.table(Letter).insert(letter)
        portage.note_letter(desk, stored)
        insurance_claims.note_letter(desk, stored)


Claims.TestCase.settings = settings(
    max_examples=max(5, settings.default.max_examples // 8),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestClaims = Claims.TestCase
