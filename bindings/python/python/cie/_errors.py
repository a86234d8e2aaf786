"""The exceptions: one for each class of trouble, all under :class:`CieError`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._choices import ErrorKind
    from ._cie import ErrorPosition


class CieError(Exception):
    """What went wrong, in both languages; its text holds no personal data."""

    code: str
    """Stable, and the same in every language, such as ``CIE-CORE-010``."""
    kind: ErrorKind
    """The class of the error."""
    message_it: str
    """What happened and what to do, in Italian."""
    message_en: str
    """What happened and what to do, in English."""
    position: ErrorPosition | None
    """Where in the input, if it is known."""

    def __init__(
        self,
        code: str,
        kind: ErrorKind,
        message_it: str,
        message_en: str,
        position: ErrorPosition | None = None,
    ) -> None:
        super().__init__(code, kind, message_it, message_en, position)
        self.code = code
        self.kind = kind
        self.message_it = message_it
        self.message_en = message_en
        self.position = position

    def __str__(self) -> str:
        return f"[{self.code}] {self.message_en}"


class InputError(CieError, ValueError):
    """The input is malformed: fix it and try again."""


class LimitError(CieError, ValueError):
    """A limit on size, depth, count or time was exceeded."""


class NotFoundError(CieError, LookupError):
    """What was asked for does not exist."""


class RefusedError(CieError):
    """A rule of law or policy says no."""


class StateError(CieError):
    """The operation is not allowed in the present state."""


class ConflictError(CieError):
    """The same identifier was used for something else."""


class IntegrityError(CieError):
    """Stored or received data do not match their hash or signature."""


class UnavailableError(CieError):
    """A peer or device does not answer: trying again later may work."""


class HostError(CieError):
    """The machine is at fault: disk, port, permission, missing file."""


class InternalError(CieError, RuntimeError):
    """A defect of the SDK."""


BY_KIND: dict[str, type[CieError]] = {
    "input": InputError,
    "limit": LimitError,
    "not_found": NotFoundError,
    "refused": RefusedError,
    "state": StateError,
    "conflict": ConflictError,
    "integrity": IntegrityError,
    "unavailable": UnavailableError,
    "environment": HostError,
    "internal": InternalError,
}
