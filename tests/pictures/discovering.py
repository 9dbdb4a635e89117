"""Find the scenes: every module of `scenes/` tells its own in `SCENES`."""

import importlib
from pathlib import Path

from tests.pictures.scene import Scene

FOLDER = Path(__file__).with_name("scenes")
LANGUAGES = ("nl", "fr")
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


def pictures_of(scene: Scene) -> list[str]:
    """Return the name of every picture of a scene: `room.what/nl-light-1366`, of a dialog `room.what/nl-light`."""
    widths = [f"-{width}" for width, _ in scene.sizes] or [""]
    return [f"{scene.name}/{told}-{mode}{width}" for told in LANGUAGES for mode in MODES for width in widths]
