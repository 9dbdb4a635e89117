"""What executing services are told of presences, and where a person is named, found without walking all files.

Its SQL is frozen text beside it.

Revision ID: 0010
"""

from pathlib import Path

from alembic import op

revision = "0010"
down_revision = "0008"


def upgrade() -> None:
    """Create the table and the indexes."""
    text = Path(__file__).with_name("0010_whereabouts.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
