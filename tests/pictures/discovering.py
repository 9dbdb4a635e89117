"""Find the scenes: every module of `scenes/` tells its own in `SCENES`."""

import importlib
from pathlib import Path

from tests.pictures.scene import Scene

FOLDER = Path(__file__).with_name("scenes")
LANGUAGES = ("nl", "fr")
"""From left to right on every sheet."""
MODES = ("light", "dark")


def all_scenes() -> list[Scene]:
    """Return the scenes of every room, by name. Raises ValueError on a name told twice."""
    rooms = [file.stem for file in sorted(FOLDER.glob("*.py"))]
    found: list[Scene] = []
    for room in rooms:
        found += importlib.import_module(f"tests.pictures.scenes.{room}").SCENES
    names = [scene.name for scene in found]
    if len(set(names)) < len(names):
        raise ValueError(sorted(names))
    return sorted(found, key=lambda scene: scene.name)


def sheet_name(scene: Scene, mode: str, size: tuple[int, int] | None) -> str:
    """Return the name of a sheet: `room.what/light-1366`, of a dialog `room.what/light`."""
    return f"{scene.name}/{mode}-{size[0]}" if size else f"{scene.name}/{mode}"


def sheets_of(scene: Scene) -> list[str]:
    """Return the name of every sheet of a scene."""
    return [sheet_name(scene, mode, size) for mode in MODES for size in scene.sizes or (None,)]
