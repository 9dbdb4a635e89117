"""Proposals to the Minister, and what argues for them. Its SQL is frozen text beside it.

Revision ID: 0006
"""

from pathlib import Path

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the tables and their indexes."""
    text = Path(__file__).with_name("0006_proposals.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
