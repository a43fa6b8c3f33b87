"""« Êtes-vous commerçant ? » and « Votre client est-il commerçant ? »: some ways to be paid depend on both answers."""

from typing import Final

from .editors import ChoiceEditor

ANSWERS: Final = [(True, "Oui"), (False, "Non"), (None, "Je ne sais pas")]
OF_THE_USER: Final = (
    "Oui si vous achetez pour revendre, ou si vous exercez par une société commerciale (SARL, EURL, SAS, SASU). Non pour une "
    "profession libérale : conseil, informatique, création. Artisan ou doute : « Je ne sais pas »."
)
OF_THE_CLIENT: Final = (
    "Oui pour une société commerciale (SARL, EURL, SAS, SASU, SA, SNC) et pour qui vend des marchandises. Non pour une "
    "association ou une profession libérale. L’extrait Kbis ou l’annuaire des entreprises le disent."
)


def of_the_user() -> ChoiceEditor:
    """Whether the user is a trader: yes, no, or not known."""
    return _question("Êtes-vous commerçant ?", OF_THE_USER, "si vous êtes commerçant")


def of_the_client() -> ChoiceEditor:
    """Whether the client is one."""
    return _question("Votre client est-il commerçant ?", OF_THE_CLIENT, "si votre client est commerçant")


def _question(label: str, hint: str, called: str) -> ChoiceEditor:
    return ChoiceEditor("trader", label, ANSWERS, segments=True, hint=hint, called=called)
