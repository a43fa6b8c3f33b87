"""What changes between one reminder and another, rung by rung: the delay, what is claimed, how it leaves, what it announces."""

from collections.abc import Iterator
from typing import Final

from litigedesk import formats
from litigedesk.domain.vocabulary import ClientKind
from litigedesk.letters.template import Template

_SUMS: Final = {
    ClientKind.PROFESSIONAL: "les pénalités de retard et l’indemnité forfaitaire",
    ClientKind.PUBLIC: "les intérêts moratoires et l’indemnité forfaitaire",
}
_NOTICE: Final = {
    ClientKind.CONSUMER: "Elle met en demeure : l’intérêt au taux légal court après sa réception.",
    ClientKind.PUBLIC: "Elle vaut réclamation écrite, ce qui interrompt la prescription de quatre ans.",
}


def changes(before: Template, after: Template, kind: ClientKind, days: tuple[int, int]) -> tuple[str, ...]:
    """What the second letter does otherwise than the first, in sentences; ``days`` are the delays that they leave."""
    return tuple(formats.typographic(line) for line in _lines(before, after, kind, days))


def _lines(before: Template, after: Template, kind: ClientKind, days: tuple[int, int]) -> Iterator[str]:
    was, now = days
    if was != now:
        yield f"Délai proposé : {formats.count(now, 'jour')} au lieu de {was}."
    claims, claimed = kind in after.claims_total, kind in before.claims_total
    if kind in _SUMS and claims != claimed:
        yield f"Elle {'réclame' if claims else 'ne fait que rappeler'} {_SUMS[kind]}."
    if after.formal_notice:
        yield _NOTICE.get(kind, "Elle met en demeure de payer une somme exacte : c’est la preuve à garder.")
    if before.send_method is not after.send_method:
        yield f"Envoi proposé : {_lower(after.send_method.label)} au lieu de {_lower(before.send_method.label)}."
    if before.statement_over != after.statement_over:
        over = after.statement_over
        yield (
            "Le décompte est joint."
            if not over
            else f"Le décompte n’est joint qu’au-delà de {formats.count(over, 'facture')}."
        )
    if before.announces != after.announces:
        yield f"Elle annonce {after.announces}." if after.announces else "Elle n’annonce aucune suite."


def _lower(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}"
