"""Which editor a field gets, by its declaration alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial

from PySide6.QtWidgets import QWidget

from app.models.catalogues import CatalogueWord
from app.models.enums import ParagraphUse
from app.models.fields import FieldSpec, Rule, Sensitivity
from app.models.lists import SHIPPED, Lists
from app.services.desk import Desk
from app.services.search.short_lists import lists_of
from app.ui.forms.checked_texts import CheckedEditor, Sibling, check_for, shown_text
from app.ui.forms.chips import ManyEditor
from app.ui.forms.choices import ChoiceEditor, YesNoEditor, choice_for
from app.ui.forms.coordinates import CoordinatesEditor
from app.ui.forms.days import DayEditor, MomentEditor, TimeEditor
from app.ui.forms.editor import Editor, State
from app.ui.forms.numbers import NumberEditor
from app.ui.forms.options import Option, list_options, options_for, withdrawn_text
from app.ui.forms.paragraphs import offer_paragraphs
from app.ui.forms.references import ReferenceEditor, Source
from app.ui.forms.sealed import SealedEditor
from app.ui.forms.side_by_side import SideBySideEditor
from app.ui.forms.texts import FEWEST, LineEditor, LongTextEditor
from app.ui.forms.tongues import LocalTextEditor
from app.ui.kit.kit import Kit
from app.ui.kit.words import COUNTRY_TIME

LONG = frozenset(
    {"description", "text", "remarks", "question", "reason", "incidents", "public_order", "follow_up", "withdrawn_why"}
)
"""Fields of text that take several lines though they are not merged as texts."""
TITLE = "title"
"""What a file or a task is called: the one line of text that is longer than half a form."""
BRIEF = frozenset({"access"})
"""Long texts that are mostly a line or two."""
_PLAIN: dict[type, Callable[[Kit, str], Editor]] = {
    datetime: MomentEditor,
    date: DayEditor,
    time: TimeEditor,
    bool: YesNoEditor,
    int: NumberEditor,
    float: lambda kit, name: NumberEditor(kit, name, broken=True),
    str: LineEditor,
}


@dataclass(frozen=True, slots=True, repr=False)
class Maker:
    """Makes editors for one form. `sibling` gives the value of another field, for checks that look at two."""

    kit: Kit
    desk: Desk
    sibling: Sibling

    def editor(self, spec: FieldSpec, offered: Sequence[Option] | None = None, parent: QWidget | None = None) -> Editor:
        """Return the editor of a field. `offered` narrows a choice or reference to these. Raises TypeError."""
        made = self._many(spec, offered) if spec.many else self._single(spec, offered)
        if spec.meta.sensitivity is Sensitivity.SEALED:
            made = SealedEditor(self.kit, made)
        made.setParent(parent)
        return made

    def _single(self, spec: FieldSpec, offered: Sequence[Option] | None) -> Editor:
        kit, name = self.kit, spec.name
        if spec.meta.ref is not None:
            return ReferenceEditor(kit, name, Source(kit, self.desk, spec.meta.ref, offered))
        options = offered if offered is not None else options_for(spec, kit.words)
        if options is not None:
            choice = choice_for(kit, spec, options)
            if offered is None and isinstance(spec.meta.show, CatalogueWord):
                self._renew(choice, spec.meta.show.name)
            return choice
        if issubclass(spec.type, dict) or spec.type.__name__ == "Mapping":
            if spec.meta.every_language:
                return SideBySideEditor(kit, name, several=spec.meta.rule is Rule.TEXT)
            text = LocalTextEditor(kit, name, fewest=3 if spec.meta.rule is Rule.TEXT else 1)
            if isinstance(spec.meta.paragraphs, ParagraphUse):
                offer_paragraphs(kit, self.desk, text, spec.meta.paragraphs)
            return text
        check = check_for(spec, self._today, self.sibling) if spec.type is str else None
        if check is not None:
            return CheckedEditor(kit, name, check, lambda value: shown_text(spec, value))
        if spec.type is str and (spec.meta.rule is Rule.TEXT or name in LONG):
            return LongTextEditor(kit, name, fewest=2 if name in BRIEF else FEWEST)
        if spec.name == "latitude":
            return CoordinatesEditor(kit, spec.name)
        if spec.type in _PLAIN:
            made = _PLAIN[spec.type](kit, name)
            made.wide = name == TITLE and spec.meta.required
            return made
        raise TypeError(f"{name}: {spec.type.__name__}")

    def _many(self, spec: FieldSpec, offered: Sequence[Option] | None) -> Editor:
        entry = self._single(spec, offered)
        return ManyEditor(self.kit, spec.name, entry, lambda state: self._shown(spec, state, offered))

    def _shown(self, spec: FieldSpec, state: State, offered: Sequence[Option] | None) -> str:
        options = offered if offered is not None else options_for(spec, self.kit.words)
        found = next((option.text for option in options or () if option.value == state), None)
        if found is not None:
            return found
        if isinstance(state, dict):
            return str(next(iter(state.values()), ""))
        return shown_text(spec, state) if isinstance(state, str) else self.kit.words.plain(state)

    def _renew(self, choice: ChoiceEditor, name: str) -> None:
        """Offer the list as this store has it, once it is known; what is withdrawn is worded where it stands."""
        words = self.kit.words

        def know(lists: Lists) -> None:
            choice.unlisted = lambda code: withdrawn_text(words, lists, name, str(code))

        def arrived(lists: Lists) -> None:
            know(lists)
            choice.set_options(list_options(lists, name, words.language))

        know(words.lists or SHIPPED)
        self.kit.jobs.read(choice, partial(lists_of, self.desk), arrived)

    def _today(self) -> date:
        return self.kit.clock.now().astimezone(COUNTRY_TIME).date()
