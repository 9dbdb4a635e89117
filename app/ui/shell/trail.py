"""Where the officer has been: back and forward over addresses, as a browser does. Also what he opened lately."""

from collections.abc import Iterable

from app.ui.kit.screen import Address

MOST = 100


class Trail:
    """Addresses in the order of visits, with a cursor; a new visit forgets what was ahead of it."""

    def __init__(self) -> None:
        self._visits: list[Address] = []
        self._at = -1

    def visit(self, address: Address, *, instead: bool = False) -> None:
        """Note a visit; the same place twice in a row is one, and so is another page of it, `instead` of the last."""
        last = self._visits[self._at] if self._at >= 0 else None
        if instead and last is not None and (last.screen, last.uid) == (address.screen, address.uid):
            self._visits[self._at] = address
        if self._at >= 0 and self._visits[self._at] == address:
            return
        self._visits = [*self._visits[: self._at + 1], address][-MOST:]
        self._at = len(self._visits) - 1

    @property
    def can_go_back(self) -> bool:
        """Tell whether there is a visit before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Tell whether there is a visit after this one."""
        return self._at + 1 < len(self._visits)

    def back(self) -> Address | None:
        """Step back; None at the beginning."""
        if not self.can_go_back:
            return None
        self._at -= 1
        return self._visits[self._at]

    def forward(self) -> Address | None:
        """Step forward; None at the end."""
        if not self.can_go_forward:
            return None
        self._at += 1
        return self._visits[self._at]


def put_first(addresses: Iterable[Address], newest: Address, most: int) -> tuple[Address, ...]:
    """Return what was opened lately with `newest` in front, each thing once whatever its tab."""
    rest = [one for one in addresses if (one.screen, one.uid) != (newest.screen, newest.uid)]
    return (newest, *rest)[:most]


def to_json(address: Address) -> dict[str, object]:
    """Return an address as a preference keeps it."""
    found: dict[str, object] = {"screen": address.screen}
    if address.uid is not None:
        found["uid"] = address.uid.hex()
    if address.tab:
        found["tab"] = address.tab
    if address.extra:
        found["extra"] = [list(pair) for pair in address.extra]
    return found


def from_json(kept: object) -> Address | None:
    """Return the address a preference kept; None where it is none."""
    match kept:
        case {"screen": str(screen), **rest}:
            try:
                uid = bytes.fromhex(str(rest["uid"])) if "uid" in rest else None
                pairs = rest.get("extra", ())
                extra = tuple((str(name), str(value)) for name, value in pairs) if isinstance(pairs, list) else ()
            except (TypeError, ValueError):
                return None
            return Address(screen, uid, str(rest.get("tab", "")), extra)
    return None
