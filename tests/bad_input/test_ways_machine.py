"""Procedures, agreements, plans, contests and letters in whatever order: the same promises, and one next step for each dispute."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind, AgreementOutcome
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.plan import PlanChange
from litigedesk.domain.procedure import Procedure, ProcedureKind, ProcedureOutcome
from litigedesk.domain.records import (
    Client,
    Contract,
    Deadline,
    Dispute,
    Invoice,
    Letter,
    LimitationEvent,
    Payment,
)
from litigedesk.domain.vocabulary import (
    ClientKind,
    ClosingReason,
    DisputeStage,
    InvoiceKind,
    LimitationEventKind,
    ProfileStatus,
    Recognition,
    SendMethod,
)
from litigedesk.errors import UserError
from litigedesk.letters import catalogue
from litigedesk.letters.ids import PROCEDURE_OF
from litigedesk.operations import (
    agreements,
    calendar_file,
    clients,
    contest,
    disputes,
    invoices,
    letters,
    limitation_dates,
    plans,
    procedure_lines,
    procedures,
    profile,
    reminders,
    trash,
    wordings,
)
from litigedesk.operations.letters import Drawn
from litigedesk.queries import reminders as candidates
from litigedesk.queries import sums
from litigedesk.rules import instalments
from tests.bad_input import ways_world as world
from tests.bad_input.machine import TODAY, Gestures, euros, number, words
from tests.bad_input.ways_promises import (
    dates_follow_the_rules,
    every_page_can_be_shown,
    lines_and_causes_follow_their_records,
    what_is_kept_could_be_saved_again,
)
from tests.bad_input.ways_world import DATES, DELETED, OF_AGREEMENT, TEMPLATES, any_day, near, odd, recent
from tests.bad_input.witness import contents

STEP_KEYS = ("", "relance-amiable", "relance-ferme", "mise-en-demeure", "juge", "cloture", "contestation", "x")


class Ways(Gestures):
    allowed = frozenset({"file-orphan"})  # the file of a step that was undone

    @initialize()
    def three_who_owe(self) -> None:
        world.begin(self.desk)

    def attempt(self, operation: Callable[..., Any], *arguments: object) -> None:
        """Besides: what was done is taken back to the byte, and done again."""
        before, top = contents(self.desk), self.desk.db.journal.last
        super().attempt(operation, *arguments)
        after = contents(self.desk)
        if operation in {Desk.undo, Desk.redo} or after == before or self.desk.db.journal.last is top:
            return
        self.desk.undo()
        assert contents(self.desk) == before
        self.desk.redo()
        assert contents(self.desk) == after

    def open_one(self, place: int) -> Dispute | None:
        """A dispute that is not closed, if there is one; else any."""
        held = self.desk.table(Dispute).all()
        still = [one for one in held if one.stage is not DisputeStage.CLOSED] or held
        return still[place % len(still)] if still else None

    # ---- procedures ----------------------------------------------------------------------------------------------------
    @rule(dispute=number, kind=st.sampled_from(ProcedureKind), day=any_day, text=words)
    def begin_a_procedure(self, dispute: int, kind: ProcedureKind, day: date | None, text: str) -> None:
        if (held := self.open_one(dispute)) is not None:
            one = Procedure(dispute_id=held.id or 0, kind=kind, authority=text, city=text, notes=text)
            self.attempt(procedures.save, replace(one, **{f"{world.STEPS[kind][0]}_on": day}))

    @rule(place=number, steps=st.integers(1, 4), gap=st.integers(0, 40), outcome=st.sampled_from(ProcedureOutcome))
    def what_usually_happens_next(self, place: int, steps: int, gap: int, outcome: ProcedureOutcome) -> None:
        for _ in range(steps):
            if (held := self.pick(Procedure, place)) is None:
                return
            left = [key for key in world.STEPS[held.kind] if getattr(held, f"{key}_on") is None]
            known = [day for key in world.STEPS[held.kind] if (day := getattr(held, f"{key}_on")) is not None]
            if held.ended_on is None and left:
                on = min(max(known, default=TODAY - timedelta(60)) + timedelta(gap), TODAY)
                also = {"outcome": outcome} if left[0] == "ended" else {}
                self.attempt(procedures.save, replace(held, **{f"{left[0]}_on": on}, **also))

    @rule(place=number, field=st.sampled_from(DATES), day=any_day)
    def note_a_date(self, place: int, field: str, day: date | None) -> None:
        if (held := self.pick(Procedure, place)) is not None:
            self.attempt(procedures.save, replace(held, **{f"{field}_on": day}))

    @rule(place=number, outcome=st.none() | st.sampled_from(ProcedureOutcome), day=recent, granted=st.none() | euros)
    def end_a_procedure(self, place: int, outcome: ProcedureOutcome | None, day: date, granted: Money | None) -> None:
        if (held := self.pick(Procedure, place)) is not None:
            ended = replace(held, outcome=outcome, ended_on=day if outcome else None, granted=granted)
            self.attempt(procedures.save, ended)

    @rule(place=number, kind=st.sampled_from(ProcedureKind), dispute=number)
    def turn_a_procedure_into_another(self, place: int, kind: ProcedureKind, dispute: int) -> None:
        if (held := self.pick(Procedure, place)) is not None:
            self.attempt(procedures.save, replace(held, kind=kind))

    @rule(place=number, content=words)
    def keep_the_paper_of_a_procedure(self, place: int, content: str) -> None:
        paper = Path(self._place.name) / "titre.pdf"
        paper.write_text(content, encoding="utf-8")
        if (held := self.pick(Procedure, place)) is not None:
            self.attempt(procedures.save, held, {"file_id": paper})

    # ---- agreements ----------------------------------------------------------------------------------------------------
    @rule(
        dispute=number, kind=st.sampled_from(AgreementKind), count=st.sampled_from([1, 2, 3, 12]),
        first=near, signed=st.booleans(), acceleration=st.booleans(), recognised=st.booleans(), text=words,
    )  # fmt: skip
    def agree(
        self, dispute: int, kind: AgreementKind, count: int, first: date, signed: bool, acceleration: bool, recognised: bool,
        text: str,
    ) -> None:  # fmt: skip
        if (held := self.open_one(dispute)) is None:
            return
        facts = {"cause": text, "our_concessions": text, "their_concessions": text, "acceleration": acceleration}
        facts |= {} if signed else {"signed_on": None}
        try:
            wanted, table = world.promised(self.desk, held.id or 0, kind, count, first, **facts)
        except UserError:  # nothing left to share
            return
        self.attempt(agreements.save, wanted, table, {}, recognised)

    @rule(place=number, signed=any_day, outcome=st.none() | st.sampled_from(AgreementOutcome), day=recent)
    def note_what_became_of_an_agreement(
        self, place: int, signed: date | None, outcome: AgreementOutcome | None, day: date
    ) -> None:
        if (held := self.pick(Agreement, place)) is not None:
            kept = held.signed_on if place % 2 else signed
            changed = replace(held, signed_on=kept, outcome=outcome, ended_on=day if outcome else None)
            self.attempt(agreements.save, changed, None, {}, None)

    @rule(place=number, waived=euros, first=recent, count=st.sampled_from([1, 2, 60]))
    def agree_anew(self, place: int, waived: Money, first: date, count: int) -> None:
        if (held := self.pick(Agreement, place)) is None or held.total - waived < Money(count):
            return
        changed = replace(held, waived=held.waived + waived)
        self.attempt(agreements.save, changed, instalments.by_count(changed.total, count, first), {}, None)

    # ---- money ---------------------------------------------------------------------------------------------------------
    @rule(
        place=number, invoice=number, new=st.booleans(), day=recent, sum_=euros, said=st.none() | st.sampled_from(Recognition)
    )  # fmt: skip
    def save_payment(
        self, place: int, invoice: int, new: bool, day: date, sum_: Money, said: Recognition | None
    ) -> None:
        base = None if new else self.pick(Payment, place)
        payment = base or Payment(invoice_id=self.id_of(Invoice, invoice), paid_on=day, amount=sum_)
        self.attempt(invoices.save_payment, replace(payment, paid_on=day, amount=sum_), said)

    @rule(invoice=number, day=recent)
    def pay_all(self, invoice: int, day: date) -> None:
        if (found := self.pick(Invoice, invoice)) is not None and found.kind is InvoiceKind.INVOICE:
            left = invoices.remaining(self.desk, found.id or 0, day)
            self.attempt(invoices.save_payment, Payment(invoice_id=found.id or 0, paid_on=day, amount=left))

    @rule(place=number, amount=euros, day=recent | odd, text=words)
    def contest_a_part(self, place: int, amount: Money, day: date, text: str) -> None:
        said = contest.Contestation(amount=amount, reason=text, on=day, answer=text)
        if (dispute := self.open_one(place)) is not None:
            self.attempt(contest.contest, dispute.id, said)

    @rule(place=number)
    def contest_the_whole_or_lift(self, place: int) -> None:
        if (dispute := self.open_one(place)) is not None and dispute.contested_amount == ZERO:
            whole = contest.Contestation(amount=contest.most_contested(self.desk, dispute), reason="Tout", on=TODAY)
            self.attempt(contest.contest, dispute.id, whole)
        elif dispute is not None:
            self.attempt(contest.lift, dispute.id)

    # ---- the plan ------------------------------------------------------------------------------------------------------
    @rule(
        place=number, at=number, change=st.sampled_from(["delay", "skip", "unskip", "postpone", "done", "add"]),
        days=st.integers(-1, 60) | st.sampled_from([3650, 10**9]), until=any_day, text=words, key=st.sampled_from(STEP_KEYS),
    )  # fmt: skip
    def change_the_plan(
        self, place: int, at: int, change: str, days: int, until: date | None, text: str, key: str
    ) -> None:
        if (dispute := self.open_one(place)) is None:
            return
        before = sums.of_dispute(self.desk, dispute, self.now.date())
        found = plans._plan(self.desk, dispute.id or 0) if dispute.stage is not DisputeStage.CLOSED else None
        current = found.current.step.key if found is not None and found.current is not None else key
        step = current if at < 4 or found is None else found.steps[at % len(found.steps)].step.key
        step = key if at == 7 else step
        operation, given = {
            "delay": (plans.change_delay, (step, days, text)),
            "skip": (plans.skip, (step, text)),
            "unskip": (plans.unskip, (step,)),
            "postpone": (plans.postpone, (step, until or TODAY + timedelta(9), text)),
            "done": (plans.mark_done, (step, until, text)),
            "add": (plans.add_step, (step, text, days, text)),
        }[change]
        self.attempt(operation, dispute.id, *given)
        assert sums.of_dispute(self.desk, dispute, self.now.date()) == before

    @rule(place=number)
    def take_a_change_back(self, place: int) -> None:
        self.attempt(plans.remove_change, self.id_of(PlanChange, place))

    # ---- letters -------------------------------------------------------------------------------------------------------
    @rule(
        place=number, at=number, template=st.sampled_from(TEMPLATES), day=recent, sent=st.booleans(),
        delay=st.none() | st.integers(0, 40),
    )  # fmt: skip
    def write(self, place: int, at: int, template: str, day: date, sent: bool, delay: int | None) -> None:
        about: dict[str, Any] = {}
        if template in OF_AGREEMENT and (agreement := self.pick(Agreement, at)) is not None:
            about = {"agreement_id": agreement.id, "dispute_id": agreement.dispute_id}
        elif template in PROCEDURE_OF and (procedure := self.pick(Procedure, at)) is not None:
            about = {"procedure_id": procedure.id, "dispute_id": procedure.dispute_id}
        elif (dispute := self.pick(Dispute, place)) is not None:
            about = {"dispute_id": dispute.id}
        if about and day <= TODAY:
            wanted = Letter(
                template=template,
                title=catalogue.template(template).title,
                written_on=day,
                send_method=SendMethod.REGISTERED,
                amount_due=ZERO,
                sent_on=day if sent else None,
                reply_by=None if delay is None else day + timedelta(delay),
                **about,
            )
            self.attempt(_file_letter, wanted)

    @rule(place=number, sent=st.none() | recent, received=st.none() | recent, scan=st.booleans(), reply=any_day)
    def track(self, place: int, sent: date | None, received: date | None, scan: bool, reply: date | None) -> None:
        paper = Path(self._place.name) / "ar.pdf"
        paper.write_bytes(b"%PDF")
        if (letter := self.pick(Letter, place)) is not None:
            reply_by = reply if place % 2 else letter.reply_by
            changed = replace(letter, sent_on=sent, received_on=received, reply_by=reply_by)
            self.attempt(letters.track, changed, paper if scan else None)

    @rule(several=st.integers(1, 3), sent=st.none() | recent)
    def remind_many(self, several: int, sent: date | None) -> None:
        self.attempt(_remind, several, sent)

    @rule(template=st.sampled_from(TEMPLATES), body=words, gone=st.booleans())
    def own_words(self, template: str, body: str, gone: bool) -> None:
        self.attempt(wordings.remove, template) if gone else self.attempt(wordings.save, template, body)

    # ---- what is around ------------------------------------------------------------------------------------------------
    @rule(place=number, kind=st.sampled_from(ClientKind), trader=st.none() | st.booleans())
    def know_the_client_better(self, place: int, kind: ClientKind, trader: bool | None) -> None:
        if (client := self.pick(Client, place)) is not None:
            self.attempt(clients.save, replace(client, kind=kind, trader=trader))

    @rule(
        status=st.sampled_from(ProfileStatus),
        trader=st.none() | st.booleans(),
        country=st.sampled_from(["", "Belgique"]),
    )
    def become_another(self, status: ProfileStatus, trader: bool | None, country: str) -> None:
        mine = replace(self.desk.profile(), status=status, trader=trader, country=country)
        self.attempt(profile.save, mine)

    @rule(place=number, contract=st.none() | number, late=st.booleans())
    def bill_through_another(self, place: int, contract: int | None, late: bool) -> None:
        if (held := self.pick(Invoice, place)) is not None:
            theirs = self.desk.table(Contract).where(client_id=held.client_id)
            contract_id = theirs[0].id if contract and theirs else None
            due = held.due_on if late else TODAY + timedelta(20)
            self.attempt(invoices.save, replace(held, contract_id=contract_id, due_on=due))

    @rule(place=number)
    def open_a_dispute(self, place: int) -> None:
        free = self.desk.table(Invoice).where(dispute_id=None)
        if free:
            bill = free[place % len(free)]
            self.attempt(disputes.open_dispute, Dispute(client_id=bill.client_id, opened_on=TODAY), [bill.id])

    @rule(place=number, client=st.none() | number, bills=st.lists(number, max_size=2), judged=any_day, noticed=any_day)
    def change_a_dispute(
        self, place: int, client: int | None, bills: list[int], judged: date | None, noticed: date | None
    ) -> None:
        if (held := self.pick(Dispute, place)) is None:
            return
        changed = replace(held, judgment_on=judged) if place % 2 else replace(held, notice_received_on=noticed)
        if client is not None:
            changed = replace(held, client_id=self.id_of(Client, client))
        theirs = [one.id for one in self.desk.table(Invoice).where(client_id=changed.client_id)]
        self.attempt(disputes.save, changed, [one for at, one in enumerate(theirs) if not bills or at in bills])

    @rule(place=number, reason=st.sampled_from(ClosingReason), day=recent, again=st.booleans())
    def close_or_reopen(self, place: int, reason: ClosingReason, day: date, again: bool) -> None:
        if again:
            self.attempt(disputes.reopen, self.id_of(Dispute, place))
        else:
            self.attempt(disputes.close, self.id_of(Dispute, place), reason, day)

    @rule(place=number, stage=st.sampled_from(DisputeStage))
    def set_stage(self, place: int, stage: DisputeStage) -> None:
        self.attempt(disputes.set_stage, self.id_of(Dispute, place), stage)

    @rule(place=number, kind=st.sampled_from(LimitationEventKind), day=recent | odd, end=st.none() | recent)
    def note_what_interrupts(self, place: int, kind: LimitationEventKind, day: date, end: date | None) -> None:
        event = LimitationEvent(dispute_id=self.id_of(Dispute, place), kind=kind, happened_on=day, ended_on=end)
        self.attempt(disputes.save_limitation_event, event)

    @rule(place=number, dispute=number, day=any_day, which=st.sampled_from(["tick", "put off", "type"]), title=words)
    def dates(self, place: int, dispute: int, day: date | None, which: str, title: str) -> None:
        if which == "tick":
            self.attempt(disputes.complete_deadline, self.id_of(Deadline, place * 3))
        elif which == "put off":
            self.attempt(disputes.postpone_deadline, self.id_of(Deadline, place * 3), day or TODAY)
        else:
            typed = Deadline(dispute_id=self.id_of(Dispute, dispute), title=title, due_on=day or TODAY)
            self.attempt(disputes.save_deadline, typed)

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

    @rule(days=st.sampled_from([1, 5, 30, 400]))
    def start_again_another_day(self, days: int) -> None:
        if self.now.year < 2028:
            self.now += timedelta(days)
            self.desk.close()
            self.desk = Desk.open(self.desk.folder, lambda: self.now)
            limitation_dates.catch_up(self.desk)
            procedure_lines.catch_up(self.desk)

    # ---- what always holds ---------------------------------------------------------------------------------------------
    @invariant()
    def dates_follow(self) -> None:
        dates_follow_the_rules(self.desk)

    @invariant()
    def lines_follow(self) -> None:
        lines_and_causes_follow_their_records(self.desk)

    @invariant()
    def kept_is_savable(self) -> None:
        what_is_kept_could_be_saved_again(self.desk)

    @invariant()
    def pages_can_be_shown(self) -> None:
        if self.steps % 3 == 0:
            every_page_can_be_shown(self.desk)
            calendar_file.export(self.desk, Path(self._place.name) / "dates.ics")


def _file_letter(desk: Desk, letter: Letter) -> None:
    """A letter on file, as the letters do it but for its two forms, in one step."""
    with desk.db.transaction("Lettre enregistrée dans le dossier"):
        stored = desk.table(Letter).insert(letter)
        letters._after_filing(desk, stored, desk.table(Dispute).get(letter.dispute_id or 0))
        letters._note(desk, stored)


def _remind(desk: Desk, several: int, sent: date | None) -> None:
    """The first of those who may be reminded, each with a letter drawn in no time."""
    batch = reminders.Batch(desk, sent)
    lines = [reminders.examine(desk, one) for one in candidates.candidates(desk, desk.today())]
    for line in [one for one in lines if one.may_leave][:several]:
        given = reminders.ready(desk, line)
        batch.file(line, Drawn(facts=given, docx=b"docx", pdf=b"pdf"))


Ways.TestCase.settings = settings(
    max_examples=max(5, settings.default.max_examples // 12),
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestWays = Ways.TestCase
