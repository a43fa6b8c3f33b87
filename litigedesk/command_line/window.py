"""The command about the window: ``unlock``, for a user who forgot its password."""

import argparse

from litigedesk.command_line import parsing
from litigedesk.command_line.folder import open_desk
from litigedesk.command_line.french import FrenchParser
from litigedesk.command_line.outcome import Outcome

_TOLD = (
    "La fenêtre ne demande plus de mot de passe. Il fermait la fenêtre, sans chiffrer vos fichiers\u00a0: qui ouvre votre session "
    "peut les lire. Vous pouvez en choisir un autre dans Fichier."
)


def register(subparsers: "argparse._SubParsersAction[FrenchParser]") -> None:
    """Adds ``unlock``."""
    parsing.add_command(subparsers, "unlock", unlock, "retire le mot de passe de la fenêtre, s’il est oublié")


def unlock(arguments: argparse.Namespace) -> Outcome:
    """Removes the password of the window; the data folder must be open nowhere."""
    from litigedesk.operations import window_password

    with open_desk(arguments) as desk:
        window_password.remove_unasked(desk)
        folder = str(desk.folder)
    return Outcome({"data": folder, "password": False}, _TOLD)
