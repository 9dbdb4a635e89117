"""A random life of several stores: writing, rivals, deletions, what is not allowed, and exchanges of everything."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from sqlalchemy import Connection

from app.core.ids import Id
from app.models.enums import Marking, Role
from app.models.kinds.label import Label
from app.models.kinds.persons import Person
from app.models.kinds.threat import FileNote, ThreatFile
from tests.history_world import Desk, World, everything

NAMES = ("Peeters", "Janssens", "Maes", "Dubois", "Müller", "Νικολάου")


@dataclass(slots=True)
class Life:
    """A world in which every store belongs to a desk; all is repeatable from the seed."""

    world: World
    stores: dict[str, Connection]
    seed: int | str
    streams: list[tuple[Id, Id, str]] = field(default_factory=list)
    """Stream, root, part."""
    members: list[tuple[Id, Id, type]] = field(default_factory=list)
    """Stream, entity, kind."""
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Random(f"{self.seed}")

    def step(self) -> None:
        """Do one thing somewhere."""
        code = self.dice.choice(sorted(self.stores))
        deeds: Sequence[Callable[[str], None]] = (
            self.begin_person, self.begin_file, self.change, self.change, self.change, self.change, self.note,
            self.grow, self.grow, self.relabel, self.delete, self.exchange,
        )  # fmt: skip
        self.dice.choice(deeds)(code)

    def live(self, steps: int) -> None:
        """Do so many things."""
        for _ in range(steps):
            self.step()

    def settle(self) -> None:
        """Bring everything everywhere."""
        for _ in range(2):
            for giver in self.stores.values():
                for taker in self.stores.values():
                    if giver is not taker:
                        self.world.receive(taker, everything(giver))

    def begin_person(self, code: str) -> None:
        desk, uid = self.world.desks[code], self.world.ids.new()
        writer = self.world.writer(self.stores[code], desk)
        marking = self.dice.choice((Marking.NONE, Marking.RESTRICTED, Marking.SECRET))
        shared = tuple({other.organisation for other in self.world.desks.values()} - {desk.organisation})
        label = Label(marking=marking, distribution=shared if self.dice.random() < 0.5 else (), co_owners=shared)
        stream = writer.begin_stream(uid, "person", desk.organisation, label)
        writer.create(stream, uid, Person(family_name=self.dice.choice(NAMES), nationalities=("BE",)))
        writer.commit(desk.officer, self.world.clock.now())
        self.streams.append((stream, uid, "person"))
        self.members.append((stream, uid, Person))

    def begin_file(self, code: str) -> None:
        desk, uid = self.world.desks[code], self.world.ids.new()
        writer = self.world.writer(self.stores[code], desk)
        stream = writer.begin_stream(uid, "file_core", desk.organisation, Label(marking=Marking.RESTRICTED))
        number = self.dice.randrange(3)
        writer.create(stream, uid, ThreatFile(reference=f"BP-2026-{code}-{number:04}", title="A file"))
        writer.commit(desk.officer, self.world.clock.now())
        self.streams.append((stream, uid, "file_core"))
        self.members.append((stream, uid, ThreatFile))

    def note(self, code: str) -> None:
        found = self._known(code, self.streams)
        files = [one for one in found if one[2] == "file_core"]
        if files:
            stream, root, _ = self.dice.choice(files)
            uid = self.world.ids.new()
            writer = self.world.writer(self.stores[code], self.world.desks[code])
            note = FileNote(file=root, moment=self.world.clock.now(), text=self.dice.choice(NAMES))
            writer.create(stream, uid, note)
            writer.commit(self.world.desks[code].officer, self.world.clock.now())
            self.members.append((stream, uid, FileNote))

    def change(self, code: str) -> None:
        found = self._known(code, self.members)
        if found:
            stream, uid, kind = self.dice.choice(found)
            fields = {Person: "family_name", ThreatFile: "title", FileNote: "text"}
            writer = self.world.writer(self.stores[code], self.world.desks[code])
            writer.change(stream, uid, kind, {fields[kind]: self.dice.choice(NAMES)})
            writer.commit(self.world.desks[code].officer, self.world.clock.now())

    def grow(self, code: str) -> None:
        found = [one for one in self._known(code, self.members) if one[2] is Person]
        if found:
            stream, uid, kind = self.dice.choice(found)
            writer = self.world.writer(self.stores[code], self.world.desks[code])
            change = self.dice.choice((writer.add, writer.remove))
            change(stream, uid, kind, "nationalities", self.dice.choice(("BE", "FR", "DE")))
            writer.commit(self.world.desks[code].officer, self.world.clock.now())

    def relabel(self, code: str) -> None:
        found = self._known(code, self.streams)
        if found:
            stream, _, _ = self.dice.choice(found)
            writer = self.world.writer(self.stores[code], self.world.desks[code])
            other = self.dice.choice(sorted({desk.organisation for desk in self.world.desks.values()}))
            if self.dice.random() < 0.5:
                marking = self.dice.choice((Marking.NONE, Marking.CONFIDENTIAL, Marking.TOP_SECRET))
                writer.change(stream, stream, Label, {"marking": marking})
            else:
                self.dice.choice((writer.add, writer.remove))(stream, stream, Label, "co_owners", other)
            writer.commit(self.world.desks[code].officer, self.world.clock.now())

    def delete(self, code: str) -> None:
        found = [one for one in self._known(code, self.members) if one[2] is not ThreatFile]
        if found:
            stream, uid, kind = self.dice.choice(found)
            writer = self.world.writer(self.stores[code], self.world.desks[code])
            writer.delete(stream, uid, kind)
            writer.commit(self.world.desks[code].officer, self.world.clock.now())

    def exchange(self, code: str) -> None:
        other = self.dice.choice(sorted(self.stores))
        if other != code:
            self.world.receive(self.stores[code], everything(self.stores[other]))

    def _known(self, code: str, things: Sequence[tuple[Id, Id, object]]) -> list[tuple]:  # type: ignore[type-arg]  # kinds differ
        here = {row[0] for row in self.stores[code].exec_driver_sql("SELECT id FROM stream JOIN tip USING (sid)")}
        return [thing for thing in things if thing[0] in here]


def three_desks(world: World) -> tuple[Desk, Desk, Desk]:
    """Make two desks of one organisation and one of another."""
    first = world.desk("BRU1", (Role.FILE_OFFICER,))
    return first, world.desk("BRU2", (Role.FILE_OFFICER,), first.organisation), world.desk("ANT1", (Role.FILE_OFFICER,))


def derived(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of every derived table."""
    tables = ["cell", "rival", "conflict", "tip", "parent", "erasure"]
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'p\\_%' ESCAPE '\\'"
    )
    tables += [row[0] for row in names]
    found = {
        name: sorted((tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")), key=repr)
        for name in tables
    }
    columns = "SELECT eid, hash, depth, label, void FROM entry ORDER BY eid"
    found["entry"] = [tuple(row) for row in connection.exec_driver_sql(columns)]
    columns = "SELECT kind, subject, eid, detail FROM finding ORDER BY kind, subject, eid"
    found["finding"] = [tuple(row) for row in connection.exec_driver_sql(columns)]
    return found
