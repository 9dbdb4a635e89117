"""The police zone of a sealed address, and from when until when it holds, in a table made anew.

Its SQL is frozen text beside it.

Revision ID: 0013
"""

from pathlib import Path

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table anew with its columns."""
    text = Path(__file__).with_name("0013_sealed_days.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
