"""Editor of a text kept per language: one language at a time, the original marked; nothing is translated by itself.

The first language typed in is the original; another can be made it. A language that holds words has a dot, so that one
sees what exists without looking.
"""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import LANGUAGES, N_
from app.models.texts import ORIGINAL, LocalText
from app.ui.forms.editor import Editor, State
from app.ui.forms.texts import GrowingText
from app.ui.forms.typing_limits import LEFT_OUT, TEXT, TextTooLong, clean_text
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit

SMALL_TAB = "QPushButton { min-height: 22px; padding: 0 10px; font-size: 12px; }"
NAMES = {"nl": N_("Dutch"), "fr": N_("French"), "de": N_("German"), "en": N_("English")}


class LocalTextEditor(Editor):
    """A text in up to four languages. Its state is the map itself, without empty languages."""

    wide = True

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None, fewest: int = 1) -> None:
        super().__init__(kit, name, parent)
        self._texts: dict[str, str] = {}
        self._original = ""
        self._language = kit.words.language
        self._left_out = False
        self._label = ""
        self._tabs: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(4)
        for language in sorted(LANGUAGES, key=lambda one: one != kit.words.language):
            tab = QPushButton(language.upper(), self)
            tab.setObjectName(f"{name}_{language}")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setStyleSheet(SMALL_TAB)
            tab.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            tab.clicked.connect(lambda _=False, language=language: self.show_language(language))
            group.addButton(tab)
            self._tabs[language] = tab
            top.addWidget(tab)
        self._mark = link(kit.words(N_("Make this the original")), f"{name}_original", self._on_marked)
        self._mark.setStyleSheet("QPushButton { padding: 0; font-size: 12px; }")
        top.addStretch(1)
        self._top = top
        self.text = GrowingText(fewest, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(top)
        box.addWidget(self.text)
        box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(list(self._tabs.values())[-1], self.text)
        QWidget.setTabOrder(self.text, self._mark)
        self.watch(self.text)
        self.text.cleaned.connect(self._on_cleaned)
        self.text.textChanged.connect(self._on_text_changed)
        self.show_language(self._language)

    @property
    def language(self) -> str:
        """Return the language that is shown."""
        return self._language

    def state(self) -> State:
        texts = {language: text.strip() for language, text in self._texts.items() if text.strip()}
        if not texts:
            return None
        original = self._original if self._original in texts else next(iter(texts))
        return {ORIGINAL: original, **{language: texts[language] for language in sorted(texts)}}

    def draw(self, state: State) -> None:
        given = state if isinstance(state, dict) else {}
        self._texts = {language: clean_text(str(given[language])) for language in LANGUAGES if given.get(language)}
        self._original = str(given.get(ORIGINAL, ""))
        self._left_out = False
        shown = self._language if self._language in self._texts or not self._texts else self._original
        self.show_language(shown if shown in LANGUAGES else self._language)

    def state_of(self, value: Any) -> State:
        if not value:
            return None
        texts = {language: clean_text(text).strip() for language, text in value.items() if language in LANGUAGES}
        kept = {language: texts[language] for language in sorted(texts) if texts[language]}
        return {ORIGINAL: value.get(ORIGINAL) or next(iter(kept)), **kept} if kept else None

    def value(self) -> Any:
        if self.text.overflown or any(len(text) > TEXT for text in self._texts.values()):
            raise TextTooLong(most=TEXT)
        return self.state()

    def remark(self) -> str:
        return self.kit.words(LEFT_OUT) if self._left_out else ""

    def describe(self, label: str, said: str) -> None:
        self._label = label
        self.text.setAccessibleName(f"{label}, {self.kit.words(NAMES[self._language])}")
        self.text.setAccessibleDescription(said)
        for language, tab in self._tabs.items():
            tab.setAccessibleName(f"{label}, {self.kit.words(NAMES[language])}")

    def add_tool(self, made: QPushButton) -> None:
        """Put something at the right of the languages that helps to write."""
        self._top.addWidget(made)
        QWidget.setTabOrder(list(self._tabs.values())[-1], made)
        QWidget.setTabOrder(made, self.text)

    def add_text(self, given: LocalText) -> None:
        """Add a text beneath what stands in each of its languages, as a step of the officer's own."""
        self.left.emit()  # what was typed before is a step apart
        for language in LANGUAGES:
            added, before = clean_text(given.get(language, "")).strip(), self._texts.get(language, "").rstrip()
            if added:
                self._texts[language] = f"{before}\n{added}" if before else added
        self._original = self._original or str(given.get(ORIGINAL, ""))
        self.show_language(self._language)
        self.touched()
        self.left.emit()

    def show_language(self, language: str) -> None:
        """Show the text of one language."""
        self._language = language
        with QSignalBlocker(self.text):
            self.text.setPlainText(self._texts.get(language, ""))
        self.text.overflown = False
        self.text.grow()
        self.describe(self._label, self.text.accessibleDescription())
        self._draw_tabs()

    def _draw_tabs(self) -> None:
        state = self.state() or {}
        original = state.get(ORIGINAL)
        for language, tab in self._tabs.items():
            tab.setChecked(language == self._language)
            name = self.kit.words(NAMES[language])
            filled = bool(state.get(language))
            mark = f" · {self.kit.words(N_('original'))}" if language == original else " ●" if filled else ""
            tab.setText(f"{language.upper()}{mark}")
            tab.setToolTip(name)
        self._mark.setVisible(self._language != original and bool(state.get(self._language)))

    def _on_text_changed(self) -> None:
        self._texts[self._language] = self.text.toPlainText()
        if not self._original and self._texts[self._language].strip():
            self._original = self._language
        self._left_out = self._left_out and not self.text.document().isEmpty()
        self._draw_tabs()
        self.touched()

    def _on_cleaned(self) -> None:
        self._left_out = True

    def _on_marked(self) -> None:
        self._original = self._language
        self._draw_tabs()
        self.touched()
