"""Catalogues: lines changed, added and withdrawn by an administrator; what was chosen keeps its name."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.core.errors import UserError
from app.core.i18n import LANGUAGES
from app.core.ids import Id
from app.history.undoing import NothingToUndo
from app.models.catalogues import catalogue
from app.models.enums import Action, DeadlineUnit, MeasureCharacter, Role, Validity
from app.models.kinds.catalogue import CatalogueItem, item_id
from app.models.kinds.measures import Measure
from app.models.lists import DEADLINES, LISTS, MEASURE_TYPES, PAPER_TEXTS, PARAGRAPHS, TEMPLATES
from app.models.rights import NotAllowed
from app.models.texts import LocalText, local_text
from app.services.cases.measures import edit_measure, start_urgent_measures
from app.services.catalogues.changing import (
    NotInThisList,
    add_item,
    change_item,
    take_up_item,
    undo_item,
    withdraw_item,
)
from app.services.catalogues.line_checks import (
    LanguageMissing,
    NumberOutOfReason,
    PlaceholderMissing,
    SameName,
    ValidityReversed,
)
from app.services.catalogues.sheets import catalogue_sheet, catalogue_sheet_as_of, item_of
from app.services.catalogues.uses import uses_of
from app.services.choices import NotOnTheList
from app.services.desk import Desk, NotThere
from app.services.naming import read_names
from app.services.search.short_lists import lists_of
from app.services.trails import Past, as_of, field_history
from tests.reads import list_of
from tests.station_world import StationWorld, a_file, a_measure, a_person, a_proposal, a_ruling, a_station

FIRST_TEMPLATE = min(set(catalogue(TEMPLATES)) - {"patrols_home"})


@pytest.fixture
def world(tmp_path: Path) -> Iterator[StationWorld]:
    """A station of the test's own: what is counted here was entered here."""
    made = a_station(tmp_path)
    yield made
    made.close()


def named(english: str, **others: str) -> LocalText:
    """Return a name in all four languages."""
    return local_text("en", english, **{"nl": f"{english} nl", "fr": f"{english} fr", "de": f"{english} de", **others})


def offered(desk: Desk, name: str, language: str = "en") -> dict[str, str]:
    return dict(list_of(desk, name, language))


def test_a_shipped_line_takes_its_new_names_everywhere_and_keeps_its_code(world: StationWorld) -> None:
    person = a_person(world.officer)
    measure = a_proposal(world, a_file(world.officer, person), person)

    change_item(world.admin, MEASURE_TYPES, "patrols", {"names": named("rounds", fr="rondes")})

    assert offered(world.officer, MEASURE_TYPES, "fr")["patrols"] == "rondes"
    with world.officer.read() as view:
        assert view.get(Measure, measure).type == "patrols"
        assert read_names(view, [measure], "fr") == {measure: "rondes"}
    assert list(offered(world.officer, MEASURE_TYPES)) == list(catalogue(MEASURE_TYPES))


def test_an_added_line_is_chosen_like_any_other_and_shown_after_it_is_withdrawn(world: StationWorld) -> None:
    code = add_item(
        world.admin, MEASURE_TYPES, {"names": named("drone over the house"), "character": MeasureCharacter.PROTECTIVE}
    )
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    [measure] = start_urgent_measures(
        world.officer, file, new := a_measure(person, executing=world.police, type=code), a_ruling()
    )
    with world.officer.read() as view:
        assert view.get(Measure, measure).character is MeasureCharacter.PROTECTIVE

    withdraw_item(world.admin, MEASURE_TYPES, code)

    assert code.startswith("drone_over_the_house_")
    assert code not in offered(world.officer, MEASURE_TYPES)
    assert lists_of(world.officer).say(MEASURE_TYPES, code, "de") == "drone over the house de"
    with pytest.raises(NotOnTheList):
        start_urgent_measures(world.officer, file, new, a_ruling())
    take_up_item(world.admin, MEASURE_TYPES, code)
    assert code in offered(world.officer, MEASURE_TYPES)


def test_a_line_is_chosen_on_the_days_on_which_it_is_valid_and_stays_where_it_was_chosen(world: StationWorld) -> None:
    today = world.officer.today()
    code = add_item(world.admin, MEASURE_TYPES, {"names": named("boat on the canal"), "valid_from": today})
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    new = a_measure(person, executing=world.police, type=code)
    [measure] = start_urgent_measures(world.officer, file, new, a_ruling())
    with pytest.raises(ValidityReversed):
        change_item(world.admin, MEASURE_TYPES, code, {"valid_until": today - timedelta(days=1)})

    save = change_item(world.admin, MEASURE_TYPES, code, {"valid_until": today})
    world.clock.at += timedelta(days=1)

    found = lists_of(world.officer).find(MEASURE_TYPES, code)
    assert found is not None
    assert (found.validity, found.valid_from, found.valid_until) == (Validity.OVER, today, today)
    assert code not in offered(world.officer, MEASURE_TYPES)
    with pytest.raises(NotOnTheList):
        start_urgent_measures(world.officer, file, new, a_ruling())
    edit_measure(world.officer, measure, {"frequency": "twice a day"})
    before = catalogue_sheet_as_of(world.admin, world.clock.at - timedelta(days=1), Past.KNOWN_HERE).lists
    assert code in before.offered(MEASURE_TYPES)
    assert save is not None
    undo_item(world.admin, MEASURE_TYPES, code, save)
    assert code in offered(world.officer, MEASURE_TYPES)


def test_what_uses_a_line_is_counted_for_the_administrator_and_opened_by_who_may(world: StationWorld) -> None:
    code = add_item(world.admin, MEASURE_TYPES, {"names": named("lamps in the garden")})
    files: list[Id] = []
    for _ in range(2):
        person = a_person(world.officer)
        files.append(a_file(world.officer, person))
        start_urgent_measures(
            world.officer, files[-1], a_measure(person, executing=world.police, type=code), a_ruling()
        )

    told, mine = uses_of(world.admin, MEASURE_TYPES, code, "nl"), uses_of(world.officer, MEASURE_TYPES, code, "nl")

    assert (told.counts, told.roots, told.places) == ({"measure": 2}, 2, [])
    assert (mine.total, {place.root for place in mine.places}) == (2, set(files))
    assert mine.places[0].reference.startswith("BP-2026-")
    outsider = world.sit("elders", [Role.FILE_OFFICER], world.other_zone)
    assert uses_of(outsider, MEASURE_TYPES, code, "nl").total == 0


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"names": {"nl": "een", "fr": "un", "de": " ", "original": "nl"}}, LanguageMissing, "names"),
        ({"names": named("x", nl="begeleiding", de="Nahschutz")}, SameName, "names"),
    ],
)
def test_a_line_is_whole_in_four_languages_and_told_from_the_others(
    world: StationWorld, fields: dict[str, LocalText], refusal: type[UserError], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        change_item(world.admin, MEASURE_TYPES, "escort", fields)

    assert refused.value.facts["field"] == field
    assert "{" not in refused.value.say("nl")


def test_only_an_administrator_writes_a_list(world: StationWorld) -> None:
    for desk in (world.officer, world.recorder, world.partner, world.nobody):
        for act in (withdraw_item, take_up_item):
            with pytest.raises(NotAllowed):
                act(desk, MEASURE_TYPES, "helicopter")
        with pytest.raises(NotAllowed):
            add_item(desk, MEASURE_TYPES, {"names": named("a tank")})
    assert (catalogue_sheet(world.officer).may_change, catalogue_sheet(world.admin).may_change) == (False, True)


def test_an_administrator_of_any_organisation_writes_it_for_nobody_owns_it(world: StationWorld) -> None:
    elsewhere = world.sit("beheer", [Role.ADMINISTRATOR], world.police)
    change_item(world.admin, "closing_reasons", "other", {"names": named("another reason")})

    change_item(elsewhere, "closing_reasons", "other", {"names": named("some other reason")})

    assert offered(world.officer, "closing_reasons")["other"] == "some other reason"


def test_a_line_has_its_history_and_its_past(world: StationWorld) -> None:
    change_item(world.admin, "threat_forms", "weapon", {"names": named("with a weapon")})
    between = world.clock.now()
    change_item(world.admin, "threat_forms", "weapon", {"names": named("armed")})

    root = item_id("threat_forms", "weapon")

    written = [
        line.values["names"]["en"]
        for line in field_history(world.officer, root)
        if line.values and "names" in line.values
    ]
    assert written == ["with a weapon", "armed"]
    [then] = [one.record for one in as_of(world.officer, root, between, Past.DECIDED)]
    assert isinstance(then, CatalogueItem)
    assert (then.names or {})["en"] == "with a weapon"


def test_a_deadline_that_is_set_otherwise_is_counted_otherwise(world: StationWorld) -> None:
    person = a_person(world.officer)
    file = a_file(world.officer, person)
    change_item(world.admin, DEADLINES, "ratify", {"number": 4, "unit": DeadlineUnit.WORKING_DAYS})

    [measure] = start_urgent_measures(world.officer, file, a_measure(person, executing=world.police), a_ruling())

    with world.officer.read() as view:
        assert view.get(Measure, measure).ratify_by == date(2026, 11, 26)  # from a Saturday
    change_item(world.admin, DEADLINES, "ratify", {"number": 3, "unit": DeadlineUnit.DAYS})
    for number, unit in ((-1, DeadlineUnit.DAYS), (5000, DeadlineUnit.DAYS), (3, DeadlineUnit.AT_MOST), (None, None)):
        with pytest.raises(NumberOutOfReason):
            change_item(world.admin, DEADLINES, "ratify", {"number": number, "unit": unit})
    with pytest.raises(NotInThisList):
        withdraw_item(world.admin, DEADLINES, "ratify")
    with pytest.raises(NotInThisList):
        add_item(world.admin, DEADLINES, {"names": named("x")})


def test_templates_and_paragraphs_ship_whole_and_new_ones_are_added(world: StationWorld) -> None:
    lists = lists_of(world.officer)
    for name in (TEMPLATES, PARAGRAPHS):
        for code in lists.all(name):
            record = item_of(lists, name, code)
            assert all((record.text or {}).get(language) for language in LANGUAGES), code
            assert name != TEMPLATES or record.measure_type in lists.all(MEASURE_TYPES)
    with pytest.raises(LanguageMissing):
        add_item(world.admin, PARAGRAPHS, {"names": named("greeting"), "text": local_text("nl", "Goedendag")})
    with pytest.raises(NotOnTheList):
        add_item(world.admin, TEMPLATES, {"names": named("t"), "measure_type": "catapult"})
    code = add_item(world.admin, PARAGRAPHS, {"names": named("greeting"), "text": named("Good day")})
    assert item_of(lists_of(world.officer), PARAGRAPHS, code).text == named("Good day")


def test_a_template_is_emptied_where_it_ships_filled_in(world: StationWorld) -> None:
    change_item(world.admin, TEMPLATES, "patrols_home", {"visibility": None, "how_often": named("every night")})

    record = item_of(lists_of(world.officer), TEMPLATES, "patrols_home")

    assert (record.visibility, record.how_often, record.measure_type) == (None, named("every night"), "patrols")
    assert record.text == catalogue(TEMPLATES)["patrols_home"].detail["text"]
    change_item(world.admin, TEMPLATES, "patrols_home", {"text": None})
    assert item_of(lists_of(world.officer), TEMPLATES, "patrols_home").text is None


def test_no_list_but_ours_is_written_or_read(world: StationWorld) -> None:
    with pytest.raises(NotThere):
        add_item(world.admin, "../settings", {"names": named("x")})
    with world.admin.write() as unit:
        unit.require(Action.CATALOGUE)
        home = unit.begin_nobodys(item_id("../x", "y"), "catalogue", bytes(16), Action.CATALOGUE)
        unit.create(home, CatalogueItem("../x", "y", named("trick")))
        unit.save(signed=True)
    assert set(lists_of(world.officer).own) <= set(LISTS)


def test_a_line_without_the_own_signature_of_the_administrator_counts_nowhere(world: StationWorld) -> None:
    change_item(world.admin, MEASURE_TYPES, "fixed_post", {"names": named("post")})
    line = item_id(MEASURE_TYPES, "fixed_post")

    with world.admin.write() as unit:
        stream = unit.stream_of(line, CatalogueItem)
        unit.require(Action.CATALOGUE, stream)
        unit.change(stream, line, CatalogueItem, {"names": named("sentry")})
        with pytest.raises(RuntimeError, match="history does not count it"):
            unit.save()

    assert offered(world.officer, MEASURE_TYPES)["fixed_post"] == "post"


def test_a_saved_change_is_reversed_to_what_the_line_said_before(world: StationWorld) -> None:
    change_item(world.admin, MEASURE_TYPES, "fixed_post", {"names": named("post")})
    save = change_item(world.admin, MEASURE_TYPES, "fixed_post", {"names": named("sentry")})
    assert save is not None

    undo_item(world.admin, MEASURE_TYPES, "fixed_post", save)

    assert offered(world.officer, MEASURE_TYPES)["fixed_post"] == "post"
    with pytest.raises(NothingToUndo):
        undo_item(world.admin, MEASURE_TYPES, "fixed_post", save)


def test_no_undo_gives_two_lines_one_name(world: StationWorld) -> None:
    first = offered(world.officer, MEASURE_TYPES)["escort"]
    shipped = change_item(world.admin, MEASURE_TYPES, "escort", {"names": named("walk beside")})
    add_item(world.admin, MEASURE_TYPES, {"names": named(first)})
    own = add_item(world.admin, MEASURE_TYPES, {"names": named("lantern")})
    saved = change_item(world.admin, MEASURE_TYPES, own, {"names": named("lamp")})
    add_item(world.admin, MEASURE_TYPES, {"names": named("lantern")})
    for code, save in (("escort", shipped), (own, saved)):
        assert save is not None
        with pytest.raises(SameName):
            undo_item(world.admin, MEASURE_TYPES, code, save)
    assert (offered(world.officer, MEASURE_TYPES)["escort"], offered(world.officer, MEASURE_TYPES)[own]) == (
        "walk beside", "lamp",
    )  # fmt: skip


def test_the_first_change_of_a_shipped_line_is_reversed_to_what_ships(world: StationWorld) -> None:
    before = lists_of(world.officer).find(TEMPLATES, FIRST_TEMPLATE)
    save = change_item(world.admin, TEMPLATES, FIRST_TEMPLATE, {"text": None, "how_often": named("every hour")})
    assert save is not None

    undo_item(world.admin, TEMPLATES, FIRST_TEMPLATE, save)

    assert lists_of(world.officer).find(TEMPLATES, FIRST_TEMPLATE) == before
    change_item(world.admin, TEMPLATES, FIRST_TEMPLATE, {"how_often": named("every day")})
    with pytest.raises(NothingToUndo):
        undo_item(world.admin, TEMPLATES, FIRST_TEMPLATE, save)
    assert item_of(lists_of(world.officer), TEMPLATES, FIRST_TEMPLATE).how_often == named("every day")


def test_all_lists_are_read_as_they_stood_and_nothing_of_them_is_changed_then(world: StationWorld) -> None:
    change_item(world.admin, "visit_types", "working", {"names": named("work visit")})
    between = world.clock.now()
    change_item(world.admin, "visit_types", "working", {"names": named("visit at work")})
    code = add_item(world.admin, "visit_types", {"names": named("visit in passing")})

    then = catalogue_sheet_as_of(world.admin, between, Past.KNOWN_HERE)

    assert then.lists.say("visit_types", "working", "en") == "work visit"
    assert then.lists.find("visit_types", code) is None
    assert not then.may_change
    assert lists_of(world.admin).say("visit_types", "working", "en") == "visit at work"


def test_what_is_filled_in_stays_and_no_text_goes(world: StationWorld) -> None:
    without = local_text("nl", "Gedaan.", fr="Fini.", de="Fertig.", en="Done.")
    with pytest.raises(PlaceholderMissing) as refused:
        change_item(world.admin, PAPER_TEXTS, "letter_ended", {"text": without})
    assert "{date}" in refused.value.say("de")
    with pytest.raises(LanguageMissing):
        change_item(world.admin, PAPER_TEXTS, "letter_rights", {"text": local_text("nl", "Gedaan.")})
    with pytest.raises(NotInThisList):
        withdraw_item(world.admin, PAPER_TEXTS, "letter_rights")
