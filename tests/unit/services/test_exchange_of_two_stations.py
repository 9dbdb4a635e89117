"""Two stations become a pair and exchange bundles through a folder, nothing else between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.core.errors import DamagedError, KnownError
from app.core.ids import Id
from app.history.digest import stream_digests
from app.history.writing import Writer
from app.models.enums import Action, Capacity, DecisionKind, Marking, MeasureState, Role
from app.models.kinds.label import Label
from app.models.kinds.measures import Decision, ExecutionReport, Measure
from app.models.kinds.persons import Person
from app.models.rights import Refusal
from app.services.desk import Desk, View
from app.services.drafts import NEW, Base, keep_draft
from app.services.erasing.acts import erase_person
from app.services.erasing.confirming import NothingToConfirm, confirm_erasure
from app.services.erasing.proofs import proofs
from app.services.erasing.reach import reach_of_person
from app.services.exchange import importing
from app.services.exchange.admitting import root_words
from app.services.exchange.exporting import Exported, export_bundle
from app.services.exchange.importing import Imported, Outcome, import_bundle, preview_bundle
from app.services.exchange.joining import WordsDiffer, accept_invitation
from app.services.exchange.release import NothingToRelease, ReasonMissing, confirm_release, propose_release
from app.services.kept import Answer, Kept, entries_of
from app.services.situation import NeedKind, needs
from app.services.station.erasures import erase_entity, erase_stream
from app.services.station.four_eyes import second_officer
from app.services.station.organisation_acts import add_organisation
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, Platform, enrol_officer
from app.store.copying import copy_into
from app.store.migrate import backup_before
from tests.history_world import FOREVER
from tests.reads import drafts_of
from tests.unit.services.test_erasures import CANARY, canaries
from tests.unit.services.test_stations import a_founded, a_platform, an_officer
from tests.unit.services.two_desks import SECRET, invite, store_of


@dataclass(slots=True)
class Pair:
    """Two stations and the stick between them."""

    bru: Desk
    ant: Desk
    partner: Id
    stick: Path
    on: Platform

    def carry(self, sender: Desk, receiver: Desk, *roots: Id) -> tuple[Exported, Imported]:
        """Release, export and import."""
        proposal = propose_release(sender, receiver.station, roots)
        release = confirm_release(sender, proposal, "follow-up", roots)
        exported = export_bundle(sender, release, self.stick)
        return exported, import_bundle(receiver, exported.files)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    on, there = a_platform(1), a_platform(2)
    (folder / "bru1").mkdir()
    admin = a_founded(folder / "bru1" / "store", on).desk
    enrol_officer(admin, an_officer(), SECRET, on)
    enrol_officer(admin, an_officer("janssens"), SECRET, on)
    partner = add_organisation(admin, "PZANT", {"nl": "PZ Antwerpen", "original": "nl"}, "police_zone")
    _join(admin, partner, folder, there)
    admin.store.close()
    bru = open_desk(folder / "bru1" / "store", "verhaegen", SECRET, on)
    ant = open_desk(folder / "ant1" / "store", "declerck", SECRET, there)
    yield Pair(bru, ant, partner, folder / "stick", on)
    bru.store.close()
    ant.store.close()


def _join(admin: Desk, partner: Id, folder: Path, there: Platform) -> None:
    account = Account("declerck", "J. Declerck", [Role.PARTNER], Marking.SECRET, FOREVER)
    _, answer = invite(admin, folder, "ANT1", partner, account, there)
    store = store_of(folder, "ANT1")
    with pytest.raises(WordsDiffer):
        accept_invitation(store, "declerck", SECRET, answer, ["academic"] * 12, there)
    accept_invitation(store, "declerck", SECRET, answer, root_words(admin), there)


def a_person(desk: Desk, name: str, *, distribution: tuple[Id, ...] = (), co_owners: tuple[Id, ...] = ()) -> Id:
    """Open a person straight away; the service for persons has its own tests."""
    uid = desk.ids.new()
    with desk.write() as unit:
        label = Label(marking=Marking.RESTRICTED, distribution=distribution, co_owners=co_owners)
        stream = unit.begin(uid, "person", label, Action.REGISTER)
        unit.create(stream, Person(family_name=name), uid)
        unit.save()
    return uid


def name_of(desk: Desk, uid: Id) -> str | None:
    """Return the family name a store shows."""
    with desk.read() as view:
        found = view.find(Person, "uid = ?", uid)
    return found[0][1].family_name if found else None


def test_what_is_released_arrives_and_both_agree(pair: Pair) -> None:
    uid = a_person(pair.bru, "Peeters", distribution=(pair.partner,))

    exported, imported = pair.carry(pair.bru, pair.ant, uid)

    assert imported.outcome is Outcome.APPLIED
    assert 0 < imported.entries <= exported.entries
    assert name_of(pair.ant, uid) == "Peeters"
    with pair.bru.read() as here, pair.ant.read() as there:
        streams = [here.part(uid, "person")]
        assert stream_digests(here.connection, streams) == stream_digests(there.connection, streams)


def test_what_the_recipient_may_not_have_is_refused_with_the_reason_and_does_not_leave(pair: Pair) -> None:
    secret = a_person(pair.bru, "Zwaluwnest")

    proposal = propose_release(pair.bru, pair.ant.station, [secret])
    exported, _ = pair.carry(pair.bru, pair.ant, secret)

    assert [(kept.root, kept.why) for kept in proposal.refused] == [(secret, Refusal.STRANGER)]
    assert name_of(pair.ant, secret) is None
    assert exported.entries == 0 or name_of(pair.ant, secret) is None


def test_first_time_disclosures_are_named_once(pair: Pair) -> None:
    uid = a_person(pair.bru, "Janssens", distribution=(pair.partner,))
    with pair.bru.read() as view:
        stream = view.part(uid, "person")
    assert stream in propose_release(pair.bru, pair.ant.station, [uid]).first_time

    pair.carry(pair.bru, pair.ant, uid)

    assert stream not in propose_release(pair.bru, pair.ant.station, [uid]).first_time


def test_what_a_partner_writes_past_his_rights_is_void_at_the_owner(pair: Pair) -> None:
    uid = a_person(pair.bru, "Maes", co_owners=(pair.partner,))
    pair.carry(pair.bru, pair.ant, uid)
    _rename_past_may(pair.ant, uid)

    _, imported = pair.carry(pair.ant, pair.bru)

    assert imported.void == 1
    assert imported.conflicts_raised == 0
    assert name_of(pair.bru, uid) == "Maes"


def _rename_past_may(desk: Desk, uid: Id) -> None:
    """Write as a station would whose program was tampered with."""
    with desk.store.write() as connection:
        stream = View(desk, connection).part(uid, "person")
        writer = Writer(connection, desk.schema, desk.trust, desk.pen, desk.randomness)
        writer.change(stream, uid, Person, {"family_name": "Macs"})
        writer.commit(desk.officer, desk.clock.now())


def test_the_same_bundle_twice_changes_nothing_and_says_so(pair: Pair) -> None:
    uid = a_person(pair.bru, "Wouters", distribution=(pair.partner,))
    exported, _ = pair.carry(pair.bru, pair.ant, uid)

    again = import_bundle(pair.ant, exported.files)

    assert again.outcome is Outcome.REPLAY
    assert again.entries == 0


def test_a_preview_tells_what_would_change_and_changes_nothing(pair: Pair) -> None:
    uid = a_person(pair.bru, "Claes", distribution=(pair.partner,))
    release = confirm_release(pair.bru, propose_release(pair.bru, pair.ant.station, [uid]), "follow-up", [uid])
    exported = export_bundle(pair.bru, release, pair.stick)

    seen = preview_bundle(pair.ant, exported.files)

    assert 0 < seen.entries <= exported.entries
    assert name_of(pair.ant, uid) is None
    assert import_bundle(pair.ant, exported.files).entries == seen.entries


def test_what_opens_values_that_were_closed_renews_what_was_worked_out(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No new entry tells of it: what was kept up to the last one would be taken for true."""
    kept, earlier, real = Kept[str](), list[str | None](), importing.apply_staged
    monkeypatch.setattr(importing, "apply_staged", lambda *given: replace(real(*given), opened=1))

    def work(known: Answer[str] | None) -> str:
        earlier.append(known.value if known is not None else None)
        return "said"

    def ask() -> None:
        with pair.ant.read() as view:
            kept.answer(view, entries_of(view), "all", work)

    ask()
    pair.carry(pair.bru, pair.ant, a_person(pair.bru, "Hermans", distribution=(pair.partner,)))
    ask()

    assert earlier == [None, None]


def test_a_lost_bundle_heals_with_the_next(pair: Pair) -> None:
    lost = a_person(pair.bru, "Jacobs", distribution=(pair.partner,))
    release = confirm_release(pair.bru, propose_release(pair.bru, pair.ant.station, [lost]), "follow-up", [lost])
    for file in export_bundle(pair.bru, release, pair.stick).files:
        file.unlink()

    pair.carry(pair.bru, pair.ant)

    assert name_of(pair.ant, lost) == "Jacobs"


def test_what_was_acknowledged_is_not_sent_again(pair: Pair) -> None:
    pair.carry(pair.bru, pair.ant)
    pair.carry(pair.ant, pair.bru)

    exported, imported = pair.carry(pair.bru, pair.ant)

    assert exported.entries == 0
    assert imported.entries == 0


def test_a_bundle_for_another_is_refused(pair: Pair) -> None:
    exported, _ = pair.carry(pair.bru, pair.ant)

    with pytest.raises((KnownError, DamagedError)):
        import_bundle(pair.bru, exported.files)


def test_nothing_leaves_without_a_reason(pair: Pair) -> None:
    with pytest.raises(ReasonMissing):
        confirm_release(pair.bru, propose_release(pair.bru, pair.ant.station), "  ")


def test_nothing_leaves_where_all_is_refused(pair: Pair) -> None:
    proposal = propose_release(pair.bru, pair.ant.station)
    empty = type(proposal)(proposal.station, [], proposal.refused)

    with pytest.raises(NothingToRelease):
        confirm_release(pair.bru, empty, "follow-up")


def test_what_a_bundle_erases_is_left_in_no_file_of_the_receiver(pair: Pair) -> None:
    uid = a_person(pair.bru, CANARY, distribution=(pair.partner,))
    pair.carry(pair.bru, pair.ant, uid)
    store = pair.ant.store
    copy_into(store.path, store.key, backup_before(store.path, 1))
    assert canaries(store.path.parent, store.key), "the test sees what is there"
    with pair.bru.read() as view:
        stream = view.part(uid, "person")
    erase_entity(pair.bru, stream, uid, "asked for", second_officer(pair.bru, "janssens", SECRET, pair.on))

    pair.carry(pair.bru, pair.ant, uid)

    assert name_of(pair.ant, uid) is None
    assert canaries(store.path.parent, store.key) == 0


def test_what_a_bundle_erases_waits_to_be_confirmed_and_the_sender_hears_that_it_arrived(pair: Pair) -> None:
    uid = a_person(pair.bru, "Meesterspion", distribution=(pair.partner,))
    pair.carry(pair.bru, pair.ant, uid)
    assert [one.code for one in reach_of_person(pair.bru, uid).holders] == ["ANT1"]
    before = len(needs(pair.ant, NeedKind.ERASED))
    second = second_officer(pair.bru, "janssens", SECRET, pair.on)
    erase_person(pair.bru, uid, "Selectielijst 2031/4", "Einde van de termijn", second)
    made = proofs(pair.bru)[0]
    assert [(one.code, one.has_it) for one in made.told] == [("ANT1", False)]

    pair.carry(pair.bru, pair.ant)
    pair.carry(pair.ant, pair.bru)

    assert name_of(pair.ant, uid) is None
    assert [one.has_it for one in proofs(pair.bru)[0].told] == [True]
    (came,) = [one for one in proofs(pair.ant) if one.save == made.save]
    assert (came.waits, came.lines, came.counts) == (
        True,
        ["Selectielijst 2031/4", "Einde van de termijn"],
        made.counts,
    )
    assert len(needs(pair.ant, NeedKind.ERASED)) >= max(before, 1)
    confirm_erasure(pair.ant, made.save)
    assert not next(one for one in proofs(pair.ant) if one.save == made.save).waits
    with pytest.raises(NothingToConfirm):
        confirm_erasure(pair.ant, made.save)


@pytest.mark.parametrize("whole", [True, False])
def test_what_a_bundle_erases_is_in_no_draft_of_the_receiver(pair: Pair, whole: bool) -> None:
    uid, other = (a_person(pair.bru, name, distribution=(pair.partner,)) for name in ("Weg", "Blijft"))
    pair.carry(pair.bru, pair.ant, uid, other)
    for person in (uid, other):
        keep_draft(pair.ant, f"person:{person.hex()}", NEW, {"remarks": "half a sentence"})
        keep_draft(pair.ant, f"measure:{person.hex()}:0", Base(person), {"instruction": "half a sentence"})
    with pair.bru.read() as view:
        stream = view.part(uid, "person")
    second = second_officer(pair.bru, "janssens", SECRET, pair.on)
    if whole:
        erase_stream(pair.bru, stream, "asked for", second)
    else:
        erase_entity(pair.bru, stream, uid, "asked for", second)

    pair.carry(pair.bru, pair.ant, uid)

    left = {one.key for one in drafts_of(pair.ant)}
    assert {f"person:{other.hex()}", f"measure:{other.hex()}:0"} <= left
    assert not {f"person:{uid.hex()}", f"measure:{uid.hex()}:0"} & left


def test_who_got_an_assignment_to_execute_decides_nothing_in_it_at_any_station(pair: Pair) -> None:
    file, measure = pair.bru.ids.new(), pair.bru.ids.new()
    with pair.bru.write() as unit:
        label = Label(marking=Marking.RESTRICTED, co_owners=(pair.partner,))
        stream = unit.begin(file, "assignment", label, Action.MEASURE)
        unit.create(stream, Measure(state=MeasureState.PROPOSED, file=file, executing=(pair.partner,)), measure)
        unit.save()
    pair.carry(pair.bru, pair.ant, file)
    said = Decision(subject=measure, kind=DecisionKind.APPROVE, decider="De Minister", capacity=Capacity.MINISTER)
    with pair.ant.store.write() as connection:
        writer = Writer(connection, pair.ant.schema, pair.ant.trust, pair.ant.pen, pair.ant.randomness)
        writer.create(stream, pair.ant.ids.new(), said)
        writer.change(stream, measure, Measure, {"state": MeasureState.ACTIVE, "contact": "Ploeg 14"})
        writer.create(stream, pair.ant.ids.new(), ExecutionReport(measure=measure, remarks="Gedaan"))
        writer.commit(pair.ant.officer, pair.ant.clock.now(), cosigners=[pair.ant.cosigner()])

    pair.carry(pair.ant, pair.bru, file)

    for desk in (pair.bru, pair.ant):
        with desk.read() as view:
            record = view.get(Measure, measure)
            assert (record.state, record.contact) == (MeasureState.PROPOSED, "Ploeg 14")
            assert not view.find(Decision, "subject = ?", measure)
            assert [one.remarks for _, one in view.find(ExecutionReport, "measure = ?", measure)] == ["Gedaan"]
    with pair.bru.read() as here, pair.ant.read() as there:
        assert stream_digests(here.connection, [stream]) == stream_digests(there.connection, [stream])
