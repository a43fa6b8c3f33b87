"""The fields of one kind of record, each described once: its whole form and the small forms of its steps are made of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from PySide6.QtWidgets import QWidget

from litigedesk.domain.labelled import Labelled

from ..context import Context
from .editors import ChoiceEditor, DateEditor, Editor, FileChoice, FileEditor, LongTextEditor, MoneyEditor, TextEditor
from .file_editor import DOCUMENTS
from .form import Form, Values

R = TypeVar("R")
RECENT: Final = (("Aujourd’hui", "+0j"), ("Hier", "-1j"))
LISTED: Final = 320  # px, a choice too long for joined buttons


@dataclass(frozen=True, kw_only=True)
class RecordFields:
    """What each field is called on screen, by its name in the record.

    ``dates`` and ``sums`` have their label, what the bottom bar calls them, and a hint; those ``to_come`` are not in the past.
    ``texts`` have their label, height in lines and hint; ``short_texts`` their label, width in pixels (0 for the whole line) and
    hint; ``choices`` their label, their members (or those that fit) and the words for none; ``listed`` is what the bottom bar
    calls those shown as a list. ``files`` have their label and hint. ``depending`` fields mean something only for some answers to
    another one.
    """

    dates: Mapping[str, tuple[str, str, str]]
    to_come: frozenset[str] = frozenset()
    sums: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    short_texts: Mapping[str, tuple[str, int, str]] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, type[Labelled] | Sequence[tuple[Any, str]], str]] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    depending: Mapping[str, tuple[str, set[Any]]] = field(default_factory=dict)

    def make(self, name: str, context: Context, *, needed: bool = False) -> Editor:
        """The editor of one field; ``needed`` when the form at hand cannot do without it. ``KeyError`` for another name."""
        optional = not needed
        if name in self.dates:
            return self._date(name, context, optional=optional)
        if name in self.texts:
            label, rows, hint = self.texts[name]
            return LongTextEditor(name, label, rows=rows, hint=hint, optional=optional)
        if name in self.short_texts:
            label, width, hint = self.short_texts[name]
            return TextEditor(name, label, width=width, hint=hint, optional=optional)
        if name in self.choices:
            return self._choice(name, needed=needed)
        if name in self.sums:
            label, called, hint = self.sums[name]
            return MoneyEditor(name, label, called=called, hint=hint, optional=optional)
        label, hint = self.files[name]
        return FileEditor(name, label, DOCUMENTS, hint=hint, optional=optional)

    def _date(self, name: str, context: Context, *, optional: bool) -> Editor:
        label, called, hint = self.dates[name]
        ahead = name in self.to_come
        quick = () if ahead else RECENT
        return DateEditor(
            name, label, today=context.today(), quick=quick, nudge=ahead, hint=hint, called=called, optional=optional
        )

    def _choice(self, name: str, *, needed: bool) -> Editor:
        label, members, empty = self.choices[name]
        if name in self.listed:
            empty = "Choisir…" if needed else empty
            return ChoiceEditor(
                name,
                label,
                members,
                segments=False,
                empty=empty,
                width=LISTED,
                called=self.listed[name],
                optional=not needed,
            )
        return ChoiceEditor(name, label, members, segments=True, empty="" if needed else empty, optional=not needed)

    def show_depending(self, form: Form) -> None:
        """Show the fields that the answers given make useful, and any that holds something."""
        there = {editor.name: editor for editor in form.editors()}
        for name, (other, useful) in self.depending.items():
            if name in there and other in there:
                there[name].setVisible(there[other].value in useful or there[name].value not in {None, ""})

    # ---- to and from the record --------------------------------------------------------------------------------------
    def shown(self, record: Any, names: Mapping[str, str]) -> Values:
        """What a form is loaded with; ``names`` are those of the files kept, by field."""
        choices = {name: _kept(getattr(record, name), names.get(name, "")) for name in self.files}
        return {**vars(record), **choices}

    def applied(self, record: R, values: Values) -> R:
        """The record with what was typed; a file just chosen is the operation's to keep."""
        typed = {name: value for name, value in values.items() if name in vars(record)}
        for name in self.files:
            if name in typed:
                document: FileChoice | None = typed[name]
                typed[name] = document.stored_id if document else None
        return replace(record, **typed)  # type: ignore[type-var]

    def new_documents(self, values: Values) -> dict[str, Path]:
        """The files just chosen, by field."""
        chosen = {name: values[name] for name in self.files if values.get(name) is not None}
        return {name: one.path for name, one in chosen.items() if one.is_new}


def _kept(file_id: int | None, name: str) -> FileChoice | None:
    return None if file_id is None else FileChoice(stored_id=file_id, name=name)


def lines(names: Sequence[Sequence[str]], make_one: Callable[[str], Editor]) -> list[Editor | list[Editor] | QWidget]:
    """Lines of editors for a section, several names making one line."""
    return [[make_one(name) for name in line] if len(line) > 1 else make_one(line[0]) for line in names]
