"""Why a bundle, a joining request or a stick is refused: one class and one sentence for each reason.

What the envelope refuses has its own sentences in `app.exchange.age.refusals`. A part of a bundle that is refused is
refused whole: nothing was given out before everything was verified.
"""

from app.core.errors import DamagedError, DeviceError, KnownError
from app.core.i18n import N_


class NotABundle(DamagedError):
    """The envelope opens, and what is in it is something else."""

    sentence = N_(
        "What is in this file was not written by this program. Nothing of it was taken over. "
        "Check that the right file was chosen."
    )


class NewerBundle(KnownError):
    """`found` is the format of the bundle, `known` the newest this program reads."""

    sentence = N_(
        "This bundle has format {found}; this program reads formats up to {known}. Nothing of it was taken over. "
        "Install the newer version of the program."
    )


class ManifestDamaged(DamagedError):
    """The manifest does not have the form of its version, or contradicts itself."""

    sentence = N_(
        "The description of what is in this bundle is damaged. Nothing of it was taken over. "
        "Ask the sender for a new copy, and keep this one for the security officer."
    )


class SignatureFalse(DamagedError):
    """The sender's key did not sign this manifest for this part."""

    sentence = N_(
        "The signature on this bundle is false: it was not made by the workstation it names. Nothing of it was taken "
        "over. Keep the stick and tell the security officer."
    )


class SenderUnknown(KnownError):
    """The sender's station or replica is not in our directory, or no longer trusted."""

    sentence = N_(
        "This bundle comes from a workstation that the directory does not know or no longer trusts. "
        "Nothing of it was taken over. Ask the security officer whether that workstation has joined."
    )


class ForeignDirectory(KnownError):
    """The bundle belongs to another community of workstations."""

    sentence = N_(
        "This bundle belongs to another group of workstations than this one. Nothing of it was taken over. "
        "Ask the sender which stick is meant for you."
    )


class ExerciseMixed(KnownError):
    """Exercise data and live data never meet."""

    sentence = N_(
        "One of the two, this bundle or this workstation, is for exercises and the other is not. "
        "Nothing of it was taken over. Exercise data are exchanged among exercise workstations only."
    )


class Forwarded(DamagedError):
    """Encrypted to us, but its signed manifest names another recipient."""

    sentence = N_(
        "This bundle was made for another workstation, and somebody encrypted it again for this one. "
        "Nothing of it was taken over. Keep the stick and tell the security officer."
    )


class NotYetInvited(KnownError):
    """A workstation that has not joined was given something other than an invitation."""

    sentence = N_(
        "This workstation has not joined a group yet and can only take in an invitation. Nothing of this bundle was "
        "taken over. Ask the security officer for an invitation."
    )


class AlreadyJoined(KnownError):
    """An invitation reached a workstation that belongs to a directory."""

    sentence = N_(
        "This is an invitation, and this workstation has already joined a group. Nothing of it was taken over. "
        "Ask the sender for an ordinary bundle."
    )


class InvitationForAnotherRequest(KnownError):
    """The invitation answers a joining request that this workstation did not make."""

    sentence = N_(
        "This invitation answers another request than the one made here. Nothing of it was taken over. "
        "Hand in the request of this workstation again."
    )


class FrameDamaged(DamagedError):
    """A frame is not the one that the manifest lists, or is not readable as what it says it is."""

    sentence = N_(
        "A piece of this bundle is not what its signed description says. Nothing of it was taken over. "
        "Ask the sender for a new copy, and keep this one for the security officer."
    )


class ContentTrailing(DamagedError):
    """Something other than padding follows the last frame, or the padding has another size."""

    sentence = N_(
        "There is something in this bundle that its signed description does not list. Nothing of it was taken over. "
        "Keep the stick and tell the security officer."
    )


class BundleTooLarge(KnownError):
    """Declared sizes exceed what this workstation takes in at once; nothing was unpacked."""

    sentence = N_(
        "This bundle says it holds more than this workstation takes in at once. Nothing of it was taken over. "
        "Ask the sender to send less at a time."
    )


class PartMissing(KnownError):
    """`missing` lists the numbers of the parts that were not given, of `count`."""

    sentence = N_(
        "This bundle has {count} parts, and part {missing} is not here. Nothing of it was taken over. "
        "Copy all parts into one folder and try again."
    )


class PartForeign(DamagedError):
    """Parts of different bundles were given together."""

    sentence = N_(
        "These parts do not belong to the same bundle. Nothing of them was taken over. "
        "Put only the parts of one bundle together."
    )


class PartTwice(KnownError):
    """The same part was given twice."""

    sentence = N_("Part {part} of this bundle is there twice. Nothing of it was taken over. Remove one of the two.")


class RecordTooLarge(KnownError):
    """One record to be sent does not fit into a frame."""

    sentence = N_(
        "One of the changes to be sent is too large for a bundle. Nothing was written. "
        "Tell the administrator; what is in the store is not affected."
    )


class NotReleased(KnownError):
    """What is to be written is not what the gate released."""

    sentence = N_(
        "What was about to be written is not what was released to this workstation. Nothing was written. "
        "Go through the release again."
    )


class NotARequest(DamagedError):
    """The file does not begin as a joining request."""

    sentence = N_(
        "This file is not a joining request. Nothing of it was taken over. Check that the right file was chosen."
    )


class NewerRequest(KnownError):
    """`found` is the format of the request, `known` the newest this program reads."""

    sentence = N_(
        "This joining request has format {found}; this program reads formats up to {known}. "
        "Nothing of it was taken over. Install the newer version of the program."
    )


class RequestDamaged(DamagedError):
    """A joining request does not have its form, or was changed after it was signed."""

    sentence = N_(
        "This joining request is damaged or was changed. Nothing of it was taken over. "
        "Ask the new workstation for a new request, and compare its words in person."
    )


class StickFull(DeviceError):
    """There is less room than the file needs, or than the stick said there was."""

    sentence = N_(
        "There is not enough room on this stick. Nothing was left on it. Free some room or take another stick."
    )


class StickGone(DeviceError):
    """The stick or folder was pulled, never was there, or answers with errors."""

    sentence = N_(
        "The stick does not answer any more. What was to be written does not count as handed over. "
        "Put it in again, or take another one, and repeat."
    )


class StickReadOnly(DeviceError):
    """The stick or folder may not be written."""

    sentence = N_(
        "This stick or folder cannot be written. Nothing was left on it. "
        "Check its write protection, or take another one."
    )


class WrittenDiffers(DeviceError):
    """What was read back is not what was written."""

    sentence = N_(
        "What was read back from this stick is not what was written to it. The file was removed. Do not use this stick "
        "again; take another one."
    )
