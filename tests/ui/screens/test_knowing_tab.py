"""Who knows what of a file: recipients by version, filtered, read cell by cell, copied."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.core.ids import Id
from app.services.knowing_matrix import Knower
from app.services.paper.copies import copy_register, hand_over, take_back
from app.services.paper.drafting import issue_draft
from app.services.paper.protocols import PROTOCOL
from app.services.paper.subjects import paper_subjects
from app.ui.kit.screen import Address
from app.ui.screens.threat_file.knowing_tab import KnowingTab
from app.ui.screens.threat_file.screen import ThreatFileScreen
from tests.ui.screens.at_work import AtWork
from tests.ui.seeing import english, faults, texts
from tests.unit.services.paper_world import PaperWorld, a_paper_world


@pytest.fixture
def world(tmp_path: Path) -> Iterator[PaperWorld]:
    made = a_paper_world(tmp_path)
    yield made
    made.admin.store.close()


def test_each_recipient_has_a_row_and_each_version_a_column(work: AtWork, world: PaperWorld) -> None:
    judge = next(one for one in paper_subjects(world.desk, world.file) if one.kind == PROTOCOL)
    for _ in range(2):
        issue_draft(world.desk, judge, "nl", world.copies(), accept_untranslated=True)
    *_, last = copy_register(world.desk, world.file)
    hand_over(world.desk, [last.copy], "An Maes")
    take_back(world.desk, [last.copy], "An Maes")
    screen = work.show(ThreatFileScreen, world.desk, Address("threat_file", world.file, "knowing"))
    tab = screen.findChild(KnowingTab)
    assert tab is not None
    model = tab.table.model()
    held = copy_register(world.desk, world.file)
    assert model.columnCount() == 2
    assert model.rowCount() == len({one.recipient for one in held})
    assert faults(screen) == []
    assert english(screen, "nl") == []
    whose = next(key for key, name in keys_of(tab) if name.name == last.recipient or last.recipient in name.also)
    assert tab.table.choose(whose, last.document)
    work.settle()
    assert [said for said in ("Terugbezorgd", "An Maes", last.recipient) if said not in " ".join(texts(tab))] == []
    line = tab.findChild(QLineEdit, "knowing_filter")
    assert line is not None
    line.setText(f"{last.recipient} v1")
    assert (model.rowCount(), tab.table.key) == (1, (whose, last.document))
    line.setText("niemand")
    assert "Niets past bij de filter" in texts(tab)


def keys_of(tab: KnowingTab) -> list[tuple[Id | str, Knower]]:
    return [(one.key, one) for one in tab._matrix.knowers]
