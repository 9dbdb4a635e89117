"""One error door: what happened, worded in the officer's language, with facts as attributes.

A refusal is a class. Its `sentence` is an English msgid with named placeholders; the facts are keyword
arguments, kept as attributes so that code can read them and tests can check them. Sentences are for officers:
what happened, what was kept, what to do next. Facts never hold a secret or a person's name: `repr` and logs
show the class and nothing else.
"""

from typing import Any, ClassVar

from app.core.i18n import translate


class PraesidiumError(Exception):
    """Base of everything the program refuses knowingly. `exit_code` is that of the command line."""

    sentence: ClassVar[str]
    exit_code: ClassVar[int] = 1

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["facts"][name]
        except KeyError:
            raise AttributeError(name) from None

    def say(self, language: str = "en") -> str:
        """Return the sentence in `language` with the facts filled in."""
        return translate(self.sentence, language).format(**self.facts)


class UserError(PraesidiumError):
    """Something typed or asked cannot be: say it at the field. `field` may name it."""


class Warned(UserError):
    """What is asked can be, but not unseen: whoever was told goes on knowingly, and the act takes that as `knowing`."""


class KnownError(PraesidiumError):
    """A device, disk, key or bundle failed in a way we know: say what was kept and what to do."""


class DeviceError(KnownError):
    """The disk or stick failed or is full."""

    exit_code = 3


class DamagedError(KnownError):
    """What was read is damaged or forged: nothing of it was taken over."""

    exit_code = 4


class Cancelled(KnownError):
    """The officer cancelled; nothing is half-done."""

    sentence = "Cancelled. Nothing was changed."
    exit_code = 130
