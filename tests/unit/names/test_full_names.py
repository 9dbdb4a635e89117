"""One way to say a name, one way to file it, and every name once."""

import pytest

from app.models.kinds.persons import Person
from app.models.names.full_names import filed_name, names_of, spoken_name


@pytest.mark.parametrize(
    ("person", "spoken", "filed"),
    [
        (Person("VAN DEN BROECK", "Hilde"), "Hilde VAN DEN BROECK", "VAN DEN BROECK, Hilde"),
        (Person("Madonna"), "Madonna", "Madonna"),
        (Person(None, "Jo"), "Jo", "Jo"),
        (Person(native_name="Ιωάννης"), "", ""),
    ],
)
def test_a_name_is_spoken_and_filed(person: Person, spoken: str, filed: str) -> None:
    assert (spoken_name(person), filed_name(person)) == (spoken, filed)


def test_every_name_stands_once_the_usual_one_first() -> None:
    person = Person("Papadakis", "Yorgos", native_name="Γιώργος Παπαδάκης", aliases=("Yorgos Papadakis", "Jojo"))
    assert names_of(person) == ("Yorgos Papadakis", "Γιώργος Παπαδάκης", "Jojo")
    assert names_of(Person()) == ()
