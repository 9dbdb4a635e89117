"""Two patrols are two tasks: beneath a raised task stands for whom its measure is, and what was decided by mouth."""

from app.models.enums import Channel, InvolvementRole, NeedKind
from app.services.cases.decisions import approve_measures
from app.services.cases.files import Involved, involve_person
from app.services.tasks.lines import TaskQuery, Whose
from app.services.tasks.listing import list_tasks
from tests.station_world import TODAY, StationWorld, a_file, a_person, a_proposal, the_minister


def test_a_task_says_for_whom_the_measure_is_and_which_one_was_approved_by_mouth(world: StationWorld) -> None:
    judge, son = a_person(world.officer), a_person(world.officer, given_names="Bram")
    file = a_file(world.officer, judge)
    involve_person(world.officer, file, Involved(son, InvolvementRole.HOUSEHOLD))
    a_proposal(world, file, judge)
    approve_measures(world.recorder, [a_proposal(world, file, son)], the_minister(Channel.PHONE, confirm_by=TODAY))
    lines = list_tasks(world.officer, TaskQuery(Whose.ALL, about=file), "nl").lines
    said = {(line.ref.rule, line.on) for line in lines}
    assert (NeedKind.PROPOSED, "Nele Lambrecht") in said
    assert any(rule is NeedKind.CONFIRM and on.endswith("Bram Lambrecht") for rule, on in said), said
    assert any(on.startswith("Patrouilles op wisselende tijdstippen, ") for _, on in said)
