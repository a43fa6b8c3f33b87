"""One remark on the user's own text of a letter: the line, what is wrong in words, and whether it can be kept so."""

from dataclasses import dataclass

from litigedesk import formats


@dataclass(frozen=True, order=True)
class Remark:
    """``line`` counts from 1, 0 for the whole text; ``blocks`` refuses it, else it is advice; ``article`` is what it rests on."""

    line: int
    sentence: str
    blocks: bool = True
    article: str = ""

    @property
    def told(self) -> str:
        """The sentence with its line."""
        return (
            f"Ligne\u00a0{self.line}\u00a0: {self.sentence}"
            if self.line
            else self.sentence[:1].upper() + self.sentence[1:]
        )


def remark(line: int, sentence: str, *, blocks: bool = True, article: str = "") -> Remark:
    """The remark with French spacing put into its words; what stands between { } is left as it is typed."""
    spaced = formats.typographic(sentence)
    for narrow in ("{\u202f", "\u202f}"):
        spaced = spaced.replace(narrow, narrow.strip("\u202f"))
    return Remark(line, spaced, blocks, article)
