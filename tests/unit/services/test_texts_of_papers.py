"""Sentences that papers print by themselves are lines of a list: worded by the centre, frozen in what was issued."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Action, Capacity, Channel, DecisionKind, MinisterRule
from app.models.kinds.catalogue import CatalogueItem, item_id
from app.models.kinds.measures import Decision
from app.models.lists import MINISTER, PAPER_TEXTS, PARAGRAPHS
from app.models.texts import local_text
from app.services.catalogues.changing import add_item, change_item
from app.services.catalogues.line_checks import NotPrintable
from app.services.paper.papers import reprint
from app.services.paper.protocols import DISPATCHER, LETTER
from tests.unit.services.centre_world import text_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world
from tests.unit.services.test_employer_letters import answered, issue

OWN = local_text(
    "nl",
    "Bewaar deze brief bij u.\nBel ons gerust.",
    fr="Gardez cette lettre.\nAppelez-nous.",
    de="Bewahren Sie diesen Brief auf.\nRufen Sie uns an.",
    en="Keep this letter with you.\nDo ring us.",
)
HERE = "die met de vermelding ‘voorlopig’ moeten nog bekrachtigd worden"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    answered(made, True)
    yield made
    made.admin.store.close()


def decided(world: PaperWorld, capacity: Capacity) -> None:
    """Record, of every measure, in what capacity it was approved."""
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        for uid in world.measures.values():
            record = Decision(
                subject=uid, kind=DecisionKind.APPROVE, capacity=capacity, channel=Channel.PAPER,
                recorder=world.desk.officer, dated=world.desk.clock.now(),
            )  # fmt: skip
            unit.create(world.assignment, record)
        unit.save(signed=True)


def test_a_centre_words_its_letters_itself_and_what_was_issued_stays_as_it_was(world: PaperWorld) -> None:
    before = issue(world, kind=LETTER)
    assert "U beslist of u een maatregel aanvaardt" in text_of(before)

    change_item(world.admin, PAPER_TEXTS, "letter_rights", {"text": OWN})
    after = text_of(issue(world, kind=LETTER))

    assert "Bel ons gerust." in after
    assert "U beslist of u een maatregel aanvaardt" not in after
    said = local_text(
        "nl", "Stuur twee ploegen.", fr="Envoyez deux équipes.", de="Zwei Streifen.", en="Send two teams."
    )
    for code in ("calls_person", "calls_address"):
        change_item(world.admin, PAPER_TEXTS, code, {"text": said})
    assert "Stuur twee ploegen." in text_of(issue(world, kind=DISPATCHER))
    again = reprint(world.desk, before.document, 1, "zoek geraakt")
    assert again.pdf == before.copies[0].pdf


@pytest.mark.parametrize(("capacity", "his"), [(Capacity.CABINET, True), (Capacity.FILE_OFFICER, False)])
def test_a_letter_does_not_say_of_the_minister_what_others_decided(
    world: PaperWorld, capacity: Capacity, his: bool
) -> None:
    decided(world, capacity)
    if not his:
        change_item(world.admin, MINISTER, "ratify", {"minister": MinisterRule.NOT_NEEDED})

    said = " ".join(text_of(issue(world, kind=LETTER)).split())

    assert ("De minister van Binnenlandse Zaken" in said) is his
    assert (HERE in said) is not his


def test_a_text_that_no_font_prints_is_refused_and_one_that_came_so_keeps_no_paper_from_being_made(
    world: PaperWorld,
) -> None:
    odd = {language: f"{said} \U0001f600" for language, said in OWN.items() if language != "original"}
    with pytest.raises(NotPrintable) as refused:
        change_item(world.admin, PAPER_TEXTS, "letter_rights", {"text": {**odd, "original": "nl"}})
    assert refused.value.facts["field"] == "text"
    assert "U+1F600" in refused.value.say("nl")
    with pytest.raises(NotPrintable):
        add_item(world.admin, PARAGRAPHS, {"names": {**odd, "original": "nl"}, "text": OWN})

    for code in ("letter_rights", "calls_address"):
        change_item(world.admin, PAPER_TEXTS, code, {"text": OWN})
        with world.admin.write() as unit:  # as a later version, with more fonts, wrote it
            stream = unit.stream_of(item_id(PAPER_TEXTS, code), CatalogueItem)
            unit.require(Action.CATALOGUE, stream)
            unit.change(stream, item_id(PAPER_TEXTS, code), CatalogueItem, {"text": {**odd, "original": "nl"}})
            unit.save(signed=True)

    assert "U beslist of u een maatregel aanvaardt" in text_of(issue(world, kind=LETTER))
    assert "Bel ons gerust" not in text_of(issue(world, kind=DISPATCHER))
