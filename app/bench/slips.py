"""The slips of who types a name; the same by seed."""

import random


def with_a_typo(name: str, rnd: random.Random) -> str:
    """Return `name` with one random error: a letter lost, doubled, wrong, or two swapped."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = rnd.choice(places)
    kind = rnd.choice(("lost", "added", "wrong", "swapped"))
    other = rnd.choice("aeinorstlm" if name[at].isascii() else name)
    if kind == "lost":
        return name[:at] + name[at + 1 :]
    if kind == "added":
        return name[:at] + other + name[at:]
    if kind == "wrong" or at + 1 >= len(name):
        return name[:at] + other + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
