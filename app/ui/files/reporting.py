"""The form of a threat report, wherever it is typed: what is asked, in which order, and what is recognised in it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from app.core.i18n import N_
from app.core.ids import Id
from app.models.kinds.threat import ThreatReport
from app.ui.files.findings_bar import FindingsBar
from app.ui.files.places import offer_new_place
from app.ui.forms.editor import Beside
from app.ui.forms.form import Form
from app.ui.forms.options import Option
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit

if TYPE_CHECKING:
    from app.services.desk import Desk

IN_FULL: Mapping[str, Sequence[str]] = {
    "": ("form", "moment", "description", "targets", "channel", "place_text", "place"),
    N_("Source"): ("source", "source_grade", "information_grade"),
    N_("Police and prosecutor"): ("police_report", "prosecutor"),
    N_("Marking and originator"): ("marking", "received_as", "originator"),
}
QUICKLY: Mapping[str, Sequence[str]] = {
    "": ("form", "moment", "description", "source_grade", "information_grade"),
    N_("As far as it was said"): (
        "targets", "channel", "place_text", "place", "police_report", "prosecutor", "source", "marking", "received_as",
        "originator",
    ),
}  # fmt: skip
"""What must be said stands first: the rest follows while one listens, or later."""
GRADED = ("source_grade", "information_grade")


def report_form(
    kit: Kit, desk: "Desk", groups: Mapping[str, Sequence[str]], key: str, *, about: Id | None = None,
    offers: Mapping[str, Sequence[Option]] | None = None, beside: Mapping[str, Beside] | None = None,
    sets_aside: bool = False,
) -> tuple[Form, FindingsBar]:  # fmt: skip
    """Return the form and what stands under its description."""
    spec = form_spec(ThreatReport, groups, without=("corrects",), required=GRADED, rest=False)
    bar = FindingsBar(kit, desk)
    form = Form(kit, desk, spec, None, key, about=about, offers=offers, beside={**(beside or {}), "findings": bar},
                sets_aside=sets_aside)  # fmt: skip
    bar.watch(form)
    offer_new_place(kit, desk, form)
    described = form.editor("description").inputs[0]
    if isinstance(described, QPlainTextEdit):
        hint = N_("What happened. An e-mail or a police report can be pasted here.")
        described.setPlaceholderText(kit.words(hint))
    return form, bar
