"""The registry's lists on paper: who holds which copy, what must come back and why, what was destroyed before whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.enums import Action, Marking, MeasureState, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Measure
from app.models.rights import NotAllowed
from app.services.paper.copies import copy_register, destroy, hand_over, take_back
from app.services.paper.protocols import issue_protocol
from app.services.paper.registry import NothingOnTheList, RegistryList, registry_paper
from tests.unit.documents.reading import page_texts
from tests.unit.services.paper_world import PaperWorld, a_measure, a_paper_world, sit


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def said(world: PaperWorld, which: RegistryList, language: str = "nl") -> str:
    pages = page_texts(registry_paper(world.desk, world.file, which, language).pdf)
    return " ".join(pages).replace("\u00a0", " ")


def issued_twice(world: PaperWorld) -> list[bytes]:
    """Issue a protocol in three copies, hand the first over, replace it; return the first version's copies."""
    first = issue_protocol(world.desk, world.file, world.person, "nl", world.copies("nl", "fr", "nl"))
    copies = [one.copy for one in first.copies]
    hand_over(world.desk, copies[:1], "INP Peeters")
    issue_protocol(world.desk, world.file, world.person, "nl", world.copies("nl", "fr", "nl"))
    return copies


def test_the_register_says_who_holds_which_copy(world: PaperWorld) -> None:
    issued_twice(world)
    text = said(world, RegistryList.REGISTER)
    for words in (
        "Exemplarenregister", "BP-2026-BRU1-0042", "P-2026-BRU1-0001 v1", "P-2026-BRU1-0001 v2",
        "Beschermingsprotocol", "INP Peeters", "K-2026-BRU1-",
    ):  # fmt: skip
        assert words in text, words


def test_the_recall_list_says_why_each_copy_must_come_back(world: PaperWorld) -> None:
    issued_twice(world)
    text = said(world, RegistryList.RECALL, "fr")
    for words in ("Liste de rappel", "P-2026-BRU1-0001 v1", "Remplacé", "Rendu le"):
        assert words in text, words
    assert "Remis, " in text, "one was handed over, and is fetched there"
    assert "Préparé, " in text, "the others never left the house"
    assert "v2" not in text


def test_the_destruction_record_names_who_and_before_whom(world: PaperWorld) -> None:
    copies = issued_twice(world)
    take_back(world.desk, copies[:1], "INP Peeters")
    destroy(world.desk, copies[:1], "An Maes", "Piet Claes")
    text = said(world, RegistryList.DESTRUCTION)
    for words in ("Vernietigingsverslag", "An Maes", "Piet Claes", "Getuige", "P-2026-BRU1-0001 v1", "Te bewaren."):
        assert words in text, words
    assert "te vernietigen" not in text, "nobody destroys the proof"


@pytest.mark.parametrize("which", RegistryList)
def test_a_list_without_copies_is_refused(world: PaperWorld, which: RegistryList) -> None:
    with pytest.raises(NothingOnTheList):
        registry_paper(world.desk, world.file, which, "nl")


def test_who_may_not_print_the_file_gets_no_list(world: PaperWorld) -> None:
    issued_twice(world)
    with pytest.raises(NotAllowed):
        registry_paper(world.admin, world.file, RegistryList.REGISTER, "nl")


def test_who_may_not_read_one_of_the_papers_gets_no_list_without_it(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        high = unit.begin(world.file, "assignment", Label(marking=Marking.SECRET), Action.MEASURE)
        secret = unit.create(high, a_measure(world, type="escort"))
        unit.save()
    issued_twice(world)
    world.change(high, secret, Measure, Action.MEASURE, state=MeasureState.ENDED)
    issue_protocol(world.desk, world.file, world.person, "nl", world.copies("nl", "fr", "nl"))
    low = sit(world.admin, world.on, "Laag", Role.FILE_OFFICER, clearance=Marking.CONFIDENTIAL)

    assert {one.version for one in copy_register(low, world.file)} == {3}
    with pytest.raises(NotAllowed):
        registry_paper(low, world.file, RegistryList.REGISTER, "nl")
    assert "v3" in said(world, RegistryList.REGISTER)
