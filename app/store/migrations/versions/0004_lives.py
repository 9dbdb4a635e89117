"""Columns for who stands in for a file officer, which note corrects which, and when conduct advice was signed.

Columns of a projection stand in the order of their fields, so the tables are built anew. The SQL is frozen beside it.

Revision ID: 0004
"""

from pathlib import Path

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Build the four tables anew, with their rows and indexes."""
    text = Path(__file__).with_name("0004_lives.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
