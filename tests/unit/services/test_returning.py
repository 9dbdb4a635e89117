"""A return form comes back: found by its code, refused in its own words, recorded whole in one save or not at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import PraesidiumError
from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.documents.content import ProtocolContent
from app.documents.return_form import render_return_forms
from app.documents.seal import ForgedPaper, UnreadableSeal
from app.models.enums import CopyState, NeedKind, Role
from app.models.kinds.measures import ExecutionReport
from app.models.kinds.paper import DocumentCopy, DocumentData, IssuedDocument
from app.models.rights import NotAllowed
from app.services.cases.consents import SignedAhead
from app.services.cases.executions import CorrectedAlready, CountsUnclear, NeverRan, PeriodUnclear
from app.services.desk import NotThere
from app.services.paper.checks import PaperVerdict
from app.services.paper.copies import NobodyNamed, hand_over, recall_document
from app.services.paper.issuing import Issued, station_sign
from app.services.paper.protocols import RETURN_FORM, issue_protocol
from app.services.paper.return_refusals import (
    FormAltered,
    FormElsewhere,
    FormRecorded,
    FormUnknown,
    NotAReturnForm,
    NothingTold,
)
from app.services.paper.returning import Returned, ReturnForm, find_return_form, record_return_form, return_form
from app.services.paper.snapshot import thaw
from app.services.paper.sources import CopyFor
from app.services.situation.needs import Need
from app.services.situation.whole import needs
from tests.reads import executions_of, measures_of
from tests.unit.services.paper_world import PaperWorld, a_paper_world, sit

TODAY = date(2026, 11, 21)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def form_for(world: PaperWorld) -> Issued:
    """Issue a return form for the police zone."""
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    return issue_protocol(world.desk, world.file, world.person, "nl", copies, kind=RETURN_FORM)


def scanned(world: PaperWorld, issued: Issued) -> str:
    """Return the text of a form's QR code."""
    with world.desk.read() as view:
        record = view.get(IssuedDocument, issued.document)
        found = thaw(view.find(DocumentData, "document = ?", issued.document)[0][1].data, record.snapshot)
        assert isinstance(found.content, ProtocolContent)
        (made,) = render_return_forms(found.content, found.copies[:1], "nl", station_sign(view))
    return made.seals[0]


def done(form: ReturnForm, at: int = 0, **more: Any) -> tuple[Id, ExecutionReport]:
    """Say of a measure that it was executed as planned."""
    one = form.measures[at]
    report = ExecutionReport(from_on=one.begins, to_on=one.ends, planned=3, done=3, not_done=0)
    return one.id, replace(report, **more)


def filled(form: ReturnForm, *reports: tuple[Id, ExecutionReport], **more: Any) -> Returned:
    """Fill a form in as its sender would."""
    whole = Returned(form.copy, "INP Claes", TODAY, [one.copy for one in form.receipts], reports)
    return replace(whole, **more)


def state_of(world: PaperWorld, copy: Id) -> CopyState | None:
    with world.desk.read() as view:
        return view.get(DocumentCopy, copy).state


def entries(world: PaperWorld) -> int:
    with world.desk.read() as view:
        return int(view.connection.exec_driver_sql("SELECT count(*) FROM save").scalar_one())


def test_a_scan_and_a_control_code_lead_to_the_measures_of_the_form_and_the_protocol_to_sign_for(
    world: PaperWorld,
) -> None:
    protocol = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    issued = form_for(world)
    form = find_return_form(world.desk, scanned(world, issued))
    assert find_return_form(world.desk, issued.copies[0].control_code.lower()) == form
    assert return_form(world.desk, form.copy) == form
    assert (form.recipient, form.verdict, form.recorded_on) == ("PZ Antwerpen", PaperVerdict.CURRENT, None)
    assert {one.id for one in form.measures} == set(world.measures.values())
    assert [one.copy for one in form.receipts] == [protocol.copies[1].copy]
    assert (form.measures[0].begins, form.measures[0].ends) == (date(2026, 11, 3), TODAY)


def test_all_that_a_form_tells_is_one_save_and_nobody_waits_for_it_any_more(world: PaperWorld) -> None:
    protocol = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    hand_over(world.desk, [protocol.copies[1].copy], "INP Claes")
    assert len(waits(world)) == 1
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    before = entries(world)

    made = record_return_form(world.desk, filled(form, done(form), done(form, 1, by_whom="ploeg 14", done=2)))

    assert (entries(world) - before, len(made)) == (1, 2)
    assert state_of(world, protocol.copies[1].copy) is CopyState.ACKNOWLEDGED
    assert state_of(world, form.copy) is CopyState.RETURNED
    assert waits(world) == []
    reports = [executions_of(world.desk, form.measures[at].id)[0].record for at in (0, 1)]
    assert [one.by_whom for one in reports] == ["INP Claes", "ploeg 14"]
    assert {(one.organisation, one.acknowledged) for one in reports} == {(world.zone, form.copy)}
    silent = {row.id for row in measures_of(world.desk, world.file) if row.unconfirmed}
    assert silent == {form.measures[2].id}


def waits(world: PaperWorld) -> list[Need]:
    return list(needs(world.desk, NeedKind.UNACKNOWLEDGED))


def test_a_form_that_came_back_is_told_so_and_takes_another_period(world: PaperWorld) -> None:
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    yesterday = TODAY - timedelta(days=1)
    record_return_form(world.desk, filled(form, done(form, to_on=yesterday)))
    again = return_form(world.desk, form.copy)
    with pytest.raises(FormRecorded) as refused:
        record_return_form(world.desk, filled(again, done(again)))
    assert "21 november 2026" in refused.value.say("nl")
    assert "INP Claes" in refused.value.say("nl")
    assert (again.measures[0].begins, again.measures[0].planned) == (TODAY, 3)
    assert len(record_return_form(world.desk, filled(again, done(again)), again=True)) == 1
    assert len(executions_of(world.desk, form.measures[0].id)) == 2


def test_what_was_recorded_of_a_form_is_corrected_from_the_form(world: PaperWorld) -> None:
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    (first,) = record_return_form(world.desk, filled(form, done(form, done=33)))
    again = return_form(world.desk, form.copy)
    told = again.measures[0].told
    assert told is not None
    assert (told[0], told[1].done) == (first, 33)
    assert again.measures[1].told is None

    measure, report = done(again, from_on=told[1].from_on, done=3)
    right = replace(report, corrects=first)
    (made,) = record_return_form(world.desk, filled(again, (measure, right)), again=True)

    found = {one.id: one for one in executions_of(world.desk, measure)}
    assert (found[first].corrected_by, found[made].corrected_by) == (made, None)
    assert (found[made].record.acknowledged, found[made].record.organisation) == (form.copy, world.zone)
    newest = return_form(world.desk, form.copy).measures[0].told
    assert newest is not None
    assert newest[0] == made
    with pytest.raises(CorrectedAlready) as refused:
        record_return_form(world.desk, filled(again, (measure, right)), again=True)
    assert refused.value.facts["measure"] == measure


def test_a_form_of_a_version_that_was_replaced_or_recalled_is_recorded_and_said_to_be_old(world: PaperWorld) -> None:
    first = form_for(world)
    form_for(world)
    form = find_return_form(world.desk, scanned(world, first))
    assert (form.verdict, form.version, form.newest) == (PaperVerdict.SUPERSEDED, 1, 2)
    recall_document(world.desk, first.document, "fout")
    form = return_form(world.desk, form.copy)
    assert form.verdict is PaperVerdict.RECALLED
    assert len(record_return_form(world.desk, filled(form, done(form)))) == 1


def test_every_wrong_code_is_refused_in_its_own_words_in_four_languages(world: PaperWorld) -> None:
    protocol = issue_protocol(world.desk, world.file, world.person, "nl", world.copies())
    good = scanned(world, form_for(world))
    forged = good[:-20] + ("A" if good[-20] != "A" else "B") + good[-19:]
    refusals: list[PraesidiumError] = []
    for text, kind in (
        ("hallo", UnreadableSeal), (good[:60], UnreadableSeal), ("0000-0000", FormUnknown), (forged, ForgedPaper),
        (protocol.copies[0].control_code, NotAReturnForm),
    ):  # fmt: skip
        with pytest.raises(kind) as refused:
            find_return_form(world.desk, text)
        refusals.append(refused.value)
    refusals += [FormAltered(), FormElsewhere(station="ANT1"), FormRecorded(day=TODAY, by_whom="ploeg 14")]
    for language in LANGUAGES:
        said = [one.say(language) for one in refusals]
        assert len(set(said)) == len(refusals) - 1, language  # two of them are no code at all
        assert not [one for one in said if "{" in one]


def test_a_form_of_a_register_that_is_not_here_says_where_it_was_issued(world: PaperWorld) -> None:
    text = scanned(world, form_for(world))
    stranger = sit(world.admin, world.on, "Jan Claes", Role.FILE_OFFICER, world.zone)
    with pytest.raises(FormElsewhere) as refused:
        find_return_form(stranger, text)
    assert "BRU1" in refused.value.say("nl")


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"by_whom": " "}, NobodyNamed),
        ({"signed_on": TODAY + timedelta(days=1)}, SignedAhead),
        ({"receipts": (), "reports": ()}, NothingTold),
        ({"from_on": TODAY, "to_on": TODAY - timedelta(days=1)}, PeriodUnclear),
        ({"to_on": TODAY + timedelta(days=1)}, PeriodUnclear),
        ({"done": -1}, CountsUnclear),
        ({"from_on": date(2026, 1, 1), "measure": b"\1" * 16}, NotThere),
    ],
)
def test_what_cannot_be_leaves_the_register_and_the_measures_as_they_were(
    world: PaperWorld, wrong: dict[str, Any], refusal: type[Exception]
) -> None:
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    fields = {name for name in wrong if name in ("by_whom", "signed_on", "receipts", "reports")}
    measure, report = done(form, **{name: value for name, value in wrong.items() if name not in {*fields, "measure"}})
    good = done(form, 1)
    reports = (good, (wrong.get("measure", measure), report))
    returned = replace(filled(form, *reports), **{name: wrong[name] for name in fields})
    before = entries(world)
    with pytest.raises(refusal):
        record_return_form(world.desk, returned)
    assert entries(world) == before
    assert state_of(world, form.copy) is CopyState.PREPARED


def test_of_a_measure_that_has_not_begun_nothing_is_reported(world: PaperWorld) -> None:
    late = world.add_measure("late", start=TODAY + timedelta(days=3))
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    line = next(one for one in form.measures if one.id == late)
    assert (line.begins, line.ends) == (None, None)
    report = ExecutionReport(from_on=TODAY, to_on=TODAY, done=1)
    with pytest.raises(NeverRan):
        record_return_form(world.desk, filled(form, (late, report)))


def test_who_may_not_handle_paper_records_no_form(world: PaperWorld) -> None:
    form = find_return_form(world.desk, form_for(world).copies[0].control_code)
    approver = sit(world.admin, world.on, "Piet Claes", Role.APPROVER)
    with pytest.raises(NotAllowed):
        return_form(approver, form.copy)
    with pytest.raises(NotAllowed):
        record_return_form(approver, filled(form, done(form)))


def test_measures_of_the_sender_come_first(world: PaperWorld) -> None:
    other = world.add_measure("other", type="video", executing=(world.cuta,))
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    made = issue_protocol(world.desk, world.file, world.person, "fr", copies, kind=RETURN_FORM)
    form = find_return_form(world.desk, made.copies[0].control_code)
    assert form.measures[-1].id == other
