"""What to do now: the conduct advice of the files, then the measures that run today, with who executes them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_
from app.models.enums import MeasureState
from app.services.call_cards import CallCard
from app.services.call_cards.cards import MeasureNow
from app.ui.kit.kit import Kit
from app.ui.kit.parts import GRID, Card, Chip, Tone, heading, label, row, rule, secondary
from app.ui.kit.words import capital
from app.ui.tables.wording import ratification


def agreed_card(kit: Kit, card: CallCard) -> Card:
    """Return the card "what to do now"."""
    words = kit.words
    made = Card("agreed_card")
    made.box.addWidget(heading(words(N_("What to do now")), "agreed_heading"))
    for number, advice in enumerate(card.advice):
        if advice.conduct:
            made.box.addWidget(
                label(_plain(words.text(advice.conduct)), f"conduct_{number}", "strong", wrap=True, select=True)
            )
        if advice.summary:
            made.box.addWidget(label(words.text(advice.summary), f"summary_{number}", "quiet", wrap=True, select=True))
    if card.advice and card.measures:
        made.box.addWidget(rule())
    for number, measure in enumerate(card.measures):
        made.box.addWidget(_measure(kit, number, measure))
    if not card.measures:
        none = words(N_("No measure runs today, as far as you may see."))
        made.box.addWidget(secondary(none, "agreed_none", wrap=True))
    made.box.addStretch(1)
    return made


def _measure(kit: Kit, number: int, measure: MeasureNow) -> QWidget:
    words = kit.words
    made = QWidget()
    made.setObjectName(f"measure_{number}")
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, GRID // 2)
    box.setSpacing(2)
    name = label(measure.type.say(words.language), f"measure_name_{number}", "heading", wrap=True)
    top: list[QWidget] = [name]
    if measure.unratified:
        top.append(Chip(*ratification(words, late=True), f"measure_late_{number}"))
    elif measure.overdue:
        top.append(Chip(capital(words(N_("past its day"))), Tone.RED, f"measure_late_{number}"))
    elif measure.state is MeasureState.PROVISIONAL:
        top.append(Chip(capital(words(N_("provisional"))), Tone.PLAIN, f"measure_provisional_{number}"))
    line = row(*top)
    line.setStretch(0, 1)
    for chip in top[1:]:
        line.setAlignment(chip, Qt.AlignmentFlag.AlignTop)
    box.addLayout(line)
    text = " ".join(filter(None, (_dotted(measure.frequency), words.text(measure.instruction))))
    if text:
        box.addWidget(label(text, f"measure_text_{number}", wrap=True, select=True))
    parts = [one.say(words.language) for one in measure.executing]
    parts += [" ".join(filter(None, (measure.contact, measure.phone)))]
    if measure.until is not None:
        limit = N_("evaluation {day}") if measure.reviewed else N_("until {day}")
        parts.append(words(limit, day=words.date(measure.until)))
    parts += [(measure.reference or "").replace("-", "\N{NON-BREAKING HYPHEN}")]
    box.addWidget(secondary(" · ".join(filter(None, parts)), f"measure_who_{number}", wrap=True))
    return made


def _plain(text: str) -> str:
    """Return advice without the signs it is written with for paper: lists and bold."""
    lines = (line.strip() for line in text.replace("**", "").splitlines())
    return "\n".join(f"•  {line[2:]}" if line.startswith(("- ", "* ")) else line for line in lines)


def _dotted(text: str) -> str:
    return f"{text.strip().rstrip('.')}." if text.strip() else ""
