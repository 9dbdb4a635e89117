"""Finding through the index: typing errors, scripts, keys, rights before limits, forgetting."""

import random
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection

from app.bench.slips import with_a_typo
from app.invented.names import a_crowd
from app.store.search.finding import How, find
from app.store.search.tables import TABLES
from app.store.search.writing import SearchDoc, drain, forget, index, remove

from .conftest import PERSON, PLACE, docs_of


def _entities(connection: Connection, query: str, **more: object) -> list[int]:
    return [hit.entity for hit in find(connection, query, **more)]  # type: ignore[arg-type]  # whatever the test asks


@pytest.fixture
def people(connection: Connection) -> Connection:
    names = ["Mieke De Wouver", "Jürgen Müller-Stein", "Mohammed El Kassabi", "Γιώργος Παπαδάκης", "Щедрин Владимир"]
    names += [
        "يوسف الحداد",
        "יוסי כהן",
        "გიორგი მელაძე",
        "Pieter Janssens",
        "习近水",
        "O'Brien Sean",
        "Šárka Dvořáková",
    ]
    index(connection, docs_of(names))
    index(
        connection,
        [
            SearchDoc(50, PERSON, "Nele Hoekmans", ("Kerkstraat 12, 9000 Gent",), ("+32 475 12 34 56", "1-ABC-234")),
            SearchDoc(51, PLACE, "Hotel De Gouden Hoek", ("Grote Markt 4, 1000 Brussel",), ("BP-2026-BRU1-0042",)),
            SearchDoc(52, PERSON, "Nele Hoekmans", (), ("+33 6 12 34 56 78",)),
        ],
    )
    return connection


@pytest.mark.parametrize(
    ("query", "entity"),
    [
        ("mieke de wouver", 1),
        ("MIEKE DEWOUVER", 1),
        ("dewouver", 1),
        ("miekke wouver", 1),
        ("mieke de wuover", 1),
        ("miekedewouver", 1),
        ("Wou ver", 1),
        ("muller", 2),
        ("Mueller Jurgen", 2),
        ("mohamed kasabi", 3),
        ("محمد القصابي", 3),
        ("Giorgos Papadakis", 4),
        ("Vladimir Shchedrin", 5),
        ("Youssef Haddad", 6),
        ("Yusuf al-Hadad", 6),
        ("Yossi Cohen", 7),
        ("giorgi meladze", 8),
        ("Xi Jinshui", 10),
        ("obrien", 11),
        ("o’brien", 11),
        ("sarka dvorakova", 12),
        ("kerkstraat gent", 50),
        ("hoekmans kerkstr", 50),
        ("gouden hoek brusel", 51),
    ],
)
def test_a_name_is_found_in_any_script_and_with_an_error(people: Connection, query: str, entity: int) -> None:
    assert entity in _entities(people, query)[:2]


@pytest.mark.parametrize(
    ("query", "entity", "how"),
    [
        ("+32 475 12 34 56", 50, How.KEY),
        ("0475/12.34.56", 50, How.KEY),
        ("0032475123456", 50, How.KEY),
        ("06 12 34 56 78", 52, How.KEY),
        ("1abc234", 50, How.KEY),
        ("1 ABC 2", 50, How.KEY_PART),
        ("abc-234", 50, How.KEY_PART),
        ("BP-2026-BRU1-0042", 51, How.KEY),
        ("bp 2026 bru1 0043", 51, How.KEY_NEAR),
        ("0475 12 34 65", 50, How.KEY_NEAR),
        ("1ABC243", 50, How.KEY_NEAR),
    ],
)
def test_a_phone_plate_or_reference_is_found_whole_in_part_and_with_an_error(
    people: Connection, query: str, entity: int, how: How
) -> None:
    hit = find(people, query)[0]
    assert (hit.entity, hit.how) == (entity, how)


@pytest.mark.parametrize("query", ["", " ", "''\"", "%", "*", "zzzzzqqq", "\x00", "NEAR(", '" OR 1=1 --', "🙂", "ـ"])
def test_nothing_and_nonsense_find_nothing_and_break_nothing(people: Connection, query: str) -> None:
    assert find(people, query) == []


def test_a_huge_query_is_cut_and_answered(people: Connection) -> None:
    assert find(people, "mieke " * 50_000)[0].entity == 1


def test_rights_are_applied_before_the_limit(connection: Connection) -> None:
    index(connection, [SearchDoc(n, PERSON, "Jan Peeters") for n in range(1, 2001)])
    asked: list[int] = []

    def allowed(entities: list[int]) -> set[int]:
        asked.extend(entities)
        return {entity for entity in entities if entity == 1999}

    assert _entities(connection, "jan peters", allowed=allowed, limit=1) == [1999]
    assert len(set(asked)) == 2000


def test_rights_hold_for_keys_too_and_answers_outside_the_question_do_not_count(people: Connection) -> None:
    assert find(people, "0475123456", allowed=lambda _: set()) == []
    assert 51 not in _entities(people, "0475123456", allowed=lambda _: {51})


def test_only_the_kinds_asked_for_are_found(people: Connection) -> None:
    assert _entities(people, "hoek", kinds={PLACE}) == [51]
    assert 51 not in _entities(people, "hoek", kinds={PERSON})


def test_a_limit_of_nothing_is_nothing(people: Connection) -> None:
    assert find(people, "hoek", limit=0) == []


def test_renewing_an_entry_replaces_its_words_and_keys(people: Connection) -> None:
    index(people, [SearchDoc(50, PERSON, "Nele Verbosch", (), ("2XYZ999",))])
    assert 50 not in _entities(people, "Hoekmans Kerkstraat") + _entities(people, "1abc234")
    assert _entities(people, "2xyz999") == _entities(people, "verbosch") == [50]


def test_removing_all_leaves_empty_tables(people: Connection) -> None:
    remove(people, range(1, 100))
    for table in TABLES:
        assert people.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0


def test_forgetting_leaves_no_word_of_the_forgotten_in_any_row(people: Connection) -> None:
    index(people, [SearchDoc(90, PERSON, "Quorzimbel Ujotrana", ("Xalumira",), ("9QQQ987",))])
    before = people.exec_driver_sql("SELECT count(*) FROM find_variant").scalar_one()
    forget(people, [90])
    assert before > people.exec_driver_sql("SELECT count(*) FROM find_variant").scalar_one()
    shadows = [
        str(name) for name in people.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type='table'").scalars()
    ]
    for table in shadows:
        for row in people.exec_driver_sql(f"SELECT * FROM {table}"):
            text = b"|".join(v if isinstance(v, bytes) else str(v).encode() for v in row).lower()
            for trace in (b"quorz", b"ujotr", b"xalum", b"9qqq", b"789qqq", b"uor", b"alu"):
                assert trace not in text, table


def test_thousands_with_a_small_word_in_their_text_are_not_judged_where_somebody_bears_the_name(
    connection: Connection,
) -> None:
    index(connection, [SearchDoc(n, PLACE, f"Dossier {n}", ("Bel de zone terug",)) for n in range(1, 3001)])
    index(connection, [SearchDoc(5000 + n, PERSON, name) for n, name in enumerate(("Nele De Wouver", "An De Smet"))])
    asked: list[int] = []

    def allowed(entities: list[int]) -> set[int]:
        asked.extend(entities)
        return set(entities)

    worth = _entities(connection, "nele de wouver", allowed=allowed, worth=0.35)
    seen = len(asked)
    whole = find(connection, "nele de wouver", limit=4000)
    assert seen <= 200 < len(whole)
    assert worth[0] == 5000
    assert {hit.entity for hit in whole if hit.score >= 0.35 * whole[0].score} <= set(worth)


def test_what_may_not_be_seen_hides_nothing_that_is_worth_less(connection: Connection) -> None:
    index(connection, [SearchDoc(n, PERSON, "Nele De Wouver") for n in range(1, 1501)])
    index(connection, [SearchDoc(5000, PERSON, "An De Smet")])
    assert _entities(connection, "nele de wouver", allowed=lambda some: {5000} & {*some}, worth=0.35) == [5000]


def test_forgetting_leaves_the_trigram_pages_as_if_the_forgotten_had_never_been(connection: Connection) -> None:
    def pages() -> list[bytes]:
        rows = connection.exec_driver_sql("SELECT block FROM find_gram_data WHERE id > 10 ORDER BY id").scalars()
        return [bytes(block) for block in rows]

    index(connection, docs_of(a_crowd(500)))
    forget(connection, [])
    before = pages()
    index(connection, [SearchDoc(9000, PERSON, "Xyzzyqwerty Plughfrobozz")])
    connection.exec_driver_sql("INSERT INTO find_gram(find_gram) VALUES ('optimize')")
    assert pages() != before
    forget(connection, [9000])
    assert pages() == before


@pytest.mark.parametrize("wrong", range(2, 10))
def test_any_one_wrong_digit_of_a_national_phone_number_is_forgiven(people: Connection, wrong: int) -> None:
    right = "0475123456"
    typed = right[:wrong] + str((int(right[wrong]) + 5) % 10) + right[wrong + 1 :]
    assert find(people, typed)[0].entity == 50


def test_forgetting_puts_the_setting_of_the_connection_back(people: Connection) -> None:
    for setting in (0, 1):
        people.exec_driver_sql(f"PRAGMA secure_delete = {setting}")
        forget(people, [setting + 1])
        assert people.exec_driver_sql("PRAGMA secure_delete").scalar_one() == setting


def test_a_bulk_apply_only_queues_and_draining_writes_in_batches(connection: Connection) -> None:
    names = a_crowd(30)
    index(connection, [SearchDoc(7, PERSON, "Gone Entirely")])
    connection.exec_driver_sql("INSERT INTO find_queue VALUES (?)", [(entity,) for entity in range(1, 31)])
    assert find(connection, names[4]) == []
    asked: list[int] = []

    def texts_of(entities: Sequence[int]) -> list[SearchDoc]:
        asked.extend(entities)
        return [SearchDoc(e, PERSON, names[e - 1]) for e in entities if e != 7]

    assert [drain(connection, texts_of, 20), drain(connection, texts_of, 20), drain(connection, texts_of, 20)] == [
        20,
        10,
        0,
    ]
    assert asked == list(range(1, 31))
    assert find(connection, names[4])[0].entity == 5
    assert find(connection, "Gone Entirely") == []


def test_documents_and_hits_do_not_show_names() -> None:
    assert "Mieke" not in repr(SearchDoc(1, PERSON, "Mieke", ("Mieke",), ("Mieke",)))


def test_one_typing_error_still_finds_the_right_name_among_ten_thousand(connection: Connection) -> None:
    names = a_crowd(10_000)
    index(connection, docs_of(names))
    rnd = random.Random(11)
    found = 0
    for _ in range(150):
        right = rnd.choice(names)
        typed = with_a_typo(right, rnd)
        hits = find(connection, typed, limit=5)
        found += right in {names[hit.entity - 1] for hit in hits}
    assert found >= 0.97 * 150
