"""Recovery sheets: five pages, every word of every share on its own page, in words and as QR, in four languages."""

import re
from datetime import UTC, datetime

import pypdfium2
import pytest
from shamir_mnemonic.wordlist import WORDLIST

from app.core.i18n import translate
from app.services.station.recovery import join, split
from app.services.station.recovery_papers import root_sheets, store_sheets

SECRET = bytes(range(32))
MOMENT = datetime(2026, 11, 21, 13, 7, tzinfo=UTC)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def numbered(page: str) -> list[str]:
    """Return the words of a page in the order of their numbers."""
    found = {int(place): word for place, word in re.findall(r"\b(\d+)\s+([a-z]+)", page) if word in WORDLIST}
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("make", [store_sheets, root_sheets])
def test_each_page_carries_one_share_and_its_number(language: str, make: object) -> None:
    assert callable(make)
    shares = split(SECRET)
    found = pages(make("BRU1", MOMENT, shares, language, exercise=False))
    assert len(found) == 5
    for number, (page, share) in enumerate(zip(found, shares, strict=True), start=1):
        assert numbered(page) == list(share)
        assert translate("Sheet {number} of {count}", language).format(number=number, count=5) in page
        assert "BRU1" in page
        others = {word for other in shares if other is not share for word in other} - set(share)
        assert len(others & set(numbered(page))) == 0, "a page tells of no other share"


def test_three_pages_bring_the_secret_back() -> None:
    shares = split(SECRET)
    read = [numbered(page) for page in pages(store_sheets("BRU1", MOMENT, shares, "nl", exercise=True))]
    assert join(read[2:]) == SECRET


def test_an_exercise_is_told_on_every_page() -> None:
    found = pages(store_sheets("BRU1", MOMENT, split(SECRET), "nl", exercise=True))
    assert all("OEFENING" in page for page in found)
