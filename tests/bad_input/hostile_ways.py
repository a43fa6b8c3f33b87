"""An unpaid dispute with a procedure of each kind, an agreement and changes to its plan, every text the same hostile one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from litigedesk.desk import Desk
from litigedesk.domain.agreement import Agreement, AgreementKind
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, Procedure, ProcedureKind
from litigedesk.domain.records import Address, Client, Dispute, Invoice
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import agreements, clients, contest, disputes, invoices, pieces, plans, procedures
from litigedesk.queries.agreements import suggested
from litigedesk.rules import instalments

DAY: Final = date(2026, 11, 22)
BEFORE: Final = date(2026, 10, 1)
FREE: Final = ("authority", "contact", "street", "street_extra", "city", "reference", "opposition_court", "notes")
BEGUN: Final[Mapping[ProcedureKind, Mapping[str, Any]]] = {
    ProcedureKind.CONCILIATION: {},
    ProcedureKind.BUSINESS_MEDIATION: {},
    ProcedureKind.SMALL_CLAIMS: {},
    ProcedureKind.PAYMENT_ORDER: {
        "asked_on": BEFORE,
        "decided_on": BEFORE,
        "served_on": BEFORE,
        "granted": Money.of(9),
    },
    ProcedureKind.INTERIM_ORDER: {"asked_on": BEFORE, "meeting_on": DAY + timedelta(9)},
    ProcedureKind.COURT_CLAIM: {"asked_on": BEFORE, "decided_on": BEFORE},
    ProcedureKind.PUBLIC_CLAIM: {"asked_on": BEFORE},
    ProcedureKind.JUDGMENT: {"decided_on": BEFORE},
    ProcedureKind.INSOLVENCY: {"decided_on": BEFORE, "published_on": BEFORE},
}


def owing(desk: Desk, text: str) -> Dispute:
    """2 500 € due by a professional client, contested for a part in these words, a step of the plan called so."""
    place = Address(client_id=0, street=text, street_extra=text, postcode="56100", city=text)
    wanted = Client(kind=ClientKind.PROFESSIONAL, name=text, siret="00010002400017")
    client_id = clients.save(desk, wanted, [], [place]).value.id or 0
    bill = Invoice(
        client_id=client_id, number=text, title=text, issued_on=date(2026, 4, 29), performed_on=date(2026, 4, 28),
        due_on=date(2026, 5, 31), net=Money.of(2500), gross=Money.of(2500),
    )  # fmt: skip
    bill_id = invoices.save(desk, bill).value.id or 0
    opened = Dispute(client_id=client_id, title=text, opened_on=BEFORE)
    dispute_id = disputes.open_dispute(desk, opened, [bill_id]).value.id or 0
    said = contest.Contestation(amount=Money.of(100), reason=text, on=BEFORE, answer=text)
    contest.contest(desk, dispute_id, said)
    pieces.add(desk, of_dispute(dispute_id), [pieces.Incoming(f"{text[:40]}.txt", b"Bon de commande")])
    plans.add_step(desk, dispute_id, "", text, 0, text)
    plans.postpone(desk, dispute_id, "relance-amiable", DAY + timedelta(9), text)
    plans.skip(desk, dispute_id, "relance-ferme", text)
    return desk.table(Dispute).get(dispute_id)


def procedure(desk: Desk, dispute: Dispute, kind: ProcedureKind, text: str, *, begun: bool = True) -> Procedure:
    """A procedure of that kind, begun or to prepare, every text of it this one."""
    wanted = Procedure(
        dispute_id=dispute.id or 0, kind=kind, court=CourtKind.COMMERCIAL, postcode="56100", **dict.fromkeys(FREE, text)
    )  # fmt: skip
    return procedures.save(desk, replace(wanted, **(BEGUN[kind] if begun else {}))).value


def agreement(desk: Desk, dispute: Dispute, kind: AgreementKind, text: str) -> Agreement:
    """An agreement of that kind to have signed, in three instalments, every text of it this one."""
    wanted = replace(
        suggested(desk, dispute.id or 0, kind, DAY),
        cause=text,
        our_concessions=text,
        their_concessions=text,
        notes=text,
        waived=Money.of(1),
    )
    return agreements.save(desk, wanted, instalments.by_count(wanted.total, 3, DAY + timedelta(20))).value
