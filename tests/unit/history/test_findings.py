"""What breaks a rule that nobody can enforce off line is a finding, said once; nothing is refused for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.history.findings import SENTENCES, Finding, FindingKind, list_findings
from app.history.rebuild import rebuild
from app.history.writing import Writer
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.paper import DocumentCopy, IssuedDocument
from app.models.kinds.threat import FileNote, ThreatFile
from tests.history_world import Desk, World, a_store, everything

Stores = tuple[World, Connection, Connection]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Stores]:
    world = World("findings")
    first = world.desk("BRU1")
    world.desk("ANT1", (Role.FILE_OFFICER,), first.organisation)
    world.desk("AUD1", (Role.AUDITOR,), first.organisation)
    with a_store(tmp_path, "a") as a, a_store(tmp_path, "b") as b:
        world.found_directory(a, first)
        world.receive(b, everything(a))
        yield world, a, b


def kinds(connection: Connection) -> list[FindingKind]:
    return [finding.kind for finding in list_findings(connection)]


def of(connection: Connection, kind: FindingKind) -> list[Finding]:
    return [finding for finding in list_findings(connection) if finding.kind is kind]


def a_file(world: World, desk: Desk, store: Connection, reference: str) -> tuple[Id, Id]:
    uid, writer = world.ids.new(), world.writer(store, desk)
    stream = writer.begin_stream(uid, "file_core", desk.organisation, Label(marking=Marking.RESTRICTED))
    writer.create(stream, uid, ThreatFile(reference=reference, title="A file"))
    writer.commit(desk.officer, world.clock.now())
    return stream, uid


def test_a_reference_given_twice_is_found_on_both_sides_and_goes_when_it_is_put_right(two: Stores) -> None:
    world, a, b = two
    here, there = world.desks["BRU1"], world.desks["ANT1"]
    a_file(world, here, a, "BP-2026-BRU1-0001")
    stream, uid = a_file(world, there, b, "BP-2026-BRU1-0001")
    assert kinds(a) == kinds(b) == []
    world.receive(a, everything(b))
    world.receive(b, everything(a))

    assert [finding.detail for finding in of(a, FindingKind.DUPLICATE)] == ["BP-2026-BRU1-0001"] * 2
    assert {one.subject for one in list_findings(a)} == {one.subject for one in list_findings(b)}

    writer = world.writer(a, here)
    writer.change(stream, uid, ThreatFile, {"reference": "BP-2026-BRU1-0002"})
    writer.commit(here.officer, world.clock.now())
    assert kinds(a) == []


def test_versions_and_languages_of_one_document_share_a_number_but_two_files_do_not(two: Stores) -> None:
    world, a, _ = two
    desk, root, other = world.desks["BRU1"], world.ids.new(), world.ids.new()
    writer = world.writer(a, desk)
    stream = writer.begin_stream(root, "paper", desk.organisation, Label(marking=Marking.RESTRICTED))
    for language in ("nl", "fr"):
        uid = world.ids.new()
        writer.create(
            stream, uid, IssuedDocument(number="P-1", file=root, kind="protocol", version=1, language=language)
        )
    writer.commit(desk.officer, world.clock.now())
    assert kinds(a) == []
    writer = world.writer(a, desk)
    writer.create(stream, other, IssuedDocument(number="P-1", file=other, kind="protocol", version=1, language="de"))
    writer.commit(desk.officer, world.clock.now())
    assert kinds(a) == [FindingKind.DUPLICATE] * 3


def test_two_saves_under_one_number_are_a_fork_and_both_count(two: Stores, tmp_path: Path) -> None:
    world, a, b = two
    desk = world.desks["BRU1"]
    with a_store(tmp_path, "clone") as clone:
        world.receive(clone, everything(a))
        a_file(world, desk, a, "BP-2026-BRU1-0001")
        a_file(world, desk, clone, "BP-2026-BRU1-0002")
        world.receive(b, everything(a))
        world.receive(b, everything(clone))
    (found,) = list_findings(b)
    assert (found.kind, found.subject, found.detail) == (FindingKind.FORK, desk.pen().replica, "2")
    assert b.exec_driver_sql("SELECT count(*) FROM p_threat_file").scalar() == 2
    world.receive(b, everything(a))
    assert len(list_findings(b)) == 1


def test_what_an_officer_might_not_write_is_found_with_his_name(two: Stores) -> None:
    world, a, b = two
    stream, uid = a_file(world, world.desks["BRU1"], a, "BP-2026-BRU1-0001")
    auditor = world.desks["AUD1"]
    writer = world.writer(a, auditor)
    writer.change(stream, uid, ThreatFile, {"title": "Not his"})
    saved = writer.commit(auditor.officer, world.clock.now())
    (found,) = list_findings(a)
    assert (found.kind, found.subject) == (FindingKind.VOID, auditor.officer)
    assert found.entry is not None
    assert saved.applied.void == 1
    world.receive(b, everything(a))
    assert list_findings(b) == [found]


def test_a_note_written_again_is_found_and_the_first_one_stays(two: Stores) -> None:
    world, a, _ = two
    desk = world.desks["BRU1"]
    stream, root = a_file(world, desk, a, "BP-2026-BRU1-0001")
    note = world.ids.new()
    for text in ("first", "second"):
        writer: Writer = world.writer(a, desk)
        writer.create(stream, note, FileNote(file=root, moment=world.clock.now(), text=text))
        writer.commit(desk.officer, world.clock.now())
    assert kinds(a).count(FindingKind.REWRITTEN) >= 1
    assert set(kinds(a)) == {FindingKind.REWRITTEN}
    assert a.exec_driver_sql("SELECT text FROM p_file_note").scalar() == "first"


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(minutes=9), set()),
        (timedelta(days=400), {FindingKind.MOMENT}),
        (timedelta(minutes=-9), set()),
        (timedelta(hours=-1), {FindingKind.BEHIND}),
        (timedelta(days=-9000), {FindingKind.BEHIND, FindingKind.MOMENT}),
    ],
)
def test_clocks_that_cannot_be_right_are_found(two: Stores, later: timedelta, expected: set[FindingKind]) -> None:
    world, a, b = two
    desk = world.desks["BRU1"]
    stream, uid = a_file(world, desk, a, "BP-2026-BRU1-0001")
    writer = world.writer(a, desk)
    writer.change(stream, uid, ThreatFile, {"title": "Changed"})
    now = world.clock.now()
    writer.commit(desk.officer, now, now + later)
    assert set(kinds(a)) == expected
    world.receive(b, everything(a))
    assert set(kinds(b)) == expected
    before = list_findings(b)
    world.receive(b, everything(a))
    rebuild(b, world.schema, world.trust)
    assert sorted(list_findings(b), key=repr) == sorted(before, key=repr)


def test_every_kind_of_finding_has_its_sentence_in_every_language() -> None:
    assert set(SENTENCES) == set(FindingKind)
    for kind in FindingKind:
        said = {Finding(kind, b"", None, "BP-1").say(language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES)


def test_a_copy_numbered_twice_is_found_among_the_copies_of_its_own_paper(two: Stores) -> None:
    world, a, _ = two
    desk, root = world.desks["BRU1"], world.ids.new()
    writer = world.writer(a, desk)
    stream = writer.begin_stream(root, "paper", desk.organisation, Label(marking=Marking.RESTRICTED))
    papers, copies = [world.ids.new() for _ in range(2)], [world.ids.new() for _ in range(3)]
    for number, copy in zip((0, 1), copies, strict=False):
        writer.create(stream, copy, DocumentCopy(document=papers[number], number=1, language="nl"))
    writer.commit(desk.officer, world.clock.now())
    assert kinds(a) == []

    writer = world.writer(a, desk)
    writer.create(stream, copies[2], DocumentCopy(document=papers[0], number=1, language="nl"))
    writer.commit(desk.officer, world.clock.now())
    assert {one.subject for one in of(a, FindingKind.DUPLICATE)} == {copies[0], copies[2]}

    writer = world.writer(a, desk)
    writer.change(stream, copies[0], DocumentCopy, {"number": 2})
    writer.commit(desk.officer, world.clock.now())
    assert kinds(a) == []
