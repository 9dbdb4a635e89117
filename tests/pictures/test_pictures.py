"""Every scene looks as it was accepted to look, in Dutch and French, light and dark; and nothing on it is amiss.

On a difference the new picture and one that marks what differs are written beside the test; `tests.pictures.accept`
takes the new one as reference.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.kit.theme import Mode
from tests.pictures.accept import ACCEPTING
from tests.pictures.discovering import LANGUAGES, MODES, all_scenes, pictures_of
from tests.pictures.likeness import REFERENCES, SUFFIX, differs, grab, keep, reference
from tests.pictures.scene import Scene, Stage
from tests.ui.seeing import english, faults

SCENES = all_scenes()
MEGABYTE = 1_000_000


@pytest.fixture
def accepting(request: pytest.FixtureRequest) -> bool:
    """Whether this run takes what it draws as reference: only under `python -m tests.pictures.accept`."""
    return request.config.stash.get(ACCEPTING, False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_it_looks_as_accepted(scene: Scene, stage: Stage, language: str, tmp_path: Path, accepting: bool) -> None:
    stage.size = scene.sizes[0] if scene.sizes else (0, 0)
    widget = scene.build(stage)
    if not widget.isVisible():
        stage.show(widget)
    found = [*faults(widget), *english(widget, language)] if scene.faults else []
    for mode in MODES:
        stage.kit.theme.set_mode(Mode(mode))
        for size in scene.sizes or (None,):
            found += _look(widget, stage, f"{scene.name}/{language}-{mode}", size, tmp_path, accepting=accepting)
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def _look(
    widget: QWidget, stage: Stage, name: str, size: tuple[int, int] | None, folder: Path, *, accepting: bool
) -> list[str]:
    if size is not None:
        widget.resize(*size)
        name = f"{name}-{size[0]}"
    stage.settle()
    picture = grab(widget)
    kept = reference(name)
    apart = differs(picture, kept)
    if apart is None:
        return []
    if accepting:
        keep(picture, kept)
        return []
    new = folder / f"{name.replace('/', '-')}.png"
    keep(picture, new)
    if apart.marked is not None:
        keep(apart.marked, new.with_name(f"{new.stem}-difference.png"))
    return [f"{name} {apart.words}; look at {new}"]


def test_every_reference_belongs_to_a_scene_and_all_together_stay_small(accepting: bool) -> None:
    wanted = {reference(name) for scene in SCENES for name in pictures_of(scene)}
    files = set(REFERENCES.rglob(f"*{SUFFIX}"))
    assert accepting or files == wanted
    assert sum(file.stat().st_size for file in files) < 25 * MEGABYTE
