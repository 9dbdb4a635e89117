"""Accept pictures as they are drawn now: `python -m tests.pictures.accept [NAME ...]`.

Nothing else ever writes a reference. Without names every scene is drawn anew; a name is a scene's, or the beginning of
several (`threat_file`). What changed is listed: look at each before it is committed.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.pictures.discovering import all_scenes, pictures_of
from tests.pictures.likeness import REFERENCES, SUFFIX, reference

TOP = Path(__file__).resolve().parents[2]
ACCEPTING: pytest.StashKey[bool] = pytest.StashKey()


def pytest_configure(config: pytest.Config) -> None:
    """Let this run write: called where this module is loaded as a plugin, which only `main` does."""
    config.stash[ACCEPTING] = True


def main(names: list[str]) -> int:
    """Draw and keep; remove what was asked for by name and no scene has any more. Return an exit code."""
    scenes = [scene for scene in all_scenes() if not names or scene.name.startswith(tuple(names))]
    if not scenes:
        print("no scene has such a name", file=sys.stderr)
        return 2
    chosen = " or ".join(scene.name for scene in scenes)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "tests.pictures.accept", "-k", chosen]
    done = subprocess.run([*command, "tests/pictures/test_pictures.py"], cwd=TOP, check=False).returncode
    wanted = {reference(name) for scene in all_scenes() for name in pictures_of(scene)}
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
