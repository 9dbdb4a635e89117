"""National numbers, phones, plates, e-mail, coordinates, countries: what is right, what is odd, what is wrong."""

from datetime import date

import pytest

from app.core.errors import UserError
from app.core.i18n import LANGUAGES
from app.models.checks import coordinates, country, email_address, national_number, phone, plate
from app.models.checks.checked import KEPT_AS_TYPED, Checked, Empty, Keepable, TooLong, as_typed

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize("typed", ["85.07.30-033.28", "85073003328", " 85 07 30 033 28 ", "85/07/30-033/28"])
def test_a_national_number_comes_out_in_one_form(typed: str) -> None:
    assert national_number.parse(typed, today=TODAY) == Checked("85.07.30-033.28")


def test_a_national_number_of_a_birth_from_2000_on_is_known_by_its_check_digits() -> None:
    assert national_number.parse("17 07 30 033 84", today=TODAY).warning is None


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("8507300332", national_number.NationalNumberLength),
        ("85.07.30-033.2A", national_number.NationalNumberLength),
        ("٨٥٠٧٣٠٠٣٣٢٨", national_number.NationalNumberLength),
        ("85.07.30-033.29", national_number.NationalNumberChecksum),
        (f"851730033{97 - 851730033 % 97:02d}", national_number.NationalNumberDate),
        (f"859930033{97 - 859930033 % 97:02d}", national_number.NationalNumberDate),
    ],
)
def test_a_wrong_national_number_is_refused_for_what_is_wrong(typed: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal) as caught:
        national_number.parse(typed, today=TODAY)
    assert isinstance(caught.value, Keepable)


def test_a_national_number_is_compared_with_the_known_birth_date_and_today() -> None:
    other = national_number.parse("85073003328", today=TODAY, born=date(1985, 7, 31))
    assert other.warning == national_number.OTHER_BIRTH_DATE
    assert national_number.parse("85073003328", today=TODAY, born=date(1985, 7, 30)).warning is None
    future = national_number.parse("17073003384", today=date(2016, 1, 1))
    assert future.warning == national_number.BIRTH_IN_FUTURE


def test_a_bis_number_is_taken_with_a_warning() -> None:
    digits = "854730033"
    check = 97 - int(digits) % 97
    found = national_number.parse(f"{digits}{check:02d}", today=TODAY)
    assert found.warning == national_number.BIS_NUMBER


@pytest.mark.parametrize(
    "typed", ["0475 12 34 56", "0475/12.34.56", "+32 475 12 34 56", "0032475123456", "+32(0)475123456"]
)
def test_a_phone_number_is_the_same_however_typed(typed: str) -> None:
    found = phone.parse(typed).value
    assert (found.e164, found.national, found.international) == ("+32475123456", "0475 12 34 56", "+32 475 12 34 56")


def test_a_foreign_number_a_region_and_an_extension_are_read() -> None:
    assert phone.parse("+33 1 42 68 53 00").value.national == "01 42 68 53 00"
    assert phone.parse("01 42 68 53 00", region="FR").value.e164 == "+33142685300"
    assert phone.parse("02 501 02 11 ext. 34").value.extension == "34"


def test_a_short_number_and_one_outside_the_plan_are_kept_with_a_warning() -> None:
    assert phone.parse("112").warning == phone.SHORT_NUMBER
    assert phone.parse("+32 999 12 34 5").warning == phone.NOT_IN_PLAN


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("call him", phone.PhoneUnreadable),
        ("+999 12 34 56 78", phone.PhoneCountry),
        ("0475 12", phone.PhoneLength),
        ("+32 475 12 34 56 78 90 12 34 56", phone.PhoneLength),
        ("0475-12-34-56 (gsm van zijn vrouw)", phone.PhoneNotAlone),
        ("+32 475 12 34 56 / +33 6 12 34 56 78", phone.PhoneNotAlone),
        ("0475 12 34 56 ou 0475 12 34 57", phone.PhoneNotAlone),
        ("", Empty),
        ("0" * 501, TooLong),
    ],
)
def test_what_is_no_phone_number_is_refused_for_what_is_wrong(typed: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        phone.parse(typed)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("1abc234", "1-ABC-234"), ("1-ABC-234", "1-ABC-234"), (" 1 abc 234 ", "1-ABC-234"), ("abc.123", "ABC-123"),
     ("123ABC", "123-ABC"), ("Q abc 123", "Q-ABC-123"), ("cd ab 123", "CD-AB-123")],
)  # fmt: skip
def test_belgian_plates_come_out_in_one_form(typed: str, shown: str) -> None:
    assert plate.parse(typed) == Checked(shown)
    assert plate.key(shown) == plate.key(typed.replace(".", ""))


def test_unusual_and_foreign_plates_are_kept() -> None:
    assert plate.parse("B0SS").warning == plate.UNUSUAL
    assert plate.parse("ab-123-cd", country="FR") == Checked("AB-123-CD")


@pytest.mark.parametrize("typed", ["1", "!!!", "1-ABC-234-567-890-12", "<script>", "1/2"])
def test_what_stands_on_no_plate_is_refused(typed: str) -> None:
    with pytest.raises(plate.PlateUnreadable):
        plate.parse(typed)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("jan.peeters", email_address.EmailWithoutAt),
        ("jan@peeters@x.be", email_address.EmailWithoutAt),
        ("jan@localhost", email_address.EmailDomain),
        ("jan@x..be", email_address.EmailDomain),
        ("jan@-x.be", email_address.EmailDomain),
        ("jan@x.b", email_address.EmailDomain),
        ("jan@1.2.3.4", email_address.EmailDomain),
        ("@x.be", email_address.EmailLocal),
        ("jan peeters@x.be", email_address.EmailLocal),
        ("jan..p@x.be", email_address.EmailLocal),
    ],
)
def test_a_wrong_address_is_refused_for_what_is_wrong(typed: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        email_address.parse(typed)


def test_addresses_are_tidied_and_lookalike_letters_warned_of() -> None:
    assert email_address.parse(" <Jan.Peeters@Police.Belgium.EU>; ") == Checked("Jan.Peeters@police.belgium.eu")
    assert email_address.parse("jan@pоlice.be").warning == email_address.UNUSUAL_LETTERS  # a Cyrillic o


@pytest.mark.parametrize(
    "typed",
    ["50.8466, 4.3528", "50.8466 4.3528", "50,8466 4,3528", "50,8466; 4,3528", "50,8466, 4,3528", "50.8466N 4.3528E",
     "4.3528 E, 50.8466 N", "50.8466° N, 4.3528° E", "50.8466,4.3528"],
)  # fmt: skip
def test_decimal_coordinates_are_read_with_point_or_comma(typed: str) -> None:
    found = coordinates.parse(typed)
    assert (found.value.latitude, found.value.longitude, found.warning) == (50.8466, 4.3528, None)


def test_degrees_minutes_and_seconds_are_read() -> None:
    assert coordinates.parse("50°50'47.76\"N 4°21'10.08\"E").value.shown() == "50.846600, 4.352800"
    assert coordinates.parse("33°51′S, 151°12′E").value.shown() == "-33.850000, 151.200000"


def test_coordinates_outside_belgium_or_swapped_are_warned_of() -> None:
    assert coordinates.parse("48.85 2.35").warning == coordinates.OUTSIDE
    assert coordinates.parse("4.3528, 50.8466").warning == coordinates.SWAPPED


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("Wetstraat 16", coordinates.CoordinatesUnreadable),
        ("50.8", coordinates.CoordinatesUnreadable),
        ("91.0, 4.0", coordinates.CoordinatesRange),
        ("50°61'00\"N 4°21'10\"E", coordinates.CoordinatesRange),
        ("50.8 N 4.3 O", coordinates.CoordinatesLetter),
        ("50.8 N 4.3 N", coordinates.CoordinatesLetter),
        ("50.8 N 4.3", coordinates.CoordinatesLetter),
    ],
)
def test_what_is_no_pair_of_coordinates_is_refused(typed: str, refusal: type[UserError]) -> None:
    with pytest.raises(refusal):
        coordinates.parse(typed)


@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [("België", "nl", "BE"), ("belgie", "nl", "BE"), ("Belgique", "fr", "BE"), ("GR", "nl", "GR"), ("grc", "de", "GR"),
     ("Griechenland", "de", "GR"), ("czech republic", "en", "CZ"), ("Luxem", "nl", "LU"), ("Kosovo", "fr", "XK")],
)  # fmt: skip
def test_a_country_is_known_by_name_code_and_beginning(typed: str, language: str, code: str) -> None:
    assert country.parse(typed, language=language) == Checked(code)


def test_a_country_named_in_another_language_is_taken_with_a_warning() -> None:
    assert country.parse("Allemagne", language="nl") == Checked("DE", country.OTHER_LANGUAGE)


def test_an_unknown_or_ambiguous_country_is_refused() -> None:
    with pytest.raises(country.CountryUnknown):
        country.parse("Absurdistan", language="en")
    with pytest.raises(country.CountryAmbiguous) as caught:
        country.parse("Gui", language="en")
    assert caught.value.count >= 2


def test_every_country_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        assert len(country.names(language)) == len(country.codes()) > 240
    assert country.name("GR", "nl") == "Griekenland"
    assert country.name("Narnia", "nl") == "Narnia"
    assert "EU" not in country.codes()


def test_what_is_refused_may_be_kept_as_typed_with_a_warning() -> None:
    assert as_typed("  85.07.30-033.29 ") == Checked("85.07.30-033.29", KEPT_AS_TYPED)
    with pytest.raises(Empty):
        as_typed(" \t")


def test_a_checked_value_does_not_show_itself() -> None:
    assert "3456" not in repr(phone.parse("0475123456")) + repr(phone.parse("0475123456").value)
