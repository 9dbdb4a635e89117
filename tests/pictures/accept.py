"""Accept pictures as they are drawn now: `python -m tests.pictures.accept [NAME ...]`.

Nothing else ever writes a reference. Without names every scene is drawn anew; a name is a scene's, or the beginning of
several (`threat_file`). What changed is listed: look at each before it is committed.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from tests.pictures.discovering import LANGUAGES, all_scenes, sheets_of
from tests.pictures.likeness import REFERENCES, SUFFIX, keep, kept, reference

TOP = Path(__file__).resolve().parents[2]
INTO = "--accept-into"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run say where pictures that differ are gathered: where `main` loads this module as a plugin, only."""
    parser.addoption(INTO, type=Path)


def gathering(config: pytest.Config) -> Path | None:
    """Return the folder where what is drawn is gathered to be accepted; None in every other run."""
    folder: Path | None = config.getoption(INTO, None)
    return folder


def gathered(folder: Path, sheet: str, language: str) -> Path:
    """Return where one picture of a sheet waits to be accepted."""
    return folder / f"{sheet}-{language}.png"


def main(names: list[str]) -> int:
    """Draw and keep; remove what was asked for by name and no scene has any more. Return an exit code."""
    scenes = [scene for scene in all_scenes() if not names or scene.name.startswith(tuple(names))]
    if not scenes:
        print("no scene has such a name", file=sys.stderr)
        return 2
    chosen = " or ".join(scene.name for scene in scenes)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "tests.pictures.accept", "-k", chosen]
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, INTO, folder, "tests/pictures/test_pictures.py"], cwd=TOP, check=False
        ).returncode
        for sheet in (sheet for scene in scenes for sheet in sheets_of(scene)):
            _take(Path(folder), sheet)
    wanted = {reference(sheet) for scene in all_scenes() for sheet in sheets_of(scene)}
    for file in sorted(REFERENCES.rglob(f"*{SUFFIX}")):
        asked_for = not names or file.relative_to(REFERENCES).parts[0].startswith(tuple(names))
        if asked_for and file not in wanted:
            file.unlink()
    changed = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all", "--", str(REFERENCES)], cwd=TOP, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    print(changed.stdout or "no reference changed")
    return done


def _take(folder: Path, sheet: str) -> None:
    """Put what differed into a sheet; a language that is as it was, or could not be drawn, stays."""
    new = [gathered(folder, sheet, language) for language in LANGUAGES]
    if not any(file.exists() for file in new):
        return
    known: list[Image.Image | None] = [*kept(reference(sheet))] or [None] * len(LANGUAGES)
    pictures = [Image.open(file) if file.exists() else old for file, old in zip(new, known, strict=True)]
    whole = [one for one in pictures if one is not None]
    if len(whole) == len(LANGUAGES):
        keep(whole, reference(sheet))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
