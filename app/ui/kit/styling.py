"""One style sheet made from a palette: every control looks the same wherever it stands.

Parts say what they are by properties (`role`, `tone`, `primary`, `wrong`), never by colours of their own.
"""

from pathlib import Path
from string import Template

from app.ui.kit.palette import DARK, Palette

THEME_DIR = Path(__file__).resolve().parents[3] / "resources" / "theme"
"""Marks that a style sheet can only take from a file: one for light, one for dark."""

_SHEET = Template("""
* { font-family: "Noto Sans"; font-size: 13px; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="ground"] { background: $ground; }
QWidget[role="surface"] { background: $surface; }
QWidget[role="sunken"] { background: $sunken; }
QToolTip { background: $strip; color: $on_strip; border: 0; padding: 4px 8px; font-size: 12px; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="big"] { font-size: 28px; font-weight: 600; }
QLabel[role="heading"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="secondary"], QCheckBox[role="secondary"] { color: $secondary; font-size: 12px; }
QLabel[role="quiet"] { color: $secondary; }
QLabel[role="error"] { color: $red; font-size: 12px; }
QLabel[role="warning"] { color: $amber; font-size: 12px; }
QLabel[role="link"] { color: $accent; }
QLabel[role="marking"] { background: $strip; color: $on_strip; font-size: 12px; font-weight: 600; }
QLabel[role="key"] { color: $secondary; font-size: 12px; border: 1px solid $line; border-radius: 4px;
  padding: 0 5px; background: $surface; }

QLabel[chip="plain"], QLabel[chip="red"], QLabel[chip="amber"], QLabel[chip="accent"] {
  font-size: 12px; border-radius: 11px; padding: 2px 9px; min-height: 16px; border: 1px solid $line; }
QLabel[chip="red"] { background: $red_soft; color: $red; border-color: $red_soft; font-weight: 600; }
QLabel[chip="amber"] { background: $amber_soft; color: $amber; border-color: $amber_soft; font-weight: 600; }
QLabel[chip="accent"] { background: $accent_soft; color: $accent; border-color: $accent; font-weight: 600; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="refusal"] { background: $red_soft; border: 1px solid $red; border-radius: 8px; }
QFrame[role="rule"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="upright"] { background: $line; border: 0; max-width: 1px; min-width: 1px; }

QPushButton { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 0 12px; min-height: 30px; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: $secondary; background: $sunken; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $sunken; color: $secondary; border-color: $line; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; }
QPushButton[flat="true"]:hover { background: $sunken; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; }
QPushButton[link="true"] { background: transparent; border: 0; border-bottom: 2px solid transparent; border-radius: 0;
  color: $accent; padding: 2px 0 0 0; min-height: 20px; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border-bottom-color: $accent; padding: 2px 0 0 0; min-height: 20px; }
QPushButton:checked { background: $accent_soft; color: $accent; border-color: $accent; }
QPushButton::menu-indicator { width: 0; image: none; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $sunken; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { width: 0; image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $sunken; border: 1px solid $line; border-radius: 6px; padding: 0 10px; min-height: 28px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $secondary; }
QPlainTextEdit, QTextEdit { padding: 4px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 0 9px; min-height: 26px; background: $surface; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px 7px; }
QComboBox { padding: 0 10px 0 12px; }
QComboBox:focus { padding: 0 9px 0 11px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QTextEdit[wrong="true"] {
  border: 1px solid $red; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $secondary; background: $ground; }
QLineEdit:read-only { background: $ground; }
QComboBox::drop-down { border: 0; width: 28px; }
QComboBox::down-arrow { image: url("$folder/chevron-$shade.svg"); width: 16px; height: 16px; }
QListView#suggestions { background: $surface; border: 1px solid $field_line; outline: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 22px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $secondary; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator, QMenu::indicator {
  width: 16px; height: 16px; border: 1px solid $field_line; border-radius: 4px; background: $surface; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked, QMenu::indicator:checked {
  background: $accent; border-color: $accent; image: url("$folder/check-$shade.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url("$folder/dot-$shade.svg"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $sunken; border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $secondary; border-color: $secondary; }

QMenu { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 32px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $secondary; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $secondary; padding: 8px 2px; margin-right: 18px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:last, QTabBar::tab:only-one { margin-right: 0; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }

QAbstractItemView { background: $surface; border: 0; outline: 0; selection-background-color: $accent_soft;
  selection-color: $text; alternate-background-color: $surface; gridline-color: $line; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $secondary; border: 0; border-bottom: 1px solid $line;
  padding: 6px 10px; font-weight: 600; font-size: 12px; }
QTableCornerButton::section { background: $surface; border: 0; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $sunken; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px;
  color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSplitter::handle { background: transparent; }
""")


def style_sheet(colours: Palette) -> str:
    """Return the style sheet of the whole program in these colours."""
    shade = "dark" if colours is DARK else "light"
    return _SHEET.substitute(colours._asdict(), folder=THEME_DIR.as_posix(), shade=shade)
