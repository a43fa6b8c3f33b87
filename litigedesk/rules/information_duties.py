"""Where a professional names their mediator to consumers, what is only useful, what must be removed, and what is at stake."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from litigedesk import formats, paths
from litigedesk.domain.labelled import Labelled
from litigedesk.domain.money import Money
from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.errors import BugError
from litigedesk.rules import toml_rows
from litigedesk.rules.toml_rows import Row

_PORTAGE = formats.typographic(
    "En portage salarial, vos clients sont des entreprises (C. trav. L1254-1) : ces obligations envers les consommateurs ne "
    "vous concernent pas."
)
_NO_CONSUMER = formats.typographic(
    "Vous ne vendez à aucun consommateur, d’après votre profil : ces obligations ne vous concernent pas (C. conso. L616-1)."
)


class DutyKind(Labelled):
    """Whether a text asks for the mention, it only helps, or something must go."""

    DUTY = "duty", "Obligatoire"
    USEFUL = "useful", "Utile"
    REMOVAL = "removal", "À retirer"


class AppliesIf(Labelled):
    """Whom a place concerns, among those who sell to consumers."""

    ALWAYS = "always", "Toujours"
    WEBSITE = "website", "Si vous avez un site"
    ONLINE = "online", "Si vous vendez en ligne"


@dataclass(frozen=True, kw_only=True)
class InformationDuty:
    """One place where the mediator is named, or from which something is removed.

    ``clause`` names the text ready for it, ``""`` when there is none; ``stakes`` the sanctions of a breach.
    """

    key: str
    kind: DutyKind
    applies_if: AppliesIf
    label: str
    what: str
    articles: tuple[str, ...]
    clause: str
    stakes: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Stake:
    """The most that an administrative fine can reach for one kind of breach."""

    key: str
    label: str
    article: str
    natural_person: Money
    legal_person: Money
    valid_from: date
    valid_until: date | None
    source: str
    read_on: date
    confidence: str
    note: str

    def ceiling(self, status: ProfileStatus) -> Money:
        """The most for a user of that status: a sole trader is a natural person."""
        return self.legal_person if status is ProfileStatus.COMPANY else self.natural_person

    def sentence(self, status: ProfileStatus) -> str:
        """``Coordonnées du médiateur non communiquées : jusqu’à 3 000 € d’amende administrative (C. conso. L641-1).``"""
        most = formats.number(self.ceiling(status).euros)
        return formats.typographic(f"{self.label} : jusqu’à {most} € d’amende administrative ({self.article}).")


@dataclass(frozen=True)
class Duties:
    """What concerns one user: the places, in order, and the stakes; without any, ``reason`` says why."""

    rows: tuple[InformationDuty, ...]
    stakes: tuple[Stake, ...]
    reason: str = ""


@dataclass(frozen=True)
class DutyBook:
    """Every place and every stake that is shipped."""

    duties: tuple[InformationDuty, ...]
    stakes: tuple[Stake, ...]

    def duties_for(
        self, status: ProfileStatus, *, sells_to_consumers: bool, sells_online: bool, has_website: bool = True
    ) -> Duties:
        """What concerns a user; nothing in portage, whose clients are firms (C. trav. L1254-1), nor without consumers.

        ``has_website`` false leaves the site out, unless they sell online.
        """
        if status is ProfileStatus.PORTAGE:
            return Duties((), (), _PORTAGE)
        if not sells_to_consumers:
            return Duties((), (), _NO_CONSUMER)
        met = {AppliesIf.ALWAYS}
        if sells_online:
            met |= {AppliesIf.ONLINE, AppliesIf.WEBSITE}
        if has_website:
            met.add(AppliesIf.WEBSITE)
        return Duties(tuple(duty for duty in self.duties if duty.applies_if in met), self.stakes)


@cache
def load(folder: Path | None = None) -> DutyBook:
    """The shipped duties, from ``resources/law`` or another folder; ``BugError`` names the file and row at fault."""
    path = (folder or paths.resources() / "law") / "information_duties.toml"
    duties = toml_rows.rows(path, "duty", _duty, beside=("stake",))
    stakes = toml_rows.rows(path, "stake", _stake, beside=("duty",))
    toml_rows.check_distinct(path, [duty.key for duty in duties])
    toml_rows.check_distinct(path, [stake.key for stake in stakes])
    if unknown := {key for duty in duties for key in duty.stakes} - {stake.key for stake in stakes}:
        raise BugError(f"{path.name}: no stake is called {', '.join(sorted(unknown))}")
    return DutyBook(tuple(duties), tuple(stakes))


def _duty(row: Row) -> InformationDuty:
    toml_rows.check_keys(row, InformationDuty)
    return InformationDuty(
        key=toml_rows.plain(row, "key"),
        kind=DutyKind(row["kind"]),
        applies_if=AppliesIf(row["applies_if"]),
        label=toml_rows.text(row, "label"),
        what=toml_rows.text(row, "what"),
        articles=tuple(formats.typographic(article) for article in toml_rows.texts(row, "articles")),
        clause=toml_rows.known(row, "clause"),
        stakes=toml_rows.texts(row, "stakes") if row["stakes"] else (),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )


def _stake(row: Row) -> Stake:
    toml_rows.check_keys(row, Stake)
    return Stake(
        key=toml_rows.plain(row, "key"),
        label=toml_rows.text(row, "label"),
        article=toml_rows.text(row, "article"),
        natural_person=toml_rows.money(row, "natural_person"),
        legal_person=toml_rows.money(row, "legal_person"),
        valid_from=toml_rows.day(row, "valid_from"),
        valid_until=toml_rows.end(row),
        source=toml_rows.text(row, "source"),
        read_on=toml_rows.day(row, "read_on"),
        confidence=toml_rows.text(row, "confidence"),
        note=toml_rows.note(row),
    )
