"""Rules about days: order of dates, and the dates that rules of law set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.portage import Tripartite
from litigedesk.domain.records import Deadline, Dispute
from litigedesk.domain.vocabulary import Clock, DisputeStage
from litigedesk.operations import clocks, limitation_dates
from litigedesk.operations.checks.rule import Find, Found, Mend, Rule, Severity
from litigedesk.rules.clock_dates import ClockDate

if TYPE_CHECKING:
    from litigedesk.desk import Desk

_UNOWNED = """
SELECT * FROM deadline WHERE clock IS NOT NULL AND coalesce(dispute_id, letter_id, complaint_id, mediation_id, convention_id,
contract_id, policy_id, insurance_claim_id, procedure_id, agreement_id) IS NULL ORDER BY id
"""


def _due_before_issue(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT i.id, i.number, i.due_on, c.name FROM invoice i JOIN client c ON c.id = i.client_id
             WHERE i.kind = 'invoice' AND i.due_on < i.issued_on ORDER BY i.id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"La facture {row['number']} ({row['name']}) était due avant d’être faite.",
            record=("invoice", row["id"]),
            opens=("invoice", row["id"]),
            state=row["due_on"],
        )


def _contract_ends_first(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT k.id, k.reference, k.ends_on, c.name FROM contract k JOIN client c ON c.id = k.client_id
             WHERE k.ends_on < k.starts_on ORDER BY k.id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"Le contrat {row['reference']} ({row['name']}) finit avant de commencer.",
            record=("contract", row["id"]),
            opens=("contract", row["id"]),
            state=row["ends_on"],
        )


def _received_before_sent(desk: "Desk") -> Iterator[Found]:
    sql = """SELECT id, title, dispute_id, received_on FROM letter
             WHERE coalesce(presented_on, received_on) < sent_on OR received_on < presented_on ORDER BY id"""
    for row in desk.db.rows(sql):
        yield Found(
            sentence=f"La lettre « {row['title']} »{_of_dispute(desk, row['dispute_id'])} est notée reçue avant son envoi.",
            record=("letter", row["id"]),
            opens=_dispute(row["dispute_id"]),
            state=row["received_on"] or "",
        )


# ---- what rules of law set -------------------------------------------------------------------------------------------
def _unowned(desk: "Desk") -> Iterator[Found]:
    for deadline in desk.table(Deadline).select(_UNOWNED):
        yield Found(
            sentence=f"L’échéance « {deadline.title} » du {formats.date_long(deadline.due_on)} ne se rattache plus à rien.",
            record=("deadline", deadline.id or 0),
        )


def _put_away(desk: "Desk", deadline_id: int) -> bool:
    deadline = desk.table(Deadline).get(deadline_id)
    desk.trash.put(f"Échéance : {deadline.title}", [deadline], desk.today())
    return True


def _clocks_behind(desk: "Desk") -> Iterator[Found]:
    for dispute in desk.table(Dispute).select("SELECT * FROM dispute WHERE stage <> 'closed' ORDER BY id"):
        assert dispute.id is not None
        if late := _differing(desk, clocks.expected(desk, dispute.id)):
            yield Found(
                sentence=f"Dans le litige {dispute.reference}, une échéance calculée n’est plus celle que donne sa règle : {late}.",
                record=("dispute", dispute.id),
                opens=("dispute", dispute.id),
            )


def _follow_dispute(desk: "Desk", dispute_id: int) -> bool:
    clocks.follow(desk, dispute_id, clocks.expected(desk, dispute_id))
    return True


def _contract_clocks_behind(desk: "Desk") -> Iterator[Found]:
    for parties in desk.table(Tripartite).all():
        key = ("contract_id", parties.contract_id)
        if late := _differing(desk, {key: clocks.of_contract(desk, parties.contract_id)}):
            reference = desk.db.value("SELECT reference FROM contract WHERE id = ?", (parties.contract_id,))
            yield Found(
                sentence=f"Un rappel du contrat de portage {reference} n’est plus celui que donne sa règle : {late}.",
                record=("contract", parties.contract_id),
                opens=("contract", parties.contract_id),
            )


def _follow_contract(desk: "Desk", contract_id: int) -> bool:
    clocks.follow_contract(desk, contract_id, clocks.of_contract(desk, contract_id))
    return True


def _claim_clocks_behind(desk: "Desk") -> Iterator[Found]:
    for claim in desk.table(InsuranceClaim).where(closed_on=None):
        assert claim.id is not None
        if late := _differing(desk, {("insurance_claim_id", claim.id): clocks.of_claim(desk, claim)}):
            yield Found(
                sentence=f"Une date du sinistre {claim.reference} n’est plus celle que donne sa règle : {late}.",
                record=("insurance_claim", claim.id),
                opens=("insurance_claim", claim.id),
            )


def _follow_claim(desk: "Desk", claim_id: int) -> bool:
    claim = desk.table(InsuranceClaim).get(claim_id)
    clocks.follow_claim(desk, claim, clocks.of_claim(desk, claim))
    return True


def _differing(desk: "Desk", wanted: clocks.Expected) -> str:
    """The first date that is not what its rule gives, in words; empty when all are in step."""
    table = desk.table(Deadline)
    for (column, record_id), dates in wanted.items():
        held = {one.clock: one for one in table.where("id", **{column: record_id}) if one.clock is not None}
        if told := _first_differing(held, dates):
            return told
    return ""


def _first_differing(held: Mapping[Clock, Deadline], wanted: Sequence[ClockDate]) -> str:
    left = dict(held)
    for one in wanted:
        present = left.pop(one.clock, None)
        if present is None:
            return f"« {one.title} » manque"
        if present.computed_on != one.date:
            return f"« {one.title} » devrait être le {formats.date_long(one.date)}"
    return next((f"« {one.title} » est de trop" for one in left.values()), "")


def _limitation_behind(desk: "Desk") -> Iterator[Found]:
    disputes = desk.table(Dispute).select("SELECT * FROM dispute WHERE stage <> 'closed' ORDER BY id")
    for dispute, wanted in limitation_dates.wanted(desk, disputes):
        held = desk.table(Deadline).first(dispute_id=dispute.id, clock=Clock.LIMITATION)
        if (held and held.computed_on) != (wanted and wanted.date):
            told = f"il devrait être le {formats.date_long(wanted.date)}" if wanted else "il n’y en a plus"
            yield Found(
                sentence=f"Le dernier jour sûr avant la prescription du litige {dispute.reference} n’est plus à jour : {told}.",
                record=("dispute", dispute.id or 0),
                opens=("dispute", dispute.id or 0),
            )


def _follow_limitation(desk: "Desk", dispute_id: int) -> bool:
    limitation_dates.follow_one(desk, dispute_id)
    return True


# ---- closed disputes -------------------------------------------------------------------------------------------------
def _left_open(desk: "Desk") -> Iterator[Found]:
    sql = f"""SELECT d.id, d.reference, count(*) AS number FROM deadline l JOIN dispute d ON d.id = l.dispute_id
              WHERE {_LEFT_OPEN} GROUP BY d.id ORDER BY d.id"""
    for row in desk.db.rows(sql):
        number = formats.count(row["number"], "échéance ouverte", "échéances ouvertes")
        yield Found(
            sentence=f"Le litige {row['reference']} est clos et garde {number}.",
            record=("dispute", row["id"]),
            opens=("dispute", row["id"]),
            state=str(row["number"]),
        )


# As closing leaves them: an agreement still to perform, and an insurance claim's own dates.
_LEFT_OPEN = f"""d.stage = 'closed' AND l.done_on IS NULL AND coalesce(l.clock, '') <> '{Clock.PERFORMANCE}'
                 AND l.insurance_claim_id IS NULL"""


def _end_left_open(desk: "Desk", dispute_id: int) -> bool:
    dispute = desk.table(Dispute).get(dispute_id)
    if dispute.stage is not DisputeStage.CLOSED:
        return False
    table = desk.table(Deadline)
    sql = f"SELECT l.* FROM deadline l JOIN dispute d ON d.id = l.dispute_id WHERE d.id = ? AND {_LEFT_OPEN}"
    for deadline in table.select(sql, (dispute_id,)):
        table.update(replace(deadline, done_on=dispute.closed_on))
    return True


def _dispute(dispute_id: int | None) -> tuple[str, int] | None:
    return None if dispute_id is None else ("dispute", dispute_id)


def _of_dispute(desk: "Desk", dispute_id: int | None) -> str:
    if dispute_id is None:
        return ""
    return f" du litige {desk.db.value('SELECT reference FROM dispute WHERE id = ?', (dispute_id,))}"


def _wrong(code: str, title: str, find: Find, mend: Mend | None = None) -> Rule:
    return Rule(code=code, title=title, severity=Severity.WRONG, find=find, mend=mend)


RULES: Final = (
    _wrong("invoice-due-first", "Facture due avant d’être faite", _due_before_issue),
    _wrong("contract-ends-first", "Contrat qui finit avant de commencer", _contract_ends_first),
    _wrong("letter-received-first", "Lettre reçue avant son envoi", _received_before_sent),
    _wrong("deadline-unowned", "Échéance calculée qui ne se rattache plus à rien", _unowned, _put_away),
    _wrong("clock-behind", "Échéance calculée qui ne suit plus sa règle", _clocks_behind, _follow_dispute),
    _wrong(
        "contract-clock-behind",
        "Rappel de contrat qui ne suit plus sa règle",
        _contract_clocks_behind,
        _follow_contract,
    ),
    _wrong("claim-clock-behind", "Date de sinistre qui ne suit plus sa règle", _claim_clocks_behind, _follow_claim),
    _wrong(
        "limitation-behind",
        "Dernier jour sûr avant la prescription à recalculer",
        _limitation_behind,
        _follow_limitation,
    ),
    _wrong("closed-with-deadlines", "Litige clos qui garde des échéances ouvertes", _left_open, _end_left_open),
)
