"""Tables of tasks and of what was done with them. Their SQL is frozen text beside it.

Revision ID: 0005
"""

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables and indexes."""
    text = Path(__file__).with_name("0005_tasks.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
