"""How papers, and screens after them, say what the store holds: names, numbers, addresses, own sentences."""

from collections.abc import Callable, Mapping

from app.core.errors import UserError
from app.core.i18n import LANGUAGES, translate
from app.documents.wording import LocalText, Name
from app.models.checks import phone
from app.models.checks.coordinates import text_of
from app.models.enums import Worded, WordedNumber, say
from app.models.kinds.persons import HomeAddress, Person
from app.models.kinds.places import Place, SealedAddress
from app.models.names.full_names import filed_name
from app.models.texts import ORIGINAL


def words(text: Mapping[str, str] | None) -> LocalText | None:
    """Return free text of the store as paper reads it; None where nobody wrote any."""
    texts = {code: line for code, line in (text or {}).items() if code != ORIGINAL and line.strip()}
    if not texts:
        return None
    original = (text or {}).get(ORIGINAL, "")
    return LocalText(original if original in texts else sorted(texts)[0], texts)


def name_of(names: Mapping[str, str] | None) -> Name:
    """Return an official name: one string, or one a language; a language without its own reads the original."""
    found = words(names)
    if found is None:
        return ""
    if len(set(found.texts.values())) == 1:
        return found.texts[found.original]
    return LocalText(found.original, {code: found.read(code)[0] for code in LANGUAGES})


def in_all(say_in: Callable[[str], str]) -> LocalText:
    """Return a text that the program itself has in every language."""
    return LocalText("en", {code: say_in(code) for code in LANGUAGES})


def told(msgid: str, **facts: Name | int) -> LocalText:
    """Return a sentence of the program in all languages; names among the facts are read in each."""
    return in_all(lambda code: translate(msgid, code).format(**{key: _read(one, code) for key, one in facts.items()}))


def worded(member: Worded | WordedNumber | str) -> LocalText:
    """Return the word of an enum's member with a capital; a value this version does not know is itself."""
    if isinstance(member, Worded | WordedNumber):
        return in_all(lambda code: capital(say(member, code)))
    return in_all(lambda _: str(member))


def capital(text: str) -> str:
    """Return `text` with its first letter in capital."""
    return text[:1].upper() + text[1:]


def number_text(number: str | None) -> str:
    """Return a telephone number as it is dialled, unbroken: Belgian ones in their national form, others with +."""
    try:
        found = phone.parse(number or "").value
    except UserError:
        return number or ""
    shown = found.national if found.e164.startswith("+32") else found.international
    if found.extension and found.extension not in shown:
        shown = f"{shown} x{found.extension}"
    return shown.replace(" ", "\u00a0")


def address_text(found: Place | HomeAddress | SealedAddress) -> str:
    """Return an address on one line: "Voorbeeldstraat 12/3, 2000 Antwerpen"; the country only where it is abroad."""
    number = "/".join(part for part in (found.number, found.box) if part)
    street = " ".join(part for part in (found.street, number) if part)
    town = " ".join(part for part in (found.postcode, found.municipality) if part)
    country = found.country if found.country and found.country.upper() not in ("BE", "BEL") else ""
    return ", ".join(part for part in (street, town, country) if part)


def whereabouts(found: Place | SealedAddress) -> str:
    """Return an address with its coordinates behind it, for who must find it: "…, 1930 Zaventem (50.9, 4.48)"."""
    address, at = address_text(found), text_of(found.latitude, found.longitude)
    return f"{address} ({at})" if address and at else address or at


def full_name(person: Person) -> str:
    """Return "FAMILY NAME, Given names" as recorded."""
    return filed_name(person) or "—"


def _read(fact: Name | int, code: str) -> str:
    return fact.read(code)[0] if isinstance(fact, LocalText) else str(fact)
