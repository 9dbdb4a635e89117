"""Modules that come with their first use: until then absent, then the true ones."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[3]


def told(program: str) -> str:
    """Run a program in a process of its own and return what it prints."""
    run = subprocess.run([sys.executable, "-c", program], cwd=TOP, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_what_sqlalchemy_imports_and_nobody_uses_is_not_loaded() -> None:
    program = "import sys, app, sqlalchemy; print({'asyncio.events', 'ssl', 'email'} & sys.modules.keys())"
    assert told(program) == "set()"


def test_who_uses_it_gets_the_true_module() -> None:
    program = """
import app, asyncio, sys
from importlib import metadata
async def answer(): return asyncio.get_running_loop().is_running()
print(asyncio.run(answer()), metadata.version("sqlalchemy")[:2], sys.modules["asyncio"].__file__[-19:])
"""
    assert told(program) == "True 2. asyncio/__init__.py"


def test_parts_of_it_and_all_of_it_can_be_imported() -> None:
    program = """
import app
import asyncio.subprocess
from asyncio import *
print(asyncio.subprocess.PIPE, run.__module__)
"""
    assert told(program) == "-1 asyncio.runners"


def test_what_is_no_part_of_it_is_refused() -> None:
    assert (
        told("import app, asyncio; print(hasattr(asyncio, 'nothing'), hasattr(asyncio, '__nothing__'))")
        == "False False"
    )


def test_a_main_window_and_all_its_screens_bring_nothing_that_is_rare() -> None:
    program = """
import sys
from importlib import import_module
from app import bootstrap
from app.ui.kit.bringing import modules_below
from app.ui.shell.program import ROOMS
bootstrap.places(bootstrap.station(keyring=False))
for module in modules_below(ROOMS): import_module(module)
rare = {"reportlab", "PIL", "uharfbuzz", "bidi", "segno", "holidays", "dateutil", "phonenumbers", "stdnum", "pycountry"}
print(sorted((rare | {"alembic", "ssl", "email", "html", "asyncio.events"}) & sys.modules.keys()))
"""
    assert told(program) == "[]"
