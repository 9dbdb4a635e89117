"""The bench of tasks measures what it says: files with measures, tasks that wait, that are finished and put off."""

from pathlib import Path

from app.bench.finding import a_desk
from app.bench.tasks import EACH, fill
from app.services.tasks.lines import TaskQuery, TaskState, Whose
from app.services.tasks.listing import list_tasks


def test_a_small_store_has_tasks_of_every_sort(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    try:
        fill(desk, files=60, waiting=8, finished=5, sleeping=4)
        found = {state: list_tasks(desk, TaskQuery(Whose.DESK, state), "nl") for state in TaskState}
        with desk.read() as view:
            measures = view.connection.exec_driver_sql("SELECT count(*) FROM p_measure").scalar_one()
    finally:
        desk.store.close()

    assert measures == 60 * EACH
    assert found[TaskState.DONE].total == 5
    assert sum(not line.raised for line in found[TaskState.OPEN].lines) == 8
    assert found[TaskState.PUT_OFF].total > 0
    assert any(line.raised for line in found[TaskState.OPEN].lines)
