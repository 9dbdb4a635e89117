"""The photograph of a person: kept as an attachment, shown to who reads the person, undone, and carried along."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.core.ids import Id
from app.models.enums import Marking
from app.models.kinds.label import Label
from app.models.rights import NotAllowed
from app.services.call_cards import call_card
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes
from app.services.paper.papers import reprint
from app.services.paper.protocol_content import Choice
from app.services.paper.protocols import issue_protocol
from app.services.registers.persons import edit_person
from app.services.registers.photos import MOST, NoPhotograph, drop_photo, put_photo
from app.services.undoing import undo_save
from tests.reads import attachments_of, person_card, photo_of, preview_protocol
from tests.station_world import StationWorld, a_person
from tests.unit.services.paper_world import a_paper_world
from tests.unit.services.test_exchange_of_two_stations import Pair, pair
from tests.unit.services.test_file_notes_and_presence import last_save

__all__ = ["pair"]

JPEG = b"\xff\xd8\xff\xe0" + b"pixels" * 99


def test_a_photograph_is_shown_replaced_and_taken_away(world: StationWorld, person: Id) -> None:
    assert photo_of(world.officer, person) is None
    put_photo(world.officer, person, JPEG)
    assert photo_of(world.officer, person) == JPEG
    newer = put_photo(world.officer, person, JPEG + b"newer")
    assert person_card(world.officer, person).record.photo == newer
    assert len(attachments_of(world.officer, person)) == 2
    drop_photo(world.officer, person)
    assert photo_of(world.officer, person) is None


def test_putting_a_photograph_is_undone(world: StationWorld, person: Id) -> None:
    put_photo(world.officer, person, JPEG)
    put_photo(world.officer, person, JPEG + b"wrong")
    undo_save(world.officer, last_save(world))
    assert photo_of(world.officer, person) == JPEG


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff" + bytes(MOST)])
def test_only_what_the_window_makes_is_kept(world: StationWorld, person: Id, data: bytes) -> None:
    with pytest.raises(NoPhotograph):
        put_photo(world.officer, person, data)
    assert attachments_of(world.officer, person) == []


def test_who_may_not_change_the_register_gives_no_photograph(world: StationWorld, person: Id) -> None:
    for desk in (world.recorder, world.partner, world.nobody):
        with pytest.raises(NotAllowed):
            put_photo(desk, person, JPEG)


def test_a_photograph_goes_along_with_the_person(pair: Pair) -> None:
    person = a_person(pair.bru, "Vermeulen", label=Label(marking=Marking.NONE, distribution=(pair.partner,)))
    put_photo(pair.bru, person, JPEG + b"along")
    pair.carry(pair.bru, pair.ant, person)
    assert photo_of(pair.ant, person) == JPEG + b"along"


def test_a_photograph_is_on_the_protocol_and_on_the_same_bytes_printed_again(tmp_path: Path) -> None:
    world = a_paper_world(tmp_path)
    held = BytesIO()
    Image.new("RGB", (500, 600), (90, 60, 40)).save(held, "JPEG")
    plain = preview_protocol(world.desk, world.file, world.person, "nl", world.copies(), Choice())
    put_photo(world.desk, world.person, held.getvalue())
    issued = issue_protocol(world.desk, world.file, world.person, "nl", world.copies(), Choice())
    again = reprint(world.desk, issued.document, 1, "exemplaar beschadigd")
    assert b"/DCTDecode" in issued.copies[0].pdf
    assert b"/DCTDecode" not in plain.pdf
    assert again.pdf == issued.copies[0].pdf
    assert call_card(world.desk, world.person).photo == held.getvalue()
    world.admin.store.close()


def test_what_another_station_calls_a_photograph_is_none_unless_it_is_a_small_jpeg(
    world: StationWorld, person: Id
) -> None:
    for data in (b"%PDF-1.7 no picture", JPEG + bytes(MOST)):
        made = attach_bytes(world.officer, person, data, NewAttachment(name="photo.jpg"))
        edit_person(world.officer, person, {"photo": made})
        assert photo_of(world.officer, person) is None
