"""Who decides, the timing of templates and equivalences in lists; what a report or analysis was marked as received.

The three tables are made anew. Its SQL is frozen text beside it.

Revision ID: 0014
"""

from pathlib import Path

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables anew with their columns."""
    text = Path(__file__).with_name("0014_received.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
