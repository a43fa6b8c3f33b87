"""Tooltips as they were typed: Qt reads any that holds a tag it knows as HTML, and would fetch the pictures it names."""

from html import escape


def plain_tip(text: str) -> str:
    """The tooltip that shows exactly this text."""
    return f"<qt>{escape(text, quote=False).replace(chr(10), '<br>')}</qt>" if "<" in text else text
