"""An e-mail told as a text: its headers, what it says, and the list of what is attached."""

from litigedesk import formats
from litigedesk.exchange.mail import Mail


def page(mail: Mail) -> str:
    """The whole e-mail as it is read and printed, without a remote image or a script."""
    heads = (
        ("De", mail.sender or "expéditeur inconnu"),
        ("À", " ; ".join(mail.recipients)),
        ("Copie à", " ; ".join(mail.copies)),
        ("Date", _sent(mail)),
        ("Objet", mail.subject or "sans objet"),
    )
    lines = [f"{formats.typographic(f'{name} :')} {value}" for name, value in heads if value]
    if mail.attachments:
        lines += ["", f"{formats.count(len(mail.attachments), 'pièce jointe', 'pièces jointes')}{formats.NBSP}:"]
        lines += [f"– {one.name} ({formats.file_size(len(one.data))})" for one in mail.attachments]
    return "\n".join([*lines, "", mail.text, *(("", *mail.warnings) if mail.warnings else ())])


def _sent(mail: Mail) -> str:
    if mail.sent_at is None:
        return "inconnue"
    return f"{formats.date_full(mail.sent_at.date())} à {mail.sent_at:%H:%M} (heure de Paris)"
