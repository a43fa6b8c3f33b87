"""Someone who types into a form until killed: ``typist.py FOLDER``; each time drafts are written, says how much was typed."""

import os
import sys
from datetime import datetime
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QTimer

from litigedesk.desk import Desk
from ui.app import make_application
from ui.context import Context
from ui.forms.client_form import ClientForm


def main(folder: Path) -> None:
    """One letter every few milliseconds in the name of a new client."""
    app = make_application([])
    desk = Desk.open(folder, lambda: datetime(2026, 11, 22, 9))
    context = Context(desk)
    form = ClientForm(context, None)
    form.show()
    line = form.editor("name").line

    def press() -> None:
        line.setText(f"{line.text()}é")
        line.textEdited.emit(line.text())

    def tell() -> None:
        print(len(line.text()), flush=True)  # noqa: T201

    typing = QTimer(interval=5)
    typing.timeout.connect(press)
    typing.start()
    context.drafts.written.connect(tell)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
