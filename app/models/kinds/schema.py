"""The one `Schema` all kinds of this floor are declared into, and the kinds of stream with their numbers.

Numbers of parts, kinds, cells and fields travel in bundles and stand in signed history: they are fixed for ever. A
new part or kind takes the next free number; a withdrawn one leaves its number unused.
"""

from app.models.kind_specs import Schema

SCHEMA = Schema()

for _number, _name in enumerate(
    (
        "directory",
        "catalogue",
        "organisation",
        "place",
        "address_sealed",
        "vehicle",
        "person",
        "person_private",
        "file_core",
        "file_threat",
        "assignment",
        "visit_core",
        "visit_delegation",
        "visit_programme",
        "event",
        "same_person",
        "paper",
        "person_of_concern",
        "attachment",
        "task",
        "proposal",
    ),
    start=1,
):
    SCHEMA.part(_number, _name)

ANY_PART = "*"
"""The part of a kind that lives in every stream."""

ANY_KIND = "*"
"""`Field.ref` of an id that may point to entities of several kinds."""

PROTOCOL = frozenset({"protocol"})
ORDER = frozenset({"order"})
BOTH = PROTOCOL | ORDER
"""Names of documents (documents.md §2): the protection protocol and the visit security order."""
