"""Red is past its day and amber before it, the same in the file as in the situation."""

from datetime import date

import pytest

from app.models.enums import MeasureState
from app.models.kinds.measures import Measure
from app.models.rules.measures import Course
from app.services.cases.worklists import MeasureRow
from app.services.situation import Count, NeedKind
from app.ui.files.wording import standing_chip
from app.ui.kit.parts import Tone
from app.ui.kit.words import Words
from app.ui.screens.situation.wording import count_tone

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("ratify_by", "late"), [(date(2026, 11, 22), False), (date(2026, 11, 20), True)])
def test_what_is_to_ratify_has_one_colour_everywhere(ratify_by: date, late: bool) -> None:
    state, uid = MeasureState.PROVISIONAL, bytes(16)
    course = Course(state, ratify_by=ratify_by)
    row = MeasureRow(uid, uid, Measure(state=state), course, state, late, False, 0, False)
    _, tone = standing_chip(Words("nl"), row, TODAY)
    assert tone is count_tone(NeedKind.RATIFY, Count(1, int(late)))
    assert tone is (Tone.RED if late else Tone.AMBER)
