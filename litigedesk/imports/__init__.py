"""Files of the user read into clients and invoices: what is understood and proposed. ``operations.imports`` does it."""

from litigedesk.imports.fields import FIELDS, Field, labels
from litigedesk.imports.mapping import ColumnMapping, Origin, propose_mapping
from litigedesk.imports.plan import Change, Choices, Doubt, LineStatus, Plan, PlannedLine, UnknownKind
from litigedesk.imports.planning import plan
from litigedesk.imports.source import Reading, Source, SourceForm, read_source

__all__ = [
    "FIELDS",
    "Change",
    "Choices",
    "ColumnMapping",
    "Doubt",
    "Field",
    "LineStatus",
    "Origin",
    "Plan",
    "PlannedLine",
    "Reading",
    "Source",
    "SourceForm",
    "UnknownKind",
    "labels",
    "plan",
    "propose_mapping",
    "read_source",
]
