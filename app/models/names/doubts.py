"""Why an officer should look at a row: everything a parser may not decide for him."""

from enum import StrEnum


class Doubt(StrEnum):
    """Why an officer should look. Those in `BLOCKING` leave no person to work with unseen."""

    EMPTY = "empty"
    VACANT = "vacant"
    NO_CAPITALS = "no_capitals"
    ALL_CAPITALS = "all_capitals"
    SEVERAL = "several"
    OTHERS_NAMED = "others_named"
    SENTENCE = "sentence"
    REPRESENTED = "represented"
    SINGLE_NAME = "single_name"
    NAME_ORDER = "name_order"
    NO_TITLE = "no_title"
    TITLE_UNCLEAR = "title_unclear"
    TITLE_AFTER = "title_after"
    OTHER_SPELLING = "other_spelling"
    NICKNAME = "nickname"
    NO_DATE = "no_date"
    DATE_UNCLEAR = "date_unclear"
    NOTE = "note"


BLOCKING = frozenset(
    {
        Doubt.EMPTY,
        Doubt.VACANT,
        Doubt.NO_CAPITALS,
        Doubt.SEVERAL,
        Doubt.OTHERS_NAMED,
        Doubt.SENTENCE,
        Doubt.TITLE_UNCLEAR,
    }
)
