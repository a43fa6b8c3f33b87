"""Invented dates around 22 November 2026, shared by the tests of the calendar."""

from datetime import date

from ui.widgets.calendar import CalendarEntry

TODAY = date(2026, 11, 22)
HOLIDAYS = {date(2026, 11, 1): "Toussaint", date(2026, 11, 11): "Armistice", date(2027, 1, 1): "Jour de l’an"}


def entry(
    key: str,
    day: date,
    title: str = "Répondre à la proposition",
    *,
    detail: str = "Paul Guérin",
    why: str = "Le médiateur l’a demandé.",
    group: str = "mediation",
    done: bool = False,
    happened: bool = False,
    pressable: bool = True,
) -> CalendarEntry:
    return CalendarEntry(
        key, day, f"Label {key}", title, detail, why, "handshake", group, done, happened, pressable=pressable
    )


def november() -> list[CalendarEntry]:
    """Two late, one done, one received, two within the week of which one of another group, one later, one in December."""
    return [
        entry("done", date(2026, 11, 2), "Envoyer les pièces", done=True),
        entry("received", date(2026, 11, 10), "Réclamation de Paul Guérin", happened=True),
        entry("late", date(2026, 11, 14), "Envoyer la relance", detail="Studio Lumen · LIT-2026-003", group="dispute"),
        entry("later-late", date(2026, 11, 20), "Envoyer la facture", detail="Sinistre Tessier", group="claim"),
        entry("answer", date(2026, 11, 27)),
        entry("transfer", date(2026, 11, 27), "Vérifier le virement", detail="Saint-Aubin", group="dispute"),
        entry("fee", date(2026, 11, 30), "Payer la cotisation"),
        entry("expert", date(2026, 12, 4), "Aller à l’expertise", group="claim"),
    ]
