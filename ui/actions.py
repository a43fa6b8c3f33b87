"""Menus, shortcuts and their words, as data; a handler registered by id makes an entry appear."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from litigedesk.errors import BugError
from litigedesk.formats import typographic

from .theme import current, follow

AGREEMENTS, PROCEDURES = "Accords avec le client", "Démarches"  # submenus of the letters
MENUS = ("Fichier", "Édition", "Affichage", "Dossier", "Courriers", "Outils", "Aide")


@dataclass(frozen=True)
class ActionDef:
    """One entry: id, menu, words, shortcut (Qt's portable spelling), icon; ``group`` changes draw a separator.

    ``under`` is the submenu that holds it, empty when the menu itself does; ``also`` is a second shortcut.
    """

    id: str
    menu: str
    text: str
    shortcut: str = ""
    icon: str = ""
    group: int = 0
    under: str = ""
    also: str = ""


ACTIONS: tuple[ActionDef, ...] = (
    ActionDef("file.new", "Fichier", "Nouveau", "Ctrl+N", "plus"),
    ActionDef("file.open_folder", "Fichier", "Ouvrir le dossier des données", "", "folder-open", 1),
    ActionDef("file.demo", "Fichier", "Essayer avec un exemple", "", "", 1),
    ActionDef("file.import", "Fichier", "Importer des clients ou des factures…", "Ctrl+I", "file-down", 2),
    ActionDef("file.bank", "Fichier", "Importer un relevé de compte…", "", "landmark", 2),
    ActionDef("file.receive_dossier", "Fichier", "Recevoir un dossier (.litige)…", "", "package-open", 2),
    ActionDef("file.export_list", "Fichier", "Exporter cette liste…", "", "table", 2),
    ActionDef("file.exit", "Fichier", "Exporter toutes vos données…", "", "folder-output", 2),
    ActionDef("file.print_list", "Fichier", "Imprimer cette liste…", "Ctrl+P", "printer", 3),
    ActionDef("file.backups", "Fichier", "Sauvegardes…", "", "history", 4),
    ActionDef("file.backup", "Fichier", "Copier une sauvegarde ailleurs…", "", "database-backup", 4),
    ActionDef("file.profile", "Fichier", "Mon profil…", "", "id-card", 5),
    ActionDef("file.settings", "Fichier", "Réglages…", "Ctrl+,", "settings", 5),
    ActionDef("file.password", "Fichier", "Mot de passe de la fenêtre…", "", "key-round", 5),
    ActionDef("file.lock", "Fichier", "Verrouiller", "Ctrl+L", "lock", 6),
    ActionDef("file.quit", "Fichier", "Quitter", "Ctrl+Q", "log-out", 6),
    ActionDef("edit.undo", "Édition", "Annuler", "Ctrl+Z", "undo-2"),
    ActionDef("edit.redo", "Édition", "Rétablir", "Ctrl+Shift+Z", "redo-2", also="Ctrl+Y"),
    ActionDef("edit.search", "Édition", "Rechercher partout…", "Ctrl+K", "search", 1),
    ActionDef("edit.filter", "Édition", "Filtrer la liste", "Ctrl+F", "search", 1),
    ActionDef("edit.trash", "Édition", "Corbeille…", "", "trash-2", 2),
    ActionDef("view.next_tab", "Affichage", "Onglet suivant", "Ctrl+Tab", "", 5, also="Ctrl+PgDown"),
    ActionDef("view.previous_tab", "Affichage", "Onglet précédent", "Ctrl+Shift+Tab", "", 5, also="Ctrl+PgUp"),
    ActionDef("view.next_pane", "Affichage", "Volet suivant", "F6", "", 5),
    ActionDef("view.previous_pane", "Affichage", "Volet précédent", "Shift+F6", "", 5),
    ActionDef("view.theme.system", "Affichage", "Thème comme le système", "", "", 1),
    ActionDef("view.theme.light", "Affichage", "Thème clair", "", "", 1),
    ActionDef("view.theme.dark", "Affichage", "Thème sombre", "", "", 1),
    ActionDef("view.larger", "Affichage", "Agrandir le texte", "Ctrl++", "zoom-in", 2),
    ActionDef("view.smaller", "Affichage", "Réduire le texte", "Ctrl+-", "zoom-out", 2),
    ActionDef("view.normal", "Affichage", "Taille normale du texte", "Ctrl+0", "rotate-ccw", 2),
    ActionDef("view.refresh", "Affichage", "Relire les données", "F5", "refresh-cw", 3),
    ActionDef("dispute.new", "Dossier", "Nouveau litige : facture impayée…", "Ctrl+Shift+L", "scale"),
    ActionDef(
        "dispute.new_complaint", "Dossier", "Nouveau litige : réclamation…", "Ctrl+Shift+R", "message-square-text"
    ),
    ActionDef("mediation.new", "Dossier", "Nouvelle médiation…", "Ctrl+Shift+M", "handshake"),
    ActionDef("claim.new", "Dossier", "Nouveau sinistre…", "Ctrl+Shift+S", "shield-alert"),
    ActionDef("policy.new", "Dossier", "Nouveau contrat RC Pro…", "", "badge-check"),
    ActionDef("invoice.import", "Dossier", "Importer une facture…", "Ctrl+Shift+I", "receipt-euro"),
    ActionDef("dispute.edit", "Dossier", "Modifier le litige…", "Ctrl+E", "pencil"),
    ActionDef("dispute.payment", "Dossier", "Noter un paiement", "Ctrl+Shift+P", "banknote", 1),
    ActionDef("dispute.complaint", "Dossier", "Noter une réclamation…", "", "message-square-text", 1),
    ActionDef("dispute.mediation", "Dossier", "Ouvrir une médiation…", "", "handshake", 1),
    ActionDef("dispute.event", "Dossier", "Ajouter à la chronologie", "Ctrl+Shift+E", "sticky-note", 1),
    ActionDef("dispute.pieces", "Dossier", "Ajouter des pièces…", "Ctrl+Shift+A", "file-plus", 1),
    ActionDef("dispute.deadline", "Dossier", "Noter une échéance", "Ctrl+Shift+D", "calendar-plus", 1),
    ActionDef("dispute.ways", "Dossier", "Démarches possibles", "Ctrl+Shift+K", "scale", 2),
    ActionDef("dispute.plan", "Dossier", "Voir le plan", "", "clipboard-list", 1),
    ActionDef("dispute.hand_over", "Dossier", "Remettre le dossier…", "Ctrl+Shift+B", "archive", 2),
    ActionDef("dispute.print", "Dossier", "Imprimer la fiche du litige…", "", "printer", 2),
    ActionDef("dispute.send", "Dossier", "Envoyer à un autre LitigeDesk (.litige)…", "", "package", 2),
    ActionDef("dispute.close", "Dossier", "Clore le litige…", "", "circle-check", 2),
    ActionDef("dispute.delete", "Dossier", "Supprimer le litige", "", "trash-2", 2),
    ActionDef("letter.relance_amiable", "Courriers", "Relance amiable…", "", "mail"),
    ActionDef("letter.relance_ferme", "Courriers", "Relance ferme…", "", "mail"),
    ActionDef("letter.mise_en_demeure", "Courriers", "Mise en demeure…", "", "file-text"),
    ActionDef("letter.reponse_contestation", "Courriers", "Réponse à une contestation…", "", "mail"),
    *(
        ActionDef(f"letter.{key}", "Courriers", f"{words}…", "", "file-text", 6, AGREEMENTS)
        for key, words in (
            ("echeancier", "Proposition d’échéancier"),
            ("reconnaissance_dette", "Reconnaissance de dette"),
            ("accord_transactionnel", "Accord transactionnel"),
            ("relance_echeance", "Relance d’échéance"),
            ("mise_en_demeure_echeance", "Mise en demeure avant déchéance du terme"),
            ("cloture_amiable", "Clôture amiable"),
        )
    ),
    *(
        ActionDef(f"letter.{key}", "Courriers", f"{words}…", "", "file-text", 6, PROCEDURES)
        for key, words in (
            ("saisine_conciliateur", "Saisine du conciliateur de justice"),
            ("saisine_mediateur_entreprises", "Saisine du médiateur des entreprises"),
            ("petites_creances", "Petites créances : demande au commissaire de justice"),
            ("annexes_injonction", "Injonction de payer : annexes de la requête"),
            ("declaration_creance", "Déclaration de créance"),
        )
    ),
    ActionDef("letter.reponse_reclamation", "Courriers", "Réponse à réclamation…", "", "mail", 1),
    ActionDef("letter.demande_reclamation_ecrite", "Courriers", "Demande de réclamation écrite…", "", "mail", 1),
    ActionDef("letter.information_mediation", "Courriers", "Information sur la médiation…", "", "mail", 1),
    ActionDef("letter.participation_acceptee", "Courriers", "Accord pour participer à la médiation…", "", "lock", 2),
    ActionDef("letter.participation_declinee", "Courriers", "Refus de participer à la médiation…", "", "lock", 2),
    ActionDef(
        "letter.transmission_dossier_mediateur", "Courriers", "Transmission du dossier au médiateur…", "", "lock", 2
    ),
    ActionDef("letter.acceptation_proposition", "Courriers", "Acceptation de la proposition…", "", "lock", 2),
    ActionDef("letter.refus_proposition", "Courriers", "Refus de la proposition…", "", "lock", 2),
    ActionDef("letter.constat_fin_mediation", "Courriers", "Constat de fin de médiation…", "", "lock", 2),
    ActionDef("letter.bordereau_pieces", "Courriers", "Bordereau de pièces…", "", "archive", 2),
    ActionDef("letter.contrat_a_valider", "Courriers", "Contrat soumis à validation…", "", "mail", 3),
    ActionDef("letter.relance_portage", "Courriers", "Relance de la société de portage…", "", "mail", 3),
    ActionDef("letter.impaye_portage", "Courriers", "Impayé signalé à la société de portage…", "", "mail", 3),
    ActionDef(
        "letter.mandat_commissaire", "Courriers", "Demande de mandater un commissaire de justice…", "", "mail", 3
    ),
    ActionDef("letter.declaration_sinistre", "Courriers", "Déclaration de sinistre…", "", "shield-alert", 4),
    ActionDef(
        "letter.declaration_sinistre_portage", "Courriers", "Sinistre signalé à la société de portage…", "", "mail", 4
    ),
    ActionDef(
        "letter.information_declaration", "Courriers", "Information du client : déclaration faite…", "", "mail", 4
    ),
    ActionDef("letter.relance_assureur", "Courriers", "Relance de l’assureur…", "", "mail", 4),
    ActionDef("letter.demande_attestation", "Courriers", "Demande d’attestation…", "", "badge-check", 5),
    ActionDef(
        "letter.demande_attestation_portage",
        "Courriers",
        "Demande d’attestation à la société de portage…",
        "",
        "mail",
        5,
    ),
    ActionDef("tools.reminders", "Outils", "Relancer toutes les factures en retard…", "Ctrl+Shift+T", "send", 2),
    ActionDef("tools.deadline", "Outils", "Calculer un délai…", "", "calendar-clock"),
    ActionDef("tools.interest", "Outils", "Calculer des intérêts…", "", "calculator"),
    ActionDef("tools.limitation", "Outils", "Calculer une prescription…", "", "hourglass"),
    ActionDef("tools.rates", "Outils", "Taux d’intérêt…", "", "percent", 1),
    ActionDef("tools.wordings", "Outils", "Mes textes de lettres…", "", "pencil", 2),
    ActionDef("tools.charts", "Outils", "Graphiques…", "", "chart-column", 3),
    ActionDef("tools.privacy", "Outils", "Données personnelles…", "", "user-round", 4),
    ActionDef("tools.check", "Outils", "Vérifier vos données…", "", "shield-check", 4),
    ActionDef("help.open", "Aide", "Aide", "F1", "circle-help"),
    ActionDef("help.words", "Aide", "Les mots du droit", "", "book-open"),
    ActionDef("help.shortcuts", "Aide", "Raccourcis clavier", "Ctrl+/", "keyboard"),
    ActionDef("help.journal", "Aide", "Ouvrir le journal", "", "clipboard-list", 1),
    ActionDef("help.version", "Aide", "Version et mises à jour", "", "refresh-cw", 1),
    ActionDef("help.about", "Aide", "À propos de LitigeDesk", "", "info", 1),
)


def tab_action(place: int, title: str) -> ActionDef:
    """The entry that shows the tab at that place, with Ctrl and its number."""
    return ActionDef(f"view.tab.{place}", "Affichage", title, f"Ctrl+{place}" if place < 10 else "")


class Actions(QObject):
    """The entries that have a handler, as ``QAction``s of one window; the others are shown nowhere."""

    def __init__(self, window: QWidget, definitions: tuple[ActionDef, ...] = ACTIONS) -> None:
        super().__init__(window)
        self._window = window
        self._definitions = list(definitions)
        self._actions: dict[str, QAction] = {}
        follow(self._restyle)

    def define(self, definition: ActionDef, first: bool = False) -> None:
        """Add an entry known only at run time, such as a tab."""
        places = [i for i, one in enumerate(self._definitions) if one.menu == definition.menu]
        mine = [i for i in places if self._definitions[i].id.startswith("view.tab.")]
        place = (mine[-1] + 1 if mine else places[0]) if first and places else len(self._definitions)
        self._definitions.insert(place, definition)

    def register(self, action_id: str, handler: Callable[[], object], *, checkable: bool = False) -> QAction:
        """Give an entry its handler, which makes it appear; ``BugError`` for an unknown id or a second handler."""
        if action_id in self._actions:
            raise BugError(f"two handlers for the action {action_id}")
        found = [one for one in self._definitions if one.id == action_id]
        if not found:
            raise BugError(f"no action is called {action_id}")
        action = QAction(typographic(found[0].text), self._window)
        action.setObjectName(action_id)
        action.setCheckable(checkable)
        keys = (found[0].shortcut, found[0].also)
        action.setShortcuts([QKeySequence(key) for key in keys if key])
        action.triggered.connect(lambda _checked=False: handler())
        self._window.addAction(action)
        self._actions[action_id] = action
        return action

    def trigger(self, action_id: str) -> None:
        """Do what the entry does, if it has a handler and is enabled."""
        if (action := self._actions.get(action_id)) is not None:
            action.trigger()

    def action(self, action_id: str) -> QAction:
        """The ``QAction`` of an entry that has a handler; ``KeyError`` if it has none."""
        return self._actions[action_id]

    def shown(self) -> list[ActionDef]:
        """The entries that have a handler, in menu order."""
        order = {menu: place for place, menu in enumerate(MENUS)}
        present = [one for one in self._definitions if one.id in self._actions]
        return sorted(present, key=lambda one: order[one.menu])

    # ---- menus -------------------------------------------------------------------------------------------------------
    def fill_menu(self, menu: QMenu) -> None:
        """One submenu for each menu that has something in it."""
        menu.clear()
        for title in MENUS:
            self._fill(menu.addMenu(title), title)

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """The native menu bar of macOS."""
        bar.clear()
        for title in MENUS:
            self._fill(bar.addMenu(title), title)

    def _fill(self, menu: QMenu, title: str) -> None:
        group = None
        submenus: dict[str, QMenu] = {}
        for definition in self.shown():
            if definition.menu != title:
                continue
            if group is not None and definition.group != group:
                menu.addSeparator()
            group, under = definition.group, definition.under
            if under and under not in submenus:
                submenus[under] = menu.addMenu(typographic(under))
            self._draw(definition)
            submenus.get(under, menu).addAction(self._actions[definition.id])
        menu.menuAction().setVisible(not menu.isEmpty())

    def _restyle(self) -> None:
        for definition in self._definitions:
            if definition.id in self._actions and not self._actions[definition.id].icon().isNull():
                self._draw(definition)

    def _draw(self, definition: ActionDef) -> None:
        """Its icon, which is seen in menus only."""
        if definition.icon:
            self._actions[definition.id].setIcon(current().icon(definition.icon))


def shortcut_words(shortcut: str) -> str:
    """A shortcut as it is written on French keyboards: « Ctrl+Maj+Z »."""
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    for theirs, ours in (("Shift", "Maj"), ("Return", "Entrée"), ("Retour", "Entrée"), ("Escape", "Échap")):
        native = native.replace(theirs, ours)
    return native
