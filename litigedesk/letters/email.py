"""The letter by e-mail: a draft with the PDF attached that mail programs open ready to send, or a ``mailto:`` link."""

from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote, urlencode

from litigedesk.domain.vocabulary import ProfileStatus
from litigedesk.letters import address, escaping
from litigedesk.letters.addressee import addressee
from litigedesk.letters.facts import LetterFacts
from litigedesk.letters.template import Recipient, Template

MAILTO_LIMIT = 1900  # characters; Windows hands no more than about 2 000 to the mail program


def subject(template: Template, facts: LetterFacts) -> str:
    """The subject of the message: what the letter is, and the dossier, or the mediation to those who know it by its number."""
    reference = escaping.clean(facts.dispute.reference)
    if template.recipient is Recipient.MEDIATOR and facts.mediation and facts.mediation.reference.strip():
        return f"{template.title} — médiation {escaping.clean(facts.mediation.reference)}"
    return f"{template.title} — dossier {reference}" if reference else template.title


def body(template: Template, facts: LetterFacts) -> str:
    """A few polite lines that announce the attached letter; none of its sums."""
    company = facts.profile.status is ProfileStatus.COMPANY
    mine, thanks = ("notre", "Nous vous remercions de nous en") if company else ("mon", "Je vous remercie de m’en")
    secret = ["Ce message et la lettre jointe sont confidentiels (article L612-3 du code de la consommation)."]
    lines = [
        f"{addressee(template, facts).salutation},",
        f"Vous trouverez ci-joint {mine} courrier intitulé «\u202f{template.title}\u202f».",
        *(secret if template.confidential else []),
        f"{thanks} accuser réception par retour de courriel.",
        "Cordialement,",
        "\n".join(address.sender_lines(facts.profile)),
    ]
    return "\n\n".join(lines) + "\n"


def draft(template: Template, facts: LetterFacts, pdf: bytes) -> bytes:
    """An ``.eml`` file opened as a message not yet sent, the PDF attached; recipients left blank when not known."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    for header, value in (
        ("From", facts.profile.email),
        ("To", addressee(template, facts).email),
        ("Subject", subject(template, facts)),
    ):
        if cleaned := escaping.clean(value):
            message[header] = cleaned
    message.set_content(body(template, facts), cte="quoted-printable")
    name = f"{template.id}-{facts.written_on:%Y-%m-%d}.pdf"
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(f"=_{template.id}-{facts.written_on:%Y%m%d}")
    return bytes(message)


def mailto(template: Template, facts: LetterFacts) -> str:
    """A ``mailto:`` address with subject and body, the body cut at a line when the whole is too long."""
    to = addressee(template, facts).email
    lines = body(template, facts).rstrip("\n").split("\n")
    while len(link := _link(to, subject(template, facts), "\r\n".join(lines))) > MAILTO_LIMIT and lines:
        lines.pop()
    return link


def _link(to: str, about: str, text: str) -> str:
    return (
        f"mailto:{quote(escaping.clean(to), safe='@')}?{urlencode({'subject': about, 'body': text}, quote_via=quote)}"
    )
