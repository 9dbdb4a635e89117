"""A whole name typed into one field: which part is the family name."""

import pytest

from app.models.names.typed_names import part_name


@pytest.mark.parametrize(
    ("typed", "given", "family"),
    [
        ("Hilde Van den Broeck", "Hilde", "Van den Broeck"),
        ("Hilde Van den Broeck-Voorbeeld", "Hilde", "Van den Broeck-Voorbeeld"),
        ("Jean Marie Dupont", "Jean Marie", "Dupont"),
        ("Anne-Sophie de la Tour", "Anne-Sophie", "de la Tour"),
        ("Karl von Arnim", "Karl", "von Arnim"),
        ("Marie Le Grand", "Marie", "Le Grand"),
        ("Omar ben Ali", "Omar", "ben Ali"),
        ("Van den Broeck, Hilde", "Hilde", "Van den Broeck"),
        ("VAN DEN BROECK Hilde", "Hilde", "VAN DEN BROECK"),
        ("Hilde VAN DEN BROECK", "Hilde", "VAN DEN BROECK"),
        ("Van den Broeck Hilde", "Hilde", "Van den Broeck"),
        ("Van den Broeck", "", "Van den Broeck"),
        ("De Smet", "", "De Smet"),
        ("HILDE PEETERS", "HILDE", "PEETERS"),
        ("  Peeters ", "", "Peeters"),
        ("Hilde van", "Hilde", "van"),
        (",", "", ","),
        ("", "", ""),
    ],
)
def test_a_name_typed_whole_is_parted_as_it_is_written(typed: str, given: str, family: str) -> None:
    found = part_name(typed)
    assert (found.given, found.family) == (given, family)
