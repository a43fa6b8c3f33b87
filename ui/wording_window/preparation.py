"""From a text being typed to what the window shows of it: remarks, and the pages of the letter. Runs beside the window."""

from dataclasses import dataclass, replace

from litigedesk.errors import UserError
from litigedesk.letters import catalogue, own_wording
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.own_wording import Offered
from litigedesk.letters.pdf import write_pdf
from litigedesk.letters.remark import Remark
from litigedesk.letters.template import Template


@dataclass(frozen=True, kw_only=True)
class Trial:
    """A text as it was tried: what is to be said of it, and the pages it gives; ``reason`` says why there are none."""

    body: str
    remarks: tuple[Remark, ...] = ()
    pdf: bytes = b""
    text: str = ""
    reason: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether this text cannot be kept."""
        return any(one.blocks for one in self.remarks)


def attempt(template: Template, body: str, facts: LetterFacts) -> Trial:
    """Write the letter from that text; takes values only, so that a thread can run it."""
    tried = Trial(body=body, remarks=own_wording.check(template, body, facts))
    if tried.is_refused:
        return replace(tried, reason="Corrigez ce qui est signalé : l’aperçu revient aussitôt.")
    wording = "" if own_wording.is_ours(template, body) else body
    try:
        document = catalogue.render(template, replace(facts, wording=wording))
        return replace(tried, pdf=write_pdf(document), text=document.text())
    except UserError as refusal:
        return replace(tried, reason=str(refusal))


@dataclass(frozen=True)
class Insertable:
    """The names that a letter may use, under their titles, with what they say now."""

    groups: tuple[tuple[str, tuple[Offered, ...]], ...]


def insertable(template: Template, facts: LetterFacts) -> Insertable:
    """What can be inserted; runs beside the window, since each name is written to show what it says."""
    return Insertable(own_wording.offered(template, facts))
