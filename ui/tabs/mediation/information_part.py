"""The part « Mes informations »: where the mediator is named, with the texts ready, and what must be removed."""

from PySide6.QtWidgets import QWidget

from litigedesk import formats
from litigedesk.queries import mentions
from litigedesk.queries.mentions import Information, Place, State
from litigedesk.rules import upcoming
from litigedesk.rules.information_duties import DutyKind

from ...palette import Tone
from ...widgets.buttons import Button, Kind
from ...widgets.flow import Columns
from ...widgets.kept_focus import kept_focus
from ...widgets.layout import vbox
from ...widgets.panels import Card, EmptyState, Foldable, NextAction, Page
from ...widgets.slot import Slot
from ...widgets.text import IconText, Label
from .commands import Commands
from .places_card import PlacesCard
from .published_card import PublishedCard

SIDE = 392  # px at the normal text size
GROUPS = (
    (DutyKind.DUTY, "Ce que la loi demande"),
    (DutyKind.USEFUL, "Ce qui est utile"),
    (DutyKind.REMOVAL, "Ce qui est à retirer"),
)


class InformationPart(Page):
    """The checklist is read anew; the texts unfolded and the text being checked stay as they are."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName("Mes informations")
        self._commands = commands
        self._unfolded: set[str] = set()
        self._first, self._places, self._side, self._alone = Slot(), Slot(), Slot(), Slot()
        self.published = PublishedCard(commands)
        main, side = QWidget(), QWidget()
        left = vbox(main, 0, 12)
        for widget in (self._first, self._places, self.published):
            left.addWidget(widget)
        left.addStretch(1)
        right = vbox(side, 0, 12)
        right.addWidget(self._side)
        right.addStretch(1)
        self._whole = Columns(main, side, side=SIDE, break_at=1000)
        self.add(self._alone, self._whole)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read again."""
        context = self._commands.context
        held = mentions.information(context.desk, context.today())
        self._whole.setVisible(not held.reason)
        with kept_focus(self):
            self._alone.fill(self._not_concerned(held.reason) if held.reason else None)
            if held.reason:
                return
            self._first.fill(self._what_first(held))
            self._places.fill(self._make_places(held))
            self._side.fill(self._make_side(held))
        self.published.set_mediator(held.mediator)

    def _not_concerned(self, reason: str) -> QWidget:
        profile = Button("Mon profil", Kind.SECONDARY, "id-card", name="information.profile")
        profile.clicked.connect(lambda: self._commands.edit_profile("sells_to_consumers"))
        return EmptyState("circle-check", "Aucune information à donner.", reason, profile, compact=True)

    # ---- what to do first --------------------------------------------------------------------------------------------
    def _what_first(self, held: Information) -> QWidget:
        if held.convention is None:
            new = Button("Noter ma convention", Kind.PRIMARY, "file-check", name="information.convention")
            new.clicked.connect(self._commands.new_convention)
            return NextAction(
                "Aucune convention en cours : aucun médiateur à nommer.",
                "Les textes se remplissent avec le nom, l’adresse et le site de votre médiateur (C. conso. R616-1).",
                [new],
            )
        if held.missing:
            return self._lacking(held)
        if held.waiting:
            return self._next_place(held.waiting[0], len(held.waiting))
        done = sum(1 for one in held.places if one.state is State.DONE)
        return NextAction(
            "Tout est en place.",
            f"{formats.count(done, 'endroit noté', 'endroits notés')}. Si votre médiateur ou un texte change, ils passent "
            "« à mettre à jour ».",
        )

    def _lacking(self, held: Information) -> QWidget:
        targets = {fact.target.partition(".")[0] for fact in held.missing}
        names = " ; ".join(fact.label for fact in held.missing)
        buttons = []
        if "mediator" in targets and held.mediator is not None:
            mediator_id = held.mediator.id
            edit = Button("Compléter le médiateur", Kind.PRIMARY, "pencil", name="information.mediator")
            field = next(f.target.partition(".")[2] for f in held.missing if f.target.startswith("mediator."))
            edit.clicked.connect(lambda: self._commands.edit_mediator(mediator_id, field))
            buttons.append(edit)
        if "profile" in targets:
            kind = Kind.SECONDARY if buttons else Kind.PRIMARY
            profile = Button("Compléter mon profil", kind, "id-card", name="information.profile")
            which = next(f.target.partition(".")[2] for f in held.missing if f.target.startswith("profile."))
            profile.clicked.connect(lambda: self._commands.edit_profile(which))
            buttons.insert(0, profile)
        return NextAction("Complétez ce que les textes doivent dire.", f"Il manque : {names}.", buttons)

    def _next_place(self, place: Place, count: int) -> QWidget:
        stale = place.state is State.STALE
        note = Button("Noter la mise en place", Kind.SECONDARY, "calendar-check", name="information.note")
        note.clicked.connect(lambda: self._commands.note_mention(place))
        copy = Button("Copier le texte", Kind.PRIMARY, "copy", name="information.copy")
        copy.clicked.connect(lambda: self._commands.copy_mention(place))
        verb = "Mettez la mention à jour" if stale else "Placez la mention"
        rest = f" Encore {formats.count(count - 1, 'endroit')} après celui-ci." if count > 1 else ""
        return NextAction(f"{verb} : {place.duty.label}.", f"{place.duty.what}{rest}", [note, copy])

    # ---- the checklist -----------------------------------------------------------------------------------------------
    def _make_places(self, held: Information) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        for kind, title in GROUPS:
            places = [one for one in held.places if one.duty.kind is kind]
            if places:
                card = PlacesCard(self._commands, title, places, self._unfolded)
                column.addWidget(card)
        return holder

    def _make_side(self, held: Information) -> QWidget:
        holder = QWidget()
        column = vbox(holder, 0, 12)
        status = self._commands.context.desk.profile().status
        stakes = Card("Ce que vous risquez")
        for stake in held.stakes:
            stakes.add(IconText("triangle-alert", stake.sentence(status), Tone.TEXT, wrap=True, icon_tone=Tone.SOON))
            if stake.note:
                stakes.add(Label(stake.note, Tone.MUTED, wrap=True))
        column.addWidget(stakes)
        for rule in upcoming.load():
            column.addWidget(self._to_come(rule))
        return holder

    def _to_come(self, rule: upcoming.Upcoming) -> QWidget:
        first, text, exceptions, *rest = rule.notice(self._commands.context.today())
        details = QWidget()
        under = vbox(details, 0, 8)
        for sentence in (exceptions, *rest):
            under.addWidget(Label(sentence, Tone.MUTED, wrap=True))
        card = Card(right=None).add(
            IconText("hourglass", first, Tone.TEXT, wrap=True, weight=600, icon_tone=Tone.MUTED),
            Label(text, wrap=True),
            IconText("ban", "Pas encore applicable : rien n’en est tenu compte.", wrap=True),
            Foldable("Exceptions, dates et source", details, note=""),
        )
        card.setAccessibleName(first)
        return card
