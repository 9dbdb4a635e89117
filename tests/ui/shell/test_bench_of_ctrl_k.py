"""The bench of Ctrl+K measures every key through the widget, and tells when a name was not found."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.bench.finding import a_desk, fill
from app.bench.palette import a_box, typed


def test_every_key_is_measured_until_its_hits_are_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    try:
        people = fill(desk, 30)
        with a_box(desk) as box:
            looked = typed(box, people, 2, seed=3)
            strangers = typed(box, [(bytes(16), "Qqzzxx Wwkkjj")], 1, seed=3)
    finally:
        desk.store.close()
    assert looked.found == 1.0
    assert len(looked.times) >= 2 * min(len(name) for _, name in people) - 2
    assert min(looked.times) > 0
    assert strangers.found == 0.0
