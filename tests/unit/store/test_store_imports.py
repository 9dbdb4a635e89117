"""The unlock screen asks for name and passphrase before anything heavy is loaded."""

import subprocess
import sys

import pytest

HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "keyring", "reportlab", "phonenumbers")


@pytest.mark.parametrize("module", ["slots", "keys", "delay", "attempt", "device", "lock", "refusals"])
def test_what_the_unlock_screen_needs_loads_nothing_heavy(module: str) -> None:
    asked = f"import sys, app.store.{module}; print([name for name in {HEAVY} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
