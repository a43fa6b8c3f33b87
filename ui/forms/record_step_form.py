"""One step of a record's course noted in a small form: a few of its fields, what the law says of them, and the dates they move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from litigedesk import validation
from litigedesk.errors import Problem
from litigedesk.rules.clock_dates import ClockDate

from ..context import Context
from ..palette import Tone
from ..widgets.clocks import ClockList, ClockView
from ..widgets.panels import Card
from ..widgets.text import IconText
from .editors import Editor
from .form import Form, Values
from .record_fields import RecordFields, lines

DAY: Final = "Indiquez le jour."


def _as_it_is(record: Any) -> Any:
    return record


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is asked at one step: ``lines`` of fields, the sentence for each that is ``needed``, a ``note`` with its article.

    ``then`` adds what follows of itself; ``begins`` proposes values, which the user sees and may change.
    """

    title: str
    save: str
    lines: tuple[tuple[str, ...], ...]
    note: str
    needed: Mapping[str, str] = field(default_factory=dict)
    then: Callable[[Any], Any] = _as_it_is
    begins: Callable[[Any], Values] = lambda _record: {}


class RecordStepForm(Form):
    """``whose`` says which record it is; ``files`` are the names of those it keeps, by field.

    A subclass says what its record's clocks and faults are, and how it is saved.
    """

    def __init__(
        self,
        context: Context,
        key: str,
        step: Step,
        fields: RecordFields,
        record: Any,
        *,
        whose: str,
        files: Mapping[str, str],
    ) -> None:
        self.step, self.record, self.fields = step, record, fields
        super().__init__(context, key, step.title, step.save, self._store, validate=self._problems, embedded=True)
        self.card = self.section(step.title, note=whose)
        self._fill(self.card.body, lines(step.lines, self._make))
        self.dress()
        self.card.add(IconText("book-open", step.note, Tone.MUTED, wrap=True))
        self.moved = Card("Dates qui en découlent", gap=12)
        self.clocks = ClockList(reason=True)
        self.moved.add(self.clocks)
        self._main.insertWidget(self._main.count() - 1, self.moved)
        self.load({**fields.shown(record, files), **step.begins(record)})
        self.begin()
        self.changed.connect(self.react)
        self.react()

    def _make(self, name: str) -> Editor:
        return self.fields.make(name, self.context, needed=name in self.step.needed)

    def asks(self, name: str) -> bool:
        """Whether a field is one of this step's."""
        return any(name in line for line in self.step.lines)

    # ---- what a subclass adds ----------------------------------------------------------------------------------------
    def dress(self) -> None:
        """Add to the card what goes with the fields, before the sentence of the law."""

    def begin(self) -> None:
        """Settle what was loaded."""

    def clocks_of(self, record: Any) -> Sequence[ClockDate]:
        """The dates that follow from a record."""
        raise NotImplementedError

    def faults_of(self, record: Any) -> Sequence[Problem]:
        """What keeps a record from being saved."""
        raise NotImplementedError

    def keep(self, record: Any, documents: Mapping[str, Path]) -> int | None:
        """Save the record with the files just chosen; its id, ``None`` when it was refused."""
        raise NotImplementedError

    # ---- what follows from what is typed -----------------------------------------------------------------------------
    def react(self) -> None:
        """Show the fields that are useful now, and the dates that what is typed would move."""
        self.fields.show_depending(self)
        moved = self._moved(self._made(self.values()))
        self.clocks.show_clocks([ClockView.of_rule(one) for one in moved], self.context.today())
        self.moved.setVisible(bool(moved))

    def _moved(self, record: Any) -> list[ClockDate]:
        """The dates that a record would move; none while it would be refused, for a day to come above all."""
        if any(one.blocking for one in self.faults_of(record)):
            return []
        was = set(self.clocks_of(self.record))
        return [one for one in self.clocks_of(record) if one not in was]

    # ---- saving ------------------------------------------------------------------------------------------------------
    def _made(self, values: Values) -> Any:
        return self.step.then(self.fields.applied(self.record, values))

    def _problems(self, values: Values) -> list[Problem]:
        missing = [
            problem
            for name, sentence in self.step.needed.items()
            for problem in validation.required(name, values[name], sentence)
        ]
        asked = {problem.field for problem in missing}
        found = self.faults_of(self._made(values))
        return [*missing, *(problem for problem in found if problem.field not in asked)]

    def _store(self, values: Values) -> int | None:
        return self.keep(self._made(values), self.fields.new_documents(values))
