"""What a caller implements; written by `cargo run -p cie-api --example callbacks`."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ._choices import Finger, Hand, Shutter, SignatureAlgorithm
    from ._cie import DeviceEvent, FaceMarks, FingerImage, ScanJob, ScannerCapabilities, ScannerPages


class Camera(Protocol):
    """A camera, as its vendor's library drives it."""

    def frame(self, /) -> bytes | None | Awaitable[bytes | None]:
        """A frame of the live picture, as it is now: PNG or JPEG. Returns none when the camera shows none;
        raises when it is gone."""

    def shoot(self, seconds: int, /) -> bytes | Awaitable[bytes]:
        """Takes the photograph, within so many seconds: PNG or JPEG. Raises when the camera is gone."""


class CameraPreview(Protocol):
    """Somebody who is shown the live picture of a camera and releases its shutter: the operator's window."""

    def show(self, number: int, image: bytes, /) -> Shutter | Awaitable[Shutter]:
        """A frame, numbered from 0: PNG or JPEG. Returns what to do; the time it takes counts. Whatever is
        raised cancels the photograph."""


class DocumentScanner(Protocol):
    """A scanner of documents, as its vendor's library drives it."""

    def capabilities(self, /) -> ScannerCapabilities | Awaitable[ScannerCapabilities]:
        """What it offers. Raises when it is out of reach."""

    def scan(self, job: ScanJob, /) -> ScannerPages | Awaitable[ScannerPages]:
        """Scans what is asked for, and returns the pages in order, with what stopped it if something did: so
        the pages before a jam are kept. Raises when the scanner is gone, and with it the pages."""


class FaceFinder(Protocol):
    """Somebody who says where the face is in a photograph: the operator who marks it, or a face detector
    such as that of a phone."""

    def find(self, image: bytes, /) -> FaceMarks | None | Awaitable[FaceMarks | None]:
        """The face in a photograph (PNG, upright, without its EXIF data), or none. The marks are pixels of
        this very image."""


class FingerprintScanner(Protocol):
    """A fingerprint scanner, as its vendor's library drives it."""

    def capture(self, hand: Hand, finger: Finger, seconds: int, /) -> FingerImage | None | Awaitable[FingerImage | None]:
        """Waits for a finger and takes its print, within so many seconds. Returns none when nothing was
        placed in time; raises when the scanner is gone."""


class CardTransport(Protocol):
    """A card that can be talked to: the tag of a phone's NFC, a reader of your own, a `VirtualCard`."""

    def transmit(self, command: bytes, /) -> bytes | Awaitable[bytes]:
        """Sends a command to the card as it is, and returns the response as it is, status included.
        Whatever is raised ends the reading with `CIE-DEV-401`."""


class CardWatch(Protocol):
    """Somebody who watches a card being read, and may stop it."""

    def reading(self, what: str, done: int, total: int, /) -> bool | Awaitable[bool]:
        """What is being done (`access`, `EF.SOD`, `DG2`, `chip_authentication`), how many bytes of it are
        done, and of how many; 0 of 0 where nothing is counted. Returns whether to go on."""


class DeviceWatcher(Protocol):
    """Somebody who is told what is plugged in and unplugged."""

    def event(self, event: DeviceEvent, /) -> bool | Awaitable[bool]:
        """Something was plugged in, unplugged, put in or taken out. Returns whether to go on being told."""


class OperatorCard(Protocol):
    """An operator card (SCO) that signs: a session of a PKCS#11 module of yours, or a
    `VirtualOperatorCard`. The PIN is between you and the card: present it before you hand the card
    over."""

    def certificate(self, /) -> bytes | Awaitable[bytes]:
        """The certificate of the signing key, X.509 in DER."""

    def algorithm(self, /) -> SignatureAlgorithm | Awaitable[SignatureAlgorithm]:
        """How it signs."""

    def sign(self, message: bytes, /) -> bytes | Awaitable[bytes]:
        """Signs a message; the card, or its driver, hashes it as `algorithm` says."""
