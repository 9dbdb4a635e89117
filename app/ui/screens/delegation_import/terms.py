"""What a whole delegation list is taken in with: the event it is for, what every visit file begins with, a marking."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import UserError
from app.core.i18n import N_
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.kinds.visits import Event, VisitFile
from app.services.visits.delegations import Terms
from app.services.visits.events import NewEvent
from app.services.visits.visits import VisitLabels
from app.ui.forms.form import Form
from app.ui.forms.marking import marking_for
from app.ui.forms.specs import form_spec
from app.ui.kit.buttons import Button, button
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, heading, label, row
from app.ui.kit.scrolling import ScrollArea

if TYPE_CHECKING:
    from app.services.desk import Desk

EVENT = ("names", "kind", "starts", "ends")
VISIT = ("arrival", "departure", "host")


class TermsPanel(Card):
    """Beside the list; the button that takes it in stays in sight at the foot."""

    edited = Signal()
    accepted = Signal()

    def __init__(self, kit: Kit, desk: "Desk") -> None:
        super().__init__("terms", margin=0)
        words = kit.words
        self._kit = kit
        area = ScrollArea()
        area.setObjectName("terms_area")
        area.setAccessibleName(words(N_("For which event")))
        area.setWidgetResizable(True)
        page = QWidget()
        asked = QVBoxLayout(page)
        asked.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        asked.setSpacing(GRID)
        self.event_form = Form(kit, desk, form_spec(Event, EVENT, rest=False), None)
        self.visit_form = Form(kit, desk, form_spec(VisitFile, VISIT, rest=False), None)
        self.picker = marking_for(kit, desk, Marking.RESTRICTED)
        self.picker.edited.connect(self.edited)
        for form in (self.event_form, self.visit_form):
            form.changed.connect(self.edited)
        self.accept: Button = button(
            kit, words(N_("Take in")), "accept_list", self.accepted.emit, primary=True, key="Ctrl+Return"
        )
        self._what = label("", "accept_what", "quiet", wrap=True)
        asked.addWidget(heading(words(N_("For which event")), "terms_title"))
        asked.addWidget(self.event_form)
        asked.addSpacing(GRID)
        asked.addWidget(heading(words(N_("For every visit file")), "terms_visits"))
        asked.addWidget(self.visit_form)
        asked.addSpacing(GRID // 2)
        asked.addWidget(self.picker)
        asked.addStretch(1)
        area.setWidget(page)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        foot.setSpacing(GRID)
        foot.addWidget(self._what)
        foot.addLayout(row(self.accept, None))
        self.box.addWidget(area, 1)
        self.box.addLayout(foot)

    def say_what(self, visits: int) -> None:
        """Say what pressing the button does."""
        said = N_("Opens {visits} visit files. Who is to decide and is not decided stays among the waiting rows.")
        self._what.setText(self._kit.words(said, visits=self._kit.words.number(visits)))

    def terms(self, list_name: str | None) -> Terms:
        """Return what is filled in. Raises UserError, shown at its field."""
        event, visit = self.event_form.values(), self.visit_form.values()
        marked = Label(marking=self.picker.value())
        return Terms(
            NewEvent(event["names"], event["kind"], event["starts"], event["ends"]), visit["arrival"],
            visit["departure"], visit["host"], labels=VisitLabels(marked), person_label=marked, event_label=marked,
            list_name=list_name, language=self._kit.words.language,
        )  # fmt: skip

    def mark(self, refusal: UserError) -> bool:
        """Show a refusal at its field; tell whether it has one here."""
        field = refusal.facts.get("field")
        for form in (self.event_form, self.visit_form):
            if field in form.spec.names:
                form.mark(refusal)
                return True
        return False

    def typed(self) -> dict[str, Any]:
        """Return what was filled in, as a draft keeps it."""
        event, visit = self.event_form.typed_states(), self.visit_form.typed_states()
        return {"event": event, "visit": visit, "marking": self.picker.state()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show what `typed` gave once; all else as it began."""
        for form, name in ((self.event_form, "event"), (self.visit_form, "visit")):
            states = kept.get(name)
            form.restore_states(states if isinstance(states, Mapping) else {})
        self.picker.restore(kept.get("marking"))
