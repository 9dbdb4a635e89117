"""What Praesidium uses of uharfbuzz 0.57."""

from enum import IntEnum, IntFlag
from os import PathLike
from typing import NamedTuple

class Blob:
    data: bytes
    @classmethod
    def from_file_path(cls, filename: str | PathLike[str]) -> Blob: ...

class Set(set[int]): ...

class Face:
    upem: int
    unicodes: Set
    glyph_count: int
    blob: Blob
    def __init__(self, blob: Blob, index: int = ...) -> None: ...
    def reference_table(self, tag: str) -> Blob: ...

class FontExtents(NamedTuple):
    ascender: int
    descender: int
    line_gap: int

class Font:
    def __init__(self, face: Face) -> None: ...
    def get_font_extents(self, direction: str) -> FontExtents: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    y_advance: int
    x_offset: int
    y_offset: int

class BufferClusterLevel(IntEnum):
    MONOTONE_GRAPHEMES = 0
    MONOTONE_CHARACTERS = 1

class Buffer:
    cluster_level: BufferClusterLevel
    direction: str
    language: str
    glyph_infos: list[GlyphInfo]
    glyph_positions: list[GlyphPosition]
    def __init__(self) -> None: ...
    def add_str(self, text: str) -> None: ...
    def guess_segment_properties(self) -> None: ...

def shape(font: Font, buffer: Buffer, features: dict[str, bool]) -> None: ...

class SubsetFlags(IntFlag):
    NO_HINTING = 1
    RETAIN_GIDS = 2
    NO_LAYOUT_CLOSURE = 512

class SubsetInput:
    flags: SubsetFlags
    glyph_set: Set
    drop_table_tag_set: Set
    def __init__(self) -> None: ...

class Map:
    def __getitem__(self, key: int) -> int: ...

class SubsetPlan:
    old_to_new_glyph_mapping: Map
    def __init__(self, face: Face, input: SubsetInput) -> None: ...
    def execute(self) -> Face: ...
