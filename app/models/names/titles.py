"""The words that stand before a name in a delegation list: offices, ranks, styles, and their connectives.

English, because the lists received are; a word that is missing here costs a doubt, never a wrong name.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROYAL = _words("king queen emperor empress sultan amir emir prince princess duke duchess pope co-prince")
"""Titles borne with one name and a number: the capitals that follow are a given name."""

OFFICES = _words(
    """
    president vice-president co-vice vice prime minister premier chancellor taoiseach governor governor-general general
    chief executive administrator superior chairman chairperson chairwoman chair secretary leader commissioner commander
    commander-in-chief captain captains regent mayor bailiff prefect speaker head deputy acting interim caretaker
    transition transitional former designate elect overall supreme taliban high grand crown foreign political lord mann
    state council commission assembly government ministers governorate presidency presidential affairs armed forces
    confederation republic territory territorial cabinet islands island homeland lieutenant lieutenant-governor
    archbishop bishop cardinal co-chiefs gnu cnsp prime-minister ambassador director federal national minister-president
    """
)

STYLES = _words(
    """
    mr mrs ms miss dr prof sir dame lady hon excellency he hrh hm hh rev fr msgr mgr
    gen col capt maj lt sgt adm sr brig marshal vice-marshal air admiral colonel major field ratu sheikh
    """
)
"""Ranks and styles; they count right after a title only, for some are names as well."""

LINKS = _words("of the for and in to")

PARTICLES = _words("al as ad an ar at da das de del della der di do dos du e el i la le ten ter van von y zu")
"""Belong to the family name when they stand right before its capitals, or between two words in capitals."""

NUMERALS = _words("I II III IV V VI VII VIII IX X XII XIII XIV XV XVI XVII XVIII XIX XX")
"""Of sovereigns. Eleven is missing on purpose: XI is a family name in the lists, and numbers join capitals anyway."""

SUFFIXES = _words("jr sr ii iii iv")

MONTHS: dict[str, int] = {
    month: at
    for at, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec"),
        ),
        start=1,
    )
    for month in names.split()
}
