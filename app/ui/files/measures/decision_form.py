"""What one decision on a measure asks: the fields it writes, who decided it and why, kept as a draft until recorded."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import DecisionKind
from app.models.kinds.measures import Measure
from app.models.rules.decisions import ASKING
from app.services.cases.rulings import Ruling
from app.services.cases.worklists import MeasureRow
from app.ui.files.measures.deciding import Choice, first_ruling, left_out
from app.ui.files.measures.folded_fields import FoldedFields
from app.ui.files.places import offer_file_places
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.rows import FieldRow
from app.ui.forms.ruling import RulingBlock
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, secondary

if TYPE_CHECKING:
    from app.services.desk import Desk

RESTING = frozenset({DecisionKind.WIDEN, DecisionKind.REDUCE, DecisionKind.PROPOSE})
"""What gives another content to a measure can name the analysis on which it rests from then on."""
_BASIS = "basis_analysis"


class DecisionForm(QWidget):
    """Asks what `choice` needs of a measure; `bases` are the analyses that it may rest on.

    `fields` are those of the measure, None where it writes none; `ruling` says who decided, and why.
    """

    def __init__(self, kit: Kit, desk: "Desk", line: MeasureRow, choice: Choice, bases: Sequence[Option]) -> None:
        super().__init__()
        about, kind = line.id, choice.kind.value
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        asked = (*choice.fields(line), *([_BASIS] if bases else []), *choice.further)
        self.fields: Form | None = None
        if asked:
            spec = form_spec(Measure, asked, required=_must(asked), rest=False)
            first = choice.first(line.record, desk.today())
            offers = {_BASIS: bases} if bases else None
            self.fields = Form(kit, desk, spec, first, f"decide:{about.hex()}:{kind}", about=about, offers=offers)
            box.addWidget(self.fields)
            if choice.further:
                offer_file_places(kit, desk, self.fields, line.record.file or b"")
                text = kit.words(N_("Place, contact, visibility"))
                box.addWidget(FoldedFields(kit, self.fields, choice.further, text))
        if choice.note:
            box.addWidget(secondary(kit.words(choice.note), "panel_note", wrap=True))
        minister = choice.kind in line.minister
        self.ruling = RulingBlock(
            kit,
            desk,
            first_ruling(choice.kind, minister=minister, substitute=line.substitute),
            f"ruling:{about.hex()}:{kind}",
            about=about,
            scans=choice.kind not in ASKING,
            without=left_out(choice.kind, minister=minister),
            decides=choice.kind,
        )
        box.addWidget(self.ruling)
        self.forms = [form for form in (self.fields, self.ruling.form) if form is not None]

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed."""
        return self.ruling.is_dirty or (self.fields is not None and self.fields.is_dirty)

    @property
    def unkept(self) -> bool:
        """Tell whether something typed is not on its way to the store as a draft."""
        return any(form.unkept for form in self.forms)

    def given(self) -> tuple[dict[str, Any], Ruling]:
        """Return the values of the fields, and who decided what. Raises UserError, with `field`."""
        values = self.fields.values() if self.fields is not None else {}
        return values, self.ruling.ruling()

    def begin(self) -> None:
        """Bring the keyboard to the first field."""
        first = self.forms[0]
        first.editor(first.spec.names[0]).setFocus()

    def required_rows(self) -> list[FieldRow]:
        """Return what must be filled in, in its order."""
        return [form.row(name) for form in self.forms for name in form.spec.names if form.spec.is_required(name)]

    def mark(self, refusal: UserError) -> bool:
        """Show at its field what a service refused; tell whether there is such a field."""
        field = refusal.facts.get("field")
        home = next((form for form in self.forms if field in form.spec.names), None)
        if home is not None:
            home.mark(refusal)
        return home is not None

    def saved(self) -> None:
        """What was typed is recorded: drop the drafts."""
        for form in self.forms:
            form.saved()


def _must(names: tuple[str, ...]) -> tuple[str, ...]:
    return names if len(names) == 1 and names[0] in ("review", "end", "ratify_by") else ()
