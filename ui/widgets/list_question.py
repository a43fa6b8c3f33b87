"""What a list is asked for: words, chip and facets, narrowed in memory, told above the rows, remembered and kept under a name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from litigedesk.facets import AnyFacet, known, told
from litigedesk.queries.kept_rows import AT_ONCE

from ..list_memory import ListMemory
from ..models.list_query import Haystack, ListQuery, ListState, folded_once
from ..models.noun import Noun
from ..models.sort_keys import SortKeys
from .buttons import Option
from .facet_panel import FacetPanel
from .list_filter import ListFilter

R = TypeVar("R")
SLICE = 1_000  # rows prepared together
TYPING_PAUSE = 150  # ms before the list is read again while one types in the filter
TEXT = "text"  # the key of the tag that shows the words typed
Facets = Callable[[], Sequence[AnyFacet[R]]]
Source = Callable[[ListQuery], Sequence[R]]


class ListQuestion(QObject, Generic[R]):
    """The question and the rows it is asked of; ``narrowed`` when it changed, ``stale`` when the rows must be read again."""

    narrowed = Signal()
    stale = Signal()

    def __init__(
        self,
        controls: ListFilter,
        chips: Sequence[Option],
        source: Source[R],
        searched: Callable[[R], str] | None,
        facets: Facets[R],
        noun: Callable[[], Noun],
    ) -> None:
        super().__init__(controls)
        self.controls, self.source, self.memory = controls, source, None
        self._texts = None if searched is None else folded_once(searched)
        self._facets, self._noun = facets, noun
        self._asked: dict[str, tuple[str, ...]] = {}
        self._held = Haystack((), self._texts)
        self.first_chip = chips[0].key if chips else ""
        self.pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self.pause.timeout.connect(self.typed)
        controls.line.textChanged.connect(lambda _text: self.pause.start())
        controls.chips.chosen.connect(lambda _key: self.stale.emit())
        controls.removed.connect(self._remove)
        controls.clear_asked.connect(self.show_all)
        controls.facet_button.clicked.connect(self.open_panel)

    memory: ListMemory | None

    @property
    def query(self) -> ListQuery:
        """What the filter, the chips and the facets ask for now."""
        return ListQuery(self.controls.line.text().strip(), self.controls.chips.key, dict(self._asked))

    @property
    def is_asked(self) -> bool:
        """Whether anything but the first chip is asked for."""
        return self.query.narrows or self.query.chip != self.first_chip

    # ---- the rows ----------------------------------------------------------------------------------------------------
    def read(self, arranged: Callable[[Sequence[R]], list[R]]) -> None:
        """Read the rows again, all of the chip where words are looked for in memory."""
        query = self.query
        wanted = replace(query, text="") if self._texts is not None else query
        self._held = Haystack(arranged(self.source(wanted)), self._texts)

    def arrange(self, arranged: Callable[[Sequence[R]], list[R]]) -> None:
        """The rows held come in another order."""
        self._held = Haystack(arranged(self._held.rows), self._texts)

    @property
    def is_long(self) -> bool:
        """Whether there are rows enough to be worth preparing."""
        return len(self._held.rows) > AT_ONCE

    def prepare(self, keys: Sequence[SortKeys[R]]) -> Iterator[None]:
        """Compute what words are looked for in and what columns are sorted by, a slice of rows at a time."""
        rows = self._held.rows
        if (texts := self._texts) is not None:
            for start in range(0, len(rows), SLICE):
                texts.fill(rows[start : start + SLICE])
                yield
        for one in keys:
            yield from one.prepare(rows)

    def rows(self) -> list[R]:
        """Those that the question leaves; facets that are no more are forgotten."""
        facets = self._facets()
        self._asked = known(facets, self._asked)
        return self._held.narrowed(self.query, facets)

    def typed(self) -> None:
        """Answer what stands in the filter now."""
        self.pause.stop()
        if self._texts is None:
            self.stale.emit()
        else:
            self.narrowed.emit()

    # ---- in words ----------------------------------------------------------------------------------------------------
    def tell(self, found: int) -> None:
        """Say above the rows how many there are, and because of what."""
        query = self.query
        if query.narrows:
            tags = told(self._facets(), self._asked)
            if query.text:
                tags.insert(0, (TEXT, query.text, f"« {query.text} »"))
            self.controls.show_asked(f"{self._noun().counted(found)} sur {self.total()}", tags)
        else:
            self.controls.show_asked("", [])

    def total(self) -> int:
        """How many rows the chip has, whatever else is asked."""
        if self._texts is not None:
            return len(self._held.rows)
        return len(self.source(ListQuery(chip=self.query.chip)))

    def words(self) -> list[str]:
        """What is asked, in words: the chip, what was typed, the facets."""
        query, chip = self.query, self.controls.chips.word
        typed = [f"« {query.text} »"] if query.text else []
        return [*([chip] if chip else []), *typed, *(said for _, _, said in told(self._facets(), self._asked))]

    # ---- changing it -------------------------------------------------------------------------------------------------
    def ask(self, key: str, values: Sequence[str]) -> None:
        """Narrow by one facet; no value takes it off."""
        self._asked[key] = tuple(values)
        self.narrowed.emit()

    def _remove(self, key: str, value: str) -> None:
        if key == TEXT:
            self.controls.line.clear()
            self.typed()
        else:
            self.ask(key, [one for one in self._asked.get(key, ()) if one != value])

    def clear(self, chip: str) -> None:
        """Ask for all of a chip, without telling."""
        self.controls.line.clear()
        self.pause.stop()
        self._asked = {}
        if chip:
            self.controls.chips.set_key(chip)

    def show_all(self) -> None:
        """Empty the filter, take every facet off and choose the first chip."""
        self.clear(self.first_chip)
        self.stale.emit()

    def take(self, query: ListQuery) -> None:
        """Ask this, without telling; a chip that is no more is the first."""
        self.clear(query.chip if query.chip in self.controls.chips.keys else self.first_chip)
        self.controls.line.setText(query.text)
        self.pause.stop()
        self._asked = dict(query.facets)

    def remember(self, state: ListState) -> None:
        """Note how the list is now."""
        if self.memory is not None:
            self.memory.note(state)

    def open_panel(self) -> FacetPanel:
        """Show every facet under its button."""
        panel = FacetPanel(self._facets(), self._asked, lambda facet: facet.texts(self._held.rows), self.controls)
        controls = self.controls

        def take(key: str, values: Any) -> None:
            self.ask(key, values)
            panel.count.set_text(controls.count.full_text().rstrip(" \u00a0:"))

        panel.asked.connect(take)
        panel.clear_asked.connect(self.show_all)
        panel.open_under(controls.facet_button)
        return panel
