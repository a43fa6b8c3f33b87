"""Which characters the bytes of a text stand for: UTF-8 when they are, else what the text says of itself, else the likeliest."""

import codecs
import re

# What French texts are really written in; the others that charset-normalizer knows would only be guessed by mistake.
_FRENCH = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_MARKS = (  # UTF-32 before UTF-16: their first bytes are the same
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How French a sign beyond ASCII is: « é » is most of them, and stands for another sign in each encoding.
_LETTERS = ((4, "é"), (2, "èàçêîôûùâëïüœÉÈÀÇÊÔÎÛÙÂËÏŒ€"), (1, "’«»–…°²\xa0"))
_WEIGHTS = {sign: weight for weight, signs in _LETTERS for sign in signs}
_SAMPLE = 100_000  # bytes looked at to guess


def decoded(data: bytes, declared: str = "") -> str:
    """The text, each line ended by ``\\n``; what cannot be read becomes U+FFFD. ``declared`` is believed if it can be French."""
    return re.sub(r"\r\n?", "\n", data.decode(encoding_of(data, declared), errors="replace"))


def encoding_of(data: bytes, declared: str = "") -> str:
    """The name, for Python, of the encoding that ``decoded`` takes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _declared(declared) or _guessed(data[max(0, fault.start - _SAMPLE) : fault.start + _SAMPLE])
    return "utf-8"


def _declared(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if known == "iso8859-1":  # browsers read it so
        return "cp1252"
    return known if known in _FRENCH else ""


def _guessed(sample: bytes) -> str:
    """The encoding in which most of the signs beyond ASCII are French; a statistical guess needs more text than one name."""
    scores = {encoding: _frenchness(sample, encoding) for encoding in _FRENCH}
    likeliest = max(_FRENCH, key=lambda encoding: scores[encoding])
    if scores[likeliest] > 0:
        return likeliest
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_FRENCH)).best()
    return best.encoding if best else "cp1252"


def _frenchness(sample: bytes, encoding: str) -> int:
    beyond = [sign for sign in sample.decode(encoding, errors="replace") if sign > "\x7f"]
    return sum(_WEIGHTS.get(sign, -2) for sign in beyond)
