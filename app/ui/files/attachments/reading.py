"""What is in an attachment, worked out beside the window: 48 MB take their time to be counted and told apart."""

import hashlib
from dataclasses import dataclass

from app.core.i18n import N_
from app.models.rules.mails import Mail, begins_as_mail
from app.models.rules.media import HEAD, PICTURES, Media, media_of, text_of
from app.services.cases.attachments import Content


@dataclass(frozen=True, slots=True, repr=False)
class LookedAt:
    """A content as it can be shown: a mail with the kind (a msgid) of each thing inside, or a text, or neither."""

    digest: str
    mail: Mail | None = None
    kinds: tuple[str, ...] = ()
    text: str | None = None


def look_at(content: Content) -> LookedAt:
    """Return what a content is, as far as its first bytes have not said it already. Not for the UI thread."""
    digest = hashlib.sha256(content.data).hexdigest()
    if content.media is Media.PDF or content.media in PICTURES:
        return LookedAt(digest)
    if begins_as_mail(content.data):
        from app.models.rules.mail_reading import mail_of  # what reads mails is loaded with the first one

        mail = mail_of(content.data)
        if mail is not None:
            return LookedAt(digest, mail, tuple(kind_of(one.data) for one in mail.inside))
    return LookedAt(digest, text=text_of(content.data))


def kind_of(data: bytes) -> str:
    """Return what a content is by its first bytes, a msgid: what its sender says of it is not asked."""
    media = media_of(data[:HEAD])
    if media is Media.PDF:
        return N_("PDF document")
    if media in PICTURES:
        return N_("Picture")
    if begins_as_mail(data):
        return N_("E-mail message")
    return N_("Text") if text_of(data) is not None else N_("Not shown here")
