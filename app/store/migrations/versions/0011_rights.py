"""What rights are asked of thousands of streams at once, answered from an index alone: their labels, who assigns work.

Its SQL is frozen text beside it.

Revision ID: 0011
"""

from pathlib import Path

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Create the indexes."""
    text = Path(__file__).with_name("0011_rights.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
