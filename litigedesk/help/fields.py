"""A sentence or two for each field of a form: what to type, where to find it, and what depends on it."""

from dataclasses import dataclass
from functools import cache

from litigedesk.help.toml_file import Row, rows, text


@dataclass(frozen=True)
class FieldHelp:
    """What helps to fill one field; ``key`` is ``form.field``, or the field alone when it means the same everywhere."""

    key: str
    text: str
    article: str
    page: str


@cache
def fields() -> dict[str, FieldHelp]:
    """Every text, by key."""
    return {one.key: one for one in rows("fields.toml", "field", _field)}


def of_field(form: str, name: str) -> FieldHelp | None:
    """The help of a field of a form; that of the field alone when the form has none of its own."""
    known = fields()
    return known.get(f"{form}.{name}") or known.get(name)


def _field(row: Row) -> FieldHelp:
    return FieldHelp(
        key=str(row["key"]), text=text(row, "text"), article=str(row.get("article", "")), page=str(row.get("page", ""))
    )
