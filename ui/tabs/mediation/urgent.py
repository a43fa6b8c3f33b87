"""The panel above the calendar: the most pressing thing of all complaints and mediations, with its button."""

from collections.abc import Sequence
from datetime import date, timedelta

from litigedesk import formats
from litigedesk.queries.mediation_tasks import MediationTask
from litigedesk.queries.mentions import Information
from litigedesk.queries.today import RENEWAL_DAYS
from litigedesk.rules.mediation import WITHOUT_CONVENTION

from ...dialogs import next_step
from ...widgets.buttons import Button, Kind
from ...widgets.panels import NextAction
from .commands import Commands


def urgent_panel(commands: Commands, tasks: Sequence[MediationTask], held: Information, today: date) -> NextAction:
    """What to do first: answer what waits for the user, then have a convention, then place the texts, then wait."""
    ours = [one for one in tasks if one.is_ours]
    if ours:
        return _task(commands, ours[0])
    if not held.reason:
        if held.convention is None:
            return _no_convention(commands)
        if held.convention.ends_on is not None and held.convention.ends_on <= today + timedelta(RENEWAL_DAYS):
            return _renewal(commands, held.convention.id or 0, held.convention.ends_on)
        if held.waiting:
            return _mentions(commands, len(held.waiting))
    if tasks:
        return _task(commands, tasks[0])
    return NextAction("Rien ne presse.", "Aucune réclamation sans réponse, aucune médiation en cours.")


def _task(commands: Commands, task: MediationTask) -> NextAction:
    see = Button("Voir", Kind.LINK, name="mediation.urgent.see")
    see.setAccessibleName(formats.typographic(f"Voir le dossier de {task.client_name}"))
    see.clicked.connect(lambda: commands.context.navigate(*task.record))
    buttons = [see]
    if task.step.action:
        kind = Kind.SECONDARY if task.step.waiting else Kind.PRIMARY
        act = Button(task.step.button, kind, next_step.ICONS[task.step.action], name="mediation.urgent.do")
        act.clicked.connect(lambda: commands.do_step(task.step, task.dispute_id, task.client_id))
        buttons.append(act)
    return NextAction(task.step.sentence, f"Dossier {task.client_name}. {task.step.reason}", buttons)


def _no_convention(commands: Commands) -> NextAction:
    choose = Button("Choisir un médiateur", Kind.PRIMARY, "handshake", name="mediation.urgent.do")
    choose.clicked.connect(lambda: commands.show_part("mediator"))
    return NextAction(
        "Signez une convention avec un médiateur.",
        "Vous vendez à des consommateurs : vous leur devez un médiateur (C. conso. L612-1), et la CECMC demande une convention "
        "avant de le nommer.",
        [choose],
    )


def _renewal(commands: Commands, convention_id: int, ends_on: date) -> NextAction:
    renew = Button("Renouveler…", Kind.PRIMARY, "refresh-cw", name="mediation.urgent.do")
    renew.clicked.connect(lambda: commands.renew_convention(convention_id))
    return NextAction(
        f"Renouvelez votre convention au plus tard le {formats.date_full(ends_on)}.",
        WITHOUT_CONVENTION,
        [renew],
    )


def _mentions(commands: Commands, count: int) -> NextAction:
    see = Button("Voir les mentions", Kind.PRIMARY, "clipboard-list", name="mediation.urgent.do")
    see.clicked.connect(lambda: commands.show_part("information"))
    places = formats.count(count, "endroit")
    return NextAction(
        f"Nommez votre médiateur à vos clients : {places} à compléter.",
        "Le texte de chaque endroit est prêt à copier (C. conso. L616-1 et R616-1).",
        [see],
    )
