"""A finished copy, as whoever asked for it gets it: what it is must be known where no press is loaded."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """One copy, ready for the printer. A draft has no seals and no code."""

    pdf: bytes = field(repr=False)
    pages: int
    page_hashes: tuple[bytes, ...]
    seals: tuple[str, ...]
    control_code: str
    language: str
