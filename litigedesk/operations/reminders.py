"""Many reminders at once: each line looked at as its letter would be, then written and filed, dossier by dossier."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from litigedesk import formats
from litigedesk.bundle.names import legal_name
from litigedesk.domain.matter import Matter, of_dispute
from litigedesk.domain.money import Money
from litigedesk.domain.records import Dispute, Letter
from litigedesk.domain.vocabulary import SendMethod
from litigedesk.errors import MissingFact, Refused, StorageError, UserError
from litigedesk.letters import catalogue, claim, guards, sheets
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.guards import Finding, Severity
from litigedesk.letters.guards.finding import finding
from litigedesk.letters.ids import LADDER
from litigedesk.letters.template import Template
from litigedesk.operations import disputes, letters, limitation_dates
from litigedesk.operations.exports import write_file
from litigedesk.operations.outcome import Outcome
from litigedesk.queries import reminders as queries
from litigedesk.queries.reminders import Candidate, Proposal
from litigedesk.store.faults import broken_links

if TYPE_CHECKING:
    from litigedesk.desk import Desk
    from litigedesk.store.undo import Step

FEW: Final = 2  # numbers of invoices in a name


@dataclass(frozen=True, kw_only=True)
class Line:
    """One client to remind: the letter proposed, what it asks for, and what stands in its way.

    ``tones`` are the letters that may be chosen instead. ``obstacle`` says why there is no letter at all, with ``waits`` when the
    dispute has another next step.
    """

    candidate: Candidate
    template: Template | None = None
    tones: tuple[Template, ...] = ()
    amount: Money
    findings: tuple[Finding, ...] = ()
    missing: tuple[MissingFact, ...] = ()
    obstacle: str = ""
    waits: bool = False

    @property
    def forbidden(self) -> tuple[Finding, ...]:
        """What keeps the letter from leaving; nothing passes it over."""
        return tuple(one for one in self.findings if one.severity is Severity.FORBIDS)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What to look at first; the user may pass it over by ticking the line."""
        return tuple(one for one in self.findings if one.severity is Severity.WARNS)

    @property
    def may_leave(self) -> bool:
        """Whether the letter can be written."""
        return self.template is not None and not (self.obstacle or self.missing or self.forbidden)

    @property
    def is_ready(self) -> bool:
        """Whether it can be written and nothing is to be looked at: what is ticked to begin with."""
        return self.may_leave and not self.warnings

    def in_the_way(self) -> list[str]:
        """What keeps the letter from leaving, else what to look at first, in words; empty when it is ready."""
        if self.obstacle:
            return [self.obstacle]
        forbidden = [_told(one) for one in self.forbidden]
        lacking = ", ".join(one.label for one in self.missing)
        if lacking:
            forbidden.append(formats.typographic(f"Il manque : {lacking}."))
        return forbidden or [one.title for one in self.warnings]


def _told(one: Finding) -> str:
    article = f" ({one.article})" if one.article and one.article not in one.sentence else ""
    return formats.typographic(f"{one.title} : {one.sentence.rstrip('.')}{article}." if one.sentence else one.title)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A letter kept in its dossier, with its two forms."""

    line: Line
    letter: Letter
    drawn: letters.Drawn


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A line chosen that could not be written after all, and why."""

    line: Line
    why: str


# ---- looking ---------------------------------------------------------------------------------------------------------
def examine(desk: "Desk", candidate: Candidate, template_id: str = "") -> Line:
    """One line, with the letter that its next step asks for or the one chosen; nothing is changed."""
    due = Proposal(template=LADDER[0])
    if candidate.dispute_id is not None:
        due = queries.proposal(desk, candidate.dispute_id, desk.today())
    if not due.template:
        return Line(candidate=candidate, amount=candidate.outstanding, obstacle=due.instead, waits=True)
    template = catalogue.template(template_id or due.template)
    tones = tuple(catalogue.template(one) for one in LADDER)
    line = Line(candidate=candidate, template=template, tones=tones, amount=candidate.outstanding)
    try:
        given = ready(desk, line)
    except UserError as refusal:
        return replace(line, obstacle=str(refusal))
    allowed = tuple(one for one in tones if guards.who_may_send(one, given.sender_status) is None)
    return replace(
        line,
        tones=allowed or tones,
        amount=claim.asked(template, given),
        findings=(*_of_a_batch(candidate, template), *guards.findings(template, given)),
        missing=catalogue.missing(template, given),
    )


def _of_a_batch(candidate: Candidate, template: Template) -> Iterable[Finding]:
    """What is only to be looked at because many letters are written at once."""
    if template.formal_notice:
        sentence = "C’est l’acte que lira un juge : relisez-la avant de la cocher, et vérifiez vos preuves."
        yield finding("notice", Severity.WARNS, "Mise en demeure à relire", sentence, article="C. civ. 1344")
    if candidate.other:
        sentence = f"Ces factures pourraient rejoindre {candidate.other} ; cochée, la ligne ouvre un second litige."
        yield finding("other-dispute", Severity.WARNS, "Un litige est déjà ouvert avec ce client", sentence)


def choices(desk: "Desk", template_id: str) -> letters.Choices:
    """How a letter of the batch is written: today, on paper, with its usual time to answer."""
    usual = letters.proposed_choices(desk, template_id)
    on_paper = SendMethod.POST if usual.send_method is SendMethod.EMAIL else usual.send_method
    return replace(usual, send_method=on_paper)


def ready(desk: "Desk", line: Line) -> LetterFacts:
    """The facts of a line's letter, as if its dispute were open; raises as ``letters.facts``."""
    assert line.template is not None
    with _as_opened(desk, line.candidate) as matter:
        return letters.facts(desk, matter, line.template.id, choices(desk, line.template.id))


class _TakenBack(Exception):  # no error: it undoes a trial
    """Ends a trial, of which nothing stays."""


@contextmanager
def _as_opened(desk: "Desk", candidate: Candidate) -> Iterator[Matter]:
    """What the letter is about; a dispute still to open is only there until the end of the block."""
    if candidate.dispute_id is not None:
        yield of_dispute(candidate.dispute_id)
        return
    try:
        with desk.db.transaction("Essai", undoable=False):
            yield _opened(desk, candidate)
            raise _TakenBack
    except _TakenBack:
        pass


def _opened(desk: "Desk", candidate: Candidate) -> Matter:
    """The dispute of a line, opened inside the running step when there is none."""
    if candidate.dispute_id is not None:
        return of_dispute(candidate.dispute_id)
    wanted = Dispute(client_id=candidate.client_id, opened_on=desk.today())
    return of_dispute(disputes.opened(desk, wanted, candidate.invoice_ids).id or 0)


# ---- writing ---------------------------------------------------------------------------------------------------------
class Batch:
    """The letters written one by one: each is filed whole with its dossier, and one undo takes all of them back.

    ``sent_on`` is noted when they leave that day. What goes wrong with one leaves it out and keeps no other from being written.
    """

    def __init__(self, desk: "Desk", sent_on: date | None = None) -> None:
        self._desk, self._sent_on = desk, sent_on
        self._step: Step | None = None
        self.filed: list[Filed] = []
        self.left_out: list[LeftOut] = []

    def file(self, line: Line, drawn: letters.Drawn) -> None:
        """Open the dispute if there is none and file the letter: all or nothing. Raises as ``letters.file``."""
        assert line.template is not None
        desk, label = self._desk, _label(len(self.filed) + 1)
        with broken_links(), desk.db.transaction(label) as step:
            matter, wanted = _opened(desk, line.candidate), choices(desk, line.template.id)
            now = letters.facts(desk, matter, line.template.id, wanted)
            drawn = (
                drawn if drawn.facts == now else letters.draw(line.template.id, now)
            )  # what is printed is what is kept
            letter = letters.file(desk, matter, line.template.id, wanted, self._sent_on, drawn).value
            limitation_dates.follow(desk, step.changes)  # a dispute just opened has its last safe day
        self._step = desk.db.journal.join(self._step, step, label)
        self.filed.append(Filed(line=line, letter=letter, drawn=drawn))

    def leave_out(self, line: Line, why: UserError) -> None:
        """Note that a line could not be written."""
        self.left_out.append(LeftOut(line=line, why=str(why)))

    @property
    def outcome(self) -> Outcome[int]:
        """How many were filed, the name of the step, and what changed."""
        kinds = self._step.done.kinds if self._step is not None else frozenset()
        return Outcome(len(self.filed), _label(len(self.filed)), kinds)


def _label(count: int) -> str:
    return formats.count(count, "lettre enregistrée", "lettres enregistrées")


def write(
    desk: "Desk",
    lines: Iterable[Line],
    sent_on: date | None = None,
    told: Callable[[Line], None] = lambda _line: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Batch:
    """Write and file the letters of these lines, here and now; given up between two letters, those filed stay whole.

    Raises ``StorageError`` when the disk refuses, which it would do for the others too.
    """
    batch = Batch(desk, sent_on)
    for line in lines:
        if cancelled():
            break
        told(line)
        try:
            assert line.template is not None
            batch.file(line, letters.draw(line.template.id, ready(desk, line)))
        except StorageError:
            raise
        except UserError as fault:
            batch.leave_out(line, fault)
    return batch


# ---- files -----------------------------------------------------------------------------------------------------------
def file_name(line: Line, suffix: str) -> str:
    """A name such as « Atelier Boréal SARL F-2026-014 Relance amiable.docx », legal on every system."""
    numbers = line.candidate.numbers
    named = " ".join(numbers[:FEW])
    more = f" et {len(numbers) - FEW} autres" if len(numbers) > FEW + 1 else f" {numbers[FEW]}" if numbers[FEW:] else ""
    title = line.template.title if line.template is not None else ""
    return legal_name(f"{line.candidate.client_name} {named}{more} {title}", suffix)


def printed(filed: Iterable[Filed], on: date, *, duplex: bool) -> bytes:
    """One PDF of these letters to print; ``duplex`` lets each begin on a sheet of its own on paper printed on both sides."""
    letters_of_the_day = ((f"{one.line.candidate.client_name} — {one.letter.title}", one.drawn.pdf) for one in filed)
    return sheets.one_after_the_other(letters_of_the_day, f"Relances du {formats.date_long(on)}", duplex=duplex)


def save_printed(target: Path, filed: Iterable[Filed], on: date, *, duplex: bool) -> None:
    """Write that PDF; ``StorageError`` when the disk refuses."""
    write_file(target, printed(filed, on, duplex=duplex))


def save_each(folder: Path, filed: Iterable[Filed]) -> list[Path]:
    """One ``.docx`` for each letter in a folder; a file that is there is never replaced, the new one takes a number.

    Raises ``StorageError``, its files written so far left whole.
    """
    written = []
    for one in filed:
        target = _free(folder, file_name(one.line, ".docx"))
        write_file(target, one.drawn.docx)
        written.append(target)
    return written


def _free(folder: Path, name: str) -> Path:
    stem, suffix = name.rsplit(".", 1)
    for number in range(1, 1000):
        target = folder / (name if number == 1 else f"{stem} ({number}).{suffix}")
        if not target.exists():
            return target
    raise Refused(formats.typographic(f"« {name} » existe déjà mille fois : choisissez un autre dossier."))
