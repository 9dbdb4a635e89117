"""What of the schema SQLAlchemy has no words for: the search index, indexes with a condition or a use of their own."""

from app.models.tables.listing import LIST_INDEXES
from app.models.tables.persons import PERSON_INDEXES
from app.models.tables.rights import RIGHTS_INDEXES
from app.models.tables.tasks import TASK_INDEXES
from app.models.tables.waiting import WAITING_INDEXES
from app.store.search.tables import DDL


def raw_ddl() -> tuple[str, ...]:
    """Return the statements that stand beside the tables of the models."""
    return (*DDL, *LIST_INDEXES, *WAITING_INDEXES, *TASK_INDEXES, *PERSON_INDEXES, *RIGHTS_INDEXES)
