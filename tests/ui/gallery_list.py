"""The sample list of disputes for the gallery and the tests of lists."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QMenu

from litigedesk import formats
from litigedesk.domain.money import Money
from ui.palette import Tone
from ui.widgets.buttons import Button, Kind, Option
from ui.widgets.list_pane import Column, ListPane, ListQuery, RowView
from ui.widgets.panels import EmptyState

euros = Money.of


@dataclass(frozen=True)
class Sample:
    """A row of the sample list."""

    id: int
    client: str
    kind: str
    tone: Tone
    when: str
    day: date | None
    amount: Money
    icon: str = "banknote"


SAMPLES = (
    Sample(1, "Studio Lumen SAS", "Impayé · amiable", Tone.LATE, "14 nov. · en retard de 8 jours",
           date(2026, 11, 14), euros("1701.17")),
    Sample(2, "Atelier Boréal SARL", "Impayé · mise en demeure", Tone.LATE, "16 nov. · en retard de 6 jours",
           date(2026, 11, 16), euros("2688.12")),
    Sample(3, "Sylvie Marchand", "Réclamation · à répondre", Tone.SOON, "24 nov. · dans 2 jours",
           date(2026, 11, 24), euros(350), "message-square-text"),
    Sample(4, "Éléonore Œuvrard", "Impayé · amiable", Tone.MUTED, "sans prochaine étape", None, euros("531.90")),
)  # fmt: skip


def sample_list(rows: tuple[Sample, ...] = SAMPLES) -> ListPane[Sample]:
    """A list pane over the samples."""

    def source(query: ListQuery) -> list[Sample]:
        words = query.text.casefold()
        return [r for r in rows if words in r.client.casefold() and (query.chip != "late" or r.tone is Tone.LATE)]

    def menu(sample: Sample, into: QMenu) -> None:
        into.addAction(f"Ouvrir {sample.client}")

    pane: ListPane[Sample] = ListPane(
        "Litiges",
        [
            Column("Prochaine date", lambda r: r.when, lambda r: r.day),
            Column("Client", lambda r: r.client),
            Column("Somme en jeu", lambda r: formats.money(r.amount), lambda r: r.amount, figures=True),
        ],
        source,
        lambda r: RowView(
            r.client,
            formats.money(r.amount),
            r.kind,
            r.icon,
            r.when,
            r.tone,
            "circle-dashed" if r.day is None else None,
        ),
        lambda r: r.id,
        chips=[Option("all", "Ouverts", 4), Option("late", "En retard", 2)],
        right_title="Somme en jeu",
        menu=menu,
        empty=EmptyState(
            "scale",
            "Aucun litige pour l'instant.",
            "Le premier apparaîtra ici dès que vous l'aurez ouvert.",
            link=Button("Essayer avec un exemple", Kind.LINK),
            compact=True,
        ),
    )
    pane.refresh()
    return pane
