"""The unit of work: together or not at all, one writer, readers that cannot write."""

import threading

import pytest
from sqlalchemy.exc import DBAPIError

from app.store.engine import Role, connect
from app.store.files import beside
from app.store.meta import Mark, load_meta, save_meta
from app.store.refusals import DiskFull
from tests.unit.store.conftest import House


def test_what_a_unit_wrote_is_there_after_reopening(house: House) -> None:
    with house.create().store.write() as connection:
        save_meta(connection, "a", b"1")
    house.close()
    with house.open().store.read() as connection:
        assert load_meta(connection, "a") == b"1"


def test_an_exception_takes_back_the_whole_unit(house: House) -> None:
    store = house.create().store

    def fail_halfway() -> None:
        with store.write() as connection:
            save_meta(connection, "a", b"1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    with store.read() as connection:
        assert load_meta(connection, "a") is None


def test_a_reader_sees_the_last_commit_and_not_what_is_being_written(house: House) -> None:
    store = house.create().store
    with store.write() as writing:
        save_meta(writing, "a", b"1")
        with store.read() as reading:
            assert load_meta(reading, "a") is None
    with store.read() as reading:
        assert load_meta(reading, "a") == b"1"


def test_a_reading_connection_cannot_write(house: House) -> None:
    store = house.create().store
    with pytest.raises(DBAPIError, match="readonly"), store.read() as connection:
        save_meta(connection, "a", b"1")
    with store.write() as connection:
        assert load_meta(connection, "a") is None


def test_a_unit_inside_another_is_a_bug_and_says_so_at_once(house: House) -> None:
    store = house.create().store
    with store.write(), pytest.raises(RuntimeError, match="inside another"), store.write():
        pass
    with store.write(), pytest.raises(RuntimeError, match="inside another"):
        store.fold_log()


def test_a_units_connection_is_of_no_use_after_its_end_and_harms_no_later_unit(house: House) -> None:
    store = house.create().store
    with store.write() as stray:
        save_meta(stray, "a", b"1")
    with pytest.raises(RuntimeError, match="is over"):
        save_meta(stray, "a", b"2")
    with store.write() as connection:
        assert load_meta(connection, "a") == b"1"
        save_meta(connection, "a", b"3")
    with store.read() as connection:
        assert load_meta(connection, "a") == b"3"


def test_a_unit_follows_one_that_failed_and_the_log_is_folded_between_them(house: House) -> None:
    store = house.create().store

    def fail() -> None:
        with store.write() as connection:
            save_meta(connection, "a", b"lost")
            connection.exec_driver_sql("no statement at all")

    for number in range(3):
        with store.write() as connection:
            save_meta(connection, "a", b"%d" % number)
        with pytest.raises(DBAPIError):
            fail()
        assert store.fold_log()
        with store.read() as connection:
            assert load_meta(connection, "a") == b"%d" % number


def test_units_of_two_threads_follow_each_other(house: House) -> None:
    store = house.create().store

    def count(times: int) -> None:
        for _ in range(times):
            with store.write() as connection:
                before = int(load_meta(connection, "n") or b"0")
                save_meta(connection, "n", str(before + 1).encode())

    threads = [threading.Thread(target=count, args=(20,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as connection:
        assert load_meta(connection, "n") == b"60"


def test_a_full_disk_keeps_what_was_saved_and_says_so(house: House) -> None:
    store = house.create().store
    with store.write() as connection:
        save_meta(connection, "kept", b"1")
    with store.write() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull) as refused, store.write() as connection:
        save_meta(connection, "lost", bytes(100_000))
    assert "disk is full" in refused.value.say()
    with store.read() as connection:
        assert load_meta(connection, "kept") == b"1"
        assert load_meta(connection, "lost") is None


def test_the_mark_is_that_of_its_making(house: House) -> None:
    assert house.create(Mark.EXERCISE).store.mark is Mark.EXERCISE
    house.close()
    assert house.open().store.mark is Mark.EXERCISE


def test_every_setting_of_the_design_is_in_force(house: House) -> None:
    store = house.create().store
    with store.write() as connection:
        found = {
            name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in (
                "cipher_page_size",
                "cipher_memory_security",
                "foreign_keys",
                "trusted_schema",
                "journal_mode",
                "synchronous",
                "secure_delete",
                "temp_store",
            )
        }
    assert found == {
        "cipher_page_size": "4096",
        "cipher_memory_security": "0",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "journal_mode": "wal",
        "synchronous": "2",
        "secure_delete": "1",
        "temp_store": "2",
    }


def test_the_log_is_folded_into_the_file_at_close(house: House) -> None:
    house.create()
    house.close()
    assert set(house.files()) == {
        "brussels.praesidium",
        "brussels.praesidium.lock",
        "brussels.praesidium.slots",
    }


def test_no_error_text_shows_key_or_parameters(house: House) -> None:
    store = house.create().store
    with pytest.raises(DBAPIError) as failed, store.write() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("a name",))
    shown = f"{failed.value!r} {failed.value} {store!r} {store.key!r} {store._writing!r} {store._writing.url!r}"
    assert "a name" not in shown
    assert store.key.raw.hex() not in shown
    assert repr(store.key.raw) not in shown


def test_a_second_connection_under_the_same_key_reads_the_same(house: House) -> None:
    store = house.create().store
    raw = connect(store.path, store.key, Role.INSPECTION)
    try:
        assert raw.execute("SELECT value FROM meta WHERE name = 'mark'").fetchone() == (b"live",)
    finally:
        raw.close()


def test_the_log_is_emptied_on_demand_and_says_when_a_reader_holds_it(house: House) -> None:
    store = house.create().store
    with store.read() as reading:
        assert load_meta(reading, "a") is None
        with store.write() as connection:
            save_meta(connection, "a", b"1")
        assert not store.fold_log()
    assert beside(store.path, "-wal").stat().st_size > 0
    assert store.fold_log()
    assert beside(store.path, "-wal").stat().st_size == 0
    with store.read() as connection:
        assert load_meta(connection, "a") == b"1"


def test_every_kind_of_value_comes_back_as_it_was_given(house: House) -> None:
    given = (b"", b"\x00\xff", None, True, False, 0, -(1 << 63), 0.5, "", "é")
    with house.create().store.write() as connection:
        found = tuple(connection.exec_driver_sql(f"SELECT {','.join('?' * len(given))}", given).one())
    assert found == given
    assert [type(value) for value in found] == [int if type(value) is bool else type(value) for value in given]


def test_closing_waits_for_the_unit_of_another_thread_and_refuses_who_comes_later(house: House) -> None:
    store = house.create().store
    inside, done = threading.Event(), threading.Event()

    def write() -> None:
        with store.write() as connection:
            inside.set()
            done.wait()
            save_meta(connection, "a", b"1")

    writer, closer = threading.Thread(target=write), threading.Thread(target=house.close)
    writer.start()
    inside.wait()
    closer.start()
    done.set()
    writer.join()
    closer.join()
    for late in (store.read, store.write):
        with pytest.raises(RuntimeError, match="closed"), late():
            pass
    with house.open().store.read() as connection:
        assert load_meta(connection, "a") == b"1"
