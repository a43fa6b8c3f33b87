"""Above a dossier: limitation that comes near, and who should be asked for help."""

from typing import Final

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind, DisputeStage
from litigedesk.queries import help_needed
from litigedesk.queries.disputes import Dossier
from litigedesk.rules.help_needed import HelpNeeded
from litigedesk.rules.limitation_alarms import Alarm

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.panels import Callout
from .commands import Commands

STOPS: Final = (
    "L’arrêtent : une reconnaissance écrite de la dette, une demande en justice, la signification d’une ordonnance, une "
    "conciliation ou une médiation acceptée par les deux. Ni relance ni mise en demeure."
)
STOPS_PUBLIC: Final = "Une réclamation écrite à l’administration l’interrompt : envoyez-la en recommandé."


def alerts(commands: Commands, dossier: Dossier) -> list[QWidget]:
    """What to see before anything else; nothing for a closed dispute."""
    if dossier.dispute.stage is DisputeStage.CLOSED:
        return []
    desk, today = commands.context.desk, commands.context.today()
    found: list[QWidget] = []
    if (alarm := _limitation(commands, dossier)) is not None:
        found.append(alarm)
    found += [
        _help(commands, dossier, one) for one in help_needed.of_dispute(desk, dossier.dispute, today, dossier.sums)
    ]
    return found


def _limitation(commands: Commands, dossier: Dossier) -> Callout | None:
    view, today = dossier.limitation, commands.context.today()
    if view is None or (alarm := view.alarm(today)) is Alarm.NONE:
        return None
    result, dispute_id = view.result, dossier.dispute.id or 0
    safe, end = formats.date_long(result.prudent_safe_date), formats.date_long(result.prudent_date)
    several = f" (facture {view.invoice_number})" if len(dossier.sums.lines) > 1 else ""
    if today > result.prudent_date:
        later = f" ; peut-être seulement le {formats.date_long(result.date)}" if result.date >= today else ""
        sentence = f"Le délai pour agir s’est achevé le {end}{several}{later}. Faites-vous aider avant toute démarche."
    else:
        stops = STOPS_PUBLIC if dossier.client.kind is ClientKind.PUBLIC else STOPS
        sentence = f"Dernier jour sûr : {safe}{several}, {formats.days_away(result.prudent_safe_date, today)}. {stops}"
    ways = Button("Voir les démarches", Kind.LINK, name="alert.ways")
    ways.clicked.connect(lambda: commands.show_ways(dispute_id))
    note = Button("Noter un événement", Kind.LINK, name="alert.limitation")
    note.clicked.connect(lambda: commands.limit(dispute_id))
    tone = Tone.LATE if alarm.presses else Tone.SOON
    return Callout(f"Prescription : {alarm.label}", sentence, tone, icon="hourglass", links=[ways, note])


def _help(commands: Commands, dossier: Dossier, one: HelpNeeded) -> Callout:
    dispute_id = dossier.dispute.id or 0
    give = Button("Remettre le dossier…", Kind.LINK, name=f"alert.help.{one.threshold}")
    give.clicked.connect(lambda: commands.hand_over(dispute_id, one.audience))
    source = f" ({one.article})" if one.article else ""
    sentence = f"{one.sentence.removesuffix('.')}{source}."
    return Callout(one.title, sentence, Tone.SOON, icon="users", links=[give])
