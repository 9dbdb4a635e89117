"""`Field.parse` of fields whose check needs nothing but the text: one value in one form, or a refusal; and one `show`.

A form that shows the check's warning, or lets the officer keep a text as typed, calls `app.models.checks` itself; so
does one whose check needs the day or another field (national register number, dates, countries).
"""

from app.models.checks import email_address, phone, plate


def phone_number(text: str) -> str:
    """Return the number in E.164 form, an extension after " x". Raises the refusals of `checks.phone`."""
    number = phone.parse(text).value
    return f"{number.e164} x{number.extension}" if number.extension else number.e164


def plate_number(text: str) -> str:
    """Return the plate in capitals, a Belgian one with its hyphens. Raises the refusals of `checks.plate`."""
    return plate.parse(text).value


def mail_address(text: str) -> str:
    """Return the address, its domain in small letters. Raises the refusals of `checks.email_address`."""
    return email_address.parse(text).value


def degrees(value: object, _language: str) -> str:
    """Return degrees as they are stored, a tenth of a metre: the `show` of a latitude or longitude."""
    return f"{value:.6f}" if isinstance(value, int | float) else str(value)
