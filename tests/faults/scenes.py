"""What the program is harmed at: each scene prepares a data folder, then does one thing to it, step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from litigedesk.operations import backup
from litigedesk.store.backups.sealed import Key
from tests.bad_input import victim
from tests.faults import acts, promises, worlds
from tests.faults.acts import Act, inside


@dataclass(frozen=True)
class Scene:
    """``words`` (French) is its line in the table of figures; ``act`` calls what it is handed after each step saved.

    ``kept`` is what it promises besides records and files: why a folder breaks it, empty when it does not.
    """

    words: str
    act: Act
    prepare: Callable[[Path], None]
    kept: Callable[[Path], str] = promises.nothing_more


SCENES: dict[str, Scene] = {
    **{
        work.__name__: Scene(words, inside(work), worlds.world)
        for work, words in (
            (victim.letter, "enregistrer un courrier, ses deux fichiers et son délai"),
            (victim.payment, "noter un paiement"),
            (victim.delete, "supprimer un litige, annuler, rétablir"),
            (victim.restore, "jeter un paiement et le reprendre de la corbeille"),
            (victim.mediation, "noter une médiation et son document"),
            (victim.evidence, "ajouter dix pièces, dont un courriel"),
            (victim.claim, "noter un sinistre"),
            (victim.procedure, "noter une injonction de payer"),
            (victim.agreement, "signer un échéancier de soixante versements"),
            (victim.words, "reprendre des textes de lettres"),
            (victim.batch, "relancer trois clients d’un coup"),
        )
    },
    "first_start": Scene("ouvrir pour la première fois", inside(acts.first_start), worlds.nothing),
    "migrate": Scene("ouvrir un dossier d’un ancien format", acts.open_only, worlds.old_format),
    "copy": Scene("faire une copie vérifiée", inside(backup.back_up), worlds.with_copies, promises.copies_are_whole),
    "second": Scene(
        "copier dans un second lieu", acts.copied_elsewhere(None), worlds.with_copies, promises.second_place_is_whole
    ),
    "second_sealed": Scene(
        "copier dans un second lieu, sous mot de passe",
        acts.copied_elsewhere(Key.new(worlds.PASSWORD, worlds.QUICK)),
        worlds.with_copies,
        promises.second_place_is_whole,
    ),
    "archive": Scene(
        "tout copier en un fichier sous mot de passe", inside(acts.archived), worlds.world, promises.archive_is_whole
    ),
    "go_back": Scene("revenir à une copie, puis à l’état d’avant", acts.went_back, worlds.with_copies),
    "from_archive": Scene("revenir à un fichier", acts.restored_from(worlds.ARCHIVE), worlds.with_archives),
    "from_sealed": Scene(
        "revenir à un fichier sous mot de passe", acts.restored_from(worlds.SEALED), worlds.with_archives
    ),
    "from_second": Scene(
        "revenir à une copie du second lieu", acts.restored_from_second_place, worlds.with_a_second_place
    ),
    "import": Scene("importer cent cinquante clients", inside(acts.imported), worlds.with_a_list),
    "undo_import": Scene("annuler et rétablir un grand import", inside(acts.import_undone), worlds.with_a_list),
    "bank": Scene("noter les paiements d’un relevé", inside(acts.statement_noted), worlds.with_a_statement),
    "receive": Scene("recevoir un dossier d’un autre LitigeDesk", inside(acts.received), worlds.with_a_dossier),
    "send": Scene(
        "envoyer un dossier à un autre LitigeDesk", inside(acts.sent), worlds.world, promises.dossier_is_whole
    ),
    "export": Scene("tout exporter en pages lisibles", inside(acts.exported), worlds.world, promises.export_is_whole),
    "erase": Scene("effacer les données d’un client", inside(acts.erased), worlds.world),
    "bulk": Scene("supprimer plusieurs fiches à la fois", inside(acts.deleted_together), worlds.world),
    "drafts": Scene("garder ce qui est en train d’être tapé", inside(acts.typed), worlds.world, promises.draft_is_read),
    "password": Scene(
        "choisir le mot de passe de la fenêtre", inside(acts.password_chosen), worlds.world, promises.password_is_right
    ),
    "standing": Scene(
        "tenir où en sont les litiges", inside(acts.standing_kept), worlds.world, promises.standing_is_true
    ),
    "search": Scene(
        "tenir l’index de la recherche", inside(acts.searched), worlds.with_copies, promises.index_is_sound
    ),
}
