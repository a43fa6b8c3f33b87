"""``python -m ui``: the window, its pictures, or its self-test. Absolute imports: the frozen program starts here too."""

import argparse
import os
import sys
from pathlib import Path
from typing import TextIO

from litigedesk import __version__
from litigedesk.command_line.french import FrenchParser


def parser() -> argparse.ArgumentParser:
    """The command line of the window."""
    words = FrenchParser(prog="litigedesk", description="LitigeDesk, la fenêtre")
    words.add_argument("file", type=Path, nargs="?", metavar="FICHIER", help="dossier reçu (.litige) à ouvrir")
    words.add_argument("--data", type=Path, metavar="DOSSIER", help="dossier des données (sinon : le vôtre)")
    words.add_argument("--demo", action="store_true", help="ouvre un exemple inventé, à part de vos données")
    words.add_argument("--unlock", action="store_true", help="retire le mot de passe de la fenêtre, s’il est oublié")
    words.add_argument("--screenshots", type=Path, metavar="DOSSIER", help="enregistre l’image de chaque écran")
    words.add_argument("--selftest", action="store_true", help="vérifie le programme et dit ce qui manque")
    words.add_argument("--report", type=Path, metavar="FICHIER", help="écrit dans ce fichier ce que --selftest trouve")
    words.add_argument("--version", action="store_true", help="dit la version")
    words.add_argument(
        "--stages", action="store_true", help=argparse.SUPPRESS
    )  # for tests/benchmarks: say them, then close
    return words


def say(line: str) -> None:
    """Write a line in UTF-8 whatever the console: Windows consoles refuse U+202F, and a window there may have none at all."""
    _write(sys.stdout, line)


def _write(stream: TextIO | None, line: str) -> None:
    if stream is not None:
        stream.buffer.write(f"{line}\n".encode())
        stream.flush()


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line asks for; returns the exit status."""
    options = parser().parse_args(arguments)
    if options.version:
        say(f"LitigeDesk {__version__}")
        return 0
    if options.selftest or options.screenshots:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.selftest:
        return _check(options.report)
    if options.screenshots:
        return _photograph(options.data, options.screenshots, demo=options.demo)
    from ui import plain_imports

    plain_imports.restore()
    from ui import app

    stages = say if options.stages else None
    return app.run(options.data, demo=options.demo, unlock=options.unlock, opened=options.file, stages=stages)


def _check(report: Path | None) -> int:
    from ui import selftest

    lines: list[str] = []

    def told(line: str) -> None:
        say(line)
        lines.append(line)

    status = selftest.run(told)
    if report is not None:
        report.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return status


def _photograph(data: Path | None, pictures: Path, *, demo: bool) -> int:
    from datetime import datetime

    from litigedesk.desk import Desk
    from litigedesk.errors import UserError
    from litigedesk.paths import default_data_folder
    from ui import app, screenshots
    from ui.window_state import WindowState

    app.make_application(["litigedesk"])
    folder = data or (app.demo_folder() if demo else default_data_folder())
    try:
        if demo:
            app.fill_demo(folder)
        with Desk.open(folder, datetime.now) as desk:
            window = app.build_window(desk, WindowState(pictures / "fenetre.ini"))
            for file in screenshots.take_all(window, pictures):
                say(str(file))
            window.close()
    except UserError as error:
        _write(sys.stderr, str(error))
        return 1
    (pictures / "fenetre.ini").unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
