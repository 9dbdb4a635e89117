"""Holders as lists state them: what is marked is used, what is not is doubted."""

from datetime import date

import pytest

from app.models.names.doubts import BLOCKING, Doubt
from app.models.names.holders import HolderParse, parse_holder


@pytest.mark.parametrize(
    ("text", "title", "given", "family"),
    [
        ("Prime Minister Wout DE HAZELAAR (since 3 February 2025)", "Prime Minister", "Wout", "DE HAZELAAR"),
        ("Chancellor Friedolin MARZ (since 6 May 2025)", "Chancellor", "Friedolin", "MARZ"),
        ("King BALDRIK (since 21 July 2013)", "King", "BALDRIK", ""),
        ("Queen MARGRET II (since 1 May 2020)", "Queen", "MARGRET II", ""),
        ("King KARL XIX OSVALD (since 1 May 2020)", "King", "KARL XIX OSVALD", ""),
        ("King FREDMUND X of Danland (since 1 May 2020)", "King", "FREDMUND X", ""),
        ("King Norodan SIHANOMI (since 1 May 2020)", "King", "Norodan", "SIHANOMI"),
        ("President Denys SANGOU-Nguema (since 1 May 2020)", "President", "Denys", "SANGOU-Nguema"),
        ("President Mahmud al-MANFA (since 1 May 2020)", "President", "Mahmud", "al-MANFA"),
        ("President Savi de TOVENNE (since 1 May 2020)", "President", "Savi", "de TOVENNE"),
        ("Prime Minister Ulis CORVEIA e SALVA (since 1 May 2020)", "Prime Minister", "Ulis", "CORVEIA e SALVA"),
        ('President "X." J. Donell TRAMP (since 1 May 2020)', "President", "J. Donell", "TRAMP"),
        ("GNU Interim Prime Minister Hamid DUBAY (since 1 May 2020)", "GNU Interim Prime Minister", "Hamid", "DUBAY"),
        (
            "President, Presidential Council, Mo MANFA (since 1 May 2020)",
            "President, Presidential Council",
            "Mo",
            "MANFA",
        ),
        (
            "Taoiseach (Prime Minister) Fergal O'MALLARD (since 1 May 2020)",
            "Taoiseach (Prime Minister)",
            "Fergal",
            "O'MALLARD",
        ),
        ("Governor Albrecht BRIAN, Jr. (since 1 May 2020)", "Governor", "Albrecht", "BRIAN Jr."),
        ("President Col. Mamadi DOMBOYA (since 1 May 2020)", "President Col.", "Mamadi", "DOMBOYA"),
    ],
)
def test_title_given_and_family_names_are_told_apart_by_the_marks_of_the_list(
    text: str, title: str, given: str, family: str
) -> None:
    found = parse_holder(text)
    assert (found.title, found.given, found.family) == (title, given, family)
    assert found.certain
    assert found.since is not None


def test_the_place_in_a_title_is_known_from_the_country_of_the_row() -> None:
    text = "President of French Palonesia Moeta BROTHER (since 12 May 2023)"
    known = parse_holder(text, places=("French Palonesia",))
    assert (known.title, known.given) == ("President of French Palonesia", "Moeta")
    unknown = parse_holder(text)
    assert Doubt.TITLE_UNCLEAR in unknown.doubts
    assert (unknown.given, unknown.family, unknown.certain) == ("", "", False)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("", Doubt.EMPTY),
        (" – ", Doubt.EMPTY),
        ("(vacant)", Doubt.VACANT),
        ("President (vacant)", Doubt.VACANT),
        ("President (VACANT since 3 May 2024)", Doubt.VACANT),
        ("Prime Minister Manu Osa Nsu (since 17 August 2024)", Doubt.NO_CAPITALS),
        (
            "Chairperson of the Presidency Zlatan KOVRIC (chairperson since 2025; presidency member since 2018); "
            "Dina BESTIC (presidency member since 2022)",
            Doubt.SEVERAL,
        ),
        (
            "co-chiefs of state Captains Regent Marco ROSETTI and Lorena BUGNI (for the period 2025 - 2026)",
            Doubt.SEVERAL,
        ),
        ("President Ana FIRST and Bo SECOND (since 1 May 2020)", Doubt.SEVERAL),
        ("Chief Minister Lindon FARN (since 25 January 2024); Bailiff Timo LE COQ (since 2019)", Doubt.OTHERS_NAMED),
        ("Leader HAYBARULLAH Akhun is the guardian of the state", Doubt.SENTENCE),
    ],
)
def test_where_nobody_or_more_than_one_is_named_no_person_comes_out(text: str, doubt: Doubt) -> None:
    found = parse_holder(text)
    assert doubt in found.doubts
    assert doubt in BLOCKING
    assert not found.certain
    assert (found.given, found.family) == ("", "")


@pytest.mark.parametrize(
    ("text", "doubt", "full"),
    [
        ("President XI Lanping (since 14 March 2013)", Doubt.NAME_ORDER, "XI Lanping"),
        ("Prime Minister Juda SUMBA Tulenge (since 29 May 2024)", Doubt.NAME_ORDER, "Juda SUMBA Tulenge"),
        ("Amir TARIM bin Hadad Al Qasir (since 25 June 2013)", Doubt.NAME_ORDER, "TARIM bin Hadad Al Qasir"),
        ("Prime Minister NYO SANG (since 31 July 2025)", Doubt.ALL_CAPITALS, "NYO SANG"),
        ("President SUDARNO (since 31 July 2025)", Doubt.SINGLE_NAME, "SUDARNO"),
        ("Bastien LACOURBE (since 10 September 2025)", Doubt.NO_TITLE, "Bastien LACOURBE"),
        (
            "King BALDRIK (since 21 July 2013), represented by Governor Ana MURDO (since 2025)",
            Doubt.REPRESENTED,
            "BALDRIK",
        ),
        ("Prime Minister SANEX (also spelled SONX) Sipan (since 1 May 2020)", Doubt.OTHER_SPELLING, "SANEX Sipan"),
        ('President Ferdi "Bing" MARQUES (since 1 May 2020)', Doubt.NICKNAME, "Ferdi MARQUES"),
        ("Commander Andrew WILLS, RN (since 1 May 2020)", Doubt.TITLE_AFTER, "Andrew WILLS"),
        ("Prime Minister Wout DE HAZELAAR", Doubt.NO_DATE, "Wout DE HAZELAAR"),
        ("President Denys SANGOU (since 1997)", Doubt.DATE_UNCLEAR, "Denys SANGOU"),
        ("President Denys SANGOU (since April 2018)", Doubt.DATE_UNCLEAR, "Denys SANGOU"),
        ("President Denys SANGOU (since 31 February 2018)", Doubt.DATE_UNCLEAR, "Denys SANGOU"),
        ("Prime Minister Ntso MATEKA (28 October 2022)", Doubt.DATE_UNCLEAR, "Ntso MATEKA"),
    ],
)
def test_a_person_who_is_named_but_not_cleanly_carries_a_doubt(text: str, doubt: Doubt, full: str) -> None:
    found = parse_holder(text)
    assert doubt in found.doubts
    assert found.full == full
    assert found.certain


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("King BALDRIK (since 21 July 2013); heir apparent Princess OLIVIANE", date(2013, 7, 21)),
        ("Prime Minister ANU Char (since 5 Sep 2025)", date(2025, 9, 5)),
        ("King WACHIRON; also spelled Vajiron (since 1 December 2016)", date(2016, 12, 1)),
        ("President Emo RAHM (since 16 November 1994; chairman since 20 November 1992)", date(1994, 11, 16)),
        ("Prince HANS II (since 13 November 1989, assumed powers on 26 August 1984)", date(1989, 11, 13)),
    ],
)
def test_the_date_of_taking_office_is_read_and_the_rest_is_kept_as_a_note(text: str, since: date) -> None:
    found = parse_holder(text)
    assert found.since == since
    assert found.certain
    if "ANU" not in text:
        assert found.note
        assert Doubt.NOTE in found.doubts


@pytest.mark.parametrize(
    "text", ["(" * 3000, "A" * 100_000, '"' * 999, ") since (", "; ; ;", "of of of", "\ue000 (\ue000)", ",,, X,"]
)
def test_hostile_text_is_doubted_and_never_raises(text: str) -> None:
    assert parse_holder(text).doubts


def test_a_holder_does_not_show_the_name() -> None:
    assert "HAZELAAR" not in repr(parse_holder("Prime Minister Wout DE HAZELAAR"))
    assert HolderParse().certain is False
