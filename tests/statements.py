"""How many statements something costs: what grows with the rows it shows is slow where it matters most."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from app.services.desk import Desk


@contextmanager
def statements_of(engine: Any) -> Iterator[list[str]]:
    """Give a list that fills with every statement executed by this engine (or connection's engine) from here on."""
    heard: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        heard.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", hear)


@contextmanager
def read_by(desk: Desk) -> Iterator[list[str]]:
    """Give a list that fills with every statement by which this desk's store is read."""
    with statements_of(desk.store._reading) as heard:
        yield heard
