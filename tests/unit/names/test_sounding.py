"""Names of any script and transliteration that are read as one; measured on a few hundred invented names."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.names.matching import folded
from app.models.names.sounding import meeting_places, shares_word, sound_alike, sounding

ALIKE = {
    "محمد الحسن": ["Mohammed AL-HASSAN", "Mohamed El Hassan", "Muhammad Alhassan"],
    "عبد الرحمن يوسف": ["Abdelrahman Youssef", "Abdul Rahman Yusuf", "Abdurrahman Joesoef"],
    "حسين علي": ["Hussein Ali", "Houssein Ali"],
    "جمال خليل": ["Gamal Khalil", "Djamal Chalil", "Jamal Khaleel"],
    "Никита Хрущёв": ["Nikita Khrushchev", "Nikita Chroesjtsjov", "Nikita Khrouchtchev", "Nikita Chruschtschow"],
    "Юлия Щербакова": ["Yulia Shcherbakova", "Joelia Sjtsjerbakova", "Yuliya Shcherbakova"],
    "Сергей Иванов": ["Sergei Ivanov", "Sergueï Ivanov", "Sergej Iwanow", "IVANOV Sergey"],
    "Александр Чайковский": ["Alexander Tchaikovsky", "Aleksandr Tsjaikovski"],
    "Володимир Зеленський": ["Volodymyr Zelenskyy"],
    "Γεώργιος Παπαδόπουλος": ["Georgios Papadopoulos", "Geórgios Papadópoulos"],
    "Ελευθέριος Βενιζέλος": ["Eleftherios Venizelos"],
    "Χρήστος Μπακογιάννης": ["Christos Bakoyannis", "Christos Bakogiannis"],
    "შალვა ჭავჭავაძე": ["Shalva Chavchavadze"],
    "მიხეილ სააკაშვილი": ["Mikheil Saakashvili"],
    "בנימין נתניהו": ["Benjamin Netanyahu", "Binyamin Netanyahu"],
    "אברהם כהן": ["Avraham Cohen"],
    "דוד לוי": ["David Levy"],
    "习近平": ["Xi Jinping", "Jinping XI", "Hsi Chin-p'ing"],
    "张伟": ["Zhang Wei", "Chang Wei"],
    "Nguyễn Thị Phương": ["Nguyen Thi Phuong", "Phuong Nguyen Thi"],
    "Đặng Văn Bình": ["Dang Van Binh"],
    "Jan De Smet": ["Jan Desmet", "DE SMET Jan"],
}
APART = [
    ("Jan De Smet", "An De Smet"), ("Jan De Smet", "Jean De Smet"), ("Peter Jansen", "Pieter Janssens"),
    ("Marie Dubois", "Maria Dubois"), ("Wim Maes", "Tim Maes"), ("Omar Hassan", "Amir Hassan"),
    ("William Peeters", "Bill Peeters"), ("Alexandra Popov", "Sasja Popov"), ("De Smet", "Jan De Smet"),
    ("习近平", "李克强"), ("Никита Иванов", "Nikolai Ivanov"), ("علي حسن", "Omar Hassan"),
]  # fmt: skip
GIVEN = (  # noqa: SIM905 - sixty names are read more easily so
    "Jan Piet Joris Anna An Els Wim Tim Tom Bram Koen Kris Karel Lotte Nele Sofie Sarah Marie Luc Paul Pieter Dirk "
    "Filip Hugo Inge Jean Lien Pascal Rik Ruben Stijn Veerle Yves Ahmed Mohammed Omar Amina Fatima Khalid Youssef Igor "
    "Olga Natalia Sergei Dmitri Elena Giorgi Nino Wei Ming Hua Minh Dimitris Eleni Nikos Miriam David Rachel"
).split()
FAMILY = (  # noqa: SIM905
    "Peeters Janssens Maes Jacobs Willems Mertens Martens Claes Claeys Goossens Wouters Declercq Dubois Dupont Lambert "
    "Lambrecht Martin Simon Simons Dumont Michel Michiels Hermans Aerts Pauwels Verhaegen Vermeulen Hassan Hussein "
    "Karimi Rahmani Ivanov Ivanova Petrov Petrova Smirnov Popov Beridze Kapanadze Papadopoulos Papadakis Nguyen Tran "
    "Pham Wang Zhang Chen Cohen Levi Mizrahi Rabin Schmidt Schmitt Meyer Meier Weber Wagner Becker"
).split()


@pytest.mark.parametrize(("name", "other"), [(name, other) for name, others in ALIKE.items() for other in others])
def test_a_name_meets_its_transliterations_both_ways(name: str, other: str) -> None:
    one, two = sounding(name), sounding(other)
    assert sound_alike(one, two)
    assert sound_alike(two, one)
    assert meeting_places(one) & meeting_places(two)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_and_nicknames_are_no_readings(one: str, other: str) -> None:
    assert not sound_alike(sounding(one), sounding(other))


def test_a_word_in_common_is_told() -> None:
    assert shares_word(sounding("J. De Smet"), sounding("Jan Desmet"))
    assert not shares_word(sounding("An Peeters"), sounding("Jan Desmet"))


def test_of_four_hundred_invented_people_next_to_none_is_taken_for_another() -> None:
    names = [f"{given} {family}" for given, family in product(GIVEN, FAMILY)][::8][:400]
    assert len(set(names)) == 400
    sounds = [sounding(name) for name in names]
    false = [pair for pair in combinations(range(400), 2) if sound_alike(sounds[pair[0]], sounds[pair[1]])]
    assert [(names[one], names[other]) for one, other in false] == []


LETTERS = st.sampled_from("abcdefghijklmnoprstuvwyzжщюяξθחשمحعლჟ习近")
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=0, max_size=5).map(" ".join)


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_whoever_is_alike_meets(one: str, other: str) -> None:
    mine, theirs = sounding(one), sounding(other)
    alike = sound_alike(mine, theirs)
    assert alike == sound_alike(theirs, mine)
    if alike and not (mine.syllabic or theirs.syllabic):
        consonants = [code for word in (*mine.words, *theirs.words) for code in word.codes]
        assert meeting_places(mine) & meeting_places(theirs) or min(map(len, consonants)) < 2


@given(st.permutations(["Nele", "Van Damme", "Marie"]), st.booleans())
def test_order_capitals_and_a_further_given_name_make_no_difference(parts: list[str], capitals: bool) -> None:
    written = " ".join(part for part in parts if part != "Marie" or capitals)
    assert sound_alike(sounding("Nele Van Damme"), sounding(written.upper() if capitals else written))


@given(st.sampled_from(GIVEN), st.sampled_from(FAMILY))
def test_who_is_written_alike_sounds_alike(name: str, family: str) -> None:
    one, other = f"{name} {family}", f"{family.upper()}, {name}"
    assert sorted(folded(one)) == sorted(folded(other))
    assert sound_alike(sounding(one), sounding(other))
