"""The keys that no menu shows, by the part of the program that answers to them, in the order of the list of shortcuts."""

from typing import Final

Keys = tuple[tuple[str, str], ...]  # what it does, and the keys in Qt's spelling; several are parted by « ; »

EVERYWHERE: Final[Keys] = (
    ("Contrôle suivant, précédent", "Tab ; Shift+Tab"),
    ("Partie suivante, précédente de la fenêtre", "F6 ; Shift+F6"),
    ("Appuyer sur un bouton, ouvrir une ligne", "Return ; Space"),
    ("Choisir dans un groupe ou une liste", "Left ; Right ; Up ; Down"),
    ("Menu de ce qui est choisi", "Menu ; Shift+F10"),
    ("Tous les menus", "Alt"),
    ("Fermer, ou revenir en arrière", "Esc"),
    ("Aide sur le champ où vous êtes", "F1"),
)
FORMS: Final[Keys] = (
    ("Enregistrer", "Ctrl+S ; Ctrl+Return"),
    ("Champ suivant", "Return ; Tab"),
    ("Fermer en gardant la saisie", "Esc"),
    ("Annuler, rétablir ce qui est tapé dans le champ", "Ctrl+Z ; Ctrl+Y"),
    ("Cocher une case", "Space"),
    ("Un jour de plus, de moins dans une date", "Up ; Down"),
    ("Ouvrir le calendrier d’une date", "F4 ; Alt+Down"),
)
LISTS: Final[Keys] = (
    ("Ligne suivante, précédente", "Down ; Up"),
    ("Première, dernière ligne", "Home ; End"),
    ("Ouvrir la ligne", "Return"),
    ("En choisir plusieurs", "Shift+Down ; Ctrl+A"),
    ("Cocher la ligne d’un tableau", "Space"),
    ("Filtrer, puis revenir à la liste", "Ctrl+F ; Esc"),
    ("Retirer un filtre", "Del"),
)
SEARCH: Final[Keys] = (
    ("Réponse suivante, précédente", "Down ; Up ; PgDown ; PgUp"),
    ("Ouvrir, ouvrir la fiche du client", "Return ; Ctrl+Return"),
    ("Fermer la recherche", "Esc ; Ctrl+K"),
)
PIECES: Final[Keys] = (
    ("Voir la pièce", "Return"),
    ("La modifier", "F2"),
    ("La monter, la descendre", "Alt+Up ; Alt+Down"),
    ("La copier, coller un fichier", "Ctrl+C ; Ctrl+V"),
    ("La supprimer", "Del"),
)
CALENDAR: Final[Keys] = (
    ("Jour suivant, semaine suivante", "Right ; Down"),
    ("Mois suivant, précédent", "PgDown ; PgUp"),
    ("Année suivante, précédente", "Shift+PgDown ; Shift+PgUp"),
    ("Lundi, dimanche de la semaine", "Home ; End"),
    ("Aujourd’hui", "T"),
    ("Voir les dates du jour", "Return"),
    ("Ajouter une date", "Ins"),
)
LETTER: Final[Keys] = (
    ("Enregistrer dans le dossier", "Ctrl+S ; Ctrl+Return"),
    ("Imprimer", "Ctrl+P"),
    ("Agrandir, réduire la page, toute la largeur", "Ctrl++ ; Ctrl+- ; Ctrl+0"),
    ("Première, dernière page", "Home ; End"),
    ("Fermer en gardant le brouillon", "Esc"),
)
WORDINGS: Final[Keys] = (("Enregistrer votre texte", "Ctrl+S"), ("Chercher ce qui peut être inséré", "Ctrl+F"))
OTHER_WINDOWS: Final[Keys] = (
    ("Chercher un réglage", "Ctrl+F"),
    ("Continuer, ou faire ce que dit le bouton plein", "Ctrl+Return"),
    ("Imprimer les relances", "Ctrl+P"),
    ("Répartir une somme du relevé", "Ctrl+M"),
    ("Page d’aide précédente", "Alt+Left"),
)
PARTS: Final = (
    ("Partout", EVERYWHERE),
    ("Formulaires", FORMS),
    ("Listes et tableaux", LISTS),
    ("Rechercher partout", SEARCH),
    ("Pièces d’un dossier", PIECES),
    ("Calendrier", CALENDAR),
    ("Fenêtre d’une lettre", LETTER),
    ("Mes textes de lettres", WORDINGS),
    ("Autres fenêtres", OTHER_WINDOWS),
)
