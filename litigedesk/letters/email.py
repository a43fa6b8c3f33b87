"""The letter by e-mail: a draft with the PDF attached that mail programs open ready to send, or a ``mailto:`` link."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote, urlencode

from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.letters import address, escaping, references
from litigedesk.letters.addressee import addressee
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Template

_NOT_AS_BYTES = frozenset(
    {"message", "multipart"}
)  # types whose content mail programs read as part of the message itself
MAILTO_LIMIT = 1900  # characters; Windows hands no more than about 2 000 to the mail program


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the message besides the letter: its name, its media type, its bytes."""

    name: str
    media_type: str
    data: bytes


def subject(template: Template, facts: LetterFacts) -> str:
    """The subject of the message: what the letter is, and the number that its recipient finds it by."""
    reference = references.in_a_subject(template, facts)
    return f"{template.title} — {reference}" if reference else template.title


def body(template: Template, facts: LetterFacts, attached: Sequence[str] = ()) -> str:
    """A few polite lines that announce the attached letter and the names of the pieces with it; none of its sums."""
    company = facts.writer.status is ProfileStatus.COMPANY
    mine, thanks = ("notre", "Nous vous remercions de nous en") if company else ("mon", "Je vous remercie de m’en")
    secret = ["Ce message et la lettre jointe sont confidentiels (article L612-3 du code de la consommation)."]
    pieces = "\n".join(f"- {name}" for name in attached)
    lines = [
        f"{addressee(template, facts).salutation},",
        f"Vous trouverez ci-joint {mine} courrier intitulé «\u202f{template.title}\u202f».",
        *([f"{'Pièce jointe' if len(attached) == 1 else 'Pièces jointes'}\u00a0:\n{pieces}"] if attached else []),
        *(secret if template.confidential else []),
        f"{thanks} accuser réception par retour de courriel.",
        "Cordialement,",
        "\n".join(address.sender_lines(facts.writer)),
    ]
    return "\n\n".join(lines) + "\n"


def draft(template: Template, facts: LetterFacts, pdf: bytes, attached: Sequence[Attachment] = ()) -> bytes:
    """An ``.eml`` file opened as a message not yet sent, the PDF and the pieces attached; recipients blank when not known."""
    named = _distinct(attached)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for header, value in (
        ("From", facts.writer.email),
        ("To", addressee(template, facts).email),
        ("Subject", subject(template, facts)),
    ):
        if cleaned := escaping.clean(value):
            message[header] = cleaned
    message.set_content(body(template, facts, list(named)), cte="quoted-printable")
    name = f"{template.id}-{facts.written_on:%Y-%m-%d}.pdf"
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    for called, one in named.items():
        main, _, kind = one.media_type.partition("/")
        if main in _NOT_AS_BYTES or not kind:
            main, kind = "application", "octet-stream"
        message.add_attachment(one.data, maintype=main, subtype=kind, filename=called)
    message.set_boundary(f"=_{template.id}-{facts.written_on:%Y%m%d}")
    return bytes(message)


def _distinct(attached: Sequence[Attachment]) -> dict[str, Attachment]:
    """The files by name; of two that have the same one, the second is numbered."""
    found: dict[str, Attachment] = {}
    for one in attached:
        stem, dot, suffix = escaping.clean(one.name).rpartition(".")
        name, number = f"{stem}{dot}{suffix}", 2
        while name in found:
            name, number = (f"{stem} ({number}){dot}{suffix}" if dot else f"{suffix} ({number})"), number + 1
        found[name] = one
    return found


def mailto(template: Template, facts: LetterFacts) -> str:
    """A ``mailto:`` address with subject and body, the body cut at a line when the whole is too long."""
    to = addressee(template, facts).email
    lines = body(template, facts).rstrip("\n").split("\n")
    while len(link := link_to(to, subject(template, facts), "\r\n".join(lines))) > MAILTO_LIMIT and lines:
        lines.pop()
    return link


def link_to(to: str, about: str, text: str) -> str:
    """A ``mailto:`` address to somebody, with subject and body."""
    return (
        f"mailto:{quote(escaping.clean(to), safe='@')}?{urlencode({'subject': about, 'body': text}, quote_via=quote)}"
    )
