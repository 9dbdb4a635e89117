"""What is agreed with a person, on the person's page: the sealed words and a chosen domicile."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.enums import AddressUse
from app.models.kinds.persons import HomeAddress, PersonPrivate
from app.services.registers.agreements import choose_domicile
from app.ui.kit.screen import Address
from app.ui.screens.person.screen import PersonScreen
from tests.reads import person_card
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def opened(work: AtWork, world: PaperWorld) -> PersonScreen:
    return work.show(PersonScreen, world.desk, Address("person", world.person))


def private(world: PaperWorld) -> PersonPrivate:
    found = person_card(world.desk, world.person).private
    assert found is not None
    return found


def test_words_are_sealed_replaced_unseen_and_never_alike(work: AtWork, world: PaperWorld) -> None:
    screen = opened(work, world)
    work.press(screen, "words_agreed")
    sheet = work.sheet()
    work.type(sheet, "code_word", "zomer")
    work.type(sheet, "duress_word", "Zomer")
    work.do(sheet)
    assert work.refused_at(sheet, "duress_word")
    work.type(sheet, "duress_word", "winter")
    work.do(sheet)
    assert (private(world).code_word, private(world).duress_word) == ("zomer", "winter")
    work.press(screen, "words_agreed")
    again = work.sheet()
    assert faults(again) == []
    assert not {"zomer", "winter"} & set(texts(again))
    work.press(again, "duress_word_replace")
    work.type(again, "duress_word", "ZOMER")
    work.do(again)
    assert work.refused_at(again, "duress_word")
    work.type(again, "duress_word", "herfst")
    work.do(again)
    assert (private(world).code_word, private(world).duress_word) == ("zomer", "herfst")


def test_a_new_chosen_domicile_ends_the_former_one(work: AtWork, world: PaperWorld) -> None:
    today = world.desk.today()
    former = HomeAddress(street="Oude weg", municipality="Gent", from_on=today - timedelta(days=9))
    choose_domicile(world.desk, world.person, former)
    screen = opened(work, world)
    work.press(screen, "addresses_add")
    sheet = work.sheet()
    work.fill(sheet, use=AddressUse.CHOSEN_DOMICILE, municipality="Brussel")
    work.do(sheet)
    assert work.refused_at(sheet, "street")
    work.fill(sheet, street="Wetstraat", number="16")
    work.do(sheet)
    found = {
        one.street: one.to_on
        for _, one in person_card(world.desk, world.person).addresses
        if one.use is AddressUse.CHOSEN_DOMICILE
    }
    assert found == {"Oude weg": today - timedelta(days=1), "Wetstraat": None}
