"""What is said of a file that cannot be gone back to: one sentence for each fault."""

from litigedesk.formats import NBSP
from litigedesk.store.faults import quoted


def not_ours(name: str) -> str:
    """Neither a copy nor an archive."""
    return f"{quoted(name)} est endommagé ou n’est pas une sauvegarde de LitigeDesk."


def truncated(name: str) -> str:
    """Its end is missing."""
    return (
        f"{quoted(name)} est incomplet{NBSP}: sa fin manque, comme après une copie interrompue. Recopiez-le depuis l’original, ou "
        "choisissez une autre sauvegarde."
    )


def altered(name: str) -> str:
    """Its content is not what was written."""
    return f"{quoted(name)} est altéré{NBSP}: son contenu a changé depuis sa création. Choisissez une autre sauvegarde."


def from_later_version(name: str) -> str:
    """A later program wrote it."""
    return (
        f"{quoted(name)} a été enregistré par une version plus récente de LitigeDesk{NBSP}: installez cette version pour "
        "l’ouvrir. Rien n’a été modifié."
    )


def password_needed(name: str) -> str:
    """Nobody gave its password."""
    return f"{quoted(name)} est protégé par un mot de passe{NBSP}: il faut le donner pour l’ouvrir."


def wrong_password(name: str) -> str:
    """The password given does not open it."""
    return f"Ce mot de passe n’ouvre pas {quoted(name)}. Vérifiez les majuscules et la disposition du clavier."
