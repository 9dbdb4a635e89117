"""Nothing personal gets into the log, an exception's repr or its traceback, whoever puts it there."""

import errno
import gc
import io
import logging
import stat
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.core.clock import SteppingClock
from app.core.errors import KnownError, PraesidiumError, UserError
from app.core.log import LOGGER, MOST_BYTES, note, note_failure, start_log

SECRET = "Nele Lambrecht"


class Refused(UserError):
    """A refusal with a fact."""

    sentence = "It is {name}."


def refuse() -> None:
    raise Refused(name=SECRET, field="name")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Callable[[], str]]:
    stop = start_log(tmp_path / "logs", SteppingClock(datetime(2026, 11, 21, 9, tzinfo=UTC)))
    yield (tmp_path / "logs" / "praesidium.log").read_text
    stop()


def test_a_line_is_a_kind_with_ids_and_numbers(log: Callable[[], str]) -> None:
    note("import_refused", bundle=bytes(range(16)), entries=12)
    line = "2026-11-21T09:00:00+00:00 INFO import_refused bundle=000102030405060708090a0b0c0d0e0f entries=12\n"
    assert log() == line


@pytest.mark.parametrize("fact", [SECRET, SECRET.encode(), [SECRET], {"name": SECRET}, SECRET.encode() * 9, 1.5])
def test_a_fact_that_is_no_id_is_written_as_its_type(log: Callable[[], str], fact: Any) -> None:
    note("odd", what=fact)
    assert log().endswith(f"odd what=<{type(fact).__name__}>\n")


@pytest.mark.parametrize("kind", [SECRET, "", "x" * 99, "a b"])
def test_a_kind_is_never_data(log: Callable[[], str], kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        note(kind)
    assert log() == ""


def test_of_a_failure_the_classes_and_places_are_kept_and_no_message(log: Callable[[], str]) -> None:
    try:
        try:
            refuse()
        except Refused as first:
            raise RuntimeError(f"while handling {SECRET}") from first
    except RuntimeError as failure:
        note_failure(failure, file=bytes(range(100, 116)))
    assert "RuntimeError<Refused test_log.py:" in log()
    assert SECRET not in log()


def test_what_nobody_caught_is_noted_and_not_printed(
    log: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        refuse()
    except Refused as failure:
        sys.excepthook(type(failure), failure, failure.__traceback__)
    assert "uncaught Refused test_log.py:" in log()
    assert SECRET not in log() + "".join(capsys.readouterr())


def test_nor_is_what_a_thread_raised_or_what_was_raised_while_something_was_thrown_away(
    log: Callable[[], str], capsys: pytest.CaptureFixture[str]
) -> None:
    class Thrown:
        """Keeps somebody's name, and fails when it goes."""

        def __repr__(self) -> str:
            return SECRET

        def __del__(self) -> None:
            raise RuntimeError(SECRET)

    thread = threading.Thread(target=refuse)
    thread.start()
    thread.join()
    Thrown()
    gc.collect()
    assert "uncaught Refused threading.py:" in log()
    assert "uncaught RuntimeError test_log.py:" in log()
    assert SECRET not in log() + "".join(capsys.readouterr())


@pytest.mark.usefixtures("log")
def test_what_the_disk_does_not_take_is_not_printed_instead(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Full(io.StringIO):
        """A disk without room."""

        def write(self, _text: str) -> int:
            raise OSError(errno.ENOSPC, "full")

        def fileno(self) -> int:
            return 0

    [handler] = [one for one in logging.getLogger().handlers if getattr(one, "baseFilename", "").endswith("sidium.log")]
    with monkeypatch.context() as full:
        full.setattr(handler, "stream", Full())
        logging.getLogger("sqlalchemy.engine").error("row %s", SECRET)
    assert SECRET not in "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["sqlalchemy.engine", LOGGER, f"named {SECRET}"])
def test_what_libraries_say_is_withheld(log: Callable[[], str], name: str) -> None:
    logger = logging.getLogger(name)
    logger.error("row %s", SECRET)
    try:
        refuse()
    except Refused:
        logger.exception("it failed")
    assert log().count("withheld") == 2
    assert SECRET not in log()


@pytest.mark.usefixtures("log")
def test_the_file_is_its_owners_and_does_not_grow_for_ever(tmp_path: Path) -> None:
    subjects = {f"subject{number}": bytes([200] * 32) for number in range(20)}
    for _ in range(800):
        note("filling_the_log", **subjects)
    note("the_newest")
    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == ["praesidium.log", *(f"praesidium.log.{number}" for number in (1, 2, 3))]
    assert files[0].read_text().endswith("the_newest\n")
    assert all(file.read_text().endswith("\n") for file in files)
    assert all(file.stat().st_size <= MOST_BYTES for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_without_a_folder_nothing_is_written_and_what_was_is_put_back() -> None:
    before = logging.getLogger().handlers[:]
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    stop = start_log(None, SteppingClock(datetime(2026, 11, 21, 9, tzinfo=UTC)))
    note("nothing")
    stop()
    assert logging.getLogger().handlers == before
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks


def every_refusal() -> list[type[PraesidiumError]]:
    found: list[type[PraesidiumError]] = []
    left: list[type[PraesidiumError]] = [PraesidiumError]
    while left:
        one = left.pop()
        found.append(one)
        left += one.__subclasses__()
    return found


@pytest.mark.parametrize("kind", [UserError, KnownError, Refused])
def test_facts_are_attributes_and_nowhere_else(kind: type[PraesidiumError]) -> None:
    with pytest.raises(kind) as caught:
        raise kind(name=SECRET, path=SECRET)
    refused = caught.value
    assert refused.name == SECRET
    shown = [repr(refused), str(refused), "".join(traceback.format_exception(refused)), str(refused.args)]
    assert not [text for text in shown if SECRET in text]


def test_no_refusal_of_the_program_shows_its_facts() -> None:
    for kind in every_refusal():
        if kind.__init__ is PraesidiumError.__init__:
            refused = kind(name=SECRET)
            assert SECRET not in repr(refused) + str(refused), kind
            assert refused.args == (kind.__name__,), kind
