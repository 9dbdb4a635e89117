"""The store's tables as SQLAlchemy Core: history is the source, the projections follow from it."""

from app.models.tables.history import metadata

__all__ = ["metadata"]
