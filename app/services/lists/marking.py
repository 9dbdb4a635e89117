"""What the strip says over a long list: the highest marking of all that its lines are made of, on whichever page."""

from collections.abc import Mapping

from app.models.enums import Marking
from app.models.kinds.measures import Measure
from app.models.kinds.persons import Person
from app.models.kinds.registers import Organisation
from app.models.kinds.threat import ThreatAnalysis, ThreatFile
from app.models.kinds.visits import VisitFile
from app.services.desk import Desk
from app.services.lists.columns import ListName
from app.services.lists.declared import listed
from app.services.markings import highest_marking

READS: Mapping[ListName, tuple[type, ...]] = {
    ListName.THREAT_FILES: (ThreatFile, ThreatAnalysis, Measure, Person),
    ListName.VISITS: (VisitFile, Person),
    ListName.ASSIGNMENTS: (Measure, Person),
    ListName.PERSONS: (Person, Organisation),
}
"""Lists whose columns read more than their own kind: names, levels, what is overdue."""


def list_marking(desk: Desk, name: ListName) -> Marking:
    """Return the highest marking of what a list may hold for this officer. Raises NotAllowed."""
    return highest_marking(desk, READS.get(name, (listed(name).record,)))
