"""The store's tables as SQLAlchemy Core: history is the source, the projections follow from it.

Importing this package completes `metadata` with one projection table per kind of `SCHEMA`.
"""

from app.models.kinds import SCHEMA
from app.models.tables.history import metadata
from app.models.tables.projection import column_type, projection_name, projection_tables

PROJECTIONS = projection_tables(SCHEMA, metadata)
"""Projection table by kind id."""

__all__ = ["PROJECTIONS", "column_type", "metadata", "projection_name", "projection_tables"]
