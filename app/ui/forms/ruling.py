"""What an officer heard of a decision, as a block for any screen: who decided, how it was said, why, and when.

The fields are those of the kind `decision`, so labels, words and editors are the same as everywhere. The day by which
an oral decision is confirmed in writing is asked only where it is one, with the day the house's setting gives. Where
there is a paper its scan may be added: last, and never required.
"""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Channel, DecisionKind
from app.models.kinds.measures import Decision
from app.models.lists import SHIPPED
from app.models.rules.decisions import FREE_TEXT_REASON, confirm_by
from app.models.rules.meetings import label_in
from app.services.cases.attaching import Scan
from app.services.cases.rulings import Ruling
from app.services.desk import Desk
from app.ui.forms.editor import State
from app.ui.forms.flow import FlowLayout
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, asked, secondary
from app.ui.kit.picking import FilePick
from app.ui.kit.words import day_of

FIELDS = ("capacity", "channel", "decider", "dated", "confirm_by", "reason", "reference", "urgent_alone")
ALWAYS = ("capacity", "channel")
ALONE = "urgent_alone"
ALONE_MEANS = N_("Yes if nobody competent could be reached in time: the decision is provisional and must be ratified.")
SCAN = N_("Scan of the paper")
SCAN_MEANS = N_("Choose, drop or paste it here.")
PROPOSING = ("channel", "decider", "dated", "confirm_by", "reference", "urgent_alone")
"""Left out of a proposal: nobody decided yet, so nothing was said on paper or by phone."""


class RulingBlock(QWidget):
    """The editor of a `Ruling`. `without` leaves fields out; `required` asks for more than capacity and channel.

    Known what it `decides`, it asks for the reason where that decision takes one.

    The date begins as now; left as it stands, it is the moment at which the decision is recorded.

    With `scans` the paper itself may be added: it is kept with the file in the save that records the decision.

    Made `later`, its fields stand there once somebody asks for its `form`: a sheet that may need none opens sooner.
    """

    changed = Signal()
    edited = Signal()
    """The officer typed: with `state` and `restore` another form keeps it in its own draft."""

    def __init__(
        self,
        kit: Kit,
        desk: Desk,
        ruling: Ruling | None = None,
        draft_key: str | None = None,
        *,
        without: Collection[str] = (),
        required: Collection[str] = (),
        decides: DecisionKind | None = None,
        about: Id | None = None,
        later: bool = False,
        scans: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName("ruling")
        self._given = ruling
        self._was_oral = self._restoring = False
        self._begun: State = None
        """The date as it stood before anybody typed."""
        names = [name for name in FIELDS if name not in without]
        reason = {"reason"} & set(names) if decides in FREE_TEXT_REASON else set()
        spec = form_spec(Decision, names, required={*ALWAYS, *required, *reason}, optional={"dated"}, rest=False)
        record = Decision(**{name: getattr(ruling, name) or None for name in FIELDS}) if ruling else None
        self._make = partial(Form, kit, desk, spec, record, draft_key, about=about, parent=self)
        self._form: Form | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID + 4)
        self._pick: FilePick | None = None
        if scans:
            words = kit.words
            self._pick = FilePick(kit, words(SCAN), invites=words(SCAN_MEANS), optional=True, line=FlowLayout(gap=GRID))
        if not later:
            self._made()

    @property
    def form(self) -> Form:
        """Return its fields, made now where they were not."""
        return self._form or self._made()

    @property
    def made(self) -> bool:
        """Tell whether its fields stand there."""
        return self._form is not None

    def ruling(self) -> Ruling:
        """Return what is typed. Raises UserError, shown at its field, where something is missing or unreadable."""
        values = self.form.values()
        given = self._given
        channel = values["channel"] if "channel" in values or given is None else given.channel
        return Ruling(
            capacity=values["capacity"] if "capacity" in values or given is None else given.capacity,
            channel=channel,
            decider=values.get("decider") or "",
            reason=values.get("reason") or "",
            reference=values.get("reference"),
            dated=values.get("dated") if self._dated_typed() else None,
            confirm_by=values.get("confirm_by") if channel is not None and channel.oral else None,
            meeting=given.meeting if given else None,
            scan=self._scan(),
            urgent_alone=bool(values.get("urgent_alone")),
        )

    @property
    def is_dirty(self) -> bool:
        """Tell whether something was typed, or a scan chosen."""
        return (self._form is not None and self._form.is_dirty) or self._scan() is not None

    def state(self) -> State:
        """Return what is typed, None where nothing is."""
        return (self._form.typed_states() or None) if self._form is not None else None

    def restore(self, state: State) -> None:
        """Show what `state` gave once, without telling of it."""
        if self._form is None and not state:
            return
        self._restoring = True
        try:
            self.form.restore_states(state if isinstance(state, dict) else {})
        finally:
            self._restoring = False

    def _made(self) -> Form:
        self._form = form = self._make()
        self._box.addWidget(form)
        if self._pick is not None:
            self._box.addLayout(asked(self.kit.words(SCAN), "ruling_scan", self._pick))
        if ALONE in form.spec.names:
            self._alone = secondary(self.kit.words(ALONE_MEANS), "ruling_alone_means", wrap=True)
            form.row(ALONE).put_below(self._alone)
        if "dated" in form.spec.names and (self._given is None or self._given.dated is None):
            form.begin_with({"dated": self.kit.clock.now()})
            self._begun = form.editor("dated").state()
        self.setFocusProxy(form.editor(form.spec.names[0]))
        form.changed.connect(self._on_changed)
        self._on_changed()
        return form

    def _on_changed(self) -> None:
        if ALONE in self.form.spec.names:
            self._alone.setVisible(bool(self.form.editor(ALONE).state()))
        if "confirm_by" in self.form.spec.names:
            oral = self._channel() in {channel for channel in Channel if channel.oral}
            self.form.show_field("confirm_by", oral)
            if oral and not self._was_oral and self.form.editor("confirm_by").state() is None:
                self._was_oral = True
                today = day_of(self.kit.clock.now())
                self.form.set_value("confirm_by", confirm_by(today, self.kit.words.lists or SHIPPED))
            self._was_oral = oral
        if "reference" in self.form.spec.names:
            label = label_in(self.form.spec.kind, "reference", {"channel": self._channel()})
            self.form.row("reference").call(self.kit.words(label))
        self.changed.emit()
        if not self._restoring:
            self.edited.emit()

    def _scan(self) -> Id | Scan | None:
        pick = self._pick
        if pick is None or not pick.name:
            return self._given.scan if self._given else None
        return Scan(pick.path, name=pick.name, bring=pick.bring)

    def _dated_typed(self) -> bool:
        return "dated" in self.form.spec.names and self.form.editor("dated").state() != self._begun

    def _channel(self) -> Channel | None:
        if "channel" not in self.form.spec.names:
            return self._given.channel if self._given is not None else None
        state = self.form.editor("channel").state()
        return Channel(state) if isinstance(state, str) and state in [channel.value for channel in Channel] else None
