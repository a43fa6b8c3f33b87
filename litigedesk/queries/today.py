"""The first screen: what is late, what is due, what has no next step, and the money outstanding by age."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

from litigedesk import formats
from litigedesk.domain.insurance import Policy
from litigedesk.domain.matter import Matter, MatterKind
from litigedesk.domain.mediation import Mediator
from litigedesk.domain.money import ZERO, Money
from litigedesk.domain.records import Client, Deadline, Dispute, Event, Letter
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.queries import agenda, disputes, invoices, letters, mediations
from litigedesk.rules import limitation_alarms
from litigedesk.rules.limitation_alarms import Alarm

if TYPE_CHECKING:
    from litigedesk.desk import Desk

SOON_DAYS = 7  # a date this near is « bientôt »
RENEWAL_DAYS = 60


class TaskKind(StrEnum):
    """What a line of the first screen is about."""

    DEADLINE = "deadline"
    OVERDUE_INVOICE = "overdue-invoice"
    UNSENT_LETTER = "unsent-letter"
    NO_NEXT_STEP = "no-next-step"
    LIMITATION = "limitation"


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do: who, what, why, by when, how much; ``record`` is what to open (kind and id).

    ``dispute_id`` is the dispute it is in, if any, and ``client_id`` 0 when there is no client.
    """

    kind: TaskKind
    who: str
    what: str
    reason: str
    due_on: date | None
    amount: Money
    record: tuple[str, int]
    client_id: int
    deadline_id: int | None = None
    dispute_id: int | None = None
    stage: DisputeStage | None = None


@dataclass(frozen=True, kw_only=True)
class AgeBand:
    """Unpaid principal by age: « À échoir », « 1 à 30 jours »…"""

    label: str
    amount: Money
    invoices: int
    late: bool  # over ninety days


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """Something about to lapse, and on what day."""

    what: str
    detail: str
    ends_on: date
    record: tuple[str, int] | None = None  # what to open, ``None`` for the table of rates


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The whole first screen. ``first`` is the one thing to do first; it is not repeated in the lists.

    ``since`` is ``None`` on the first day and when nothing came.
    """

    first: Task | None
    late: tuple[Task, ...]
    soon: tuple[Task, ...]
    without_next_step: tuple[Task, ...]
    later: tuple[Task, ...]
    outstanding: Money
    overdue: Money
    ages: tuple[AgeBand, ...]
    renewals: tuple[Renewal, ...]
    recent: tuple[Event, ...]
    recent_clients: tuple[str, ...]  # who each recent event is about, in the same order
    last_backup: datetime | None
    since: agenda.SinceLastOpening | None
    is_empty: bool


def overview(desk: "Desk", today: date, last_opened: date | None = None) -> Overview:
    """Everything the first screen shows, for one day; ``last_opened`` is the day the user last looked before it."""
    rows = disputes.rows(desk, today)
    unpaid = invoices.rows(desk, unpaid_only=True)
    closed = {row["id"] for row in desk.db.rows("SELECT id FROM dispute WHERE stage = 'closed'")}
    waiting = [row for row in unpaid if row.invoice.dispute_id not in closed or row.invoice.dispute_id is None]
    unsent = desk.table(Letter).where(order="written_on, id", sent_on=None)
    found = [*_deadlines(desk, rows, unsent, today), *_unsent(desk, rows, unsent), *_overdue(waiting, today)]
    tasks = sorted(found, key=lambda t: (t.due_on or date.max, t.who))
    late = [task for task in tasks if task.due_on and task.due_on < today]
    soon = [task for task in tasks if task.due_on and today <= task.due_on and _is_soon(task, today)]
    later = [task for task in tasks if task.due_on and task.due_on > today and not _is_soon(task, today)]
    stuck = [_stuck(row) for row in rows if row.next_on is None]
    first = next(iter([*late, *soon, *stuck]), None)
    recent = desk.table(Event).select(
        "SELECT * FROM event WHERE happened_on <= ? ORDER BY happened_on DESC, id DESC LIMIT 4", (str(today),)
    )
    named = desk.db.rows("SELECT d.id, c.name FROM dispute d JOIN client c ON c.id = d.client_id")
    names = {row["id"]: row["name"] for row in named}
    claims = {row["id"]: row["title"] for row in desk.db.rows("SELECT id, title FROM insurance_claim")}
    backups = desk.backups.all()
    return Overview(
        first=first,
        late=tuple(task for task in late if task is not first),
        soon=tuple(task for task in soon if task is not first),
        without_next_step=tuple(task for task in stuck if task is not first),
        later=tuple(later),
        outstanding=Money.total(row.outstanding for row in waiting),
        overdue=Money.total(row.outstanding for row in waiting if row.invoice.due_on < today),
        ages=_ages(waiting, today),
        renewals=_renewals(desk, today),
        recent=tuple(recent),
        recent_clients=tuple(
            names.get(event.dispute_id) or claims.get(event.insurance_claim_id, "") for event in recent
        ),
        last_backup=backups[0].taken_at if backups else None,
        since=_since(desk, last_opened, today),
        is_empty=not desk.db.value("SELECT EXISTS (SELECT 1 FROM client)"),
    )


def _since(desk: "Desk", day: date | None, today: date) -> agenda.SinceLastOpening | None:
    if day is None or day >= today:
        return None
    found = agenda.since(desk, day, today)
    return found if found.reminded or found.late else None


def _unsent(desk: "Desk", rows: list[disputes.DisputeRow], unsent: list[Letter]) -> list[Task]:
    """Letters written and not sent: nobody will answer them."""
    by_id = {row.id: row for row in rows}
    return [
        _to_send(desk, letter, by_id.get(letter.dispute_id or 0))
        for letter in unsent
        if letter.dispute_id in by_id or letter.dispute_id is None
    ]


def _to_send(desk: "Desk", letter: Letter, row: disputes.DisputeRow | None) -> Task:
    about = letters.subject(desk, letter.matter)
    return Task(
        kind=TaskKind.UNSENT_LETTER,
        who=about.who,
        what=f"envoyer la lettre\u00a0: {letter.title.lower()}",
        reason=f"Rédigée le {formats.date_long(letter.written_on)}, son envoi n’est pas noté.",
        due_on=letter.written_on,
        amount=row.amount if row is not None else ZERO,
        record=(str(letter.matter.kind), letter.matter.id),
        client_id=about.client_id or 0,
        dispute_id=letter.dispute_id,
        stage=row.stage if row is not None else None,
    )


def _deadlines(desk: "Desk", rows: list[disputes.DisputeRow], unsent: list[Letter], today: date) -> list[Task]:
    """Open deadlines; an answer is not awaited to a letter that has not left, and limitation years away is nothing to do.

    The end of somebody else's right only shows when it is what a dispute waits for: its row then has that date.
    """
    by_id = {row.id: row for row in rows}
    not_left = {letter.id for letter in unsent}
    found = []
    for deadline in desk.table(Deadline).where(order="due_on, id", done_on=None):
        row = by_id.get(deadline.dispute_id or 0)
        told = deadline.clock is not None and deadline.clock.only_told
        awaited = row is not None and (row.next_on, row.next_title) == (deadline.due_on, deadline.title)
        if deadline.clock is Clock.LIMITATION:
            found += _limitation(deadline, row, today)
            continue
        if (told and not awaited) or (deadline.letter_id is not None and deadline.letter_id in not_left):
            continue
        if (matter := _matter(deadline)) is not None:
            found.append(_about(desk, deadline, matter, row))
        elif deadline.dispute_id is None:
            found.append(_alone(deadline))
        elif row is not None:
            found.append(_of_dispute(deadline, row))
        elif deadline.clock is Clock.PERFORMANCE and deadline.mediation_id is not None:
            found.append(_after_closing(desk, deadline, deadline.mediation_id))
    return found


def _limitation(deadline: Deadline, row: disputes.DisputeRow | None, today: date) -> list[Task]:
    """The alarm of the limitation period, once it rings."""
    alarm = limitation_alarms.level(deadline.due_on, today)
    if row is None or alarm is Alarm.NONE:
        return []
    return [replace(_of_dispute(deadline, row), kind=TaskKind.LIMITATION)]


def _is_soon(task: Task, today: date) -> bool:
    """Whether it belongs to the week: by its date, or because a month is short to go to court."""
    assert task.due_on is not None
    pressing = task.kind is TaskKind.LIMITATION and limitation_alarms.level(task.due_on, today).presses
    return pressing or task.due_on <= today + timedelta(days=SOON_DAYS)


def _matter(deadline: Deadline) -> Matter | None:
    """The insurance claim, policy or contract that a date is about; ``None`` for those of a dispute and those that stand alone."""
    for kind in (MatterKind.CLAIM, MatterKind.POLICY, MatterKind.CONTRACT):
        record_id = getattr(deadline, f"{kind}_id")
        if record_id is not None:
            return Matter(kind, record_id)
    return None


def _about(desk: "Desk", deadline: Deadline, matter: Matter, row: disputes.DisputeRow | None) -> Task:
    """A date of an insurance claim, which outlives the dispute it came of, of a policy or of a contract."""
    about = letters.subject(desk, matter)
    return Task(
        kind=TaskKind.DEADLINE,
        who=about.who or "RC Pro",
        what=deadline.title,
        reason=agenda.why(deadline) or about.reference,
        due_on=deadline.due_on,
        amount=ZERO,
        record=(str(matter.kind), matter.id),
        client_id=about.client_id or 0,
        deadline_id=deadline.id,
        dispute_id=row.id if row is not None else None,
        stage=row.stage if row is not None else None,
    )


def _of_dispute(deadline: Deadline, row: disputes.DisputeRow) -> Task:
    return Task(
        kind=TaskKind.DEADLINE,
        who=row.client_name,
        what=deadline.title,
        reason=agenda.why(deadline) or f"Dossier {row.reference}",
        due_on=deadline.due_on,
        amount=row.amount,
        record=("dispute", row.id) if deadline.mediation_id is None else ("mediation", deadline.mediation_id),
        client_id=row.client_id,
        deadline_id=deadline.id,
        dispute_id=row.id,
        stage=row.stage,
    )


def _after_closing(desk: "Desk", deadline: Deadline, mediation_id: int) -> Task:
    """An agreement still to perform outlives its dispute, often closed as soon as it is reached."""
    dispute = desk.table(Dispute).get(deadline.dispute_id or 0)
    return Task(
        kind=TaskKind.DEADLINE,
        who=desk.table(Client).get(dispute.client_id).name,
        what=deadline.title,
        reason=deadline.reason,
        due_on=deadline.due_on,
        amount=ZERO,
        record=("mediation", mediation_id),
        client_id=dispute.client_id,
        deadline_id=deadline.id,
    )


def _alone(deadline: Deadline) -> Task:
    """A date that belongs to no dispute: the end of a convention, or one typed on its own."""
    return Task(
        kind=TaskKind.DEADLINE,
        who="Rappel" if deadline.convention_id is None else "Médiation",
        what=deadline.title,
        reason=agenda.why(deadline) or "Date notée par vous",
        due_on=deadline.due_on,
        amount=ZERO,
        record=("convention", deadline.convention_id) if deadline.convention_id else ("deadline", deadline.id or 0),
        client_id=0,
        deadline_id=deadline.id,
    )


def _overdue(waiting: list[invoices.InvoiceRow], today: date) -> list[Task]:
    """Invoices past due that are in no dispute yet."""
    return [
        Task(
            kind=TaskKind.OVERDUE_INVOICE,
            who=row.client_name,
            what=f"facture {row.invoice.number} impayée",
            reason=f"Échue le {formats.date_long(row.invoice.due_on)}, aucun litige ouvert",
            due_on=row.invoice.due_on,
            amount=row.outstanding,
            record=("invoice", row.invoice.id or 0),
            client_id=row.invoice.client_id,
        )
        for row in waiting
        if row.invoice.dispute_id is None and row.invoice.due_on < today
    ]


def _stuck(row: disputes.DisputeRow) -> Task:
    return Task(
        kind=TaskKind.NO_NEXT_STEP,
        who=row.client_name,
        what="choisir la suite",
        reason=formats.typographic(f"Dossier {row.reference}, étape « {row.stage.label_of(row.kind)} »"),
        due_on=None,
        amount=row.amount,
        record=("dispute", row.id),
        client_id=row.client_id,
        dispute_id=row.id,
        stage=row.stage,
    )


_BANDS = (  # each from so many days past due
    (-inf, "À échoir"),
    (1, "1 à 30 jours"),
    (31, "31 à 60 jours"),
    (61, "61 à 90 jours"),
    (91, "Plus de 90 jours"),
)


def _ages(waiting: list[invoices.InvoiceRow], today: date) -> tuple[AgeBand, ...]:
    starts = [start for start, _ in _BANDS]
    held: list[list[Money]] = [[] for _ in _BANDS]
    for row in waiting:
        held[bisect_right(starts, (today - row.invoice.due_on).days) - 1].append(row.outstanding)
    totals = [Money.total(amounts) for amounts in held]
    return tuple(
        AgeBand(label=label, amount=total, invoices=len(amounts), late=start > 90 and total > ZERO)
        for (start, label), amounts, total in zip(_BANDS, held, totals, strict=True)
    )


def _renewals(desk: "Desk", today: date) -> tuple[Renewal, ...]:
    """What is about to lapse: the table of rates, the convention in force, attestations and policies."""
    found = (*_rates_to_renew(desk, today), *_conventions_to_renew(desk, today), *_policies_to_renew(desk, today))
    return tuple(sorted(found, key=lambda one: one.ends_on))


def _policies_to_renew(desk: "Desk", today: date) -> Iterator[Renewal]:
    """Attestations and policies near their end, those in force alone: what has ended long ago is nothing to renew."""
    until = today + timedelta(days=RENEWAL_DAYS)
    for held in desk.table(Policy).all(order="id"):
        if held.ends_on is not None and held.ends_on < today:
            continue
        name, record = held.insurer or held.number, ("policy", held.id or 0)
        if held.attestation_until is not None and held.attestation_until <= until:
            yield Renewal(what="Attestation RC Pro", detail=name, ends_on=held.attestation_until, record=record)
        if held.ends_on is not None and held.ends_on <= until:
            yield Renewal(what="Contrat RC Pro", detail=name, ends_on=held.ends_on, record=record)


def _conventions_to_renew(desk: "Desk", today: date) -> Iterator[Renewal]:
    held = mediations.convention_in_force(desk, today)
    if held is not None and held.ends_on is not None and held.ends_on <= today + timedelta(days=RENEWAL_DAYS):
        name = desk.table(Mediator).get(held.mediator_id).name
        yield Renewal(
            what="Convention de médiation", detail=name, ends_on=held.ends_on, record=("convention", held.id or 0)
        )


def _rates_to_renew(desk: "Desk", today: date) -> tuple[Renewal, ...]:
    end = desk.law.rates.complete_until
    if not desk.law.rates.expires_soon(today) and end > today + timedelta(days=RENEWAL_DAYS):
        return ()
    following = end + timedelta(days=1)
    half = "1er" if following.month == 1 else "2e"
    what = f"Taux légaux du {half} semestre {following.year}"
    return (Renewal(what=what, detail="à ajouter dès leur publication", ends_on=end),)
