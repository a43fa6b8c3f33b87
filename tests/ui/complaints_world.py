"""What the tests of complaints and mediations in the window share: a consumer who complains, and ways to fill a form."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from litigedesk.desk import Desk
from litigedesk.domain.mediation import Complaint, Mediation, Mediator
from litigedesk.domain.records import Dispute
from litigedesk.domain.vocabulary import ClientKind, ComplaintChannel
from litigedesk.operations import complaints, mediations, mediators
from litigedesk.queries import mediations as queries
from tests.ui.disputes_world import client_named
from ui.forms.date_editor import DateEditor
from ui.forms.editors import ChoiceEditor, LongTextEditor, TextEditor
from ui.forms.form import Form
from ui.widgets.buttons import Segments
from ui.widgets.text import Label

RECEIVED = date(2026, 11, 16)
Typist = Callable[[QWidget, str], None]


def complaining(desk: Desk, name: str = "Nadia Ferrand", kind: ClientKind = ClientKind.CONSUMER, **changes: Any) -> int:
    """A dispute about a complaint received by e-mail on 16 November 2026; its id."""
    fields: dict[str, Any] = {
        "received_on": RECEIVED,
        "channel": ComplaintChannel.EMAIL,
        "grievance": "L’album a été livré en retard.",
        **changes,
    }
    client_id = client_named(desk, name, kind)
    opened = complaints.open_dispute(
        desk, Dispute(client_id=client_id, opened_on=RECEIVED), Complaint(dispute_id=0, **fields)
    ).value
    assert opened.id is not None
    return opened.id


def complaint_of(desk: Desk, dispute_id: int) -> Complaint:
    """The first complaint of a dispute."""
    return queries.complaints_of(desk, dispute_id)[0].complaint


def mediator_named(desk: Desk, name: str = "Médiation Conso des Marées") -> int:
    """A mediator of the user's register, complete enough to be named to clients."""
    wanted = Mediator(
        name=name, website="www.marees.example", street="14 rue du Phare", postcode="44000", city="Nantes"
    )
    saved = mediators.save(desk, wanted).value
    assert saved.id is not None
    return saved.id


def mediating(desk: Desk, dispute_id: int, mediator_id: int, **changes: Any) -> int:
    """A mediation that the client asked for on 17 November 2026; its id."""
    fields: dict[str, Any] = {"started_by_client": True, "referred_on": date(2026, 11, 17), **changes}
    complaint_id = complaint_of(desk, dispute_id).id
    wanted = Mediation(dispute_id=dispute_id, mediator_id=mediator_id, complaint_id=complaint_id, **fields)
    saved = mediations.save(desk, wanted).value
    assert saved.id is not None
    return saved.id


def fill(form: Form, name: str, text: str, type_text: Typist) -> None:
    """Type into a field, over what is there, and leave it."""
    editor = form.editor(name)
    if isinstance(editor, LongTextEditor):
        editor.text.selectAll()
        type_text(editor.text, text)
        return
    assert isinstance(editor, TextEditor | DateEditor)
    editor.line.selectAll()
    type_text(editor.line, text)


def press(form: Form, name: str, words: str) -> None:
    """Press one of the joined buttons of a choice."""
    editor = form.editor(name)
    assert isinstance(editor, ChoiceEditor)
    segments = editor.findChild(Segments)
    assert segments is not None
    button = next(one for one in segments.buttons() if one.text() == words)
    button.click()


def said(holder: QWidget) -> str:
    """Everything that can be read in a window, with plain spaces, once what was just added is shown."""
    QApplication.processEvents()
    found = [label.full_text() for label in holder.findChildren(Label) if label.isVisibleTo(holder)]
    return "\n".join(found).replace("\u00a0", " ").replace("\u202f", " ")


def stops(form: Form) -> list[str]:
    """The object names Tab goes through, in order."""
    form.show()
    found: list[str] = []
    widget = form.nextInFocusChain()
    while widget is not None and widget is not form:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(form) and widget.objectName():
            found.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return found
