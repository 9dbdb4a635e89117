"""When and why a proposal was withdrawn, which execution report corrects which, where a standard paragraph is offered.

The three tables are made anew. Its SQL is frozen text beside it.

Revision ID: 0015
"""

from pathlib import Path

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables anew with their columns."""
    text = Path(__file__).with_name("0015_withdrawn_proposals.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
