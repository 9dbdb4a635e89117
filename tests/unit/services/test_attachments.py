"""Attachments: kept whole, made harmless, and to a third party only as their originator agrees."""

import os
from pathlib import Path

import pytest

from app.core.errors import Cancelled
from app.core.ids import Id
from app.core.progress import Cancel
from app.history.blobs import MOST_BLOB, PIECE
from app.models.enums import Action, Marking, PresenceState, Role
from app.models.kinds.label import Label
from app.models.kinds.paper import Attachment
from app.models.kinds.threat import FileNote, PersonOfConcern, Presence
from app.models.names.file_names import MOST, harmless, writable
from app.models.rights import NotAllowed, Refusal, StationFacts
from app.models.rules.media import MOST_TEXT, Media, media_of, text_of
from app.services.access_log import Access
from app.services.cases.attached_sheets import attached_sheet
from app.services.cases.attaching import AttachmentEmpty, AttachmentTooLarge, AttachmentUnreadable, NewAttachment
from app.services.cases.attachments import NotYetReceived, attach_bytes, attach_file, read_attachment
from app.services.cases.concerns import record_concern
from app.services.cases.file_sheets import file_sheet
from app.services.cases.files import FileIsClosed
from app.services.cases.labels import ConsentUnsaid, record_originator_consent, set_marking, withdraw_originator_consent
from app.services.cases.life import close_file
from app.services.cases.notes import record_note
from app.services.cases.past_sheets import file_sheet_as_of
from app.services.cases.presences import record_presence
from app.services.cases.reports import record_report
from app.services.desk import Desk, NotThere
from app.services.exchange.originators import receivable, unasked
from app.services.exchange.release import ReasonMissing, propose_release
from app.services.paper.leaving import WAITING, FileInTheWay, leaving
from app.services.paper.letting_out import let_out
from app.services.station.erasures import erase_entity
from app.services.station.four_eyes import SameOfficer, SecondOfficer, SecondOfficerNeeded, second_officer
from app.services.station.verifying import verify_store
from app.services.trails import Past
from app.services.visits.closing import close_visit
from app.services.visits.visits import NewVisit, open_visit
from app.store.audit import read_back
from tests.reads import attachments_of, notes_of
from tests.station_world import (
    StationWorld,
    a_file,
    a_person,
    a_proposal,
    a_report,
    a_ruling,
    distribute,
)
from tests.unit.services.test_exchange_of_two_stations import Pair, pair
from tests.unit.services.two_desks import SECRET

__all__ = ["pair"]

PDF = b"%PDF-1.7\n" + bytes(3 * PIECE // 2)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "brief.pdf"
    path.write_bytes(PDF)
    return path


def attached(desk: Desk, subject: Id, data: bytes = PDF, name: str = "brief.pdf", **more: object) -> Id:
    return attach_bytes(desk, subject, data, NewAttachment(name=name, **more))  # type: ignore[arg-type]  # builder


def test_a_file_is_kept_whole_with_its_name_kind_and_hash(world: StationWorld, file: Id, scan: Path) -> None:
    told: list[tuple[int, int]] = []
    made = attach_file(world.officer, file, scan, NewAttachment(), progress=lambda *at: told.append(at))
    [line] = attachments_of(world.officer, file)
    assert (line.id, line.name, line.received, line.record.size) == (made, "brief.pdf", True, len(PDF))
    content = read_attachment(world.officer, made)
    assert (content.data, content.media) == (PDF, Media.PDF)
    assert told[-1] == (len(PDF), len(PDF))
    scan.unlink()
    assert read_attachment(world.officer, made).data == PDF


def test_what_is_attached_to_a_report_hangs_on_it_and_is_among_those_of_the_file(world: StationWorld, file: Id) -> None:
    report = record_report(world.officer, file, a_report())
    made = attached(world.officer, report)
    other = attached(world.officer, file, b"anders", "anders.txt")
    found = [(line.id, line.record.subject) for line in attachments_of(world.officer, file)]
    assert found == [(other, file), (made, report)]


def test_it_goes_where_what_it_is_attached_to_goes_and_no_further(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    report = record_report(world.officer, file, a_report())
    plan, letter = attached(world.officer, measure, b"plan", "plan.txt"), attached(world.officer, report)
    assert [line.id for line in attachments_of(world.partner, file)] == [plan]
    with pytest.raises(NotAllowed):
        read_attachment(world.partner, letter)
    with pytest.raises(NotAllowed):
        attached(world.partner, report)


def test_a_partner_attaches_to_his_measure_and_the_owner_of_the_file_reads_it(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    made = attached(world.partner, a_proposal(world, file, person), b"verslag", "verslag.txt")
    assert read_attachment(world.officer, made).data == b"verslag"


def test_its_own_marking_decides_who_reads_it(world: StationWorld, file: Id) -> None:
    made = attached(world.officer, file, marking=Marking.SECRET)
    low = world.sit("laag", [Role.FILE_OFFICER], clearance=Marking.RESTRICTED)
    assert attachments_of(low, file) == []
    with pytest.raises(NotAllowed) as refused:
        read_attachment(low, made)
    assert refused.value.why is Refusal.CLEARANCE
    with pytest.raises(NotAllowed):
        attached(low, file, marking=Marking.SECRET)
    with pytest.raises(NotAllowed):
        attached(world.officer, file, marking=Marking.TOP_SECRET)
    set_marking(world.officer, attachments_of(world.officer, file)[0].stream, Marking.RESTRICTED, "vrijgegeven")
    assert attachments_of(low, file)[0].marking is Marking.RESTRICTED


def test_nothing_too_large_empty_or_that_is_no_file_is_kept(world: StationWorld, file: Id, tmp_path: Path) -> None:
    large, pipe = tmp_path / "groot.bin", tmp_path / "pijp"
    with large.open("wb") as stream:
        stream.truncate(MOST_BLOB + 1)
    os.mkfifo(pipe)
    (tmp_path / "leeg").touch()
    for path, refusal in (
        (large, AttachmentTooLarge), (tmp_path / "leeg", AttachmentEmpty), (tmp_path, AttachmentUnreadable),
        (tmp_path / "weg", AttachmentUnreadable), (pipe, AttachmentUnreadable),
    ):  # fmt: skip
        with pytest.raises(refusal):
            attach_file(world.officer, file, path, NewAttachment())
    with pytest.raises(AttachmentTooLarge) as refused:
        attach_file(world.officer, file, large, NewAttachment())
    assert "256 MB" in refused.value.say("nl")
    assert attachments_of(world.officer, file) == []


def test_a_cancelled_copy_leaves_nothing(world: StationWorld, file: Id, scan: Path) -> None:
    cancel, before = Cancel(), pieces_in(world.officer)
    cancel.request()
    with pytest.raises(Cancelled):
        attach_file(world.officer, file, scan, NewAttachment(), cancel=cancel)
    assert pieces_in(world.officer) == before


def test_a_closed_file_takes_no_attachment(world: StationWorld, file: Id) -> None:
    close_file(world.officer, file, "threat_ended", a_ruling())
    with pytest.raises(FileIsClosed):
        attached(world.officer, file)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\plan.docx", "plan.docx"),
        ("ver\u202efdp.exe", "ver fdp.exe"),
        ("a\x00b\nc.txt", "a b c.txt"),
        ("", "—"),
        ("....", "—"),
        ("\u200b.pdf ", "pdf"),
    ],
)
def test_a_hostile_name_is_a_harmless_line(typed: str, shown: str) -> None:
    assert harmless(typed) == shown


def test_a_long_name_keeps_its_ending_and_a_harmless_one_stays_as_it_is() -> None:
    assert harmless("é" * 300 + ".pdf").endswith("….pdf")
    assert len(harmless("x" * 300)) <= MOST
    assert harmless(harmless("Δοκιμή (2).pdf")) == "Δοκιμή (2).pdf"


@pytest.mark.parametrize(
    ("head", "media"),
    [
        (b"\xff\xd8\xff\xe0rest", Media.JPEG), (b"\x89PNG\r\n\x1a\nrest", Media.PNG), (b"RIFF0000WEBP", Media.WEBP),
        (b"junk%PDF-1.4", Media.PDF), (b"<svg onload=...>", Media.OTHER), (b"MZ\x90", Media.OTHER), (b"", Media.OTHER),
    ],
)  # fmt: skip
def test_a_content_is_what_its_first_bytes_say(head: bytes, media: Media) -> None:
    assert media_of(head) is media


def test_a_program_that_is_called_a_picture_is_no_picture(world: StationWorld, file: Id) -> None:
    made = attached(world.officer, file, b"MZ\x90 program", "vakantie.jpg")
    assert read_attachment(world.officer, made).media is Media.OTHER


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Dreigbrief: één".encode(), "Dreigbrief: één"),
        (b"\xef\xbb\xbfmet merk", "met merk"),
        ("één".encode("cp1252"), "één"),
        ("één".encode("utf-16"), "één"),
        ("é".encode() * MOST_TEXT, "é" * (MOST_TEXT // 2)),
        (b"PK\x03\x04", None),
        (b"\x00\x01", None),
    ],
)
def test_a_text_is_read_as_text_and_nothing_else_is(data: bytes, text: str | None) -> None:
    assert text_of(data) == text


def test_it_leaves_above_a_marking_with_a_second_officer_only_and_the_access_log_says_so(
    world: StationWorld, file: Id, tmp_path: Path
) -> None:
    made = attached(world.officer, file, marking=Marking.SECRET)
    own = SecondOfficer(world.officer.officer, world.officer.officer_key)
    refused: list[tuple[str, SecondOfficer | None, type[Exception]]] = [
        ("Parket", None, SecondOfficerNeeded), ("Parket", own, SameOfficer), (" ", None, ReasonMissing),
    ]  # fmt: skip
    for reason, second, refusal in refused:
        with pytest.raises(refusal):
            let_out(world.officer, made, tmp_path, reason, second)
    with pytest.raises(NotAllowed):
        let_out(world.recorder, made, tmp_path, "Parket", own)
    assert list(tmp_path.glob("*.pdf*")) == []
    assert notes_of(world.officer, file) == []

    second = SecondOfficer(world.recorder.officer, world.recorder.officer_key)
    path = let_out(world.officer, made, tmp_path, "Parket", second)
    assert list(tmp_path.glob("*tmp")) == []

    assert (path.read_bytes(), path.stat().st_mode & 0o077) == (PDF, 0)
    assert "Parket" in (notes_of(world.officer, file)[0].record.text or "")
    with world.officer.read() as view:
        bodies = [line.body for line in read_back(view.connection) if line.body is not None]
    assert [made] in [list(body.subjects) for body in bodies if body.act == Access.WRITTEN_OUT]
    with pytest.raises(FileInTheWay):
        let_out(world.officer, made, tmp_path, "Parket", second)
    assert not verify_store(world.officer).faults


def test_a_stick_that_was_prepared_leads_it_nowhere_else_and_keeps_nothing_of_an_earlier_one(
    world: StationWorld, file: Id, tmp_path: Path
) -> None:
    """A link where it waits would write it into a file of this machine; what a pulled stick kept was in clear."""
    made, own, stick = attached(world.officer, file), tmp_path / "own.store", tmp_path / "stick"
    own.write_bytes(b"the store")
    stick.mkdir()
    (stick / f"brief.pdf{WAITING}").symlink_to(own)
    (stick / f"eerder.pdf{WAITING}").write_bytes(b"in clear")
    let_out(world.officer, made, stick, "Parket")
    assert own.read_bytes() == b"the store"
    assert [path.name for path in stick.iterdir()] == ["brief.pdf"]
    (stick / "brief.pdf").unlink()
    (stick / "brief.pdf").symlink_to(tmp_path / "not there")
    with pytest.raises(FileInTheWay):
        let_out(world.officer, made, stick, "Parket")


def test_what_another_store_is_writing_on_the_same_stick_is_not_taken_for_abandoned(
    world: StationWorld, file: Id, tmp_path: Path
) -> None:
    made, stick = attached(world.officer, file), tmp_path / "stick"
    stick.mkdir()
    with leaving(lambda: None) as other:
        other.write(stick / "van een ander.pdf", b"in clear")
        let_out(world.officer, made, stick, "Parket")
        assert other.waiting.read_bytes() == b"in clear"
        with pytest.raises(FileInTheWay), leaving(lambda: None) as same:
            same.write(stick / "van een ander.pdf", b"of two at once")
    assert sorted(path.name for path in stick.iterdir()) == ["brief.pdf", "van een ander.pdf"]
    assert (stick / "van een ander.pdf").read_bytes() == b"in clear"


def test_a_link_on_a_stick_attaches_no_file_of_this_machine(world: StationWorld, file: Id, tmp_path: Path) -> None:
    own, link = tmp_path / "own.txt", tmp_path / "foto.jpg"
    own.write_text("what only this machine has")
    link.symlink_to(own)
    with pytest.raises(AttachmentUnreadable):
        attach_file(world.officer, file, link, NewAttachment())


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("brief.pdf", "brief.pdf"),
        ("a:b?.txt", "a_b_.txt"),
        ("../../con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("lpt1 .pdf", "_lpt1.pdf"),
        ("Autorun.inf", "_Autorun.inf"),
        ("\U0001f600" * 110 + ".pdf", "\U0001f600" * 49 + ".pdf"),
    ],
)
def test_a_name_is_written_as_one_of_a_plain_file(name: str, written: str) -> None:
    assert writable(name) == written


def test_a_third_party_has_it_only_as_its_originator_agreed_and_the_file_says_how(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    measure = a_proposal(world, file, person)
    attached(world.officer, measure, originator=world.other_zone)
    [line] = attachments_of(world.officer, file)
    assert line.may_consent
    assert agreed(world, line.stream) is Refusal.ORIGINATOR
    with pytest.raises(ConsentUnsaid):
        record_originator_consent(world.officer, line.stream, world.police, " ")
    with pytest.raises(NotAllowed):
        record_originator_consent(world.partner, line.stream, world.police, "zegt de partner zelf")
    record_originator_consent(world.officer, line.stream, world.police, "commissaris Maes, per mail")
    assert agreed(world, line.stream) is None
    assert notes_of(world.officer, file)[0].record.text == "commissaris Maes, per mail"
    withdraw_originator_consent(world.officer, line.stream, world.police, "ingetrokken per mail")
    assert agreed(world, line.stream) is Refusal.ORIGINATOR


def test_a_report_or_analysis_of_another_keeps_the_whole_part_until_all_were_asked(
    world: StationWorld, file: Id
) -> None:
    with world.officer.read() as view:
        threat = view.part(file, "file_threat")
    distribute(world.officer, threat, world.police)
    assert agreed(world, threat) is None
    record_report(world.officer, file, a_report(originator=world.other_zone))
    record_report(world.officer, file, a_report("van de zone zelf", originator=world.police))
    assert agreed(world, threat) is Refusal.ORIGINATOR
    with world.officer.read() as view:
        assert unasked(view, threat, world.police) == {world.other_zone}
        assert unasked(view, threat, world.centre) == frozenset()
    record_originator_consent(world.officer, threat, world.police, "per telefoon, dienst inlichtingen")
    assert agreed(world, threat) is None


def test_it_travels_with_its_content_and_arrives_whole(pair: Pair) -> None:
    person = shared_person(pair)
    made = attached(pair.bru, person, marking=Marking.NONE)
    exported, imported = pair.carry(pair.bru, pair.ant, person)
    assert read_attachment(pair.ant, made).data == PDF
    assert exported.size > len(PDF)
    assert imported.entries > 0
    assert verify_store(pair.ant).faults == []


def test_without_the_originators_word_neither_line_nor_content_leaves(pair: Pair) -> None:
    person = shared_person(pair)
    made = attached(pair.bru, person, b"van een dienst" * 99, originator=pair.bru.officer, marking=Marking.NONE)
    proposal = propose_release(pair.bru, pair.ant.station, [person])
    assert Refusal.ORIGINATOR in {kept.why for kept in proposal.refused}
    before = pieces_in(pair.ant)
    pair.carry(pair.bru, pair.ant, person)
    with pytest.raises(NotThere):
        read_attachment(pair.ant, made)
    assert pieces_in(pair.ant) == before
    [line] = [one for one in attachments_of(pair.bru, person) if one.id == made]
    record_originator_consent(pair.bru, line.stream, pair.partner, "majoor Vos, per brief")
    pair.carry(pair.bru, pair.ant, person)
    assert read_attachment(pair.ant, made).data == b"van een dienst" * 99


def test_who_names_content_he_was_never_given_is_neither_shown_nor_sent_it(pair: Pair) -> None:
    hidden = a_person(pair.bru, "Geheim")
    secret = attached(pair.bru, hidden, b"geheim stuk" * 9, marking=Marking.SECRET)
    [line] = attachments_of(pair.bru, hidden)
    shared = shared_person(pair)
    pair.carry(pair.bru, pair.ant, shared)
    claimed = named_without_content(pair.ant, pair.bru, shared, line.record.content)
    pair.carry(pair.ant, pair.bru, shared)
    [mine] = [one for one in attachments_of(pair.bru, shared) if one.id == claimed]
    assert not mine.received
    with pytest.raises(NotYetReceived):
        read_attachment(pair.bru, claimed)
    assert read_attachment(pair.bru, secret).data == b"geheim stuk" * 9
    with pair.bru.read() as view:
        named = view.connection.exec_driver_sql("SELECT count(*) FROM blob_ref JOIN blob USING (bid) WHERE hash = ?", (
            line.record.content,)).scalar_one()  # fmt: skip
    assert named == 1
    assert verify_store(pair.bru).faults == []


def named_without_content(desk: Desk, owner: Desk, subject: Id, content: bytes | None) -> Id:
    """Write at one station an attachment of content that it does not hold, shared with the other's organisation."""
    with owner.read() as view:
        theirs = view.facts.organisation
    with desk.write() as unit:
        unit.require(Action.READ, unit.stream_of(subject))
        label = Label(marking=Marking.NONE, distribution=(theirs,))
        stream = unit.begin(subject, "attachment", label, Action.ATTACH)
        made = unit.create(stream, Attachment(subject=subject, name="gissing.pdf", size=99, content=content))
        unit.save()
    return made


def test_a_lost_stick_brings_its_content_with_the_next_and_what_came_is_not_sent_again(pair: Pair) -> None:
    person = shared_person(pair)
    made = attached(pair.bru, person, b"x" * PIECE, marking=Marking.NONE)
    exported, _ = pair.carry(pair.bru, pair.ant, person)
    assert read_attachment(pair.ant, made).data == b"x" * PIECE
    pair.carry(pair.ant, pair.bru)
    again, _ = pair.carry(pair.bru, pair.ant, person)
    assert again.size < exported.size // 4


def test_what_has_not_arrived_is_said_so_and_content_that_was_spoiled_is_not_shown(pair: Pair) -> None:
    person = shared_person(pair)
    made = attached(pair.bru, person, b"y" * 99, marking=Marking.NONE)
    pair.carry(pair.bru, pair.ant, person)
    content = next(line for line in attachments_of(pair.ant, person) if line.id == made).record.content
    with pair.ant.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE chunk SET body = ? WHERE bid = (SELECT bid FROM blob WHERE hash = ?)", (b"z" * 99, content)
        )
    with pytest.raises(NotYetReceived):
        read_attachment(pair.ant, made)
    assert [fault.kind for fault in verify_store(pair.ant).faults] == ["attachment"]
    with pair.ant.store.write() as connection:
        connection.exec_driver_sql("UPDATE blob SET complete = 0 WHERE hash = ?", (content,))
    assert not next(line for line in attachments_of(pair.ant, person) if line.id == made).received


def test_an_erased_attachment_leaves_no_content_at_either_station(pair: Pair) -> None:
    person = shared_person(pair)
    made = attached(pair.bru, person, b"kanarie" * 50, marking=Marking.NONE)
    pair.carry(pair.bru, pair.ant, person)
    before = pieces_in(pair.bru), pieces_in(pair.ant)
    [line] = [one for one in attachments_of(pair.bru, person) if one.id == made]
    erase_entity(pair.bru, line.stream, made, "asked for", second_officer(pair.bru, "janssens", SECRET, pair.on))
    pair.carry(pair.bru, pair.ant, person)
    assert (pieces_in(pair.bru), pieces_in(pair.ant)) == (before[0] - 1, before[1] - 1)


def shared_person(pair: Pair) -> Id:
    label = Label(marking=Marking.NONE, distribution=(pair.partner,))
    return a_person(pair.bru, "Vermeulen", label=label)


def agreed(world: StationWorld, stream: Id) -> Refusal | None:
    with world.officer.read() as view:
        return receivable(view, stream, StationFacts(world.police, Marking.SECRET)).why


def pieces_in(desk: Desk) -> int:
    with desk.read() as view:
        return int(view.connection.exec_driver_sql("SELECT count(*) FROM chunk").scalar_one())


def test_the_files_sheet_holds_notes_presences_concerns_and_attachments_then_and_now(
    world: StationWorld, file: Id
) -> None:
    before = world.clock.now()
    person = file_sheet(world.officer, file, "nl").overview.involved[0].record.person
    record_note(world.officer, file, FileNote(text="gebeld"))
    record_presence(world.officer, file, Presence(person=person, state=PresenceState.AWAY))
    record_concern(world.officer, file, PersonOfConcern(family_name="Onbekend"))
    attached(world.officer, file)
    after = world.clock.now()
    now = file_sheet(world.officer, file, "nl")
    then = file_sheet_as_of(world.officer, file, after, Past.KNOWN_HERE, "nl")
    empty = file_sheet_as_of(world.officer, file, before, Past.KNOWN_HERE, "nl")
    for sheet, count in ((now, 1), (then, 1), (empty, 0)):
        held = (sheet.notes, sheet.presences, sheet.concerns, sheet.attachments)
        assert [len(lines) for lines in held] == [count] * 4
    assert now.presences[0].now
    assert then.attachments[0].name == "brief.pdf"
    assert attachments_of(world.partner, file) == []


def a_visit(world: StationWorld) -> Id:
    return open_visit(world.officer, NewVisit("Staatsbezoek", "state"))


def test_what_is_attached_to_a_visit_or_a_person_leaves_through_the_same_gate_and_a_line_beside_it_says_why(
    world: StationWorld, tmp_path: Path
) -> None:
    second = SecondOfficer(world.recorder.officer, world.recorder.officer_key)
    out: list[Id] = []
    for root in (a_visit(world), a_person(world.officer)):
        folder = tmp_path / root.hex()
        folder.mkdir()
        made = attached(world.officer, root, marking=Marking.SECRET)
        with pytest.raises(SecondOfficerNeeded):
            let_out(world.officer, made, folder, "Parket")
        with pytest.raises(ReasonMissing):
            let_out(world.officer, made, folder, " ", second)
        with pytest.raises(NotAllowed):
            let_out(world.partner, made, folder, "Parket", second)
        assert list(folder.iterdir()) == []
        assert [one.id for one in attached_sheet(world.officer, root, "nl").lines] == [made]

        assert let_out(world.officer, made, folder, "Parket", second, "nl").read_bytes() == PDF
        sheet = attached_sheet(world.officer, root, "nl")
        said, kept = sheet.lines
        out.append(made)
        assert (kept.id, said.marking) == (made, sheet.marking)  # who has the visit or the person reads it
        assert (kept.record.content or b"").hex()[:16] in (said.record.description or "")
        assert (said.record.description or "").endswith("Parket")
        assert "Parket" in read_attachment(world.officer, said.id).data.decode()
    with world.officer.read() as view:
        bodies = [line.body for line in read_back(view.connection) if line.body is not None]
    logged = {uid for body in bodies if body.act == Access.WRITTEN_OUT for uid in body.subjects}
    assert set(out) <= logged
    assert not verify_store(world.officer).faults


def test_a_closed_visit_says_beforehand_that_nothing_is_attached(world: StationWorld) -> None:
    visit = a_visit(world)
    assert attached_sheet(world.officer, visit, "nl").why_not is None
    close_visit(world.officer, visit, "visit_over", a_ruling())
    sheet = attached_sheet(world.officer, visit, "nl")
    assert isinstance(sheet.why_not, FileIsClosed)
    with pytest.raises(FileIsClosed):
        attached(world.officer, visit)
