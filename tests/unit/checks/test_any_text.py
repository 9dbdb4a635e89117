"""Whatever is typed or pasted, a check gives a value or a refusal with a sentence: never anything else."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.errors import UserError
from app.core.i18n import LANGUAGES
from app.models.checks import coordinates, country, email_address, national_number, phone, plate
from app.models.checks.checked import Checked
from app.models.checks.typed_moment import Lean, parse_day, parse_moment, parse_time

TODAY = date(2026, 3, 12)
NOW = datetime(2026, 3, 12, 9, 30, tzinfo=ZoneInfo("Europe/Brussels"))

CHECKS: dict[str, Callable[[str], Checked[object]]] = {
    "coordinates": coordinates.parse,
    "country": lambda text: country.parse(text, language="nl"),
    "day": lambda text: parse_day(text, today=TODAY),
    "day in the past": lambda text: parse_day(text, today=TODAY, lean=Lean.PAST),
    "day to come": lambda text: parse_day(text, today=TODAY, lean=Lean.FUTURE),
    "email": email_address.parse,
    "moment": lambda text: parse_moment(text, now=NOW),
    "national number": lambda text: national_number.parse(text, today=TODAY),
    "phone": phone.parse,
    "plate": plate.parse,
    "time": parse_time,
}

PIECES = (
    *("12", "3", "31", "29/2", "99", "0000", "9999", "2026", "+", "-", "+99999999", "NE", "50.8"),
    *("maandag", "lundi", "morgen", "24:00", "14h", "mrt", "août", "٣", "²", "１２", "½"),
)
TYPED = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789 /.-:+hu°'\"NEO,;@", max_size=24),
    st.lists(
        st.sampled_from(PIECES),
        max_size=5,
    ).map(" ".join),
)


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(text=TYPED)
def test_any_text_gives_a_value_or_a_sentence(name: str, text: str) -> None:
    sentences: list[str] = []
    try:
        assert CHECKS[name](text).value is not None
    except UserError as refusal:
        sentences += [refusal.say(language) for language in LANGUAGES]
    assert not any("{" in sentence for sentence in sentences)
