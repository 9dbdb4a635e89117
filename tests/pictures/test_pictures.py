"""Every scene looks as it was accepted to look, in Dutch and French, light and dark; and nothing on it is amiss.

On a difference the new picture and one that marks what differs are written beside the test; `tests.pictures.accept`
takes the new one as reference.
"""

from functools import lru_cache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.kit.theme import Mode
from tests.pictures.accept import gathered, gathering
from tests.pictures.discovering import LANGUAGES, MODES, all_scenes, sheet_name, sheets_of
from tests.pictures.drawn import not_shown
from tests.pictures.likeness import REFERENCES, SUFFIX, differs, grab, kept, reference
from tests.pictures.scene import Scene, Stage
from tests.ui.eliding import not_whole
from tests.ui.seeing import english, faults

SCENES = all_scenes()
MEGABYTE = 1_000_000
MAY_BE_CUT = {
    # rows of two lines in a list of everything, whose columns the officer widens
    "registers.threat_files", "registers.assignments", "window.threat_files", "window.narrow", "window.partner",
    # as wide as it lasts, and named in a column of one line
    "threat_file.gantt", "visit.programme", "visit.called_off",
    # one line for each thing that names a person; a press opens it
    "person.judge", "person.merged", "person.not_shared",
    # a code as a scanner types it
    "paper.verified",
}  # fmt: skip
"""Scenes in which a text may end in an ellipsis, and why; its tool tip says it whole."""


@pytest.fixture
def accepted(request: pytest.FixtureRequest) -> Path | None:
    """Where what differs is gathered to be accepted: only under `python -m tests.pictures.accept`."""
    return gathering(request.config)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_it_looks_as_accepted(scene: Scene, stage: Stage, language: str, tmp_path: Path, accepted: Path | None) -> None:
    stage.size = scene.sizes[0] if scene.sizes else (0, 0)
    widget = scene.build(stage)
    if not widget.isVisible():
        stage.show(widget)
    found = [*faults(widget), *english(widget, language)] if scene.faults else []
    found += not_shown(scene.name, widget)
    for mode in MODES:
        if stage.kit.theme.mode is not Mode(mode):  # to style all anew takes as long as a picture
            stage.kit.theme.set_mode(Mode(mode))
        for size in scene.sizes or (None,):
            if size is not None:
                widget.resize(*size)
            stage.settle()
            if mode == MODES[0] and scene.faults and scene.name not in MAY_BE_CUT:
                found += not_whole(widget)
            apart = _apart(widget, sheet_name(scene, mode, size), language, accepted or tmp_path)
            found += [apart] if apart and accepted is None else []
    if found:
        pytest.fail("\n".join(found), pytrace=False)


_sheet = lru_cache(maxsize=8)(kept)
"""A sheet holds both languages, whose tests follow one another."""


def _apart(widget: QWidget, sheet: str, language: str, folder: Path) -> str:
    """Return how the widget differs from its reference, and keep what it shows; empty where it does not."""
    picture, known = grab(widget), _sheet(reference(sheet))
    apart = differs(picture, known[LANGUAGES.index(language)] if known else None)
    if apart is None:
        return ""
    new = gathered(folder, sheet, language)
    new.parent.mkdir(parents=True, exist_ok=True)
    picture.save(new)
    if apart.marked is not None:
        apart.marked.save(new.with_name(f"{new.stem}-difference.png"))
    return f"{sheet} in {language} {apart.words}; look at {new}"


def test_every_reference_belongs_to_a_scene_and_all_together_stay_small(accepted: Path | None) -> None:
    wanted = {reference(sheet) for scene in SCENES for sheet in sheets_of(scene)}
    files = set(REFERENCES.rglob(f"*{SUFFIX}"))
    assert accepted is not None or files == wanted
    assert sum(file.stat().st_size for file in files) < 30 * MEGABYTE
