"""What each doubt means to the officer who resolves it: one sentence a doubt, saying what to look at."""

from app.core.i18n import N_
from app.models.names.delegations import Why
from app.models.names.doubts import Doubt
from app.models.names.matching import Alike

DOUBTS: dict[Doubt, str] = {
    Doubt.EMPTY: N_("Nobody is named."),
    Doubt.VACANT: N_("The office is vacant."),
    Doubt.NO_CAPITALS: N_("No word is in capitals: which is the family name?"),
    Doubt.ALL_CAPITALS: N_("The whole name is in capitals: which is the family name?"),
    Doubt.SEVERAL: N_("The office is held by several persons: who comes?"),
    Doubt.OTHERS_NAMED: N_("Other persons are named in the note: who comes?"),
    Doubt.SENTENCE: N_("This is a sentence, not a name."),
    Doubt.REPRESENTED: N_("Represented by someone else: who comes?"),
    Doubt.SINGLE_NAME: N_("One name only: is it the family name?"),
    Doubt.NAME_ORDER: N_("More words follow the capitals: check family name and given names."),
    Doubt.NO_TITLE: N_("No office stands before the name."),
    Doubt.TITLE_UNCLEAR: N_("It is unclear where the title ends and the name begins."),
    Doubt.TITLE_AFTER: N_("Words follow the name after a comma: see the note."),
    Doubt.OTHER_SPELLING: N_("Another spelling is given: see the note."),
    Doubt.NICKNAME: N_("A nickname was taken out: see the note."),
    Doubt.NO_DATE: N_("No date of taking office is given."),
    Doubt.DATE_UNCLEAR: N_("The date of taking office is incomplete or of another form: see the note."),
    Doubt.NOTE: N_("There is a note: read it."),
}

REASONS: dict[Why, str] = {
    Why.NOT_INVITED: N_("This country is not on the list of those invited."),
    Why.DOUBT: N_("The row is doubtful: nobody was added."),
}

LIKENESSES: dict[Alike, str] = {
    Alike.SPELLING: N_("Possibly the same person: the spelling differs slightly."),
    Alike.ORDER: N_("Possibly the same person: the same names in another order."),
    Alike.PART: N_("Possibly the same person: one list gives more names."),
}
