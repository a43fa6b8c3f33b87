"""Tooltips as they were typed: Qt reads any that holds a tag it knows as HTML, and would fetch the pictures it names."""

ON_ONE_LINE = 60  # signs: Qt cuts a plain tooltip nowhere, and a long one would leave the screen


def plain_tip(text: str) -> str:
    """The tooltip that shows exactly this text, on several lines when it is long."""
    if "<" in text or max(map(len, text.splitlines()), default=0) > ON_ONE_LINE:
        from html import escape

        return f"<qt>{escape(text, quote=False).replace(chr(10), '<br>')}</qt>"
    return text
