"""Why a store cannot be opened, written or copied: one class and one sentence for each reason."""

from app.core.errors import DamagedError, DeviceError, KnownError, UserError
from app.core.i18n import N_


class StoreMissing(KnownError):
    """There is no file at this path."""

    sentence = N_("There is no store at this place. Look for the folder or stick it is on, or restore a backup.")


class StoreExists(KnownError):
    """Something is already there; it is never overwritten."""

    sentence = N_("There is already a file at this place. It was left as it was. Choose another name or folder.")


class NotOurStore(DamagedError):
    """The file is something else, or belongs to other keys."""

    sentence = N_("This file is not a store of this program. It was not changed. Check that it is the right file.")


class SlotsMissing(DamagedError):
    """The store is there and the file with its key slots is not."""

    sentence = N_(
        "The key file that belongs beside the store is missing. Nothing was changed. "
        "Put back the file “{file}”, or restore a backup."
    )


class SlotsDamaged(DamagedError):
    """The slot file is not readable as one."""

    sentence = N_("The key file “{file}” is damaged. Nothing was changed. Put back a good copy, or restore a backup.")


class StoreTruncated(DamagedError):
    """The file ends before its last page."""

    sentence = N_("The store is incomplete: its end is missing. Nothing was changed. Restore the latest backup.")


class StoreDamaged(DamagedError):
    """Pages of our own store fail their check."""

    sentence = N_(
        "The store is damaged. Nothing was changed. Keep this file, restore the latest backup and tell the "
        "administrator."
    )


class StoreFromNewerVersion(KnownError):
    """`found` is the schema of the store, `known` the newest this program knows."""

    sentence = N_(
        "This store was written by a newer version of the program (schema {found}, this program knows {known}). "
        "Nothing was changed. Install the newer version."
    )


class StoreOpenElsewhere(KnownError):
    """Another process holds the lock."""

    sentence = N_(
        "This store is already open in another window or by another user (process {pid}). Close it there, then try "
        "again."
    )


class WrongPassphrase(UserError):
    """No slot opens with this name and passphrase; which of the two is wrong is not said. `seconds` to wait now."""

    sentence = N_("Name or passphrase is wrong. The store was not harmed. You can try again in {seconds} s.")


class TooSoon(UserError):
    """Wrong passphrases came before; `seconds` of waiting remain."""

    sentence = N_("After wrong attempts the store stays closed for a while. Try again in {seconds} s.")


class PassphraseTooShort(UserError):
    """A new passphrase has fewer than `minimum` characters."""

    sentence = N_("A passphrase has at least {minimum} characters. Several words make a good one.")


class NotEnoughMemory(DeviceError):
    """Argon2id asks for a quarter of a gibibyte and the machine has not got it."""

    sentence = N_(
        "The workstation has too little free memory to check the passphrase. Nothing was changed. Close other programs "
        "and try again."
    )


class DeviceSecretMissing(KnownError):
    """The slot is bound to this machine and its keyring does not answer. `reason` is a `NoDevice` value."""

    sentence = N_(
        "This access is bound to the keyring of the workstation on which it was made, and that keyring does not open "
        "it here. Nothing was changed. Log in to that workstation as the same user, or use another access."
    )


class LastSlot(UserError):
    """Revoking it would lock everybody out."""

    sentence = N_("This is the last access to the store. It was kept: without it nobody could open the store again.")


class SlotMissing(UserError):
    """No slot has this id."""

    sentence = N_("This access no longer exists. Nothing was changed.")


class DiskFull(DeviceError):
    """No space left where we write."""

    sentence = N_("The disk is full. What was saved before is kept; the last action was not saved. Free some space.")


class FolderMissing(DeviceError):
    """The folder to write in is not there: a stick pulled, a share gone."""

    sentence = N_(
        "This folder is not there, or no longer. Nothing was changed. Put back the stick or choose another folder."
    )


class NotWritable(DeviceError):
    """The folder or file may not be written."""

    sentence = N_("This folder cannot be written. Nothing was changed. Check the rights or choose another folder.")


class DiskFailed(DeviceError):
    """Reading or writing failed for another reason."""

    sentence = N_(
        "The disk reports an error. What was saved before is kept. Check the disk and make a backup elsewhere."
    )


class MigrationFailed(KnownError):
    """Bringing the store to a newer schema failed and was taken back."""

    sentence = N_(
        "The store could not be brought to the new version. It is as it was before. Use the previous version and tell "
        "the administrator."
    )


class BackupDamaged(DamagedError):
    """The backup file fails its check, or is no backup."""

    sentence = N_("This backup is damaged or is not a backup of this program. Nothing was restored. Use another one.")


class BackupFailed(DeviceError):
    """What was read back from the backup is not what was written to it."""

    sentence = N_(
        "The backup does not read back as it was written and was removed. The store itself is in order. Use another "
        "disk or stick."
    )
