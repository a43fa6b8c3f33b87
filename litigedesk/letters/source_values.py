"""What stands between the braces of a template: which names, through which filters, in which comparisons, and of what kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from litigedesk.letters import wording
from litigedesk.letters.names import FILTERS, Name, NameKind
from litigedesk.letters.remark import Remark, remark

if TYPE_CHECKING:
    from jinja2 import nodes

FEW_ARGUMENTS = 2
_COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
_OF_LOOP = {"first": NameKind.YES, "last": NameKind.YES, "index": NameKind.NUMBER, "length": NameKind.NUMBER}
_KINDS_IN_WORDS = {
    NameKind.YES: "une réponse par oui ou non", NameKind.RECORD: "une fiche entière", NameKind.CHOICE: "un choix dans une liste",
    NameKind.ROWS: "une suite de fiches", NameKind.PASSAGE: "un passage", NameKind.WORDS: "un choix entre deux formes",
    NameKind.SHARED: "un texte commun", NameKind.SUM: "une somme", NameKind.DATE: "une date", NameKind.TEXTS: "une liste",
}  # fmt: skip
ALLOWED = "Sont permis entre accolades : les noms de la liste, if, for, set, include, et un filtre après « | »."


@dataclass
class Reading:
    """What a template uses, and what is to be said about it; ``parsed`` when its braces and tags could be read at all."""

    known: Mapping[str, Name]
    remarks: list[Remark] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)
    local: dict[str, Name | NameKind | None] = field(default_factory=dict)
    parsed: bool = False

    @cached_property
    def roots(self) -> frozenset[str]:
        """The names themselves, and the records that they are fields of."""
        told = (one.tells or one.name for one in self.known.values())
        return frozenset(name.partition(".")[0] for name in (*self.known, *told) if not name.endswith(".md"))

    def say(self, line: int, sentence: str, *, blocks: bool = True) -> None:
        """Note a remark."""
        self.remarks.append(remark(line, sentence, blocks=blocks))


# ---- values ----------------------------------------------------------------------------------------------------------
def printed(node: "nodes.Node", reading: Reading) -> None:
    """What stands between {{ }}: a text, or a value through its filter."""
    kind = kind_of(node, reading)
    if kind is None:
        return
    shown, through = dotted_name(node), FILTERS.get(kind)
    if through is None:
        entry = reading.known.get(shown)
        use = f" Écrivez : {' '.join(entry.snippet.split())}" if entry is not None else ""
        called = f"« {shown} »" if shown else "ceci"
        reading.say(node.lineno, f"{called} est {_KINDS_IN_WORDS[kind]}, et ne s’écrit pas tel quel.{use}")
    elif "" not in through:
        reading.say(
            node.lineno, f"« {shown} » est {_KINDS_IN_WORDS.get(kind, 'un numéro')} : {{{{ {shown}|{through[0]} }}}}."
        )


def kind_of(node: "nodes.Node", reading: Reading) -> NameKind | None:
    """What a value is; ``None`` for what a remark was made about, or what may be anything."""
    from jinja2 import nodes

    match node:
        case nodes.Const(value=value):
            return (
                NameKind.YES
                if isinstance(value, bool)
                else NameKind.NUMBER
                if isinstance(value, int)
                else NameKind.TEXT
            )
        case nodes.Name() | nodes.Getattr():
            return _named(node, reading)
        case nodes.Call():
            return _words(node, reading)
        case nodes.Filter():
            return _filtered(node, reading)
        case nodes.Compare() | nodes.And() | nodes.Or() | nodes.Not() | nodes.CondExpr():
            return _asked(node, reading)
        case nodes.Concat():
            for part in node.nodes:
                printed(part, reading)
            return NameKind.TEXT
        case _:
            reading.say(node.lineno, f"ce calcul n’est pas permis. {ALLOWED}")
            return None


def _asked(node: "nodes.Node", reading: Reading) -> NameKind | None:
    """What a comparison or a condition gives."""
    from jinja2 import nodes

    match node:
        case nodes.Compare():
            _compared(node, reading)
        case nodes.And() | nodes.Or():
            kinds = {kind_of(part, reading) for part in (node.left, node.right)}
            return kinds.pop() if len(kinds) == 1 else NameKind.YES
        case nodes.Not():
            kind_of(node.node, reading)
        case nodes.CondExpr():
            kind_of(node.test, reading)
            if node.expr2 is not None:
                kind_of(node.expr2, reading)
            return kind_of(node.expr1, reading)
    return NameKind.YES


def dotted_name(node: "nodes.Node") -> str:
    """``line.number`` for a name or a field of a record; empty for anything else."""
    from jinja2 import nodes

    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=nodes.Name(name=name), attr=attr):
            return f"{name}.{attr}"
        case nodes.Filter(node=nodes.Name() | nodes.Getattr() as inner):
            return dotted_name(inner)
        case _:
            return ""


def _named(node: "nodes.Node", reading: Reading) -> NameKind | None:
    dotted = dotted_name(node)
    root, _, attribute = dotted.partition(".")
    if root in reading.local:
        return _of_local(node, reading, root, attribute)
    told = (one for one in reading.known.values() if dotted and one.tells == dotted)
    entry = reading.known.get(dotted) or next(told, None)
    if entry is not None and entry.kind is not NameKind.SHARED:
        reading.uses.add(entry.name)
        return entry.kind
    if dotted and not attribute and root in reading.roots:
        return NameKind.RECORD
    _unknown(node, reading, dotted)
    return None


def _of_local(node: "nodes.Node", reading: Reading, root: str, attribute: str) -> NameKind | None:
    held = reading.local[root]
    if root == "loop" and attribute in _OF_LOOP:
        return _OF_LOOP[attribute]
    if isinstance(held, Name) and attribute:
        entry = reading.known.get(f"{held.each}.{attribute}")
        if entry is None:
            _unknown(node, reading, f"{held.each}.{attribute}")
            return None
        reading.uses.add(entry.name)
        return entry.kind
    if attribute or root == "loop":
        reading.say(node.lineno, f"« {root}.{attribute} » n’existe pas.".replace(". »", " »"))
        return None
    return NameKind.RECORD if isinstance(held, Name) else held


def _unknown(node: "nodes.Node", reading: Reading, dotted: str) -> None:
    near = get_close_matches(dotted, [name for name in reading.known if not name.endswith(".md")], n=1, cutoff=0.6)
    hint = f" Vouliez-vous dire « {near[0]} » ?" if near else " Choisissez-le dans la liste des informations."
    called = f"« {dotted} » n’est pas un nom connu de cette lettre." if dotted else "Ce nom n’est pas connu."
    reading.say(node.lineno, f"{called}{hint}")


def _words(node: "nodes.Call", reading: Reading) -> NameKind | None:
    from jinja2 import nodes

    entry = reading.known.get(node.node.name) if isinstance(node.node, nodes.Name) else None
    if entry is None or entry.kind is not NameKind.WORDS:
        reading.say(node.lineno, f"ce calcul n’est pas permis. {ALLOWED}")
        return None
    if len(node.args) != FEW_ARGUMENTS or node.kwargs or node.dyn_args or node.dyn_kwargs:
        reading.say(node.lineno, f"« {entry.name} » demande deux formes entre guillemets : {entry.snippet}.")
        return None
    reading.uses.add(entry.name)
    for argument in node.args:
        printed(argument, reading)
    return NameKind.TEXT


def _filtered(node: "nodes.Filter", reading: Reading) -> NameKind | None:
    allowed = sorted(wording.environment().filters)
    if node.node is None or node.name not in allowed or node.args or node.kwargs or node.dyn_args or node.dyn_kwargs:
        reading.say(node.lineno, f"« |{node.name} » n’est pas un filtre. Ceux qui existent : {', '.join(allowed)}.")
        return None
    kind = kind_of(node.node, reading)
    fitting = FILTERS.get(kind, ()) if kind is not None else (node.name,)
    if node.name not in fitting:
        offered = " ou ".join(f"|{one}" for one in fitting if one)
        instead = f" Filtre possible : {offered}." if offered else ""
        reading.say(
            node.lineno, f"« |{node.name} » ne va pas à « {dotted_name(node.node) or 'cette valeur'} ».{instead}"
        )
    return NameKind.TEXT


def _compared(node: "nodes.Compare", reading: Reading) -> None:
    from jinja2 import nodes

    entry = reading.known.get(dotted_name(node.expr))
    kind_of(node.expr, reading)
    for operand in node.ops:
        if operand.op not in _COMPARISONS:
            reading.say(node.lineno, f"cette comparaison n’est pas permise. {ALLOWED}")
        kind_of(operand.expr, reading)
        value = operand.expr.value if isinstance(operand.expr, nodes.Const) else None
        if entry is not None and entry.values and value is not None and value not in entry.values:
            offered = ", ".join(entry.values)
            reading.say(node.lineno, f"« {entry.name} » ne vaut jamais « {value} » : {offered}.", blocks=False)


def is_free(target: "nodes.Name", reading: Reading) -> bool:
    """Whether a text may call something so: a name of LitigeDesk always says what LitigeDesk says."""
    if target.name in reading.roots or target.name in reading.local or target.name.startswith("_"):
        reading.say(target.lineno, f"« {target.name} » est déjà pris : donnez un autre nom.")
        return False
    return True
