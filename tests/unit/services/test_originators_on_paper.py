"""No copy leaves to whom the originator of something printed on it did not agree; what is not printed asks nobody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.core.ids import Id
from app.models.enums import Action, Marking, SubjectKind, ThreatKind, ThreatLevel
from app.models.kinds.label import Label
from app.models.kinds.paper import IssuedDocument
from app.models.kinds.threat import ThreatAnalysis, ThreatReport
from app.services.paper.protocols import DISPATCHER, issue_protocol
from app.services.paper.sources import CopyFor, OriginatorNotAsked
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def analysed(world: PaperWorld, originator: Id, marking: Marking = Marking.CONFIDENTIAL) -> None:
    """Record the analysis that gives the level from now on."""
    with world.desk.write() as unit:
        unit.require(Action.ANALYSE, world.threat)
        unit.create(
            world.threat,
            ThreatAnalysis(
                file=world.file, subject_kind=SubjectKind.PERSON, subject=world.person, service=world.cuta,
                kind=ThreatKind.TERRORISM, dated=date(2026, 11, 20), level=ThreatLevel.VERY_SERIOUS,
                originator=originator, marking=marking,
            ),
        )  # fmt: skip
        unit.save()


def test_the_originator_of_the_analysis_that_is_printed_is_asked(world: PaperWorld) -> None:
    analysed(world, world.cuta)
    copies = [CopyFor("OCAD", world.cuta), CopyFor("PZ Antwerpen", world.zone)]
    with pytest.raises(OriginatorNotAsked) as refused:
        issue_protocol(world.desk, world.file, world.person, "nl", copies)
    assert refused.value.number == 2
    assert issue_protocol(world.desk, world.file, world.person, "nl", copies[:1]).version == 1
    sheet = issue_protocol(world.desk, world.file, world.person, "nl", copies, kind=DISPATCHER)
    assert sheet.version == 1, "a sheet without the level is not held up"


def test_with_its_consent_the_copy_leaves(world: PaperWorld) -> None:
    analysed(world, world.cuta)
    with world.desk.write() as unit:
        unit.require(Action.LABEL, world.threat)
        unit.change(world.threat, world.threat, Label, {"consented": (world.zone,)})
        unit.save()
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    assert issue_protocol(world.desk, world.file, world.person, "nl", copies).version == 1


def test_a_report_that_is_not_printed_asks_nobody(world: PaperWorld) -> None:
    with world.desk.write() as unit:
        unit.require(Action.REPORT, world.threat)
        unit.create(world.threat, ThreatReport(file=world.file, form="letter", description="x", originator=world.cuta))
        unit.save()
    copies = [CopyFor("PZ Antwerpen", world.zone)]
    assert issue_protocol(world.desk, world.file, world.person, "nl", copies).version == 1


def test_a_paper_is_marked_as_the_analysis_it_prints(world: PaperWorld) -> None:
    with world.desk.read() as view:
        own = view.facts.organisation
    analysed(world, own, Marking.SECRET)
    issued = issue_protocol(world.desk, world.file, world.person, "nl", [CopyFor("PZ Antwerpen", world.zone)])
    with world.desk.read() as view:
        assert view.get(IssuedDocument, issued.document).marking is Marking.SECRET
