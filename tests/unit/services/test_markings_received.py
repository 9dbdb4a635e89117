"""Markings of other systems: kept as received, protected no less than their equivalent, shown where quoted."""

import pytest

from app.core.ids import Id
from app.models.enums import Marking, ThreatLevel
from app.models.kinds.label import Label
from app.models.lists import FOREIGN_MARKINGS
from app.services.cases.analyses import record_analysis
from app.services.cases.attaching import NewAttachment
from app.services.cases.attachments import attach_bytes, read_attachments
from app.services.cases.file_overviews import file_overview
from app.services.cases.labels import set_marking
from app.services.cases.received import BelowItsEquivalent
from app.services.cases.reports import record_report, threat_stream
from app.services.catalogues.uses import uses_of
from app.services.choices import NotOnTheList
from app.services.paper.facts import level_line
from app.services.paper.sources import Sources
from tests.station_world import StationWorld, a_file, a_report, an_analysis


@pytest.fixture
def secret(world: StationWorld, person: Id) -> Id:
    return a_file(world.officer, person, label=Label(marking=Marking.SECRET))


def test_a_report_is_kept_as_it_came_where_it_is_protected_enough(world: StationWorld, file: Id, secret: Id) -> None:
    came = a_report(received_as="nato_secret")

    with pytest.raises(BelowItsEquivalent) as refused:
        record_report(world.officer, file, came)
    with pytest.raises(BelowItsEquivalent):
        record_report(world.officer, secret, a_report(received_as="nato_secret", marking=Marking.RESTRICTED))
    record_report(world.officer, secret, came)

    assert refused.value.facts["field"] == "received_as"
    said = {language: refused.value.say(language) for language in ("nl", "fr", "de", "en")}
    assert all("NATO SECRET" in one for one in said.values())
    assert "GEHEIM" in said["nl"]
    with pytest.raises(NotOnTheList):
        record_report(world.officer, secret, a_report(received_as="starfleet_secret"))


def test_what_holds_it_is_not_marked_lower_afterwards(world: StationWorld, secret: Id) -> None:
    record_report(world.officer, secret, a_report(received_as="eu_confidential"))
    with world.officer.read() as view:
        stream = threat_stream(view, secret)

    set_marking(world.officer, stream, Marking.CONFIDENTIAL, "nagekeken")
    with pytest.raises(BelowItsEquivalent) as refused:
        set_marking(world.officer, stream, Marking.RESTRICTED, "te streng")

    assert refused.value.facts["field"] == "marking"


def test_an_analysis_shows_it_at_the_head_of_its_file_and_on_paper(world: StationWorld, secret: Id) -> None:
    came = an_analysis(world.centre, ThreatLevel.SERIOUS, received_as="eu_secret")
    record_analysis(world.officer, secret, came)

    head = file_overview(world.officer, secret).head
    assert head is not None
    assert head.analysis.received_as == "eu_secret"
    with world.officer.read() as view:
        line = level_line(Sources(view, {}), secret, [])
    assert line is not None
    assert line.received == "SECRET UE/EU SECRET"


def test_an_attachment_carries_it_on_its_label(world: StationWorld, secret: Id, file: Id) -> None:
    new = NewAttachment("nota.txt", received_as="cosmic_top_secret")
    with pytest.raises(BelowItsEquivalent):
        attach_bytes(world.officer, secret, b"text", new)
    before = uses_of(world.admin, FOREIGN_MARKINGS, "eu_restricted", "nl").total

    made = attach_bytes(world.officer, secret, b"text", NewAttachment("nota.txt", received_as="eu_restricted"))

    with world.officer.read() as view:
        [line] = read_attachments(view, secret)
        assert (line.id, line.received_as) == (made, "eu_restricted")
    with pytest.raises(BelowItsEquivalent):
        set_marking(world.officer, line.stream, Marking.NONE, "te streng")
    assert uses_of(world.admin, FOREIGN_MARKINGS, "eu_restricted", "nl").total == before + 1
