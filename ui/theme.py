"""The look in one place: active palette, fonts, icons and style sheet, switched live."""

from collections.abc import Callable
from enum import IntEnum
from functools import cache

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from litigedesk.domain.labelled import Labelled
from litigedesk.paths import resources

from .palette import DARK, LIGHT, Palette
from .passing_folder import PassingFolder
from .stylesheet import style_sheet

__all__ = ["BODY", "MIDDLE", "TITLE", "Size", "Theme", "ThemeMode", "current"]

FALLBACK_FAMILY = "Inter"
GENERIC_FAMILIES = {"", "sans", "sans serif", "sans-serif"}  # what Qt answers when the platform names no font
THIN_ABOVE = 24  # px: larger icons take a thinner stroke


class ThemeMode(Labelled):
    """Which palette: the system's choice, or one forced by the user."""

    SYSTEM = "system", "Comme le système"
    LIGHT = "light", "Clair"
    DARK = "dark", "Sombre"


class Size(IntEnum):
    """The three text sizes, in pixels at 100 %."""

    BODY = 13
    MIDDLE = 16
    TITLE = 22


BODY, MIDDLE, TITLE = Size.BODY, Size.MIDDLE, Size.TITLE


class Theme(QObject):
    """The active look, owned by the application; ``changed`` follows every switch of palette or text size."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._assets = PassingFolder()
        self._pixmaps: dict[tuple[str, str, int, float, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int, frozenset[float]], QIcon] = {}
        self._fonts: dict[tuple[int, int, bool], QFont] = {}
        self.mode = ThemeMode.SYSTEM
        self.text_scale = 1.0
        self.palette: Palette = LIGHT
        self._look: tuple[bool, float] | None = None  # what the style sheet was made for
        self.family = _register_family()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.apply(ThemeMode.SYSTEM)

    # ---- choosing ----------------------------------------------------------------------------------------------------
    def apply(self, mode: ThemeMode, text_scale: float | None = None) -> None:
        """Switch palette and text size (1.0 is 13 px); everything open repaints."""
        self.mode = mode
        self.text_scale = self.text_scale if text_scale is None else text_scale
        hints = QGuiApplication.styleHints()
        if mode is ThemeMode.SYSTEM:
            hints.unsetColorScheme()
        else:  # so that title bars and native dialogs follow as well
            hints.setColorScheme(Qt.ColorScheme.Dark if mode is ThemeMode.DARK else Qt.ColorScheme.Light)
        self._install(DARK if self._wants_dark(hints.colorScheme()) else LIGHT)

    def _wants_dark(self, system: Qt.ColorScheme) -> bool:
        return system == Qt.ColorScheme.Dark if self.mode is ThemeMode.SYSTEM else self.mode is ThemeMode.DARK

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        wanted = DARK if self._wants_dark(scheme) else LIGHT
        if self.mode is ThemeMode.SYSTEM and wanted is not self.palette:
            self._install(wanted)

    def _install(self, palette: Palette) -> None:
        look = (palette.dark, self.text_scale)
        if look == self._look:
            return
        self._look = look
        self.palette = palette
        self._pixmaps.clear()
        self._icons.clear()
        self._app.setStyleSheet("")  # else every widget is styled anew for the font, for the palette and for the sheet
        self._app.setFont(self.font())
        self._app.setPalette(_qt_palette(palette))
        self._app.setStyleSheet(style_sheet(palette, self.control_height(), self.side(16), self._asset))
        self.changed.emit()

    # ---- type --------------------------------------------------------------------------------------------------------
    def font(self, size: Size = Size.BODY, weight: int = 400, tabular: bool = False) -> QFont:
        """A font of the platform's family; ``tabular`` only for columns of sums and dates."""
        key = (round(size * self.text_scale), weight, tabular)
        if key not in self._fonts:
            font = self._fonts[key] = QFont(self.family)
            font.setPixelSize(key[0])
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if tabular:
                font.setFeature(QFont.Tag("tnum"), 1)
        return QFont(self._fonts[key])

    def metrics(self, size: Size = Size.BODY, weight: int = 400, tabular: bool = False) -> QFontMetrics:
        """The measures of that font, in logical pixels."""
        return QFontMetrics(self.font(size, weight, tabular))

    def line_height(self, size: Size = Size.BODY) -> int:
        """The height of one line of text."""
        return self.metrics(size).height()

    def control_height(self) -> int:
        """The height of buttons and fields: 32 px at the normal text size."""
        return max(32, self.line_height() + 16)

    def side(self, size: int) -> int:
        """The side of an icon or of a painted sign: ``size`` px, larger with the text."""
        return round(size * self.text_scale)

    # ---- icons -------------------------------------------------------------------------------------------------------
    def pixmap(self, name: str, color: str, size: int = 16, ratio: float | None = None, stroke: float = 0) -> QPixmap:
        """An icon in a colour (a token name or ``#RRGGBB``), sharp at the screen's pixel ratio."""
        ink = color if color.startswith("#") else self.palette.hex(color)
        ratio = ratio or self._app.devicePixelRatio()
        stroke = stroke or (1.25 if size > THIN_ABOVE else 1.75)
        key = (name, ink, size, ratio, stroke)
        if key not in self._pixmaps:
            self._pixmaps[key] = _render(name, ink, size, ratio, stroke)
        return self._pixmaps[key]

    def icon(self, name: str, color: str = "muted", size: int = 16) -> QIcon:
        """The same as a ``QIcon``, for buttons and menus, sharp on each of the screens present."""
        ratios = frozenset(screen.devicePixelRatio() for screen in QGuiApplication.screens())
        key = (name, color, size, ratios)
        if key not in self._icons:
            icon = self._icons[key] = QIcon()
            for ratio in ratios:
                icon.addPixmap(self.pixmap(name, color, size, ratio))
                icon.addPixmap(self.pixmap(name, "field", size, ratio), QIcon.Mode.Disabled)
        return self._icons[key]

    def _asset(self, name: str, color: str, stroke: float) -> str:
        """The path of a recoloured image: a style sheet cannot recolour what ``url()`` names. Qt reads it once it draws it."""
        path = self._assets.path / f"{name}-{color[1:]}.svg"
        if not path.exists():
            path.write_text(_recoloured(name, color, stroke), encoding="utf-8")
        return path.as_posix()


_held: list[Theme] = []  # the application's, once found: a page asks for it hundreds of times


def current() -> Theme:
    """The application's theme, made (following the system) the first time it is asked for."""
    if _held and isValid(_held[0]):
        return _held[0]
    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a QApplication must exist before the theme")
    _held[:] = [Theme(app)]
    return _held[0]


def follow(refresh: Callable[[], None]) -> None:
    """Call a bound method of a widget now and after every switch; Qt forgets it with the widget."""
    current().changed.connect(refresh)
    refresh()


def repolish(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose property changed; before its first showing it will anyway."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        font = widget.font()
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.setFont(font)  # polishing goes back to the application's font
        widget.update()


def draw_icon(painter: QPainter, name: str, ink: str, area: QRectF, stroke: float) -> None:
    """Draw an icon as lines of a colour (``#RRGGBB``): on paper they stay sharp."""
    QSvgRenderer(QByteArray(_recoloured(name, ink, stroke).encode())).render(painter, area)


def _recoloured(name: str, ink: str, stroke: float) -> str:
    svg = _drawing(name).replace("currentColor", ink)
    return svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _register_family() -> str:
    """The platform's family, or ours, read from its files only then."""
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    drawn_by_nobody = QGuiApplication.platformName() in {"offscreen", "minimal"}
    if not drawn_by_nobody and family.lower() not in GENERIC_FAMILIES:
        return family
    for file in sorted((resources() / "fonts").glob("Inter-*.otf")):
        QFontDatabase.addApplicationFont(str(file))
    return FALLBACK_FAMILY


def _render(name: str, ink: str, size: int, ratio: float, stroke: float) -> QPixmap:
    side = round(size * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, ink, QRectF(0, 0, side, side), stroke)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: "bg", role.Base: "surface", role.AlternateBase: "sunken", role.Text: "text",
        role.WindowText: "text", role.Button: "surface", role.ButtonText: "text", role.Highlight: "accent",
        role.HighlightedText: "on_accent", role.Link: "accent", role.PlaceholderText: "muted",
        role.ToolTipBase: "surface", role.ToolTipText: "text", role.Mid: "line", role.Accent: "accent",
    }  # fmt: skip
    result = QPalette()
    for which, token in tokens.items():
        result.setColor(which, palette.color(token))
    for which in (role.Text, role.WindowText, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, palette.color("field"))
    return result
