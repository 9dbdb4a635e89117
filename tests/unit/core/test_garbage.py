"""The search for cycles is held off while it is asked for, and only then."""

import gc

import pytest

from app.core.garbage import nothing_collected


@pytest.mark.parametrize("worth", [True, False])
def test_nothing_is_searched_for_meanwhile_where_it_is_worth_it(worth: bool) -> None:
    with nothing_collected(when=worth):
        assert gc.isenabled() is not worth
    assert gc.isenabled()


def test_what_fails_gives_it_back_and_who_had_it_off_keeps_it_off() -> None:
    with pytest.raises(KeyError), nothing_collected():
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with nothing_collected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
