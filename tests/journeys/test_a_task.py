"""A task in the real program: set from a file by Ctrl+K, listed with that file, finished by one key."""

from app.demo import fiction
from tests.journeys.desk import officers
from tests.journeys.desk.window_driver import Window, a_window
from tests.journeys.desk.x_desk import XDesk
from tests.pictures.full_house import House

TITLE = "Slotenmaker bellen"


def take(window: Window, typed: str, said: str) -> None:
    """Take what Ctrl+K finds or offers, wherever in its list it stands."""
    window.key("ctrl+k")
    window.type(typed)
    window.press(said, id="find_list", role="list item")


def test_a_task_is_set_from_a_file_listed_with_it_and_finished(desk: XDesk, house: House) -> None:
    start = ("--language", "nl", "run", "--no-keyring", "--store", str(house.store("BRU1")))
    with a_window(desk, *start) as window:
        officers.unlock(window, fiction.FILE_OFFICER)
        take(window, "arrondissement", f"{fiction.TITLE}*")
        window.see(id="file_state")
        take(window, "taak toevoegen", "Een taak toevoegen…*")
        window.see(id="new_task_act")
        officers.fill(window, "title", TITLE)
        officers.act(window, "new_task")
        take(window, "taken van dit dossier", "Taken van dit dossier*")
        window.press(TITLE, id="tasks_rows", role="table cell")
        window.key("ctrl+d")
        window.see(f"Afgewerkt: {TITLE}", id="undo_bar_words")
        window.gone(TITLE, id="tasks_rows", role="table cell")
        assert window.close() == 0
