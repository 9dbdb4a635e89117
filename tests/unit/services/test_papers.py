"""Papers after their issue: verified, printed again, written out; their copies fetched back."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.protocol import render_protocols
from app.documents.seal import UnreadableSeal, parse
from app.history.wire import SaveBody, decode
from app.models.enums import (
    AccountState,
    Action,
    Capacity,
    Channel,
    CopyState,
    DecisionKind,
    DisclosureAct,
    Marking,
    MeasureState,
    Role,
)
from app.models.kinds.directory import Station
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, Measure
from app.models.kinds.paper import Disclosure, DocumentCopy, DocumentData, IssuedDocument
from app.models.rights import NotAllowed
from app.models.rules.paper import PaperMayNotBecome
from app.services.exchange.release import ReasonMissing
from app.services.paper import copies as life
from app.services.paper.checks import PaperVerdict, verify_paper
from app.services.paper.copies import NobodyNamed, RecallReason, WitnessMissing
from app.services.paper.issuing import Issued, station_sign
from app.services.paper.leaving import FileInTheWay
from app.services.paper.papers import ReprintDiffers, reprint, write_paper
from app.services.paper.protocols import issue_protocol
from app.services.paper.snapshot import SnapshotDamaged, snapshot_hash, thaw
from app.services.station.four_eyes import SameOfficer, SecondOfficer, SecondOfficerNeeded, second_officer
from app.services.station.stations import Account, directory_of, enrol_officer
from app.store.keys import SigningKey
from tests.history_world import FOREVER
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

WORDS = "twelve swans over the canal"  # of nobody


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "paper"
    made.mkdir()
    return made


def issue(world: PaperWorld) -> Issued:
    return issue_protocol(world.desk, world.file, world.person, "nl", world.copies("nl", "fr", "nl"))


def sealed(world: PaperWorld, issued: Issued, number: int = 1) -> str:
    """Return the text of the QR code on the first page of a copy, as a scanner reads it."""
    with world.desk.read() as view:
        record = view.get(IssuedDocument, issued.document)
        data = view.find(DocumentData, "document = ?", issued.document)[0][1].data
        found = thaw(data, record.snapshot)
        assert isinstance(found.content, ProtocolContent)
        copy = found.copies[number - 1]
        made = next(render_protocols(found.content, [copy], found.languages[number - 1], station_sign(view)))
    assert made.pdf == issued.copies[number - 1].pdf
    return made.seals[0]


def held(world: PaperWorld, issued: Issued) -> list[Id]:
    return [copy.copy for copy in issued.copies]


def test_a_genuine_paper_in_force_verifies(world: PaperWorld) -> None:
    issued = issue(world)

    found = verify_paper(world.desk, sealed(world, issued, 2))

    assert found.verdict is PaperVerdict.CURRENT
    assert (found.seal, found.registration, found.version, found.copy, found.copies) == (
        True, "P-2026-BRU1-0001", 1, 2, 3,
    )  # fmt: skip
    assert (found.page, found.pages, found.station, found.recipient) == (
        1,
        issued.copies[1].pages,
        "BRU1",
        "PZ Antwerpen",
    )
    assert found.copy_state is CopyState.PREPARED


def test_any_officer_verifies_but_the_register_is_for_those_who_may_read_it(world: PaperWorld) -> None:
    text = sealed(world, issue(world))
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    found = verify_paper(stranger, text)

    assert (found.verdict, found.seal, found.recipient, found.document) == (PaperVerdict.GENUINE, True, "", None)


def test_one_changed_character_is_a_forgery(world: PaperWorld) -> None:
    text = sealed(world, issue(world))
    spots = [text.index("0001") + 3, text.rindex(" ") + 3, len(text) - 20]

    for at in spots:
        other = "2" if text[at] != "2" else "3"
        found = verify_paper(world.desk, text[:at] + other + text[at + 1 :])
        assert (found.verdict, found.seal) == (PaperVerdict.FORGED, False), at


def test_another_version_or_copy_number_on_the_code_is_a_forgery(world: PaperWorld) -> None:
    seal = parse(sealed(world, issue(world)))

    for changed in (replace(seal, version=2), replace(seal, copy=2), replace(seal, page=2)):
        assert verify_paper(world.desk, changed.text()).seal is False


def test_what_is_no_code_of_ours_is_refused(world: PaperWorld) -> None:
    for text in ("", "https://example.org", "PRS1 P-2026-BRU1-0001 1 1/3 1/3 AAAA"):
        with pytest.raises(UnreadableSeal):
            verify_paper(world.desk, text)


def test_a_control_code_read_out_by_telephone_finds_the_copy(world: PaperWorld) -> None:
    issued = issue(world)
    code = issued.copies[2].control_code

    found = verify_paper(world.desk, code.lower().replace("0", "o").replace("1", "l"))

    assert (found.verdict, found.seal, found.copy, found.recipient) == (
        PaperVerdict.CURRENT, None, 3, "Noodcentrale Antwerpen",
    )  # fmt: skip
    assert verify_paper(world.desk, "0000-0000").verdict is PaperVerdict.UNKNOWN


def test_a_replaced_and_a_recalled_paper_say_so(world: PaperWorld) -> None:
    first = issue(world)
    text = sealed(world, first)
    second = issue(world)

    assert verify_paper(world.desk, text).verdict is PaperVerdict.SUPERSEDED
    assert verify_paper(world.desk, text).newest == 2
    out = life.recall_document(world.desk, second.document, "adres uitgelekt")
    assert [one.number for one in out] == [1, 2, 3]
    assert verify_paper(world.desk, sealed(world, second)).verdict is PaperVerdict.RECALLED


def test_a_reprint_has_the_same_bytes_and_is_recorded(world: PaperWorld) -> None:
    issued = issue(world)
    world.change(world.assignment, world.measures["patrols"], Measure, Action.MEASURE, end=date(2027, 3, 1))

    again = [reprint(world.desk, issued.document, number, "koffie gemorst") for number in (1, 2, 3)]

    assert [copy.pdf for copy in again] == [copy.pdf for copy in issued.copies]
    assert [copy.control_code for copy in again] == [copy.control_code for copy in issued.copies]
    with world.desk.read() as view:
        acts = [(one.act, one.subject, one.reason) for _, one in view.find(Disclosure)]
    assert acts == [(DisclosureAct.REPRINTED, uid, "koffie gemorst") for uid in held(world, issued)]


def test_a_reprint_needs_a_reason_and_the_right(world: PaperWorld) -> None:
    issued = issue(world)
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    with pytest.raises(ReasonMissing):
        reprint(world.desk, issued.document, 1, " ")
    with pytest.raises(NotAllowed):
        reprint(stranger, issued.document, 1, "nieuwsgierig")


def test_what_would_not_print_as_issued_is_not_printed(world: PaperWorld) -> None:
    issued = issue(world)
    with world.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_document_copy SET file_hash = ? WHERE number = 2", (bytes(32),))

    with pytest.raises(ReprintDiffers):
        reprint(world.desk, issued.document, 2, "koffie gemorst")
    with world.desk.read() as view:
        assert view.find(Disclosure) == []


def test_frozen_data_that_were_tampered_with_are_not_printed(world: PaperWorld) -> None:
    issued = issue(world)
    with world.desk.read() as view:
        data = view.find(DocumentData, "document = ?", issued.document)[0][1].data or b""
    forged = data.replace(b"BROECK", b"BROECQ")
    assert forged != data
    with world.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE p_document_data SET data = ?", (forged,))

    with pytest.raises(SnapshotDamaged):
        reprint(world.desk, issued.document, 1, "koffie gemorst")
    for broken in (None, b"", b"\x90", b"\x95\x01\x02\x03\x04\x05", data[:-1]):
        with pytest.raises(SnapshotDamaged):
            thaw(broken, None if broken is None else snapshot_hash(broken))


def test_a_copy_leaves_as_a_file_only_through_the_gate(world: PaperWorld, folder: Path) -> None:
    issued = issue(world)

    written = write_paper(world.desk, issued.copies[1], folder, "op stick voor de zone")

    assert written.name == "P-2026-BRU1-0001-v1-2.pdf"
    assert written.read_bytes() == issued.copies[1].pdf
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [written.name]
    with world.desk.read() as view:
        acts = [(one.act, one.subject, one.reason) for _, one in view.find(Disclosure)]
    assert acts == [(DisclosureAct.WRITTEN_OUT, issued.copies[1].copy, "op stick voor de zone")]


def test_nothing_is_written_without_reason_right_or_room(world: PaperWorld, folder: Path) -> None:
    issued = issue(world)
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)
    altered = replace(issued.copies[0], pdf=issued.copies[0].pdf + b"\n")

    with pytest.raises(ReasonMissing):
        write_paper(world.desk, issued.copies[0], folder, "")
    with pytest.raises(NotAllowed):
        write_paper(stranger, issued.copies[0], folder, "meenemen")
    with pytest.raises(ReprintDiffers):
        write_paper(world.desk, altered, folder, "meenemen")
    (folder / "P-2026-BRU1-0001-v1-1.pdf").write_bytes(b"other")
    with pytest.raises(FileInTheWay):
        write_paper(world.desk, issued.copies[0], folder, "meenemen")
    assert [file.read_bytes() for file in folder.iterdir()] == [b"other"]
    with world.desk.read() as view:
        assert view.find(Disclosure) == []


def test_secret_paper_needs_a_second_officer(world: PaperWorld, folder: Path) -> None:
    with world.desk.write() as unit:
        unit.require(Action.LABEL, world.threat)
        unit.change(world.threat, world.threat, Label, {"marking": Marking.SECRET})
        unit.save()
    copy = issue(world).copies[0]

    duty = Account("peeters", "P. Peeters", [Role.DUTY_OFFICER], Marking.SECRET, FOREVER)
    enrol_officer(world.admin, duty, WORDS, world.on)
    second = second_officer(world.desk, "peeters", WORDS, world.on)
    low = sit(world.admin, world.on, "Laag", Role.DUTY_OFFICER, clearance=Marking.CONFIDENTIAL)
    made_up = replace(second, key=SigningKey.generate(world.on.randomness))

    for who, refusal in (
        (None, SecondOfficerNeeded),
        (SecondOfficer(world.desk.officer, world.desk.officer_key), SameOfficer),
        (SecondOfficer(world.admin.officer, world.admin.officer_key), NotAllowed),
        (SecondOfficer(low.officer, low.officer_key), NotAllowed),
        (made_up, NotAllowed),
    ):
        with pytest.raises(refusal):
            write_paper(world.desk, copy, folder, "koerier", who)
    assert list(folder.iterdir()) == []

    assert write_paper(world.desk, copy, folder, "koerier", second).exists()

    with world.desk.read() as view:
        assert [one.second for _, one in view.find(Disclosure)] == [second.officer]
        last = view.connection.exec_driver_sql("SELECT body FROM save ORDER BY vid DESC LIMIT 1").scalar_one()
    assert set(decode(SaveBody, last).cosigners) == {world.desk.officer, second.officer}


def test_a_copy_lives_until_it_is_destroyed_before_a_witness(world: PaperWorld) -> None:
    issued = issue(world)
    copy = held(world, issued)[1]

    life.hand_over(world.desk, [copy], "HINP Claes")
    life.acknowledge(world.desk, [copy], "HINP Claes")
    life.take_back(world.desk, [copy], "HINP Claes")
    life.destroy(world.desk, [copy], "A. Maes", "B. Peeters")

    line = next(one for one in life.copy_register(world.desk, world.file) if one.copy == copy)
    assert (line.state, line.by_whom, line.before_whom) == (CopyState.DESTROYED, "A. Maes", "B. Peeters")
    with pytest.raises(PaperMayNotBecome):
        life.hand_over(world.desk, [copy], "HINP Claes")


def test_a_destruction_has_a_witness_and_a_handover_a_receiver(world: PaperWorld) -> None:
    copies = held(world, issue(world))

    with pytest.raises(WitnessMissing):
        life.destroy(world.desk, copies, "A. Maes", " ")
    with pytest.raises(NobodyNamed):
        life.hand_over(world.desk, copies, "")
    with pytest.raises(PaperMayNotBecome):
        life.acknowledge(world.desk, copies, "HINP Claes")
    assert {one.state for one in life.copy_register(world.desk, world.file)} == {CopyState.PREPARED}


def test_one_wrong_copy_in_a_list_changes_none(world: PaperWorld) -> None:
    copies = held(world, issue(world))
    life.hand_over(world.desk, copies[:1], "HINP Claes")

    with pytest.raises(PaperMayNotBecome):
        life.hand_over(world.desk, copies, "HINP Claes")

    assert [one.state for one in life.copy_register(world.desk, world.file)] == [
        CopyState.HANDED_OVER, CopyState.PREPARED, CopyState.PREPARED,
    ]  # fmt: skip


def test_a_partner_keeps_no_register(world: PaperWorld) -> None:
    issued = issue(world)
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    with pytest.raises(NotAllowed):
        life.hand_over(stranger, held(world, issued), "HINP Claes")
    assert life.copy_register(stranger, world.file) == []
    assert life.recall_list(stranger, world.file) == []


@pytest.mark.parametrize("kind", [DecisionKind.REDUCE, DecisionKind.END, DecisionKind.SUSPEND])
def test_a_measure_that_was_reduced_puts_its_papers_on_the_recall_list(world: PaperWorld, kind: DecisionKind) -> None:
    issued = issue(world)
    assert life.recall_list(world.desk, world.file) == []
    life.destroy(world.desk, held(world, issued)[:1], "A. Maes", "B. Peeters")
    with world.desk.write() as unit:
        unit.require(Action.DECIDE, world.assignment)
        decision = Decision(
            subject=world.measures["patrols"], kind=kind, reason="minder nodig", capacity=Capacity.MINISTER,
            channel=Channel.PAPER, recorder=world.desk.officer, dated=world.desk.clock.now(), file=world.file,
        )  # fmt: skip
        unit.create(world.assignment, decision)
        unit.save(signed=True)

    found = life.recall_list(world.desk, world.file)

    assert [(one.copy.number, one.why, one.measures) for one in found] == [
        (number, RecallReason.MEASURE_LESS, (world.measures["patrols"],)) for number in (2, 3)
    ]


def test_a_new_version_without_the_measure_settles_it_but_the_old_copies_stay_on_the_list(world: PaperWorld) -> None:
    issue(world)
    world.change(world.assignment, world.measures["post"], Measure, Action.MEASURE, state=MeasureState.ENDED)
    assert {one.why for one in life.recall_list(world.desk, world.file)} == {RecallReason.MEASURE_LESS}

    issue(world)

    found = life.recall_list(world.desk, world.file)
    assert {(one.copy.version, one.why) for one in found} == {(1, RecallReason.SUPERSEDED)}
    with world.desk.read() as view:
        assert len(view.find(DocumentCopy)) == 6


def test_a_revoked_workstation_cannot_be_believed_unseen(world: PaperWorld) -> None:
    text = sealed(world, issue(world))
    with world.admin.write() as unit:
        unit.require(Action.DIRECTORY, directory_of(world.admin))
        unit.change(directory_of(world.admin), world.admin.station, Station, {"state": AccountState.REVOKED})
        unit.save(signed=True)

    assert verify_paper(world.desk, text).station_revoked


def test_who_knows_what_is_told_to_those_who_may_read_the_papers(world: PaperWorld, folder: Path) -> None:
    issued = issue(world)
    reprint(world.desk, issued.document, 1, "koffie gemorst")
    write_paper(world.desk, issued.copies[1], folder, "op stick voor de zone")
    stranger = sit(world.admin, world.on, "Zone Partner", Role.PARTNER, world.zone)

    lines = life.copy_register(world.desk, world.file)
    acts = life.disclosures(world.desk, world.file)

    assert [(one.recipient, one.version, one.subject) for one in lines][1] == ("PZ Antwerpen", 1, world.person)
    assert lines[1].issued is not None
    assert [(one.act, one.reason) for one in acts] == [
        (DisclosureAct.WRITTEN_OUT, "op stick voor de zone"),
        (DisclosureAct.REPRINTED, "koffie gemorst"),
    ]
    assert life.disclosures(stranger, world.file) == []
