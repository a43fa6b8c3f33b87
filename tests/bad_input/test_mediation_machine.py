"""Complaints, mediations and conventions in whatever order: the same promises, and clocks in step with what they follow from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from litigedesk import validation
from litigedesk.desk import Desk
from litigedesk.domain.insurance import Policy
from litigedesk.domain.mediation import Complaint, Convention, Mediation, Mediator, PlacedMention
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Contract, Deadline, Dispute, Event, Letter, LimitationEvent
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    ComplaintChannel,
    DisputeStage,
    MediationOutcome,
    ProposalAnswer,
    SendMethod,
    Stance,
)
from litigedesk.letters.ids import ANSWERS, ASK_IN_WRITING, REPLY, STANCES
from litigedesk.operations import (
    clients,
    clocks,
    complaints,
    contracts,
    disputes,
    letters,
    mediations,
    mediators,
    policies,
    profile,
    trash,
)
from litigedesk.queries import agenda
from litigedesk.queries import disputes as dossiers
from litigedesk.queries import mediations as pages
from litigedesk.queries.mediations import Scope
from litigedesk.rules import mediation as rules
from tests.bad_input.machine import TODAY, Gestures, euros, number, words

recent = st.integers(-60, 2).map(lambda gap: TODAY + timedelta(gap))
odd = st.sampled_from([date(2024, 2, 29), date(2025, 12, 31), date(1990, 1, 1), date(2100, 12, 31), date.min, date.max])
any_day = st.none() | recent | st.integers(-30, 400).map(lambda gap: TODAY + timedelta(gap)) | odd
maybe = st.none() | st.booleans()
DATES = (
    "referred_on", "notified_on", "rejected_on", "agreed_on", "first_meeting_on", "completed_on", "extended_on",
    "extended_until", "proposal_on", "answer_by", "perform_by", "performed_on", "cost_paid_on",
)  # fmt: skip
# What usually happens in a mediation, one after the other: the date noted, and what is noted with it.
LIFE: Sequence[tuple[str, Mapping[str, object]]] = (
    ("referred_on", {}),
    ("notified_on", {}),
    ("stance_on", {"stance": Stance.TAKES_PART}),
    ("agreed_on", {}),
    ("first_meeting_on", {}),
    ("proposal_on", {}),
    ("my_answer_on", {"my_answer": ProposalAnswer.ACCEPTED}),
    ("client_answer_on", {"client_answer": ProposalAnswer.ACCEPTED}),
    ("ended_on", {"outcome": MediationOutcome.AGREEMENT, "perform_by": date(2027, 1, 31)}),
    ("performed_on", {}),
)
DELETED = (
    "client", "complaint", "contract", "convention", "dispute", "letter", "line", "mediation", "mediator", "suspension",
)  # fmt: skip
LETTERS = (REPLY, ASK_IN_WRITING, *STANCES, *ANSWERS)


class Mediations(Gestures):
    @initialize()
    def a_consumer_who_complained_and_went_to_the_mediator(self) -> None:
        """Every run has a running mediation to spoil."""
        client_id = clients.save(self.desk, Client(kind=ClientKind.CONSUMER, name="Durand")).value.id or 0
        received = date(2026, 9, 1)
        wanted = Complaint(dispute_id=0, received_on=received, channel=ComplaintChannel.EMAIL, grievance="Retard")
        dispute = Dispute(client_id=client_id, opened_on=received)
        dispute_id = complaints.open_dispute(self.desk, dispute, wanted).value.id or 0
        mediator_id = mediators.save(self.desk, Mediator(name="CM2C")).value.id or 0
        running = Mediation(dispute_id=dispute_id, mediator_id=mediator_id, complaint_id=1, referred_on=received)
        mediations.save(self.desk, running)
        contracts.save(self.desk, Contract(client_id=client_id, reference="D-1"))
        contracts.save(
            self.desk, Contract(client_id=clients.save(self.desk, Client(name="Boréal")).value.id or 0, reference="D-2")
        )
        term = Convention(mediator_id=mediator_id, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
        mediators.save_convention(self.desk, term)

    # ---- complaints --------------------------------------------------------------------------------------------------
    @rule(
        place=number,
        dispute=number,
        new=st.booleans(),
        received=recent | odd,
        channel=st.sampled_from(ComplaintChannel),
        answered=st.none() | recent,
        contract=st.none() | number,
        text=words,
        amount=st.none() | euros,
    )
    def save_complaint(
        self,
        place: int,
        dispute: int,
        new: bool,
        received: date,
        channel: ComplaintChannel,
        answered: date | None,
        contract: int | None,
        text: str,
        amount: Money | None,
    ) -> None:
        base = None if new else self.pick(Complaint, place)
        complaint = base or Complaint(
            dispute_id=self.id_of(Dispute, dispute), received_on=received, channel=channel, grievance=text
        )
        changed = replace(
            complaint,
            received_on=received,
            channel=channel,
            answered_on=answered,
            contract_id=None if contract is None else self.id_of(Contract, contract),
            amount=amount,
        )
        self.attempt(complaints.save, changed)

    @rule(client=number, day=recent, channel=st.sampled_from(ComplaintChannel))
    def open_dispute_on_a_complaint(self, client: int, day: date, channel: ComplaintChannel) -> None:
        dispute = Dispute(client_id=self.id_of(Client, client), opened_on=day)
        complaint = Complaint(dispute_id=0, received_on=day, channel=channel, grievance="Défaut")
        self.attempt(complaints.open_dispute, dispute, complaint)

    # ---- mediations --------------------------------------------------------------------------------------------------
    @rule(dispute=number, mediator=number, complaint=st.none() | number, referred=st.none() | recent, own=maybe)
    def open_mediation(
        self, dispute: int, mediator: int, complaint: int | None, referred: date | None, own: bool | None
    ) -> None:
        mediation = Mediation(
            dispute_id=self.id_of(Dispute, dispute),
            mediator_id=self.id_of(Mediator, mediator),
            complaint_id=None if complaint is None else self.id_of(Complaint, complaint),
            started_by_client=own,
            referred_on=referred,
        )
        self.attempt(mediations.save, mediation)

    @rule(place=number, steps=st.integers(1, 4), gap=st.integers(0, 9))
    def what_usually_happens_next(self, place: int, steps: int, gap: int) -> None:
        for _ in range(steps):
            if (held := self.pick(Mediation, place)) is None:
                return
            known = [day for field, _ in LIFE if (day := getattr(held, field)) is not None]
            on = min(max(known, default=date(2026, 9, 1)) + timedelta(gap), TODAY)
            following = next(((field, also) for field, also in LIFE if getattr(held, field) is None), None)
            if following is not None:
                self.attempt(mediations.save, replace(held, **{following[0]: on}, **following[1]))  # type: ignore[arg-type]

    @rule(place=number, field=st.sampled_from(DATES), day=any_day)
    def note_a_date(self, place: int, field: str, day: date | None) -> None:
        if (held := self.pick(Mediation, place)) is not None:
            self.attempt(mediations.save, replace(held, **{field: day}))  # type: ignore[arg-type]

    @rule(place=number, outcome=st.none() | st.sampled_from(MediationOutcome), day=recent)
    def end(self, place: int, outcome: MediationOutcome | None, day: date) -> None:
        if (held := self.pick(Mediation, place)) is not None:
            rejected = day if outcome is MediationOutcome.REJECTED else None
            ended = replace(held, outcome=outcome, ended_on=day if outcome else None, rejected_on=rejected)
            self.attempt(mediations.save, ended)

    @rule(place=number, text=words, cost=st.none() | euros, court=maybe, mediator=number)
    def complete_the_file(self, place: int, text: str, cost: Money | None, court: bool | None, mediator: int) -> None:
        if (held := self.pick(Mediation, place)) is not None:
            changed = replace(held, reference=text, proposal=text, cost=cost, in_court=court)
            self.attempt(mediations.save, replace(changed, mediator_id=self.id_of(Mediator, mediator)))

    @rule(dispute=number, place=number, template=st.sampled_from(LETTERS), day=recent, sent=st.booleans())
    def a_letter_about_it(self, dispute: int, place: int, template: str, day: date, sent: bool) -> None:
        mediation = self.pick(Mediation, place) if template in (*STANCES, *ANSWERS) else None
        dispute_id = mediation.dispute_id if mediation is not None else self.id_of(Dispute, dispute)
        wanted = Letter(
            dispute_id=dispute_id,
            template=template,
            title="Lettre",
            written_on=day,
            send_method=SendMethod.POST,
            amount_due=ZERO,
            sent_on=day if sent else None,
            mediation_id=mediation.id if mediation else None,
        )
        if self.desk.table(Dispute).find(dispute_id) is not None and day <= TODAY:
            self.attempt(_file_letter, wanted)

    # ---- mediators ---------------------------------------------------------------------------------------------------
    @rule(place=number, new=st.booleans(), name=words, checked=st.none() | recent | odd)
    def save_mediator(self, place: int, new: bool, name: str, checked: date | None) -> None:
        base = None if new else self.pick(Mediator, place)
        self.attempt(mediators.save, replace(base or Mediator(name=name), name=name, checked_on=checked))

    @rule(place=number, mediator=number, new=st.booleans(), start=recent | odd, end=any_day, fee=st.none() | euros)
    def save_convention(
        self, place: int, mediator: int, new: bool, start: date, end: date | None, fee: Money | None
    ) -> None:
        base = None if new else self.pick(Convention, place)
        convention = base or Convention(mediator_id=self.id_of(Mediator, mediator), starts_on=start)
        changed = replace(convention, mediator_id=self.id_of(Mediator, mediator), starts_on=start, ends_on=end, fee=fee)
        self.attempt(mediators.save_convention, changed)

    @rule(place=words, day=st.none() | recent, text=words)
    def place_mention(self, place: str, day: date | None, text: str) -> None:
        self.attempt(mediators.place_mention, PlacedMention(place=place, placed_on=day, text=text))

    # ---- dates, settings ---------------------------------------------------------------------------------------------
    @rule(place=number, day=any_day)
    def postpone(self, place: int, day: date | None) -> None:
        self.attempt(disputes.postpone_deadline, self.id_of(Deadline, place), day or TODAY)

    @rule(place=number, first=st.none() | st.integers(-2, 400))
    def remind(self, place: int, first: int | None) -> None:
        if (deadline := self.pick(Deadline, place)) is not None:
            self.attempt(disputes.save_deadline, replace(deadline, first_reminder=first))

    @rule(days=st.integers(0, 91), insured=st.booleans())
    def change_the_delays(self, days: int, insured: bool) -> None:
        self.attempt(profile.set_setting, "complaint.answer_days", str(days))
        held = self.pick(Policy, 0)
        if insured:
            self.attempt(policies.save, replace(held or Policy(insurer="Mutuelle"), declaration_days=days), [])
        elif held is not None:
            self.attempt(policies.delete, held.id)

    # ---- what is around ----------------------------------------------------------------------------------------------
    @rule(place=number, kind=st.sampled_from(ClientKind))
    def know_the_client_better(self, place: int, kind: ClientKind) -> None:
        if (client := self.pick(Client, place)) is not None:
            self.attempt(clients.save, replace(client, kind=kind))

    @rule(dispute=number, client=number)
    def give_a_dispute_to_another_client(self, dispute: int, client: int) -> None:
        if (held := self.pick(Dispute, dispute)) is not None:
            self.attempt(disputes.save, replace(held, client_id=self.id_of(Client, client)), [])

    @rule(place=number, client=number)
    def give_a_contract_to_another_client(self, place: int, client: int) -> None:
        if (held := self.pick(Contract, place)) is not None:
            self.attempt(contracts.save, replace(held, client_id=self.id_of(Client, client)))

    @rule(place=number, reason=st.sampled_from(ClosingReason), day=recent)
    def close(self, place: int, reason: ClosingReason, day: date) -> None:
        self.attempt(disputes.close, self.id_of(Dispute, place), reason, day)

    @rule(place=number)
    def ask_for_a_mediation_back_beside_another(self, place: int) -> None:
        if (held := self.pick(Mediation, place)) is not None:
            self.attempt(mediations.delete, held.id)
            self.attempt(mediations.save, Mediation(dispute_id=held.dispute_id, mediator_id=held.mediator_id))
            self.attempt(trash.restore, self.desk.trash.all()[0].id)

    @rule(place=number, which=st.sampled_from(DELETED))
    def delete(self, place: int, which: str) -> None:
        kind, operation = {
            "letter": (Letter, letters.delete),
            "dispute": (Dispute, disputes.delete),
            "contract": (Contract, contracts.delete),
            "client": (Client, clients.delete),
            "complaint": (Complaint, complaints.delete),
            "mediation": (Mediation, mediations.delete),
            "mediator": (Mediator, mediators.delete),
            "convention": (Convention, mediators.delete_convention),
            "suspension": (LimitationEvent, disputes.delete_limitation_event),
            "line": (Event, disputes.delete_event),
        }[which]
        self.attempt(operation, self.id_of(kind, place))

    @rule(place=number, which=st.sampled_from(["done", "reopened"]))
    def tick_or_reopen(self, place: int, which: str) -> None:
        kind, operation = {"done": (Deadline, disputes.complete_deadline), "reopened": (Dispute, disputes.reopen)}[
            which
        ]
        self.attempt(operation, self.id_of(kind, place))

    @rule(place=number, sent=st.none() | recent)
    def track_letter(self, place: int, sent: date | None) -> None:
        if (letter := self.pick(Letter, place)) is not None:
            self.attempt(letters.track, replace(letter, sent_on=sent))

    # ---- what always holds -------------------------------------------------------------------------------------------
    @invariant()
    def clocks_are_in_step_and_no_rule_has_two(self) -> None:
        held = [one for one in self.desk.table(Deadline).all() if one.clock is not None]
        owned = [(one.clock, one.complaint_id, one.mediation_id, one.convention_id) for one in held]
        assert len(set(owned)) == len(owned)
        for dispute in self.desk.table(Dispute).all():
            if dispute.stage is DisputeStage.CLOSED:
                continue
            wanted = {
                (column, owner, one.clock): one
                for (column, owner), found in clocks.expected(self.desk, dispute.id or 0).items()
                for one in found
            }
            present = {
                (
                    "mediation_id" if one.mediation_id else "complaint_id",
                    one.mediation_id or one.complaint_id,
                    one.clock,
                ): one
                for one in held
                if one.dispute_id == dispute.id
            }
            assert present.keys() == wanted.keys()
            for key, one in wanted.items():
                assert (present[key].computed_on, present[key].title, present[key].reason) == (
                    one.date,
                    one.title,
                    one.reason,
                )

    @invariant()
    def what_is_kept_could_be_saved_again(self) -> None:
        for complaint in self.desk.table(Complaint).all():
            assert not any(one.blocking for one in validation.complaint_problems(complaint, TODAY))
        for mediation in self.desk.table(Mediation).all():
            assert not any(one.blocking for one in validation.mediation_problems(mediation, TODAY))

    @invariant()
    def limitation_and_lines_say_what_the_mediations_say(self) -> None:
        for mediation in self.desk.table(Mediation).all():
            spans = [
                (one.happened_on, one.ended_on)
                for one in self.desk.table(LimitationEvent).where(mediation_id=mediation.id)
            ]
            expected = rules.suspended(mediation)
            assert spans == ([expected] if expected else [])
            lines = {one.milestone: one for one in self.desk.table(Event).where(mediation_id=mediation.id)}
            for milestone, field in (("referred", "referred_on"), ("notified", "notified_on"), ("ended", "ended_on")):
                told = lines[milestone].happened_on if milestone in lines else None
                assert told == getattr(mediation, field)

    @invariant()
    def complaints_and_mediations_fit_their_neighbours(self) -> None:
        for complaint in self.desk.table(Complaint).all():
            if complaint.contract_id is not None:
                contract = self.desk.table(Contract).get(complaint.contract_id)
                assert contract.client_id == self.desk.table(Dispute).get(complaint.dispute_id).client_id
        for mediation in self.desk.table(Mediation).all():
            running = self.desk.table(Mediation).count(dispute_id=mediation.dispute_id, ended_on=None)
            assert running <= 1
            if mediation.complaint_id is not None:
                assert self.desk.table(Complaint).get(mediation.complaint_id).dispute_id == mediation.dispute_id

    @invariant()
    def the_pages_of_a_mediation_can_be_shown(self) -> None:
        if self.steps % 4:
            return
        shown = pages.rows(self.desk, TODAY, Scope.ALL)
        assert len(shown) == pages.counts(self.desk)[Scope.ALL] == self.desk.table(Mediation).count()
        for mediation in self.desk.table(Mediation).all():
            file = pages.file(self.desk, mediation.id or 0, TODAY)
            assert len(file.conditions) == 8
        pages.conventions(self.desk, TODAY)
        pages.costs(self.desk)
        agenda.since(self.desk, TODAY - timedelta(30), TODAY)
        agenda.since(self.desk, date.min, TODAY)
        for dispute in self.desk.table(Dispute).all():
            dossiers.dossier(self.desk, dispute.id or 0, TODAY)


def _file_letter(desk: Desk, letter: Letter) -> None:
    """A letter on file, as the letters do it: stored, then told to what it is about, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        stored = desk.table(Letter).insert(letter)
        complaints.note_letter(desk, stored)
        mediations.note_letter(desk, stored)


Mediations.TestCase.settings = settings(
    max_examples=max(5, settings.default.max_examples // 8),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestMediations = Mediations.TestCase
