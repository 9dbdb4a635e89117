"""Writing the index: in batches, replacing what was there, and forgetting so that no word of an erased name stays."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection

from app.store.search.spelling import indexed, key_form, neighbours, skeleton_hash

BATCH = 2_000
"""Documents written together: a few statements each."""


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """What one entity is found by. `keys` are phones (E.164), plates, references, numbers, as typed or not."""

    entity: int
    kind: int
    title: str = field(repr=False)
    texts: tuple[str, ...] = field(default=(), repr=False)
    keys: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class _Entry:
    entity: int
    kind: int
    title: str
    texts: str
    keys: tuple[str, ...]

    def words(self) -> set[str]:
        return {*self.title.split(), *self.texts.split()}


def index(connection: Connection, docs: Iterable[SearchDoc]) -> int:
    """Write or renew the entries of `docs`; return how many. The transaction is the caller's."""
    todo = iter(docs)
    done = 0
    while batch := {doc.entity: doc for doc in islice(todo, BATCH)}:
        remove(connection, batch)
        _insert(connection, [_entry(doc) for doc in batch.values()])
        done += len(batch)
    return done


def remove(connection: Connection, entities: Iterable[int]) -> None:
    """Take `entities` out of the index, and out of the queue; unknown ones are ignored."""
    todo = iter(entities)
    while batch := list(islice(todo, BATCH)):
        ids = json.dumps(batch)
        rows = connection.exec_driver_sql(
            "SELECT entity, kind, title, texts, keys FROM find_doc WHERE entity IN (SELECT value FROM json_each(?))",
            (ids,),
        ).all()
        if rows:
            _take_out(connection, [_Entry(row[0], row[1], row[2], row[3], tuple(row[4].split())) for row in rows])
        connection.exec_driver_sql("DELETE FROM find_queue WHERE entity IN (SELECT value FROM json_each(?))", (ids,))


def forget(connection: Connection, entities: Iterable[int]) -> None:
    """Take `entities` out so that nothing of them stays in the index's own pages either.

    Rows go under `secure_delete`; the trigram index is rewritten, because a removal there is only a mark. To be called
    inside the transaction of the erasure; the setting is put back.
    """
    before = connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
    connection.exec_driver_sql("PRAGMA secure_delete = ON")
    try:
        remove(connection, entities)
        connection.exec_driver_sql("INSERT INTO find_gram(find_gram) VALUES ('optimize')")
    finally:
        connection.exec_driver_sql(f"PRAGMA secure_delete = {int(before)}")


def drain(connection: Connection, texts_of: Callable[[Sequence[int]], Iterable[SearchDoc]], limit: int) -> int:
    """Renew at most `limit` queued entities and return how many were taken from the queue.

    `texts_of` gives the documents of the entities asked for; one it gives nothing for is taken out of the index.
    """
    queued = connection.exec_driver_sql("SELECT entity FROM find_queue ORDER BY entity LIMIT ?", (limit,))
    entities: list[int] = list(queued.scalars())
    for start in range(0, len(entities), BATCH):
        batch = entities[start : start + BATCH]
        remove(connection, batch)
        wanted = set(batch)
        index(connection, (doc for doc in texts_of(batch) if doc.entity in wanted))
    return len(entities)


def _entry(doc: SearchDoc) -> _Entry:
    title = indexed([doc.title])
    known = set(title)
    texts = [word for word in indexed(doc.texts) if word not in known]
    keys = {key for text in doc.keys if (key := key_form(text))}
    return _Entry(doc.entity, doc.kind, " ".join(title), " ".join(texts), tuple(sorted(keys)))


def _insert(connection: Connection, entries: list[_Entry]) -> None:
    uses = Counter(word for entry in entries for word in entry.words())
    ids = _ids(connection, uses)
    _many(connection, "UPDATE find_word SET uses = uses + ? WHERE id = ?", [(uses[w], n) for w, n in ids.items()])
    fresh = [word for word in uses if word not in ids]
    first = int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM find_word").scalar_one()) + 1
    new = {word: first + at for at, word in enumerate(fresh)}
    ids.update(new)
    _many(
        connection, "INSERT INTO find_word (id, word, uses) VALUES (?, ?, ?)", [(n, w, uses[w]) for w, n in new.items()]
    )
    _many(connection, "INSERT INTO find_gram (rowid, word) VALUES (?, ?)", [(n, w) for w, n in new.items()])
    _many(connection, "INSERT OR IGNORE INTO find_variant (hash, word) VALUES (?, ?)", _variants(new))
    _many(
        connection,
        "INSERT INTO find_doc (entity, kind, title, texts, keys) VALUES (?, ?, ?, ?, ?)",
        [(e.entity, e.kind, e.title, e.texts, " ".join(e.keys)) for e in entries],
    )
    places = sorted((ids[word], e.entity) for e in entries for word in e.words())
    _many(connection, "INSERT INTO find_place (word, entity) VALUES (?, ?)", places)
    keys = sorted((form, e.entity) for e in entries for key in e.keys for form in (key, "<" + key[::-1]))
    _many(connection, "INSERT INTO find_key (key, entity) VALUES (?, ?)", keys)


def _take_out(connection: Connection, entries: list[_Entry]) -> None:
    uses = Counter(word for entry in entries for word in entry.words())
    ids = _ids(connection, uses)
    places = sorted((ids[word], e.entity) for e in entries for word in e.words())
    _many(connection, "DELETE FROM find_place WHERE word = ? AND entity = ?", places)
    keys = sorted((form, e.entity) for e in entries for key in e.keys for form in (key, "<" + key[::-1]))
    _many(connection, "DELETE FROM find_key WHERE key = ? AND entity = ?", keys)
    _many(connection, "UPDATE find_word SET uses = uses - ? WHERE id = ?", [(uses[w], n) for w, n in ids.items()])
    _many(connection, "DELETE FROM find_doc WHERE entity = ?", [(e.entity,) for e in entries])
    unused = connection.exec_driver_sql(
        "SELECT word, id FROM find_word WHERE id IN (SELECT value FROM json_each(?)) AND uses <= 0",
        (json.dumps(list(ids.values())),),
    )
    gone = {str(word): int(number) for word, number in unused}
    _many(connection, "DELETE FROM find_variant WHERE hash = ? AND word = ?", _variants(gone))
    _many(connection, "DELETE FROM find_gram WHERE rowid = ?", [(number,) for number in gone.values()])
    _many(connection, "DELETE FROM find_word WHERE id = ?", [(number,) for number in gone.values()])


def _ids(connection: Connection, words: Iterable[str]) -> dict[str, int]:
    rows = connection.exec_driver_sql(
        "SELECT word, id FROM find_word WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(list(words)),)
    )
    return {str(word): int(number) for word, number in rows}


def _variants(words: dict[str, int]) -> list[tuple[int, int]]:
    return sorted({(h, number) for word, number in words.items() for h in neighbours(word) + skeleton_hash(word)})


def _many(connection: Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, list(rows))
