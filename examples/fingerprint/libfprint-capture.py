#!/usr/bin/env python3
"""Captures one fingerprint with libfprint and writes it to standard output as PGM.

A capture program for `cie fingerprint capture`, for scanners that libfprint drives as image devices;
see scanner-libfprint.toml. Debian: gir1.2-fprint-2.0, python3-gi.

    libfprint-capture.py SECONDS [DRIVER]

Exit codes: 0 an image was written, 2 no finger in time, 3 no scanner, 1 anything else.
"""

import sys

import gi

gi.require_version("FPrint", "2.0")
from gi.repository import FPrint, Gio, GLib  # noqa: E402

NO_FINGER, NO_SCANNER = 2, 3


def main() -> int:
    seconds = int(sys.argv[1])
    wanted = sys.argv[2] if len(sys.argv) > 2 else None
    devices = FPrint.Context().get_devices()
    devices = [
        device
        for device in devices
        if device.has_feature(FPrint.DeviceFeature.CAPTURE)
        and wanted in (None, device.get_driver())
    ]
    if not devices:
        return NO_SCANNER
    device = devices[0]
    late = Gio.Cancellable()
    GLib.timeout_add_seconds(max(seconds - 1, 1), late.cancel)
    try:
        device.open_sync(late)
    except GLib.Error:
        return NO_SCANNER
    try:
        image = device.capture_sync(True, late)
    except GLib.Error as error:
        if error.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED):
            return NO_FINGER
        if error.matches(FPrint.device_retry_quark(), FPrint.DeviceRetry.GENERAL):
            return NO_FINGER
        print(error.message, file=sys.stderr)
        return 1
    finally:
        device.close_sync(None)
    width, height = image.get_width(), image.get_height()
    ppi = round(image.get_ppmm() * 25.4)
    head = f"P5\n# ppi {ppi}\n{width} {height}\n255\n"
    sys.stdout.buffer.write(head.encode() + bytes(image.get_data()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
