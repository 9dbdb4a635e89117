"""The call card: who is this, what is agreed, whom do I ring, answered in five seconds (ui.md §2).

`open_call_card` logs who looked at whom and asks a reason outside one's own files; `call_card` reads it again;
`reveal` opens what is sealed, with a reason, logged.
"""

from app.services.call_cards.cards import CallCard
from app.services.call_cards.opening import call_card, open_call_card
from app.services.call_cards.revealing import Revealed, reveal

__all__ = ["CallCard", "Revealed", "call_card", "open_call_card", "reveal"]
