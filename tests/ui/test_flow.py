"""Items that wrap: whatever Qt frees elsewhere, a flow keeps its widgets and lets go of the deleted ones."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from litigedesk.desk import Desk
from litigedesk.domain.records import Client
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.operations import clients
from ui.context import Context
from ui.dialogs.form_dialog import FormDialog
from ui.forms.client_form import ClientForm
from ui.forms.contract_form import ContractForm
from ui.forms.date_editor import DateEditor
from ui.forms.form import Form
from ui.forms.invoice_form import InvoiceForm
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout

DATES = ("signed_on", "starts_on", "issued_on", "performed_on", "due_on")


def test_dates_are_typed_in_one_form_after_another_without_a_fault(
    desk: Desk, context: Context, qtbot: QtBot, type_text: Callable[[QWidget, str], None]
) -> None:
    client_id = clients.save(desk, Client(kind=ClientKind.PROFESSIONAL, name="Atelier Boréal"), (), ()).value.id
    forms: list[Callable[[], Form]] = [
        lambda: ClientForm(context, None, embedded=True),
        lambda: ContractForm(context, None, client_id, embedded=True),
        lambda: InvoiceForm(context, None, client_id, embedded=True),
    ]
    for make in forms * 2:
        form = make()
        dialog = FormDialog(form, None)
        qtbot.addWidget(dialog)
        dialog.show()
        for editor in (one for one in form.editors() if isinstance(one, DateEditor) and one.name in DATES):
            editor.line.selectAll()
            for character in "1/5/26":
                type_text(editor.line, character)
                QApplication.processEvents()
                QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
            assert editor.value is not None
            assert editor.line.isVisible() == editor.isVisible()
        dialog.close()
        dialog.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]


def test_a_deleted_widget_leaves_its_flow(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(8, 4, holder)
    kept, gone = Button("Reste"), Button("Part")
    flow.addWidget(gone)
    flow.addWidget(kept)
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]
    gc.collect()
    assert flow.count() == 1
    assert flow.sizeHint() == kept.sizeHint()


def test_a_flow_is_emptied_by_hand(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(8, 4, holder)
    one, two = Button("Un"), Button("Deux")
    flow.addWidget(one)
    flow.addWidget(two)
    taken = [item.widget() for item in (flow.takeAt(0), flow.takeAt(0)) if item is not None]
    gc.collect()
    assert taken == [one, two]
    assert flow.takeAt(0) is None
    flow.addWidget(two)
    assert flow.heightForWidth(500) == two.sizeHint().height()
