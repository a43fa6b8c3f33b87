"""Every colour of the window, as tokens, in light and dark; contrasts are held by a test."""

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property

from PySide6.QtGui import QColor


class Tone(StrEnum):
    """What a colour means. Late, soon and fine always come with an icon and a word."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    LATE = "late"
    SOON = "soon"
    FINE = "fine"


@dataclass(frozen=True)
class Palette:
    """One set of tokens, each a ``#RRGGBB`` string."""

    dark: bool
    bg: str
    surface: str
    sunken: str
    hover: str
    selected: str
    line: str
    field: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_down: str
    on_accent: str
    accent_soft: str
    late: str
    late_bg: str
    soon: str
    soon_bg: str
    fine: str
    fine_bg: str
    info_bg: str

    def hex(self, token: str) -> str:
        """The colour of a token or tone, as ``#RRGGBB``; ``KeyError`` if there is none of that name."""
        return self._tokens[token]

    def color(self, token: str) -> QColor:
        """The same, for a painter."""
        return QColor(self.hex(token))

    def background(self, tone: str) -> QColor:
        """The pale colour behind a chip or a dot of that tone."""
        names = {"late": "late_bg", "soon": "soon_bg", "fine": "fine_bg", "accent": "accent_soft"}
        return self.color(names.get(tone, "info_bg"))

    def tokens(self) -> dict[str, str]:
        """Name and colour of every token."""
        return dict(self._tokens)

    @cached_property
    def _tokens(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "dark"}


LIGHT = Palette(
    dark=False,
    bg="#F2F5F5", surface="#FFFFFF", sunken="#F6F8F8", hover="#EDF2F2", selected="#DFEDEE",
    line="#DCE3E4", field="#75848A", text="#17232A", muted="#52626A",
    accent="#0B5C68", accent_hover="#084A54", accent_down="#063C44", on_accent="#FFFFFF", accent_soft="#E2EFF0",
    late="#AE231C", late_bg="#FCEBE9", soon="#7F4A00", soon_bg="#FFF1D9",
    fine="#19663A", fine_bg="#E4F3E9", info_bg="#E9EFF0",
)  # fmt: skip

DARK = Palette(
    dark=True,
    bg="#11181B", surface="#192225", sunken="#151D20", hover="#222D31", selected="#1D3A40",
    line="#2D393E", field="#7B8D94", text="#E7EEF0", muted="#A3B3B9",
    accent="#6CCAD4", accent_hover="#8AD8E0", accent_down="#A6E3E9", on_accent="#04191D", accent_soft="#1C363B",
    late="#FF9F97", late_bg="#3D2022", soon="#F3C26B", soon_bg="#382C14",
    fine="#86D6A2", fine_bg="#17321F", info_bg="#263136",
)  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two ``#RRGGBB`` colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
