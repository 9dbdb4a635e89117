"""Write the frozen SQL of the first migration from the models; for as long as nothing is released.

    python -m tests.migrations.write_first

After a release this file is history and changes come as further migrations.
"""

from pathlib import Path

from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from app.models.tables import metadata
from app.store.migrate import SCRIPTS
from app.store.search.tables import DDL

FIRST = SCRIPTS / "versions" / "0001_first.sql"


def raw_ddl() -> tuple[str, ...]:
    """Return the statements that SQLAlchemy has no words for: the search index with its virtual tables."""
    return DDL


def first_sql() -> str:
    """Return the text of `0001_first.sql` for the models as they are."""
    statements = []
    for table in metadata.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=dialect())))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            statements.append(str(CreateIndex(index).compile(dialect=dialect())))
    statements.extend(raw_ddl())
    return "".join(_tidy(one) + ";\n\n" for one in statements)


def _tidy(statement: str) -> str:
    lines = (line.replace("\t", "    ").rstrip() for line in statement.strip().rstrip(";").splitlines())
    return "\n".join(line for line in lines if line)


if __name__ == "__main__":
    Path(FIRST).write_text(first_sql(), encoding="utf-8")
