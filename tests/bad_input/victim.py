"""A program that is killed (-9) in the middle of real operations: ``victim.py ACTION FOLDER LINE``.

It dies before that line of the core's code; with LINE 0 it works to the end and prints how many lines it ran.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import litigedesk
from litigedesk.desk import Desk
from litigedesk.domain.agreement import AgreementKind
from litigedesk.domain.insurance import Harm, HarmKind, InsuranceClaim
from litigedesk.domain.matter import of_dispute
from litigedesk.domain.mediation import Mediation
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import Procedure, ProcedureKind
from litigedesk.domain.records import Payment
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.letters import catalogue, wording_file
from litigedesk.operations import (
    agreements,
    disputes,
    insurance_claims,
    invoices,
    letters,
    mediations,
    pieces,
    procedures,
    reminders,
    wordings,
)
from litigedesk.operations.letters import Choices
from litigedesk.queries.agreements import suggested
from litigedesk.queries.reminders import candidates
from litigedesk.rules import instalments

NOW = datetime(2026, 11, 22, 9)
CORE = Path(litigedesk.__file__).parent
WATCHED = tuple(str(CORE / one) for one in ("store", "operations", "desk.py"))
CHOICES = Choices(written_on=NOW.date(), send_method=SendMethod.POST, reply_by=date(2026, 12, 20))


def letter(desk: Desk) -> None:
    """Two files, their rows, the letter, its line, its deadline, the stage."""
    letters.file(desk, of_dispute(1), "mise-en-demeure", CHOICES, sent_on=NOW.date())


def payment(desk: Desk) -> None:
    """The payment of all that is due: its row, its line, the end of the reminders."""
    due = invoices.remaining(desk, 1, NOW.date())
    invoices.save_payment(desk, Payment(invoice_id=1, paid_on=NOW.date(), amount=due))


def delete(desk: Desk) -> None:
    """A dispute with its letters, lines and deadlines into the trash; back by undo, and away again."""
    disputes.delete(desk, 1)
    desk.undo()
    desk.redo()


def restore(desk: Desk) -> None:
    """A payment away, then back from the trash."""
    invoices.save_payment(desk, Payment(invoice_id=1, paid_on=NOW.date(), amount=Money.of(1)))
    invoices.delete_payment(desk, 1)
    desk.trash.restore(desk.trash.all()[0].id or 0)


def mediation(desk: Desk) -> None:
    """A mediation: its row, its document, its deadlines and lines, the suspension, the stage, the complaint's own clock."""
    document = desk.folder.with_suffix(".txt")
    document.write_text("Proposition du médiateur", encoding="utf-8")
    held = Mediation(
        dispute_id=2,
        mediator_id=1,
        complaint_id=1,
        started_by_client=True,
        referred_on=date(2026, 11, 10),
        notified_on=date(2026, 11, 12),
        agreed_on=date(2026, 11, 14),
        proposal_on=date(2026, 11, 20),
        answer_by=date(2026, 12, 1),
    )
    mediations.save(desk, held, document)


def evidence(desk: Desk) -> None:
    """Ten files at once, an e-mail and two that are the same among them: their content, their rows, the pieces, the line."""
    mail = (
        b"From: jeanne@martin.example\nTo: camille@r.example\nSubject: Promesse\nDate: 3 Nov 2026 10:30 +0100\n\nOui."
    )
    texts = [pieces.Incoming(f"facture {number}.txt", b"%d" % (number % 8)) for number in range(9)]
    pieces.add(desk, of_dispute(1), [*texts, pieces.Incoming("promesse.eml", mail)])


def claim(desk: Desk) -> None:
    """A claim of a dispute: its row, harms, paper, dates and lines, and the complaint's own date that it takes over."""
    document = desk.folder.with_suffix(".txt")
    document.write_text("Accusé de réception de l’assureur", encoding="utf-8")
    held = InsuranceClaim(
        title="Photos perdues",
        policy_id=1,
        dispute_id=2,
        known_on=date(2026, 11, 2),
        declared_on=date(2026, 11, 9),
        expert_on=date(2026, 11, 12),
        expert_meeting_on=date(2026, 12, 3),
    )
    harms = [Harm(insurance_claim_id=0, kind=kind, amount=Money.of(100)) for kind in HarmKind]
    insurance_claims.save(desk, held, harms, document)


def procedure(desk: Desk) -> None:
    """An order to pay with its paper: its row, file, dates and lines, the interruption, the stage and the judgment."""
    paper = desk.folder.with_suffix(".txt")
    paper.write_text("Ordonnance exécutoire", encoding="utf-8")
    held = Procedure(
        dispute_id=1,
        kind=ProcedureKind.PAYMENT_ORDER,
        asked_on=date(2026, 10, 5),
        decided_on=date(2026, 10, 12),
        served_on=date(2026, 10, 15),
        enforceable_on=date(2026, 11, 20),
    )
    procedures.save(desk, held, {"file_id": paper})


def agreement(desk: Desk) -> None:
    """A schedule of sixty instalments, signed: their rows, the paper, the next date, the lines, the recognition of the debt."""
    paper = desk.folder.with_suffix(".txt")
    paper.write_text("Échéancier signé", encoding="utf-8")
    wanted = replace(suggested(desk, 1, AgreementKind.INSTALMENTS, NOW.date()), signed_on=NOW.date())
    table = instalments.by_count(wanted.total, 60, date(2026, 12, 31))
    agreements.save(desk, wanted, table, {"file_id": paper}, True)


def words(desk: Desk) -> None:
    """Two texts of letters taken from files at once."""
    sources = []
    for template in (catalogue.template("relance-amiable"), catalogue.template("mise-en-demeure")):
        source = desk.folder.with_name(f"{template.id}.md")
        source.write_bytes(wording_file.write(template, f"{template.body}\n\nDe moi.", template.body, NOW.date()))
        sources.append(source)
    wordings.import_files(desk, sources)


def batch(desk: Desk) -> None:
    """Three clients reminded at once, each in a dispute opened for it."""
    lines = [reminders.examine(desk, one) for one in candidates(desk, NOW.date())]
    reminders.write(desk, [one for one in lines if one.may_leave and one.candidate.dispute_id is None])


WORK = (letter, payment, delete, restore, mediation, evidence, procedure, agreement, words, batch)


class Clockwork:
    """Counts the lines run in the watched modules, and kills the process before the one it was given."""

    def __init__(self, fatal: int) -> None:
        self.lines, self.fatal = 0, fatal

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(WATCHED):
            return None
        if event == "line":
            self.lines += 1
            if self.lines == self.fatal:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.trace


def main(action: str, folder: Path, fatal: int) -> None:
    work = {one.__name__: one for one in WORK}[action]
    clockwork = Clockwork(fatal)
    with Desk.open(folder, lambda: NOW) as desk:
        sys.settrace(clockwork.trace)
        work(desk)
        sys.settrace(None)
    sys.stdout.write(f"{clockwork.lines}\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
