"""How long people wait: the start, the lists, a dossier, a letter, on a thousand invented clients (``make bench``).

Nothing here passes or fails: figures to read beside those of the commit before, on the same machine.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from litigedesk.desk import Desk
from litigedesk.queries import clients, contracts, dispute_list, disputes, today
from litigedesk.search.keeper import Keeper

ROOT = Path(__file__).parents[2]


def milliseconds(action: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and worst duration of an action."""
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        durations.append((time.perf_counter() - start) * 1000)
    return statistics.median(durations), max(durations)


def python(*arguments: str | Path) -> None:
    """Run one Python program of ours to its end."""
    subprocess.run([sys.executable, *arguments], check=True, cwd=ROOT, capture_output=True)


def show(title: str, action: Callable[[], object], times: int = 5) -> None:
    """Measure one action and print a line."""
    median, worst = milliseconds(action, times)
    print(f"{title:<42} {median:9.0f} ms   au pire {worst:9.0f} ms", flush=True)


def main() -> None:
    """Measure everything once, on data that vanish afterwards."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--clients", type=int, default=1000, metavar="N")
    number = parser.parse_args().clients
    with tempfile.TemporaryDirectory() as place:
        data, example = Path(place, "data"), Path(place, "exemple")
        show("aide de la ligne de commande", lambda: python("-m", "litigedesk", "--help"))
        show("chargement des fenêtres", lambda: python("-c", "import ui.main_window"))
        show(
            f"démonstration de {number} clients",
            lambda: python("-m", "litigedesk", "demo", data, "--clients", str(number)),
            1,
        )
        show("ouverture du dossier de données", lambda: Desk.open(data, datetime.now).close())
        with Desk.open(data, datetime.now) as desk:
            day = desk.today()
            show("Aujourd’hui", lambda: today.overview(desk, day))
            show("liste des clients", lambda: clients.rows(desk))
            show("recherche d’un client", lambda: clients.rows(desk, "mar"))
            show("liste des contrats", lambda: contracts.rows(desk))
            show("liste des litiges", lambda: dispute_list.rows(desk, day))
            first = dispute_list.rows(desk, day)[0].id
            show("un dossier", lambda: disputes.dossier(desk, first, day))
            keeper = Keeper(None, desk.db.reader, desk.vault)
            show("index de la recherche, fait à neuf", lambda: keeper.work(lambda: False, lambda _share: None), 1)
            for typed in ("a", "atelier bor", "F-00012", "1 250,00", "prestation", "dupnot"):
                show(f"recherche de « {typed} »", partial(keeper.find, typed), 20)
            keeper.closing()
        python("-m", "litigedesk", "demo", example)
        letter = ["-m", "litigedesk", "--data", str(example), "letter", "relance-amiable", "--dispute", "1", "--out"]
        show("une relance en Word, programme compris", lambda: python(*letter, Path(place, "lettre.docx")), 3)
        show("une relance en PDF, programme compris", lambda: python(*letter, Path(place, "lettre.pdf")), 3)


if __name__ == "__main__":
    main()
