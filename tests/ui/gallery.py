"""Sample pages made of every widget, for the eye and for the tests: ``python tests/ui/gallery.py DIR`` saves pictures.

The data are invented; today is 22 November 2026.
"""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.store.drafts import Drafts
from tests.ui.gallery_calendar import calendar_page
from tests.ui.gallery_forms import client_form, every_editor
from tests.ui.gallery_list import sample_list
from ui.context import Context
from ui.forms.form import Form
from ui.palette import Tone
from ui.theme import TITLE, ThemeMode, current
from ui.widgets.buttons import Button, FilterChips, Kind, Option, Segments, SubTabs
from ui.widgets.explanation import Explanation
from ui.widgets.figures import AgeBars, Bar, Step, Stepper
from ui.widgets.flow import Columns
from ui.widgets.layout import hbox, row, vbox
from ui.widgets.ledger import Ledger, LedgerLine
from ui.widgets.limitation_bar import LimitationBar
from ui.widgets.message_bar import MessageBar
from ui.widgets.panels import (
    BottomBar,
    Callout,
    Card,
    EmptyState,
    Foldable,
    KeyValues,
    NextAction,
    Page,
    Separator,
    SideColumn,
)
from ui.widgets.record_head import RecordHead
from ui.widgets.rows import FactRow, Task, TaskRow, Timeline, TimelineEntry
from ui.widgets.text import Chip, IconText, Label

TODAY = date(2026, 11, 22)
euros = Money.of


def today_page() -> QWidget:
    """Aujourd’hui, as drawn."""
    page = Page()
    main, side = QWidget(), SideColumn(0)
    left = vbox(main, gap=16)
    page.add(Columns(main, side, side=424))
    page.body.addStretch(1)
    left.addWidget(
        NextAction(
            "Rédigez la mise en demeure d'Atelier Boréal",
            "Votre relance ferme du 2 novembre est restée sans réponse. Dû aujourd'hui : 2 688,12 €.",
            [
                Button("Rédiger la mise en demeure", Kind.PRIMARY, "file-text"),
                Button("Ouvrir le dossier"),
                Button("Reporter…", Kind.QUIET),
            ],
            over="Dimanche 22 novembre 2026 · à faire en premier",
            tall=True,
        )
    )
    card = Card(gap=0)
    late, soon = Tone.LATE, Tone.SOON
    tasks = (
        Task("mail", "Studio Lumen — envoyer la relance amiable", "Facture F-2026-027 échue le 15 octobre ; aucune "
             "relance envoyée", "en retard de 8 jours", late, formats.money(euros("1701.17"))),
        Task("banknote", "Saint-Aubin-des-Prés — vérifier le virement annoncé", "La mairie a écrit que le mandat serait "
             "payé le 27", "ven. 27 nov. · dans 5 jours", soon, formats.money(euros("3260.97"))),
        Task("circle-dashed", "Librairie Le Phare — choisir la suite", "Dernier échange le 12 octobre, il y a 41 jours",
             "aucune date", Tone.MUTED, formats.money(euros("531.90"))),
    )  # fmt: skip
    card.add(row(Label("Aussi en retard", weight=600), Label("3", Tone.MUTED), None))
    for task in tasks:
        card.add(TaskRow(task), Separator())
    card.add(row(Button("Voir les dix prochaines échéances", Kind.LINK), None))
    left.addWidget(card)
    left.addStretch(1)
    money = Card("Argent attendu", right=Label("hors intérêts", Tone.MUTED))
    money.add(
        row(
            Label(formats.money(euros(10030)), size=TITLE, weight=600), Label("dont 7 820,00 € échus", Tone.MUTED), None
        )
    )
    money.add(
        AgeBars(
            [
                Bar("À échoir", euros(2210), Tone.MUTED),
                Bar("1 à 30 jours", euros(3200)),
                Bar("31 à 60 jours", euros(1640)),
                Bar("61 à 90 jours", euros(480)),
                Bar("Plus de 90 jours", euros(2500), late),
            ]
        )
    )
    renew = Card("À renouveler", gap=12)
    renew.add(
        FactRow("handshake", "Convention de médiation", "finit le 31 décembre 2026", Chip("dans 39 jours", soon)),
        FactRow("refresh-cw", "Taux du 1er semestre 2027", "à relever dès le 1er janvier", Chip("dans 40 jours")),
    )
    saved = Card()
    saved.add(
        FactRow(
            "circle-check",
            "Sauvegarde vérifiée",
            "aujourd'hui à 9 h 12",
            Button("Copier sur une clé…"),
            icon_tone=Tone.FINE,
        )
    )
    side.add(money, renew, saved)
    side.body.addStretch(1)
    return page


def dossier_page() -> QWidget:
    """A dispute's record, as drawn."""
    whole = QWidget()
    across = hbox(whole, 0, 0)
    pane = sample_list()
    pane.setMaximumWidth(320)
    pane.select(2)
    across.addWidget(pane)
    page = Page()
    across.addWidget(page, 1)
    page.add(
        RecordHead(
            "Atelier Boréal SARL",
            Chip("Impayé · client professionnel", icon="banknote"),
            "Dossier LIT-2026-003 · facture F-2026-014 du 29 avril 2026 · échue le 31 mai 2026",
            euros("2688.12"),
            "dus aujourd'hui",
        )
    )
    steps = [
        Step("Amiable", "2 relances"),
        Step("Mise en demeure", "à envoyer"),
        Step("Amiable assisté", "conciliateur"),
        Step("Judiciaire", "3 voies possibles"),
        Step("Clos", "payé ou abandonné"),
    ]
    page.add(Stepper(steps, 1))
    page.add(
        NextAction(
            "Envoyez la mise en demeure, en recommandé.",
            "La relance ferme du 2 novembre est restée sans réponse ; délai dépassé de 6 jours.",
            [
                Button("Noter un paiement", icon="banknote"),
                Button("Rédiger la mise en demeure", Kind.PRIMARY, "file-text"),
            ],
        )
    )
    page.add(
        SubTabs(
            [
                Option("all", "Vue d'ensemble"),
                Option("events", "Chronologie", 9),
                Option("files", "Pièces", 6),
                Option("letters", "Courriers", 3),
            ],
            "Parties du dossier",
        )
    )
    first, second = QWidget(), QWidget()
    left, right = vbox(first, gap=12), vbox(second, gap=12)
    page.add(Columns(first, second))
    sums = Card("Sommes", right=Button("Expliquer le calcul", Kind.LINK))
    sums.add(
        Ledger(
            [
                LedgerLine("Principal, facture F-2026-014", euros(2500)),
                LedgerLine("Intérêts de retard", euros("148.12")),
                LedgerLine("1er – 30 juin : 30 j à 12,15 %", euros("24.97"), inner=True),
                LedgerLine("1er juil. – 22 nov. : 145 j à 12,40 %", euros("123.15"), inner=True),
                LedgerLine("Indemnité forfaitaire, 1 facture", euros(40)),
                LedgerLine("Déjà payé", euros(0)),
                LedgerLine("Dû aujourd'hui, 22 novembre 2026", euros("2688.12"), total=True),
                LedgerLine("Par jour de plus", "+\u00a00,85\u00a0€", muted=True),
            ]
        ),
        IconText("info", "BCE + 10 points, art. L441-10 C. com. ; table relevée le 3 oct. 2026", elide=True),
    )
    limit = Card("Prescription", right=Chip("loin : 4 ans et 5 mois", Tone.FINE))
    bar = LimitationBar()
    bar.set_period(date(2026, 4, 28), date(2031, 4, 28), TODAY)
    limit.add(bar, Label("5 ans depuis la livraison. Une mise en demeure ne l'interrompt pas.", Tone.MUTED, elide=True))
    left.addWidget(sums)
    left.addWidget(limit)
    left.addStretch(1)
    events = Card()
    kinds = FilterChips(
        [Option("all", "Tout"), Option("letters", "Courriers"), Option("notes", "Notes")], "Genre d’événement"
    )
    events.add(row(Label("Chronologie", weight=600), kinds, None, gap=16))
    events.add(
        Timeline(
            [
                TimelineEntry(
                    "clock", "16 nov. 2026", "Délai de réponse dépassé", "sans réponse à la relance ferme", Tone.LATE
                ),
                TimelineEntry("send", "2 nov. 2026", "Relance ferme envoyée", "par courriel, décompte joint", record=2),
                TimelineEntry(
                    "phone", "21 oct. 2026", "Appel à Mme Kermadec", "« Règlement promis en fin de mois. »", record=3
                ),
                TimelineEntry("receipt-euro", "31 mai 2026", "Échéance de la facture", "2 500,00 € non payés"),
            ]
        )
    )
    right.addWidget(events)
    right.addStretch(1)
    page.body.addStretch(1)
    return whole


def parts_page() -> QWidget:
    """What the other pages leave out."""
    page = Page()
    segments = Segments(
        [Option("soft", "Courtois"), Option("firm", "Ferme"), Option("last", "Dernier avis")], "Ton de la lettre"
    )
    segments.set_key("firm")
    page.add(row(segments, None))
    page.add(
        Callout(
            "Preuve de livraison absente",
            "La lettre peut partir. Si le client conteste, cette preuve vous manquera.",
            links=[Button("Ajouter la preuve", Kind.LINK), Button("Passer outre", Kind.LINK)],
        )
    )
    why = Card("Pourquoi cette date ?")
    why.add(
        Explanation(
            ["Facture émise le 29 avril 2026.", "30 jours après : 29 mai 2026.", "Report au lundi 1er juin 2026."],
            ["art. L441-10 du code de commerce"],
            ["Le contrat ne prévoit aucun délai."],
        )
    )
    page.add(why)
    facts = Card("Ma convention", right=Chip("finit dans 39 jours", Tone.SOON))
    facts.add(KeyValues([("Médiateur", "Médiation Conso Atlantique"), ("Durée", "1er janv. 2024 – 31 déc. 2026")]))
    page.add(facts)
    page.add(Foldable("Notes", Label("Un client fidèle.", wrap=True), opened=True))
    page.add(
        row(
            *(
                Chip(words, tone)
                for words, tone in (
                    ("en retard de 8 jours", Tone.LATE),
                    ("dans 2 jours", Tone.SOON),
                    ("présente", Tone.FINE),
                    ("aucune date", Tone.MUTED),
                )
            ),
            None,
        )
    )
    page.body.addStretch(1)
    whole = QWidget()
    whole.setObjectName("page")
    outer = vbox(whole, 0, 0)
    outer.addWidget(page, 1)
    outer.addWidget(
        BottomBar(
            Button("Imprimer", icon="printer"),
            Button("Enregistrer dans le dossier", Kind.PRIMARY, "folder-open"),
            left=Button("Modifier le texte…", Kind.QUIET, "pencil"),
        )
    )
    whole.message = MessageBar(whole)  # type: ignore[attr-defined]
    whole.message.done("Paiement noté")  # type: ignore[attr-defined]
    return whole


def empty_page() -> QWidget:
    """The first start."""
    return EmptyState(
        "users",
        "Ajoutez votre premier client",
        "Un nom et une adresse suffisent pour écrire une première lettre.",
        Button("Ajouter un client", Kind.PRIMARY, "plus"),
        Button("Essayer avec un exemple", Kind.LINK),
        note="Rien ne quitte cet ordinateur.",
    )


def scenes(context: Context) -> dict[str, Callable[[], QWidget]]:
    """Every page, by the name of its picture."""
    return {
        "aujourdhui": today_page,
        "dossier": dossier_page,
        "formulaire": lambda: client_form(context),
        "champs": lambda: every_editor(context),
        "pieces": parts_page,
        "calendrier": calendar_page,
        "vide": empty_page,
    }


def main(folder: Path, size: tuple[int, int] = (1366, 719)) -> None:
    """Save a picture of each page in both themes."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)

    class _Clock:
        drafts, is_open = Drafts(None), True

        @staticmethod
        def today() -> date:
            return TODAY

        @staticmethod
        def now() -> datetime:
            return datetime(2026, 11, 22, 9, 0)

    for mode in (ThemeMode.LIGHT, ThemeMode.DARK):
        current().apply(mode)
        for name, make in scenes(Context(_Clock())).items():  # type: ignore[arg-type]
            widget = make()
            widget.resize(*size)
            widget.show()
            if isinstance(widget, Form):
                widget.save()
            for _ in range(4):
                app.processEvents()
            widget.grab().save(str(folder / f"{name}-{mode.value}.png"))
            widget.close()
            widget.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    main(Path(sys.argv[1]), (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (1366, 719))
