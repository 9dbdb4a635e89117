"""An encrypted index to try, filled with a crowd of invented names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, event
from sqlcipher3 import dbapi2

from app.store.search.tables import DDL
from app.store.search.writing import SearchDoc

PERSON, PLACE = 1, 2


def docs_of(names: list[str]) -> Iterator[SearchDoc]:
    """Number names from 1 on as persons."""
    return (SearchDoc(entity=at, kind=PERSON, title=name) for at, name in enumerate(names, start=1))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """An open transaction on an empty index in a real SQLCipher file."""

    def creator() -> dbapi2.Connection:
        opened = dbapi2.connect(str(tmp_path / "store"), isolation_level=None)
        opened.execute("PRAGMA key = \"x'" + "5a" * 32 + "'\"")
        opened.execute("PRAGMA cache_size = -65536")
        return opened

    engine = create_engine("sqlite://", module=dbapi2, creator=creator)
    event.listen(engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as opened:
        for statement in DDL:
            opened.exec_driver_sql(statement)
        yield opened
    engine.dispose()
