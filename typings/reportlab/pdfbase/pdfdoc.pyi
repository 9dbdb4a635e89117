from collections.abc import Mapping, Sequence
from typing import Any

class PDFObject: ...

class PDFName(PDFObject):
    def __init__(self, data: str) -> None: ...

class PDFString(PDFObject):
    def __init__(self, s: bytes | str, escape: int = ..., enc: str = ...) -> None: ...

class PDFArray(PDFObject):
    def __init__(self, sequence: Sequence[Any]) -> None: ...

class PDFDictionary(PDFObject):
    dict: dict[str, Any]
    def __init__(self, dict: Mapping[str, Any] | None = ...) -> None: ...
    def __setitem__(self, name: str, value: Any) -> None: ...

class PDFObjectReference: ...

class PDFStream(PDFObject):
    dictionary: PDFDictionary
    content: bytes
    filters: Sequence[object]
    def __init__(
        self, dictionary: PDFDictionary | None = ..., content: bytes = ..., filters: Sequence[object] | None = ...
    ) -> None: ...

PDFZCompress: object

class PDFDocument:
    delayedFonts: list[Any]
    fontMapping: dict[str, str]
    idToObject: dict[str, Any]
    def Reference(self, obj: Any, name: str | None = ...) -> PDFObjectReference: ...
