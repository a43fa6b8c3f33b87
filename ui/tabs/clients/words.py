"""What the tab says of a client, from the facts alone: rows of the list, and what to do now."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from litigedesk import formats
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClientKind, DisputeStage, InvoiceKind
from litigedesk.queries.clients import ClientPage, ClientRow

from ...date_words import distance, tone_of
from ...palette import Tone
from ...widgets.row_delegate import RowView

KIND_ICONS: Final = {
    ClientKind.PROFESSIONAL: "building-2",
    ClientKind.CONSUMER: "user",
    ClientKind.PUBLIC: "landmark",
    ClientKind.UNKNOWN: "circle-help",
}
PLURALS: Final = {
    ClientKind.PROFESSIONAL: "Pros",
    ClientKind.CONSUMER: "Consommateurs",
    ClientKind.PUBLIC: "Publics",
    ClientKind.UNKNOWN: "À préciser",
}


@dataclass(frozen=True)
class Step:
    """What to do now for a client: a sentence, why, and the button; ``action`` is a method of the page."""

    sentence: str
    reason: str
    button: str
    icon: str
    action: str
    record_id: int = 0
    invoice_ids: tuple[int, ...] = ()


def list_row(row: ClientRow, today: date) -> RowView:
    """Three lines: name and sum, kind and town, next date with its icon and word."""
    when, tone, icon = "aucun litige", Tone.MUTED, "circle-check"
    if row.next_on is not None:
        when, tone = distance(row.next_on, today), tone_of(row.next_on, today)
        icon = {Tone.LATE: "circle-alert", Tone.SOON: "clock"}.get(tone, "calendar-days")
    elif row.open_disputes:
        when, icon = "litige sans prochaine étape", "circle-dashed"
    return RowView(
        title=row.name,
        amount=formats.money(row.outstanding) if row.outstanding else "",
        detail=" · ".join(filter(None, (row.kind.label, row.city))),
        detail_icon=KIND_ICONS[row.kind],
        when=when,
        when_tone=tone,
        when_icon=icon,
    )


def dispute_state(dispute: Dispute) -> str:
    """Where a dispute stands, in a word; one about a complaint is not « amiable » but a complaint."""
    if dispute.stage is DisputeStage.CLOSED and dispute.closing_reason is not None:
        return dispute.closing_reason.label.lower()
    return dispute.stage.label_of(dispute.kind).lower()


def next_step(page: ClientPage, today: date) -> Step | None:
    """What to do first for this client, or ``None`` when nothing waits."""
    client_id = page.client.id or 0
    if page.client.kind is ClientKind.UNKNOWN:
        reason = "Professionnel, consommateur ou acheteur public : la loi n’est pas la même."
        return Step("Précisez le type de ce client.", reason, "Préciser le type", "pencil", "kind")
    late = [
        row
        for row in page.invoices
        if row.days_late(today) and row.invoice.dispute_id is None and row.invoice.id is not None
    ]
    if late:
        oldest = min(late, key=lambda row: row.invoice.due_on)
        days = formats.count(oldest.days_late(today), "jour")
        numbers = ", ".join(row.invoice.number for row in late)
        return Step(
            "Ouvrez un litige." if len(late) == 1 else f"Ouvrez un litige pour {len(late)} factures.",
            f"{numbers} : échéance dépassée de {days}, dans aucun litige.",
            "Ouvrir un litige",
            "scale",
            "dispute",
            client_id,
            tuple(row.invoice.id or 0 for row in late),
        )
    dispute = next((one for one in page.disputes if one.stage is not DisputeStage.CLOSED), None)
    if dispute is not None:
        reason = f"Étape : {dispute_state(dispute)}. Le dossier dit quoi faire maintenant."
        return Step(
            f"Poursuivez le litige {dispute.reference}.",
            reason,
            "Ouvrir le dossier",
            "scale",
            "dossier",
            dispute.id or 0,
        )
    if not any(row.invoice.kind is InvoiceKind.INVOICE for row in page.invoices):
        reason = "Les sommes dues, les délais et les lettres se calculent à partir de vos factures."
        return Step(
            "Enregistrez sa première facture.", reason, "Nouvelle facture", "receipt-euro", "invoice", client_id
        )
    return None
