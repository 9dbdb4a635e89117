"""The chart of levels: gone through by keyboard, read aloud; requests and analyses beside each other."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import Id
from app.models.enums import Capacity, Channel, FileBasis, ThreatKind, ThreatLevel
from app.models.kinds.threat import AnalysisRequest, ThreatAnalysis
from app.services.cases.analyses import record_analysis, request_analysis
from app.services.cases.files import NewFile, open_file
from app.services.cases.rulings import Ruling
from app.ui.kit.kit import Kit
from app.ui.kit.parts import Tone
from app.ui.kit.screen import Address
from app.ui.kit.theme import weight
from app.ui.kit.words import capital
from app.ui.screens.threat_file.level_chart import LevelChart
from app.ui.screens.threat_file.level_courses import Course
from app.ui.screens.threat_file.level_marks import MarkButton
from app.ui.screens.threat_file.level_painter import BESIDE_NAMES, in_short
from app.ui.screens.threat_file.screen import ThreatFileScreen
from app.ui.tables.rows import Rows
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults
from tests.unit.services.paper_world import PaperWorld, a_paper_world

LINE = "OCAD · Belaging · Bedreigde onderzoeksrechter"
OWN = Ruling(Capacity.FILE_OFFICER, Channel.PAPER, reason="Verzoek")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def given(world: PaperWorld, level: int, dated: date, **more: Any) -> Id:
    """Let CUTA have given a level on that day."""
    analysis = ThreatAnalysis(
        service=world.cuta, kind=ThreatKind.STALKING, dated=dated, level=ThreatLevel(level), **more
    )  # fmt: skip
    return record_analysis(world.desk, world.file, analysis)


def opened(work: AtWork, world: PaperWorld) -> ThreatFileScreen:
    return work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "analyses"))


def marks(screen: ThreatFileScreen) -> list[MarkButton]:
    return sorted(
        (one for one in screen.findChildren(MarkButton) if one.isVisibleTo(screen)), key=lambda one: one.mark.day
    )


def said(widget: QWidget, text: QAccessible.Text) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.text(text).replace("\u00a0", " ")


def test_the_arrows_go_from_level_to_level_and_the_lists_follow(work: AtWork, world: PaperWorld) -> None:
    first = given(world, 2, date(2026, 2, 2), valid_until=date(2026, 5, 2))
    later = given(world, 3, date(2026, 6, 1), replaces=first)
    screen = opened(work, world)
    assert faults(screen) == []
    assert english(screen, "nl") == []
    chart, rows = screen.findChild(LevelChart), screen.findChild(Rows, "analyses_rows")
    assert chart is not None
    assert rows is not None
    chart.setFocus()
    for key, wanted in ((Qt.Key.Key_Home, first), (Qt.Key.Key_Right, later), (Qt.Key.Key_Left, first)):
        QTest.keyClick(chart, key)
        assert rows.key == wanted
        current = chart.current()
        assert current is not None
        assert current.mark.uid == wanted
    assert rows.choose(later)
    assert [one.mark.uid for one in marks(screen) if one.isChecked()] == [later]


def test_every_level_and_the_course_of_each_line_are_read_aloud(work: AtWork, world: PaperWorld) -> None:
    first = given(world, 4, date(2026, 2, 2), valid_until=date(2026, 5, 2))
    screen = opened(work, world)
    [mark] = [one for one in marks(screen) if one.mark.uid == first]
    name = said(mark, QAccessible.Text.Name)
    assert name == f"{LINE}: 4 ZEER ERNSTIG, 2 feb 2026, verouderd sinds 2 mei 2026"
    chart = screen.findChild(LevelChart)
    assert chart is not None
    assert said(chart, QAccessible.Text.Name) == "Niveau in de tijd"
    whole = said(chart, QAccessible.Text.Description)
    assert f"{LINE}: 4 ZEER ERNSTIG vanaf 2 feb 2026, verouderd sinds 2 mei 2026." in whole


def test_a_request_stands_beside_its_answer_and_what_is_owed_comes_first(work: AtWork, world: PaperWorld) -> None:
    asked = AnalysisRequest(service=world.cuta, question="Welk niveau?", asked_on=date(2026, 1, 20))
    answered = request_analysis(world.desk, world.file, asked)
    late = AnalysisRequest(
        service=world.cuta, question="Is het nog zo?", asked_on=date(2026, 10, 1), wanted_by=date(2026, 10, 9)
    )
    owed = request_analysis(world.desk, world.file, late)
    analysis = ThreatAnalysis(
        service=world.cuta, kind=ThreatKind.STALKING, dated=date(2026, 2, 2), level=ThreatLevel.MEDIUM
    )
    answer = record_analysis(world.desk, world.file, analysis, answers=answered)
    screen = opened(work, world)
    requests, rows = screen.findChild(Rows, "requests_rows"), screen.findChild(Rows, "analyses_rows")
    assert requests is not None
    assert rows is not None
    assert [line.key for line in requests.lines] == [owed, answered]
    assert requests.lines[0].cells[1].tone is Tone.RED
    requests.choose(answered)
    assert rows.key == answer
    requests.choose(owed)
    assert rows.key is None
    assert work.said(screen, "analyses_detail_text") == "Is het nog zo?"
    rows.choose(answer)
    assert requests.key == answered


def test_the_chart_waits_until_something_was_asked(work: AtWork, world: PaperWorld) -> None:
    file = open_file(world.desk, NewFile("Journalist", FileBasis.STATUS), OWN)
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", file, "analyses"))
    assert not work.there(screen, "level_card")
    assert faults(screen) == []


def test_a_service_too_long_for_the_legend_is_called_as_all_call_it() -> None:
    assert in_short("Coördinatieorgaan voor de dreigingsanalyse (OCAD)") == "OCAD"
    assert in_short("Federale politie") == "Federale politie"


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_the_kind_of_every_line_is_written_whole_beside_it(qtbot: QtBot, kit: Kit, language: str) -> None:
    chart = LevelChart(kit)
    qtbot.addWidget(chart)
    letters = QFontMetrics(weight(chart.font(), 12), chart)
    for kind in ThreatKind:
        about = capital(kit.words.enum(kind))
        chart.put([Course("OCAD", about, "", (), ())], (), (), date(2026, 11, 21))
        assert letters.horizontalAdvance(about) <= chart._names - BESIDE_NAMES, about
