"""What is refused of what stands in a form, field by field: told beneath the field, and by whom it was refused.

What goes on paper must be printable as it is typed; what stood there before is the refusal of the paper.

A service's refusal stays until its field is typed in. A field that is not asked for is not judged.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.errors import UserError
from app.models.checks.checked import Keepable
from app.services.printable import check_printable, goes_on_paper, texts_of
from app.ui.forms.rows import FieldRow, Said
from app.ui.forms.specs import FormSpec
from app.ui.forms.typing_limits import Required
from app.ui.kit.kit import Kit


class Judging:
    """Over the rows of one form, by name; `stood` tells what the record says to a field."""

    def __init__(
        self, kit: Kit, spec: FormSpec, rows: Mapping[str, FieldRow], stood: Callable[[str], Any]
    ) -> None:  # fmt: skip
        self._kit, self._spec, self._rows, self._stood = kit, spec, rows, stood
        self._marked: set[str] = set()
        """Fields that a service refused."""
        self._away: set[str] = set()

    @property
    def asked(self) -> list[str]:
        """Return the fields that are asked for, in their order."""
        return [name for name in self._rows if name not in self._away]

    def ask_for(self, name: str, asked: bool) -> None:
        """Ask for a field or not."""
        (self._away.discard if asked else self._away.add)(name)

    def refusal(self, name: str, *, complete: bool) -> UserError | None:
        """Return why a field would be refused, `complete` also where it must not be empty; None where it would not."""
        try:
            value = self._rows[name].editor.value()
            self._check_printable(name, value)
        except UserError as refusal:
            return refusal
        empty = value is None or value in ("", ())
        return Required(field=name) if complete and empty and self._spec.is_required(name) else None

    def refusals(self) -> dict[str, UserError]:
        """Return what would be refused now, by field, without showing it."""
        return {name: refusal for name in self.asked if (refusal := self.refusal(name, complete=True)) is not None}

    def judge(self, name: str, *, complete: bool) -> bool:
        """Show what is refused of a field, or what should be looked at; tell whether nothing is refused."""
        row, refusal = self._rows[name], self.refusal(name, complete=complete)
        if refusal is None:
            row.say(Said.REMARK, row.editor.remark())
            return True
        self._say(row, refusal)
        return False

    def judge_all(self) -> list[str]:
        """Show all that is refused; return the fields, in their order."""
        return [name for name in self.asked if not self.judge(name, complete=True)]

    def mark(self, name: str, refusal: UserError) -> None:
        """Show at a field what a service refused."""
        self._marked.add(name)
        self._say(self._rows[name], refusal)

    def is_marked(self, name: str) -> bool:
        """Tell whether a service's refusal stands at a field."""
        return name in self._marked

    def unmark(self, name: str) -> bool:
        """Forget what a service refused of a field; tell whether it had."""
        was = name in self._marked
        self._marked.discard(name)
        return was

    def unmark_all(self) -> None:
        """Forget all that services refused."""
        self._marked.clear()

    def _check_printable(self, name: str, value: Any) -> None:
        """Raise NotOnPaper where something new was typed that no paper can print."""
        texts = texts_of(value)
        if texts and goes_on_paper(self._spec.kind_of(name), self._spec.field(name)):
            before = texts_of(self._stood(name))
            for text in texts:
                if text not in before:
                    check_printable(text)

    def _say(self, row: FieldRow, refusal: UserError) -> None:
        row.say(Said.REFUSED, refusal.say(self._kit.words.language), keepable=isinstance(refusal, Keepable))
