"""What hangs on a client besides invoices: disputes, mediations, insurance claims and contracts, each opened in its own tab."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from litigedesk import formats
from litigedesk.domain.insurance import InsuranceClaim
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.records import Contract, Dispute
from litigedesk.domain.vocabulary import DisputeStage
from litigedesk.queries.clients import ClientPage
from litigedesk.rules import insurance, mediation
from litigedesk.rules.insurance import ClaimPhase
from litigedesk.rules.portage import ContractPhase

from ...context import Context
from ...palette import Tone
from ...widgets.long_card import fill_card
from ...widgets.panels import Card
from ...widgets.rows import FactRow
from ...widgets.text import Chip, Label
from . import words

T = TypeVar("T")


def related_cards(context: Context, page: ClientPage, *, whole: bool) -> Iterator[Card]:
    """Disputes and contracts always; mediations and claims where there are any. ``whole`` as for ``fill_card``."""

    def card(
        title: str, kind: str, held: Sequence[T], make: Callable[[T], tuple[int, FactRow]], empty: str = ""
    ) -> Card:
        found = Card(title, str(len(held) or ""))
        rows = (_opening(context, kind, *make(one)) for one in held)
        return fill_card(found, rows, whole=whole) if held else found.add(Label(empty, Tone.MUTED))

    yield card("Litiges", "dispute", page.disputes, _dispute, "Aucun litige avec ce client.")
    if page.mediations:
        yield card("Médiations", "mediation", page.mediations, lambda one: _mediation(one, page))
    if page.claims:
        yield card("Sinistres", "insurance_claim", page.claims, _claim)
    phases = page.phases
    contract = lambda one: _contract(one, phases.get(one.id or 0))  # noqa: E731
    yield card("Contrats", "contract", page.contracts, contract, "Aucun contrat avec ce client.")


def _opening(context: Context, kind: str, record_id: int, row: FactRow) -> FactRow:
    row.setObjectName(f"client.{kind}.{record_id}")
    row.clicked.connect(partial(context.navigate, kind, record_id))
    return row


def _dispute(one: Dispute) -> tuple[int, FactRow]:
    closed = one.stage is DisputeStage.CLOSED
    icon = "archive" if closed else "scale"
    title = f"{one.reference} — {one.title}" if one.title else one.reference
    opened = f"ouvert le {formats.date_long(one.opened_on)}"
    return one.id or 0, FactRow(icon, title, opened, Chip(words.dispute_state(one), Tone.MUTED, icon), pressable=True)


def _mediation(one: Mediation, page: ClientPage) -> tuple[int, FactRow]:
    phase = mediation.phase(one)
    over = phase is mediation.Phase.ENDED
    told = (
        f"{one.outcome.label}, le {formats.date_long(one.ended_on)}" if one.outcome and one.ended_on else one.reference
    )
    chip = Chip(phase.label, Tone.MUTED if over else Tone.ACCENT, "archive" if over else "handshake")
    return one.id or 0, FactRow("handshake", page.mediators[one.mediator_id], told, chip, pressable=True)


def _claim(one: InsuranceClaim) -> tuple[int, FactRow]:
    phase = insurance.phase(one)
    over = phase is ClaimPhase.CLOSED
    title = f"{one.reference} — {one.title}" if one.title else one.reference
    chip = Chip(phase.label, Tone.MUTED if over else Tone.ACCENT, "archive" if over else "shield-alert")
    known = f"connu le {formats.date_long(one.known_on)}"
    return one.id or 0, FactRow("shield-alert", title, known, chip, pressable=True)


def _contract(one: Contract, phase: ContractPhase | None) -> tuple[int, FactRow]:
    signed = f"signé le {formats.date_long(one.signed_on)}" if one.signed_on else "pas encore signé"
    title = f"{one.kind.label} {one.reference}" + (f" — {one.title}" if one.title else "")
    amount = formats.money(one.amount) if one.amount else ""
    if phase is None:
        return one.id or 0, FactRow("file-text", title, signed, amount, pressable=True)
    detail = " · ".join(filter(None, (signed, amount)))
    chip = Chip(phase.label, Tone.MUTED if phase is ContractPhase.ENDED else Tone.ACCENT, "users")
    return one.id or 0, FactRow("users", title, detail, chip, pressable=True)
