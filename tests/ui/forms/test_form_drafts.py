"""What is typed survives: the draft of a form, how it comes back, and that a killed process loses almost nothing."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.models.enums import Channel, Marking, Role
from app.models.kinds.persons import Person, PersonPrivate
from app.models.kinds.threat import ThreatReport
from app.services.desk import Desk
from app.services.drafts import NEW, Base, drop_draft, find_draft, keep_draft
from app.services.registers.persons import edit_person
from app.services.station.sitting_down import open_desk
from app.services.station.stations import Account, enrol_officer
from app.store.refusals import DiskFull
from app.ui.forms import keeping
from app.ui.forms.form import Form
from app.ui.forms.specs import form_spec
from app.ui.kit.kit import Kit
from tests.reads import drafts_of
from tests.station_world import FOREVER, PASSPHRASE, StationWorld, a_person, a_station
from tests.ui.forms.conftest import ShowForm
from tests.ui.forms.killed_form import a_platform
from tests.ui.forms.typing_in import click, press

KEY = "person/new"
SPEC = form_spec(Person, ["family_name", "given_names", "nationalities", "remarks"], rest=False)
REPORT = form_spec(ThreatReport, ["moment", "channel", "description"], rest=False)
TOP = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _no_drafts(desk: Desk) -> None:
    for draft in drafts_of(desk):
        drop_draft(desk, draft.key)


def type_in(form: Form, name: str, text: str) -> None:
    field = form.editor(name).inputs[0]
    field.setFocus()
    press(field, text)


def test_what_is_typed_is_kept_within_two_seconds_also_while_typing_goes_on(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    form = show_form(SPEC, key=KEY)
    turn = form.findChild(keeping.DraftKeeper)
    assert turn is not None
    assert keeping.AFTER < 2000
    with qtbot.waitSignal(form.draft_kept, timeout=10_000):
        type_in(form, "family_name", "a")
        begun = turn._timer.timerId()
        assert begun > 0
        for _ in range(8):
            type_in(form, "family_name", "a")
        assert turn._timer.timerId() == begun, "a key does not put off the keeping of those before it"
    found = find_draft(desk, KEY)
    assert found is not None
    assert set(found.values["family_name"]) == {"a"}


def test_a_draft_comes_back_with_what_could_not_be_read_yet(qtbot: QtBot, show_form: ShowForm) -> None:
    spec = form_spec(PersonPrivate, ["birth_date", "national_number", "blood_group"], rest=False)
    form = show_form(spec, key="private")
    for name, text in (("birth_date", "ergens in mei"), ("national_number", "85.07"), ("blood_group", "A")):
        type_in(form, name, text)
    kept(qtbot, form)
    again = show_form(spec, key="private")
    shown = {name: again.findChild(QLineEdit, name) for name in spec.names}
    assert {name: one.text() for name, one in shown.items() if one is not None} == {
        "birth_date": "ergens in mei", "national_number": "85.07", "blood_group": "A"
    }  # fmt: skip
    assert again.is_dirty


@pytest.mark.parametrize(
    ("language", "said", "act"),
    [("nl", "Concept van 10:00 teruggezet", "Verwerpen"), ("fr", "Brouillon de 10:00 repris", "Abandonner")],
)
def test_a_restored_draft_is_told_and_can_be_discarded_and_that_undone(
    qtbot: QtBot, show_form: ShowForm, desk: Desk, said: str, act: str
) -> None:
    keep_draft(desk, KEY, NEW, {"family_name": "Claes", "nationalities": ["BE", "FR"]})
    form = show_form(SPEC, key=KEY)
    assert form.notices.draft.words == said
    assert form.record() == Person(family_name="Claes", nationalities=("BE", "FR"))
    discard = form.findChild(QPushButton, "notice_draft_act")
    assert discard is not None
    assert discard.text() == act
    click(discard)
    assert not form.is_dirty
    assert form.notices.draft.words == ""
    kept(qtbot, form)
    assert find_draft(desk, KEY) is None
    form.undo()
    assert form.record().family_name == "Claes"
    kept(qtbot, form)
    assert find_draft(desk, KEY) is not None


def test_what_a_form_begins_with_is_kept_as_it_was_and_only_with_something_typed(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    yesterday, today = datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC)
    form = show_form(REPORT, key="report")
    form.begin_with({"moment": yesterday, "channel": Channel.PHONE})
    assert not form.is_dirty
    assert not form.unkept
    kept(qtbot, form)
    assert find_draft(desk, "report") is None
    form.set_value("channel", None)
    type_in(form, "description", "brief")
    kept(qtbot, form)
    again = show_form(REPORT, key="report")
    again.begin_with({"moment": today, "channel": Channel.PHONE})
    assert (again.editor("moment").value(), again.editor("channel").value()) == (yesterday, None)
    again.discard()
    assert again.editor("description").value() is None


def test_a_form_that_is_typed_in_begins_with_nothing_more(show_form: ShowForm) -> None:
    form = show_form(REPORT, key="report")
    type_in(form, "description", "brief")
    form.begin_with({"channel": Channel.PHONE})
    assert form.editor("channel").value() is None


def test_a_record_that_changed_meanwhile_is_told(
    qtbot: QtBot, show_form: ShowForm, desk: Desk, world: StationWorld
) -> None:
    person = a_person(desk)
    record = Person(family_name="Lambrecht", given_names="Nele")
    form = show_form(SPEC, record, f"person/{person.hex()}", about=person)
    type_in(form, "remarks", "nieuw")
    kept(qtbot, form)
    assert form.notices.changed.words == ""
    edit_person(world.duty, person, {"given_names": "Nelly"})
    again = show_form(
        SPEC, Person(family_name="Lambrecht", given_names="Nelly"), f"person/{person.hex()}", about=person
    )
    assert "gewijzigd" in again.notices.changed.words
    assert again.record().given_names == "Nelly"
    assert again.record().remarks == "nieuw"


def test_saving_drops_the_draft_and_what_is_typed_next_is_kept_anew(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    form = show_form(SPEC, key=KEY)
    type_in(form, "family_name", "Claes")
    kept(qtbot, form)
    form.saved()
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert find_draft(desk, KEY) is None
    type_in(form, "given_names", "Jan")
    kept(qtbot, form)
    found = find_draft(desk, KEY)
    assert found is not None
    assert found.values == {"given_names": "Jan"}


def test_what_is_undone_to_nothing_leaves_no_draft(qtbot: QtBot, show_form: ShowForm, desk: Desk) -> None:
    form = show_form(SPEC, key=KEY)
    type_in(form, "family_name", "Claes")
    kept(qtbot, form)
    form.undo()
    kept(qtbot, form)
    assert find_draft(desk, KEY) is None


def test_a_form_that_goes_out_of_sight_is_kept_at_once(qtbot: QtBot, show_form: ShowForm, desk: Desk) -> None:
    form = show_form(SPEC, key=KEY)
    type_in(form, "family_name", "Claes")
    unkept = [form.unkept]
    form.hide()
    unkept.append(form.unkept)
    assert unkept == [True, False]
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert find_draft(desk, KEY) is not None


def test_what_is_typed_before_the_store_has_answered_is_not_overwritten(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    keep_draft(desk, KEY, NEW, {"family_name": "Claes"})
    form = Form(kit, desk, SPEC, None, KEY)
    qtbot.addWidget(form)
    form.show()
    type_in(form, "given_names", "Jan")
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert "Het wacht bij uw concepten." in form.notices.draft.words
    assert [one.values for one in drafts_of(desk)] == [{"family_name": "Claes"}], "set aside"
    assert find_draft(desk, KEY) is None
    restore = form.findChild(QPushButton, "notice_draft_act")
    assert restore is not None
    click(restore)
    assert (form.record().family_name, form.record().given_names) == ("Claes", "Jan")
    kept(qtbot, form)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert [one.key for one in drafts_of(desk)] == [KEY], "it stands in the form again"
    form.undo()
    assert [form.editor(name).value() for name in ("family_name", "given_names")] == [None, "Jan"]


def test_a_draft_set_aside_lies_there_until_what_was_restored_is_on_disk(
    qtbot: QtBot, kit: Kit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended at that moment, or with a full disk, the older draft would be gone from both places."""
    keep_draft(desk, KEY, NEW, {"family_name": "Claes"})
    form = Form(kit, desk, SPEC, None, KEY)
    qtbot.addWidget(form)
    form.show()
    type_in(form, "given_names", "Jan")
    qtbot.waitUntil(lambda: kit.jobs.idle)

    def full(*_args: object) -> None:
        raise DiskFull

    monkeypatch.setattr(keeping, "keep_draft", full)
    restore = form.findChild(QPushButton, "notice_draft_act")
    assert restore is not None
    click(restore)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert [one.values for one in drafts_of(desk)] == [{"family_name": "Claes"}]
    monkeypatch.undo()
    kept(qtbot, form)
    assert {"family_name": "Claes", "given_names": "Jan"} in [one.values for one in drafts_of(desk)]


def test_a_fast_typist_loses_neither_the_older_draft_nor_what_was_typed_over_it(
    qtbot: QtBot, kit: Kit, desk: Desk
) -> None:
    """Typed and left before the store had answered; and typed on, in the same field."""
    keep_draft(desk, KEY, NEW, {"family_name": "Claes"})
    for typed, left in (("Peeters", True), ("Maes", False)):
        form = Form(kit, desk, SPEC, None, KEY)
        qtbot.addWidget(form)
        form.show()
        type_in(form, "family_name", typed)
        if left:
            form.hide()
        qtbot.waitUntil(lambda: kit.jobs.idle)
        form.keep_now()
        qtbot.waitUntil(lambda: kit.jobs.idle)
        form.hide()
    assert {one.values["family_name"] for one in drafts_of(desk)} == {"Claes", "Peeters", "Maes"}


def test_a_form_without_a_key_keeps_nothing(qtbot: QtBot, show_form: ShowForm, desk: Desk) -> None:
    form = show_form(SPEC)
    type_in(form, "family_name", "Claes")
    form.keep_now()
    qtbot.waitUntil(lambda: form.kit.jobs.idle)
    assert drafts_of(desk) == []


def test_a_full_disk_is_said_and_typing_goes_on(
    qtbot: QtBot, show_form: ShowForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = show_form(SPEC, key=KEY)

    def full(*_: object) -> None:
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "keep_draft", full)
        type_in(form, "family_name", "Claes")
        form.keep_now()
        qtbot.waitUntil(lambda: form.kit.jobs.idle)
        assert DiskFull().say("nl") in form.notices.refused.words
        unkept = [form.unkept]
    type_in(form, "family_name", "s")
    kept(qtbot, form)
    unkept.append(form.unkept)
    assert unkept == [True, False]


def test_a_draft_whose_fields_are_no_more_is_restored_as_far_as_it_goes(show_form: ShowForm, desk: Desk) -> None:
    keep_draft(desk, KEY, NEW, {"family_name": "Claes", "a_field_of_old": "x"})
    assert show_form(SPEC, key=KEY).record().family_name == "Claes"


def test_a_report_being_written_belongs_to_its_file(qtbot: QtBot, show_form: ShowForm, desk: Desk) -> None:
    person = a_person(desk)
    form = show_form(form_spec(ThreatReport), key="report/new", about=person)
    type_in(form, "description", "Brief")
    kept(qtbot, form)
    (found,) = drafts_of(desk)
    assert found.base == Base(person)


def test_a_record_that_hangs_on_another_may_be_told_of_by_that_other(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    person = a_person(desk)
    form = show_form(form_spec(PersonPrivate), PersonPrivate(person=person), "private", about=person)
    type_in(form, "birth_place", "Luik")
    kept(qtbot, form)
    (found,) = drafts_of(desk)
    assert found.base == Base(person)


def test_a_killed_process_loses_at_most_two_seconds_of_typing(tmp_path: Path) -> None:
    world = a_station(tmp_path)
    account = Account("vermeer", "V. Vermeer", [Role.FILE_OFFICER], Marking.SECRET, FOREVER)
    enrol_officer(world.admin, account, PASSPHRASE, a_platform())
    path = world.admin.store.path
    world.close()
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.forms.killed_form", str(path)], cwd=TOP, stdout=subprocess.PIPE
    )
    typed = typed_until_killed(child, seconds=2.4)
    desk = open_desk(path, "vermeer", PASSPHRASE, a_platform())
    try:
        (found,) = drafts_of(desk)
        last = int(found.values["family_name"].split()[-1])
    finally:
        desk.close()
    late = typed[-1][1] - next(at for number, at in typed if number >= last)
    assert late <= 2.0
    assert last > 0
    assert found.values["birth_day"] == date(2026, 11, 22).isoformat()


def typed_until_killed(child: subprocess.Popen[bytes], seconds: float) -> list[tuple[int, float]]:
    """Kill the child after it has typed for `seconds`; return the numbers it typed, each with when we heard of it."""
    assert child.stdout is not None
    heard: list[tuple[int, float]] = []
    pipe = child.stdout.fileno()
    while not heard or time.monotonic() - heard[0][1] < seconds:
        assert select.select([pipe], [], [], 20)[0], "the form typed nothing"
        numbers = os.read(pipe, 65536).split()
        assert numbers, "the form ended by itself"
        heard.append((int(numbers[-1]), time.monotonic()))
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    return heard


def kept(qtbot: QtBot, form: Form) -> None:
    """Wait until what is typed is on disk."""
    form.keep_now()
    qtbot.waitUntil(lambda: form.kit.jobs.idle)


def test_while_somebody_writes_the_draft_waits_and_nobody_who_reads_does(
    qtbot: QtBot, show_form: ShowForm, desk: Desk
) -> None:
    form = show_form(SPEC, key=KEY)
    type_in(form, "family_name", "Claes")
    begun, end = threading.Event(), threading.Event()

    def write_for_long() -> None:
        with desk.store.write():
            begun.set()
            end.wait(10)

    writer = threading.Thread(target=write_for_long)
    writer.start()
    begun.wait(10)
    qtbot.wait(keeping.AFTER + 50)
    answers: list[int] = []
    form.kit.jobs.read(form, lambda: 1, answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    assert find_draft(desk, KEY) is None
    end.set()
    writer.join()
    with qtbot.waitSignal(form.draft_kept, timeout=3000):
        pass
    assert find_draft(desk, KEY) is not None


def test_what_could_not_be_kept_while_it_was_saved_is_no_draft_afterwards(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    surroundings = QObject()
    keeper = keeping.DraftKeeper(kit, desk, KEY, lambda: {"family_name": "Claes"}, surroundings)
    keeper.begin(None, None, None)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    tried, saved = threading.Event(), threading.Event()

    def hold() -> None:
        tried.set()
        saved.wait(10)

    with desk.store.write():  # the save of what is typed
        keeper.touch()
        keeper._keep_soon()
        kit.jobs.read(surroundings, hold, lambda _: None)
        tried.wait(10)  # refused by now, and told once this thread looks
    keeper.drop()
    saved.set()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert not keeper.waiting
    keeper._keep_soon()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    assert find_draft(desk, KEY) is None


def test_what_could_not_be_set_aside_is_not_written_over(
    qtbot: QtBot, kit: Kit, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {"family_name": "Claes"}
    surroundings = QObject()
    keeper = keeping.DraftKeeper(kit, desk, KEY, lambda: typed, surroundings)
    keeper.begin(None, None, None)
    keeper.touch()
    keeper.keep_now()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    monkeypatch.setattr(keeping, "PATIENCE", 0)
    with desk.store.write():
        keeper.set_aside(typed=False)
        qtbot.waitUntil(lambda: kit.jobs.idle)

    typed = {"family_name": "Peeters"}
    keeper.touch()
    keeper.keep_now()
    qtbot.waitUntil(lambda: kit.jobs.idle)

    assert sorted(one.values["family_name"] for one in drafts_of(desk)) == ["Claes", "Peeters"]
    current = find_draft(desk, KEY)
    assert current is not None
    assert current.values == typed


def test_a_form_that_goes_waits_for_its_turn_to_write(qtbot: QtBot, kit: Kit, desk: Desk) -> None:
    form = Form(kit, desk, SPEC, None, KEY)
    form.show()
    qtbot.waitUntil(lambda: kit.jobs.idle)
    type_in(form, "family_name", "Claes")
    begun = threading.Event()

    def write_a_while() -> None:
        with desk.store.write():
            begun.set()
            time.sleep(0.2)  # holds the store while the form goes: there is nothing to be told of by then

    writer = threading.Thread(target=write_a_while)
    writer.start()
    begun.wait(10)
    form.hide()
    shiboken6.delete(form)
    qtbot.waitUntil(lambda: kit.jobs.idle)
    writer.join()
    assert find_draft(desk, KEY) is not None


def test_keeping_a_draft_wakes_no_screen(qtbot: QtBot, show_form: ShowForm) -> None:
    form = show_form(SPEC, key=KEY)
    woken: list[int] = []
    form.kit.jobs.changed.connect(lambda: woken.append(1))
    type_in(form, "family_name", "Claes")
    kept(qtbot, form)
    assert woken == []
