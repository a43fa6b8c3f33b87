"""Which court decides, by the client, the profession of both sides and where the debtor lives; in words, with the article.

C. com. L721-3 (commercial courts), CPC 1406, 1407 and 1418 (order to pay), CPC 46 and 48 (where), 761 and 853 (lawyer).
"""

from typing import Final

from litigedesk import formats
from litigedesk.domain.money import Money
from litigedesk.domain.procedure import CourtKind, ProcedureKind
from litigedesk.domain.vocabulary import ClientKind, ProfileStatus
from litigedesk.rules.law import Law
from litigedesk.rules.procedures import data
from litigedesk.rules.procedures.assessment import CourtAdvice
from litigedesk.rules.procedures.facts import CaseFacts

Court = CourtKind
COMMERCIAL: Final = frozenset({Court.COMMERCIAL, Court.ECONOMIC, Court.LOCAL_COMMERCIAL})
_CRAFT: Final = (
    "Entre artisans aussi, c’est le tribunal de commerce depuis 2022 (C. com. L721-3) : vérifiez auprès du greffe."
)
_CHOICE: Final = (
    "Contre un commerçant ou une société commerciale, vous qui n’êtes pas commerçant pouvez choisir l’un ou l’autre : à confirmer "
    "auprès du greffe."
)
_TYPED: Final = "Trouvez le tribunal exact et son adresse sur justice.fr : LitigeDesk n’a pas d’annuaire."


def user_trader(facts: CaseFacts) -> bool | None:
    """Whether the user is a trader: a company is one by its form, else it is asked."""
    return True if facts.status is ProfileStatus.COMPANY and facts.user_trader is None else facts.user_trader


def between_traders(facts: CaseFacts) -> bool | None:
    """Whether both sides are traders; ``None`` while one is not known and the other does not settle it."""
    if facts.client is not ClientKind.PROFESSIONAL:
        return False if facts.client is not ClientKind.UNKNOWN else None
    both = (user_trader(facts), facts.client_trader)
    if False in both:
        return False
    return None if None in both else True


def possible(facts: CaseFacts) -> tuple[CourtKind, ...]:
    """The courts that may decide, the most likely first; empty while a fact is missing."""
    if facts.client is ClientKind.UNKNOWN:
        return ()
    if facts.client is ClientKind.PUBLIC:
        return (Court.ADMINISTRATIVE,)
    both, commercial = between_traders(facts), local_name(facts)
    if both is None:
        return ()
    if both:
        return (commercial,)
    if facts.client is ClientKind.PROFESSIONAL and user_trader(facts) is False and facts.client_trader is not False:
        return (Court.JUDICIAL, commercial) if facts.client_trader else (Court.JUDICIAL,)
    return (Court.JUDICIAL,)


def local_name(facts: CaseFacts) -> CourtKind:
    """What the commercial court is called where the debtor lives."""
    for rule in data.load().courts:
        if not rule.valid_from <= facts.today <= (rule.valid_until or facts.today):
            continue
        if facts.postcode.strip()[:2] in rule.departments or any(_is_in(facts.city, seat) for seat in rule.cities):
            return rule.kind
    return Court.COMMERCIAL


def _is_in(city: str, seat: str) -> bool:
    """Whether an address is in the town of a seat, which an arrondissement or « Cedex » may follow."""
    return f"{formats.folded(city.strip())} ".startswith(f"{formats.folded(seat)} ")


def advise(kind: ProcedureKind, facts: CaseFacts, law: Law) -> CourtAdvice:
    """Which court, which form for an order to pay, whether a lawyer is needed."""
    found = possible(facts)
    first = found[0] if found else None
    order = kind is ProcedureKind.PAYMENT_ORDER
    form = data.load().form(first) if order else None
    where = _where(facts, order=order)
    notes = [_TYPED]
    if Court.COMMERCIAL in found:
        notes.append(_economic(facts))
    if len(found) > 1:
        notes.append(_CHOICE)
    if facts.client is ClientKind.PROFESSIONAL and between_traders(facts) is not True:
        notes.append(_CRAFT)
    if order and form is None and first is Court.LOCAL_COMMERCIAL:
        notes.append("Formulaire : demandez à la chambre commerciale lequel elle préfère, le 12948*06 ou le 12946*02.")
    if form is not None and form.note:
        told = f"{form.note[:1].lower()}{form.note[1:]}".removesuffix(".")
        notes.append(f"Formulaire {form.number} : {told} ({form.confidence}).")
    return CourtAdvice(
        kind=first if len(found) == 1 else None,
        others=found if len(found) > 1 else (),
        sentence=formats.typographic(_sentence(facts, found, where)),
        article="C. com. L721-3 ; CPC 1406" if order else "C. com. L721-3 ; CPC 46 et 48",
        form=f"Cerfa {form.number}" if form is not None else "",
        lawyer=formats.typographic(_lawyer(facts, found, law, order=order)),
        notes=tuple(formats.typographic(one) for one in notes if one),
    )


def _sentence(facts: CaseFacts, found: tuple[CourtKind, ...], where: str) -> str:
    if facts.client is ClientKind.UNKNOWN:
        return "Dites d’abord qui est ce client : le tribunal en dépend."
    if not found:
        return "Dites si vous et votre client êtes commerçants : entre commerçants, c’est le tribunal de commerce."
    if len(found) > 1:
        names = " ou ".join(_plain(one) for one in found)
        return f"{names[:1].upper()}{names[1:]}, {where}."
    name = _plain(found[0])
    return f"{name[:1].upper()}{name[1:]}{'' if found[0] is Court.ADMINISTRATIVE else f', {where}'}."


def _plain(court: CourtKind) -> str:
    words = court.label if court is not Court.LOCAL_COMMERCIAL else "Chambre commerciale du tribunal judiciaire"
    return words[:1].lower() + words[1:]


def _where(facts: CaseFacts, *, order: bool) -> str:
    place = f" ({facts.postcode} {facts.city})".replace("( ", "(") if facts.city or facts.postcode else ""
    if order:
        return f"celui du lieu où demeure votre client{place}, et lui seul (CPC 1406)"
    if facts.client is ClientKind.CONSUMER:
        return f"celui du lieu où demeure votre client{place}"
    return f"celui du lieu où demeure votre client{place} ou, au choix, du lieu où le contrat s’exécute (CPC 46)"


def _economic(facts: CaseFacts) -> str:
    rule = next((one for one in data.load().courts if one.kind is Court.ECONOMIC), None)
    if rule is None or not rule.valid_from <= facts.today <= (rule.valid_until or facts.today):
        return ""
    until = f" jusqu’au {formats.date_long(rule.valid_until)}" if rule.valid_until else ""
    return (
        f"Il s’appelle tribunal des activités économiques à {', '.join(rule.cities[:-1])} et {rule.cities[-1]}{until}."
    )


def _lawyer(facts: CaseFacts, found: tuple[CourtKind, ...], law: Law, *, order: bool) -> str:
    ceiling = Money.of(law.parameter("lawyer-ceiling", facts.today).value)
    said = formats.money(ceiling)
    if found == (Court.ADMINISTRATIVE,):
        return "Avocat : demandez au tribunal administratif si votre demande en impose un ; faites-vous conseiller."
    if facts.whole <= ceiling:
        return f"Sans avocat obligatoire jusqu’à {said} (CPC 761, 3° et 853)."
    if order:
        return (
            f"Sans avocat pour la requête (CPC 1407). Au-delà de {said}, il en faut un après une opposition, dans les quinze jours "
            "de l’avis du greffe au tribunal judiciaire (CPC 1418)."
        )
    return f"Avocat obligatoire au-delà de {said}, sauf exceptions (CPC 761 et 853)."
