"""The first schema. Its SQL is frozen text beside it: this file must never follow the models again.

Revision ID: 0001
"""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, index and virtual table of the first release."""
    text = Path(__file__).with_name("0001_first.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
