"""In which order Ctrl+K lists what it found and what can be done."""

import pytest

from app.services.search.finding import Found, How
from app.services.search.looking_up import Line
from app.ui.kit.action import Action
from app.ui.kit.words import Words
from app.ui.shell.find_rows import rows_of

ACTIONS = [
    Action("file_task", "Een taak toevoegen…", lambda: None),
    Action("go.persons", "Personen", lambda: None, group="Ga naar"),
]
FOUND = [Line(Found(b"f" * 16, "threat_file", b"r" * 16, "decision", "Onderzoeksrechter", next(iter(How)), 0.5))]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("taak toevoegen", "Een taak toevoegen…"), ("taak", "Onderzoeksrechter"), ("ga naar", "Onderzoeksrechter")],
)
def test_several_words_of_a_command_lead_to_it_before_what_was_found(typed: str, first: str) -> None:
    rows = rows_of(Words("nl"), typed, FOUND, ACTIONS, frozenset({"threat_file"}))
    assert next(row.text for row in rows if not row.heading) == first


def test_what_cannot_be_done_now_stands_last_with_why_and_never_hides_what_can() -> None:
    actions = [
        Action("file_task", "Een taak toevoegen…", lambda: None, enabled=lambda: False, why=lambda: "Het is gesloten."),
        Action("task.finish", "Taak afwerken", lambda: None, enabled=lambda: False),
        *ACTIONS[1:],
        Action("go.tasks", "Taken", lambda: None, group="Ga naar"),
    ]
    rows = rows_of(Words("nl"), "ta", FOUND, actions, frozenset({"threat_file"}))
    said = [(row.text, row.why) for row in rows]
    assert said == [
        ("Beschermingsdossiers", ""), ("Onderzoeksrechter", ""), ("Opdrachten", ""), ("Taken", ""),
        ("Nu niet mogelijk", ""), ("Een taak toevoegen…", "Het is gesloten."),
        ("Taak afwerken", "Dat kan hier nu niet."),
    ]  # fmt: skip
    assert rows_of(Words("nl"), "ga naar", [], actions[:2], frozenset()) == []  # by its own words only
