"""When and why a request was withdrawn, and from when until when a relation held, in tables made anew.

Its SQL is frozen text beside it.

Revision ID: 0012
"""

from pathlib import Path

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables anew with their columns; a withdrawn request is owed no answer."""
    text = Path(__file__).with_name("0012_withdrawn.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
