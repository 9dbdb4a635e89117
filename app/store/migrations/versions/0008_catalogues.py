"""What a line of a catalogue holds beside its names, in a table made anew. Its SQL is frozen text beside it.

Revision ID: 0008
"""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table anew with its columns."""
    text = Path(__file__).with_name("0008_catalogues.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
