"""Where a measure of an assignment belongs: a partner holds the assignment and often not the file around it."""

from app.core.ids import Id
from app.models.enums import Action
from app.models.kinds.measures import Measure
from app.services.desk import Desk
from app.services.naming import root_facts


def home_of_measure(desk: Desk, measure: Id) -> tuple[Id, str]:
    """Return the file of a measure and its kind, which is empty where the file's core is not here.

    Raises NotAllowed, NotThere.
    """
    with desk.read() as view:
        stream = view.stream_of(measure, Measure)
        view.require(Action.READ, stream)
        root = view.thing(stream).root
        return root, root_facts(view, root)[0]
