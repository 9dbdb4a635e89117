"""A newcomer judges old saves alike: the directory's and the labels' past values travel, other past values do not."""

from app.history.openings import read_openings
from app.history.wire import read_skeleton
from app.models.enums import Action, HandlingMark
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.services.cases.labels import set_handling
from tests.unit.services.test_exchange_of_two_stations import Pair, a_person, pair

__all__ = ["pair"]


def test_past_values_of_directory_and_labels_travel_and_others_do_not(pair: Pair) -> None:
    uid = a_person(pair.bru, "Oude Naam", distribution=(pair.partner,))
    with pair.bru.write() as unit:
        stream = unit.part(uid, "person")
        unit.require(Action.REGISTER, stream)
        unit.change(stream, uid, Person, {"family_name": "Nieuwe Naam"})
        unit.save()
    set_handling(pair.bru, stream, HandlingMark.LIMITED)
    set_handling(pair.bru, stream, HandlingMark.TLP_RED)
    pair.carry(pair.bru, pair.ant, uid)

    with pair.ant.read() as view:
        schema = pair.ant.schema
        sql = "SELECT skeleton, openings, stream.part, stream.root FROM entry JOIN stream USING (sid)"
        withheld = []
        for skeleton, openings, part, root in view.connection.exec_driver_sql(sql):
            read = read_skeleton(skeleton)
            for idx, pair_of in enumerate(read_openings(openings, read.commitments)):
                if pair_of is None:
                    kind = schema.kinds[read.kinds[read.who[idx]]]
                    withheld.append((schema.parts[part], kind.record, root == uid))
    assert ("person", Person, True) in withheld
    assert all(part != "directory" and kind is not Label for part, kind, _ in withheld)
