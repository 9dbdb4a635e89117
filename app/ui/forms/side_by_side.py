"""Editor of a text that is whole only in all four languages: they stand side by side, the original marked.

For what every workstation and paper reads: names of a list's lines, standard paragraphs. Nothing is translated by
itself; what is still missing is said while one types.
"""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import LANGUAGES, N_
from app.models.texts import ORIGINAL
from app.ui.forms.editor import Editor, State
from app.ui.forms.texts import GrowingText, Line
from app.ui.forms.tongues import NAMES
from app.ui.forms.typing_limits import LEFT_OUT, LINE, TEXT, LineTooLong, TextTooLong
from app.ui.kit.buttons import link
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, row, secondary

ABREAST = 2
FEWEST = 3


class SideBySideEditor(Editor):
    """A text in the four languages. Its state is the map itself, without empty languages; `several` takes lines."""

    wide = True

    def __init__(self, kit: Kit, name: str, parent: QWidget | None = None, *, several: bool = False) -> None:
        super().__init__(kit, name, parent)
        self._several = several
        self._original = ""
        self._left_out = False
        self._marks: dict[str, QPushButton] = {}
        self._heads: dict[str, QLabel] = {}
        self.texts: dict[str, Line | GrowingText] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        for at, language in enumerate(LANGUAGES):
            grid.addLayout(self._cell(language), at // ABREAST, at % ABREAST)
            grid.setColumnStretch(at % ABREAST, 1)
        self.watch(*self.texts.values())
        for language, text in self.texts.items():
            text.cleaned.connect(self._on_cleaned)
            text.textChanged.connect(lambda *_text, language=language: self._on_text_changed(language))
        self._draw_marks()

    def state(self) -> State:
        found = {language: text for language in LANGUAGES if (text := self._typed(language).strip())}
        if not found:
            return None
        original = self._original if self._original in found else next(iter(found))
        return {ORIGINAL: original, **{language: found[language] for language in sorted(found)}}

    def draw(self, state: State) -> None:
        given = state if isinstance(state, dict) else {}
        self._original, self._left_out = str(given.get(ORIGINAL, "")), False
        for language, text in self.texts.items():
            _put(text, str(given.get(language, "")))
        self._draw_marks()

    def state_of(self, value: Any) -> State:
        kept = {one: text.strip() for one, text in (value or {}).items() if one in LANGUAGES and text.strip()}
        if not kept:
            return None
        return {ORIGINAL: value.get(ORIGINAL) or next(iter(kept)), **{one: kept[one] for one in sorted(kept)}}

    def value(self) -> Any:
        for language, text in self.texts.items():
            if text.overflown or len(self._typed(language)) > (TEXT if self._several else LINE):
                raise TextTooLong(most=TEXT) if self._several else LineTooLong(most=LINE)
        return self.state()

    def remark(self) -> str:
        if self._left_out:
            return self.kit.words(LEFT_OUT)
        missing = [language.upper() for language in LANGUAGES if not self._typed(language).strip()]
        if not missing or len(missing) == len(LANGUAGES):
            return ""
        return self.kit.words(N_("Still missing: {languages}"), languages=", ".join(missing))

    def describe(self, label: str, said: str) -> None:
        for language, text in self.texts.items():
            text.setAccessibleName(f"{label}, {self.kit.words(NAMES[language])}")
            text.setAccessibleDescription(said)
            self._marks[language].setAccessibleName(
                self.kit.words(N_("Make {language} the original"), language=self.kit.words(NAMES[language]))
            )

    def _cell(self, language: str) -> QVBoxLayout:
        head = secondary("", f"{self.name}_{language}_head")
        mark = link(
            self.kit.words(N_("Make this the original")), f"{self.name}_{language}_original",
            partial(self._on_marked, language),
        )  # fmt: skip
        mark.setStyleSheet("QPushButton { padding: 0; font-size: 12px; }")
        if self._several:  # or the texts beside one another would not begin at one height
            policy = mark.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            mark.setSizePolicy(policy)
        text: Line | GrowingText = GrowingText(FEWEST, self) if self._several else Line(self)
        text.setObjectName(f"{self.name}_{language}")
        self._heads[language], self._marks[language], self.texts[language] = head, mark, text
        box = QVBoxLayout()
        box.setSpacing(2)
        box.addLayout(row(head, None, mark))
        box.addWidget(text)
        box.addStretch(1)
        return box

    def _typed(self, language: str) -> str:
        text = self.texts[language]
        return text.toPlainText() if isinstance(text, GrowingText) else text.text()

    def _draw_marks(self) -> None:
        state = self.state() or {}
        for language, head in self._heads.items():
            original = language == state.get(ORIGINAL)
            said = f"{language.upper()} · {self.kit.words(NAMES[language])}"
            head.setText(f"{said} · {self.kit.words(N_('original'))}" if original else said)
            self._marks[language].setVisible(self._several and not original and bool(state.get(language)))

    def _on_text_changed(self, language: str) -> None:
        if not self._original and self._typed(language).strip():
            self._original = language
        self._draw_marks()
        self.touched()

    def _on_cleaned(self) -> None:
        self._left_out = True

    def _on_marked(self, language: str) -> None:
        self._original = language
        self._draw_marks()
        self.touched()


def _put(text: Line | GrowingText, said: str) -> None:
    if isinstance(text, GrowingText):
        text.setPlainText(said)
        text.overflown = False
        text.grow()
    else:
        text.setText(said)
        text.setCursorPosition(0)
