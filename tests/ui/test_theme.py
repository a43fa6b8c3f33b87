"""Colours can be read, and everything follows a switch of theme or text size at once."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from litigedesk.paths import resources
from ui.actions import ACTIONS
from ui.palette import DARK, LIGHT, Palette, Tone, contrast
from ui.theme import BODY, TITLE, Theme, ThemeMode
from ui.widgets.buttons import Button
from ui.widgets.text import TONE_ICONS, Chip, Icon, Label

ROOT = Path(__file__).parents[2]
GROUNDS = ("surface", "bg", "sunken", "hover", "selected", "accent_soft", "info_bg")
PALETTES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


@PALETTES
@pytest.mark.parametrize("tone", list(Tone))
def test_every_word_can_be_read_on_every_ground_it_meets(palette: Palette, tone: Tone) -> None:
    grounds = {name: palette.hex(name) for name in GROUNDS}
    grounds["its own"] = palette.background(tone).name()
    worst = min(contrast(palette.hex(tone), ground) for ground in grounds.values())
    assert worst >= 4.5


@PALETTES
def test_the_edges_of_fields_can_be_seen(palette: Palette) -> None:
    assert min(contrast(palette.field, palette.hex(ground)) for ground in ("surface", "bg", "hover")) >= 3


@PALETTES
def test_words_on_a_filled_button_can_be_read_whatever_its_state(palette: Palette) -> None:
    states = (palette.accent, palette.accent_hover, palette.accent_down)
    assert min(contrast(palette.on_accent, state) for state in states) >= 4.5


def test_black_on_white_has_the_highest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_a_switch_of_theme_reaches_words_icons_and_sheet_of_what_is_open(qtbot: QtBot, theme: Theme) -> None:
    chip, button, icon = Chip("en retard", Tone.LATE), Button("Imprimer", icon="printer"), Icon("scale", Tone.ACCENT)
    for widget in (chip, button, icon):
        qtbot.addWidget(widget)
        widget.show()

    def pictures() -> list[object]:
        return [widget.grab().toImage().copy() for widget in (chip, button, icon)]

    light = pictures()
    theme.apply(ThemeMode.DARK)
    dark = pictures()
    assert all(before != after for before, after in zip(light, dark, strict=True))
    assert QApplication.instance().styleSheet().count(DARK.accent) > 5
    assert LIGHT.surface not in QApplication.instance().styleSheet()
    theme.apply(ThemeMode.LIGHT)
    assert pictures() == light


def test_following_the_system_switches_when_the_system_does(theme: Theme, qtbot: QtBot) -> None:
    theme.apply(ThemeMode.SYSTEM)
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.palette is DARK
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.palette is LIGHT


def test_a_forced_theme_ignores_the_system(theme: Theme) -> None:
    theme.apply(ThemeMode.LIGHT)
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.palette is LIGHT


def test_a_larger_text_enlarges_labels_and_controls_already_open(qtbot: QtBot, theme: Theme) -> None:
    label, button = Label("Titre", size=TITLE, weight=600), Button("Enregistrer")
    for widget in (label, button):
        qtbot.addWidget(widget)
        widget.show()
    before = button.sizeHint().height()
    theme.apply(ThemeMode.LIGHT, 1.5)
    assert label.font().pixelSize() == round(22 * 1.5)
    assert label.font().weight() == 600
    assert button.sizeHint().height() > before


def test_a_title_keeps_its_size_and_weight_when_its_tone_changes(qtbot: QtBot) -> None:
    label = Label("Titre", size=TITLE, weight=600)
    qtbot.addWidget(label)
    label.show()
    label.set_tone(Tone.LATE)
    assert (label.font().pixelSize(), label.font().weight()) == (22, 600)


def test_the_interface_font_is_bundled_with_every_french_sign(theme: Theme) -> None:
    assert {"Regular", "Medium", "Semi Bold"} <= {
        s.replace("SemiBold", "Semi Bold") for s in QFontDatabase.styles("Inter")
    }
    metrics = QFontMetrics(theme.font(BODY))
    assert [sign for sign in "éàçœŒ€’«»–\u202f\u00a0" if not metrics.inFontUcs4(ord(sign))] == []
    assert (resources() / "fonts" / "LICENSE-inter.txt").is_file()
    assert (resources() / "icons" / "LICENSE-lucide.txt").is_file()


def test_every_icon_named_in_the_code_exists() -> None:
    drawn = {path.stem for path in (resources() / "icons").glob("*.svg")}
    named = {action.icon for action in ACTIONS if action.icon} | set(TONE_ICONS.values())
    pattern = re.compile(r'(?:Icon|IconText|FactRow|set_icon|pixmap|icon)\(\s*"([a-z0-9-]+)"|\bicon="([a-z0-9-]+)"')
    for path in (ROOT / "ui").rglob("*.py"):
        named |= {one or other for one, other in pattern.findall(path.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert named - drawn == set()


def test_every_icon_follows_the_theme() -> None:
    plain = [
        p.name for p in (resources() / "icons").glob("*.svg") if "currentColor" not in p.read_text(encoding="utf-8")
    ]
    assert [name for name in plain if name != "litigedesk.svg"] == []
