"""The one style sheet: colours and edges. Fonts are set on widgets, since a sheet would drop their features."""

from collections.abc import Callable

from .palette import Palette

Asset = Callable[[str, str, float], str]  # icon name, colour, stroke -> path of a recoloured image


def style_sheet(palette: Palette, control: int, box: int, asset: Asset) -> str:
    """The sheet for one palette; ``control`` is the height of buttons and fields, edges included; ``box`` the side of
    check boxes and arrows.

    A focus edge of 2 px takes one pixel from the padding and two from the height, or the control would jump.
    """
    values = palette.tokens() | {
        "h": f"{control - 2}px",
        "hf": f"{control - 4}px",
        "pick": f"{control - 8}px",
        "pickf": f"{control - 10}px",
        "sub": f"{control - 2}px",
        "box": f"{box}px",
        "round": f"{box // 2 + 1}px",
        "arrow": asset("chevron-down", palette.muted, 2.25),
        "tick": asset("check", palette.on_accent, 3),
        "check": asset("check", palette.accent, 2.5),
        "dot": asset("circle", palette.on_accent, 6),
        "next": asset("chevron-right", palette.muted, 2.25),
    }
    sheet = _FRAMES + _LABELS + _BUTTONS + _FIELDS + _CHOICES + _VIEWS
    for name in sorted(values, key=len, reverse=True):
        sheet = sheet.replace(f"@{name}@", values[name])
    return sheet


_FRAMES = """
QWidget { color:@text@; }
QMainWindow, QDialog, QMessageBox { background:@bg@; }
#page, #page > QWidget > #body, QScrollArea#page { background:@bg@; border:none; }
#pane { background:@surface@; border:none; border-right:1px solid @line@; }
#topbar { background:@surface@; border:none; border-bottom:1px solid @line@; }
#bottombar { background:@surface@; border:none; border-top:1px solid @line@; }
#desk { background:@info_bg@; border:none; }
#card { background:@surface@; border:1px solid @line@; border-radius:8px; }
#next { background:@accent_soft@; border:none; border-radius:8px; }
#sep { background:@line@; border:none; max-height:1px; min-height:1px; }
#callout { border:none; border-radius:4px; background:@info_bg@; }
#callout[tone="late"] { background:@late_bg@; } #callout[tone="soon"] { background:@soon_bg@; }
#callout[tone="fine"] { background:@fine_bg@; } #callout[tone="accent"] { background:@accent_soft@; }
#chip { border:none; border-radius:4px; background:@info_bg@; }
#chip[tone="late"] { background:@late_bg@; } #chip[tone="soon"] { background:@soon_bg@; }
#chip[tone="fine"] { background:@fine_bg@; } #chip[tone="accent"] { background:@accent_soft@; }
#message { background:@surface@; border:1px solid @field@; border-radius:8px; }
#message[tone="late"] { border-color:@late@; } #message[tone="soon"] { border-color:@soon@; }
#message[tone="fine"] { border-color:@fine@; }
#subtabs { background:transparent; border:none; border-bottom:1px solid @line@; }
#thumbnail { background:@sunken@; border:1px dashed @field@; border-radius:6px; }
QToolTip { background:@surface@; color:@text@; border:1px solid @field@; padding:4px; }
QSplitter::handle { background:@line@; }
QSplitter::handle:horizontal { width:1px; }
QScrollBar:vertical { background:transparent; width:12px; margin:2px; }
QScrollBar:horizontal { background:transparent; height:12px; margin:2px; }
QScrollBar::handle { background:@field@; border-radius:4px; }
QScrollBar::handle:vertical { min-height:32px; } QScrollBar::handle:horizontal { min-width:32px; }
QScrollBar::add-line, QScrollBar::sub-line { height:0; width:0; }
QScrollBar::add-page, QScrollBar::sub-page { background:transparent; }
"""

_LABELS = """
QLabel { background:transparent; border:none; }
QLabel[tone="muted"] { color:@muted@; } QLabel[tone="accent"] { color:@accent@; }
QLabel[tone="late"] { color:@late@; } QLabel[tone="soon"] { color:@soon@; }
QLabel[tone="fine"] { color:@fine@; }
"""

_BUTTONS = """
QPushButton { background:@surface@; border:1px solid @field@; border-radius:6px; padding:0 12px;
  min-height:@h@; color:@text@; }
QPushButton:hover { background:@hover@; }
QPushButton:pressed { background:@selected@; }
QPushButton:focus { border:2px solid @accent@; padding:0 11px; min-height:@hf@; }
QPushButton:disabled { color:@field@; border-color:@line@; }
QPushButton[kind="primary"] { background:@accent@; border:1px solid @accent@; color:@on_accent@; padding:0 16px; }
QPushButton[kind="primary"]:hover { background:@accent_hover@; }
QPushButton[kind="primary"]:pressed { background:@accent_down@; }
QPushButton[kind="primary"]:focus { border:2px solid @text@; padding:0 15px; min-height:@hf@; }
QPushButton[kind="primary"]:disabled { background:@info_bg@; border-color:@line@; color:@muted@; }
QPushButton[kind="quiet"] { background:transparent; border:1px solid transparent; color:@accent@; padding:0 8px; }
QPushButton[kind="quiet"]:hover { background:@hover@; }
QPushButton[kind="quiet"]:focus { border:2px solid @accent@; padding:0 7px; min-height:@hf@; }
QPushButton[kind="quiet"]:disabled { color:@field@; }
QPushButton[kind="link"] { background:transparent; border:none; border-bottom:2px solid transparent; border-radius:0;
  padding:0; min-height:20px; color:@accent@; text-decoration:underline; text-align:left; }
QPushButton[kind="link"]:hover { color:@accent_hover@; }
QPushButton[kind="link"]:focus { background:@selected@; border:none; border-bottom:2px solid @text@; padding:0;
  min-height:20px; }
QPushButton[kind="pick"] { border:1px solid @line@; border-radius:4px; min-height:@pick@; padding:0 8px;
  color:@muted@; background:@surface@; }
QPushButton[kind="pick"]:hover { border-color:@field@; }
QPushButton[kind="pick"]:checked { background:@selected@; border:1px solid @accent@; color:@accent@; }
QPushButton[kind="pick"]:disabled { background:@sunken@; color:@muted@; }
QPushButton[kind="pick"]:checked:disabled { background:@info_bg@; border-color:@line@; color:@muted@; }
QPushButton[kind="pick"]:focus { border:2px solid @accent@; padding:0 7px; min-height:@pickf@; }
QPushButton[kind="tag"] { border:1px solid @line@; border-radius:4px; min-height:@pick@; padding:0 6px;
  background:@accent_soft@; color:@text@; }
QPushButton[kind="tag"]:hover { border-color:@accent@; }
QPushButton[kind="tag"]:focus { border:2px solid @accent@; padding:0 5px; min-height:@pickf@; }
QPushButton[kind="sub"] { background:transparent; border:none; border-bottom:2px solid transparent; border-radius:0;
  padding:0; color:@muted@; min-height:@sub@; }
QPushButton[kind="sub"]:hover { color:@text@; background:transparent; }
QPushButton[kind="sub"]:checked { color:@text@; border-bottom:2px solid @accent@; }
QPushButton[kind="sub"]:focus { background:@selected@; border:none; border-bottom:4px solid @text@; padding:0;
  min-height:@hf@; }
QPushButton[kind="fold"] { background:transparent; border:2px solid transparent; padding:0 4px; text-align:left;
  min-height:20px; border-radius:4px; }
QPushButton[kind="fold"]:hover { background:@hover@; }
QPushButton[kind="fold"]:focus { border:2px solid @accent@; padding:0 4px; min-height:20px; }
QPushButton[kind="sort"] { background:transparent; border:2px solid transparent; border-radius:4px; padding:0 2px;
  min-height:20px; color:@muted@; text-align:left; }
QPushButton[kind="sort"]:hover { color:@text@; }
QPushButton[kind="sort"]:focus { border:2px solid @accent@; padding:0 2px; min-height:20px; }
QPushButton[kind="sort"]::menu-indicator { image:none; width:0; }
QToolButton { background:transparent; border:2px solid transparent; border-radius:6px; padding:0; }
QToolButton:hover { background:@hover@; }
QToolButton:focus { border:2px solid @accent@; }
QToolButton::menu-indicator { image:none; }
"""

_FIELDS = """
QLineEdit, QComboBox { background:@surface@; border:1px solid @field@; border-radius:6px; padding:0 8px;
  min-height:@h@; selection-background-color:@accent@; selection-color:@on_accent@; }
QLineEdit, QPlainTextEdit { placeholder-text-color:@muted@; }
QPlainTextEdit, QTextEdit { background:@surface@; border:1px solid @field@; border-radius:6px; padding:4px;
  selection-background-color:@accent@; selection-color:@on_accent@; }
QLineEdit:focus, QComboBox:focus { border:2px solid @accent@; padding:0 7px; min-height:@hf@; }
QPlainTextEdit:focus, QTextEdit:focus { border:2px solid @accent@; padding:3px; }
QLineEdit[bad="true"], QComboBox[bad="true"] { border:2px solid @late@; padding:0 7px; min-height:@hf@; }
QPlainTextEdit[bad="true"] { border:2px solid @late@; padding:3px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {
  background:@sunken@; border-color:@line@; color:@muted@; }
QLineEdit:read-only, QPlainTextEdit:read-only { background:@sunken@; }
QLineEdit QToolButton { border:none; border-radius:4px; margin:0; }
QComboBox::drop-down { border:none; width:24px; }
QComboBox::down-arrow { image:url(@arrow@); width:@box@; height:@box@; }
QComboBox QAbstractItemView { background:@surface@; border:1px solid @field@; padding:4px; outline:0; }
QComboBox QAbstractItemView::item { min-height:@pick@; padding:0 8px; border:none; color:@text@; }
QComboBox QAbstractItemView::item:selected { background:@selected@; color:@accent@; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing:8px; min-height:24px; background:transparent; border:2px solid transparent;
  border-radius:4px; }
QCheckBox:focus, QRadioButton:focus { border:2px solid @accent@; }
QCheckBox::indicator, QRadioButton::indicator, QTableView::indicator { width:@box@; height:@box@; border:1px solid @field@;
  border-radius:4px; background:@surface@; }
QRadioButton::indicator { border-radius:@round@; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background:@accent@; border-color:@accent@; image:url(@tick@); }
QRadioButton::indicator:checked { background:@accent@; border-color:@accent@; image:url(@dot@); }
QCheckBox[bad="true"]::indicator { border:2px solid @late@; }
QCheckBox:disabled, QRadioButton:disabled { color:@muted@; }
QCheckBox::indicator:disabled { background:@sunken@; border-color:@line@; }
QCheckBox::indicator:checked:disabled { background:@field@; border-color:@field@; image:url(@tick@); }
QProgressBar { background:@info_bg@; border:none; border-radius:3px; max-height:6px; }
QProgressBar::chunk { background:@accent@; border-radius:3px; }
"""

_VIEWS = """
QListView, QTableView { background:@surface@; border:none; outline:0; }
QListWidget { border:2px solid transparent; border-radius:6px; padding:2px; }
QTableView { border:2px solid transparent; border-radius:4px; }
QListWidget:focus, QTableView:focus { border-color:@accent@; }
QListWidget::item { padding:6px 8px; border-radius:4px; color:@text@; }
QListWidget::item:hover { background:@hover@; }
QListWidget::item:selected { background:@selected@; color:@accent@; }
QTableView { gridline-color:transparent; selection-background-color:@selected@; selection-color:@text@; }
QTableView::item { padding:0 8px; border:none; border-bottom:1px solid @line@; }
QTableView::item:selected { background:@selected@; color:@text@; }
QHeaderView { background:@surface@; border:none; }
QHeaderView::section { background:@surface@; color:@muted@; border:none; border-bottom:1px solid @line@;
  padding:0 11px; min-height:@pick@; }
QHeaderView::section:hover { color:@text@; }
QCalendarWidget QWidget { background:@surface@; alternate-background-color:@sunken@; }
QCalendarWidget QAbstractItemView { border:none; outline:0; selection-background-color:@accent@; selection-color:@on_accent@; }
QCalendarWidget QTableView::item { padding:0; border:none; border-radius:4px; }
QCalendarWidget QTableView::item:selected { background:@accent@; color:@on_accent@; }
QCalendarWidget QAbstractItemView:disabled { color:@field@; }
QCalendarWidget QToolButton { color:@text@; padding:4px 8px; border-radius:4px; }
QCalendarWidget QSpinBox { border:1px solid @field@; border-radius:4px; }
QMenuBar { background:@surface@; border-bottom:1px solid @line@; }
QMenuBar::item { padding:4px 12px; background:transparent; } QMenuBar::item:selected { background:@hover@; }
QMenu { background:@surface@; border:1px solid @field@; padding:4px; }
QMenu::item { padding:6px 24px 6px 8px; border-radius:4px; }
QMenu::item:selected { background:@selected@; color:@accent@; }
QMenu::item:disabled { color:@field@; }
QMenu::icon { padding-left:8px; }
QMenu::indicator { width:@box@; height:@box@; padding-left:4px; }
QMenu::indicator:checked { image:url(@check@); }
QMenu::separator { height:1px; background:@line@; margin:4px 8px; }
QMenu::right-arrow { image:url(@next@); width:@box@; height:@box@; }
"""
