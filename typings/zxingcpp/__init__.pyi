"""What the reader of scans and its tests use of zxing-cpp 3; the stubs it brings ask for numpy."""

import enum

from PIL.Image import Image

class BarcodeFormat(enum.IntEnum):
    QRCode = ...

class TextMode(enum.Enum):
    Plain = ...

class Point:
    x: int
    y: int

class Position:
    top_left: Point

class Barcode:
    text: str
    position: Position

def read_barcodes(image: Image, formats: BarcodeFormat = ..., text_mode: TextMode = ...) -> list[Barcode]: ...
