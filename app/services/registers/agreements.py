"""What is agreed with a person for both sides to keep: what is sealed, and a domicile chosen to hide the home.

The words by which one makes oneself known are sealed; the duress word must differ from the code word, or it warns
nobody. So is what an ambulance must know. The letter to the person goes to a chosen domicile; who
executes, and goes to the home, reads both.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from app.core.errors import UserError
from app.core.i18n import N_
from app.core.ids import Id
from app.models.enums import Action, AddressUse
from app.models.kinds.persons import HomeAddress, PersonPrivate
from app.services.desk import Desk, Unit
from app.services.registers.persons import PRIVATE

DAY = timedelta(days=1)
WORDS = ("code_word", "duress_word")
SEALED = (*WORDS, "medical")


class WordsAlike(UserError):
    """Whoever hears one of two equal words does not know which was meant."""

    sentence = N_("The duress word is the same as the code word: nobody could tell them apart. Choose another one.")


class DomicileIncomplete(UserError):
    """A domicile that no letter reaches."""

    sentence = N_("Give the street and the municipality of the chosen domicile. Nothing was saved.")


def agree_words(desk: Desk, person: Id, words: Mapping[str, str | None]) -> None:
    """Seal what is agreed with a person: `code_word`, `duress_word`, `medical`; None or blank takes one away.

    Raises NotAllowed, NotThere, WordsAlike.
    """
    given = {name: (words[name] or "").strip() or None for name in SEALED if name in words}
    with desk.write() as unit:
        stream = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, stream)
        uid, before = unit.find(PersonPrivate, "person = ?", person)[0]
        code, duress = (given.get(name, getattr(before, name)) for name in WORDS)
        if code is not None and duress is not None and code.casefold() == duress.casefold():
            raise WordsAlike(field=next((name for name in reversed(WORDS) if name in given), "duress_word"))
        unit.change(stream, uid, PersonPrivate, given)
        unit.save()


def choose_domicile(desk: Desk, person: Id, address: HomeAddress) -> Id:
    """Give a person a chosen domicile, from a day on (None: today); the former one ends the day before.

    Return the address' id. Raises NotAllowed, NotThere, DomicileIncomplete.
    """
    if not (address.street or "").strip() or not (address.municipality or "").strip():
        raise DomicileIncomplete(field="street" if not (address.street or "").strip() else "municipality")
    first = address.from_on or desk.today()
    with desk.write() as unit:
        stream = unit.part(person, PRIVATE)
        unit.require(Action.REGISTER, stream)
        for uid, former in _domiciles(unit, person):
            if former.to_on is None or former.to_on >= first:
                began = former.from_on is None or former.from_on < first
                unit.change(stream, uid, HomeAddress, {"to_on": first - DAY if began else former.from_on})
        given = replace(address, person=person, use=AddressUse.CHOSEN_DOMICILE, from_on=first)
        made = unit.create(stream, given)
        unit.save()
    return made


def _domiciles(unit: Unit, person: Id) -> list[tuple[Id, HomeAddress]]:
    return unit.find(HomeAddress, "person = ? AND use = ?", person, AddressUse.CHOSEN_DOMICILE.value)
