"""The functions that wait for others, or work for long, for :mod:`asyncio`.

>>> import asyncio
>>> from cie import aio
>>> asyncio.run(aio.are_valid_codici_fiscali(["RSSMRA80A41H501Y", "RSSMRA80A41H501X"]))
[True, False]

They run on threads of their own, so that the event loop goes on. Cancelling one ends the wait at once
and really: nobody waits for the thread any more, but Python itself when it ends, and for no longer than
the call's own time limit. A message that was sent stays sent: ask again with the same operation
identifier. Functions over lists stop at the next part of theirs.

Any other function or method of the package is run so by :func:`run`:
``await aio.run(store.begin, request, "operator 1")``.
"""

from __future__ import annotations

import asyncio
import contextvars
import functools
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import cie
from cie import _batch, _callback

__all__ = [
    "annul_cards",
    "annullamento",
    "are_valid_codici_fiscali",
    "backup_store",
    "card_pin_tries",
    "change_card_pin",
    "check_card_requests",
    "check_codici_fiscali",
    "check_photo",
    "check_signature",
    "check_store",
    "clean_signature",
    "draw_barcode",
    "emissione",
    "fingerprint_quality",
    "fit_photo",
    "interrogazione",
    "open_sealed",
    "photo_from_sheet",
    "photo_overlay",
    "quote_fees",
    "read_barcode",
    "read_card",
    "read_finger_record",
    "read_fingerprint",
    "read_journal",
    "read_trust",
    "reconcile",
    "restore_store",
    "revoca",
    "run",
    "run_doctor",
    "scan_document",
    "seal_content",
    "sign_content",
    "signature_from_sheet",
    "simulate_card",
    "simulate_operator_card",
    "simulated_fingerprint",
    "simulated_portrait",
    "simulated_request",
    "simulated_sheet",
    "simulated_signature",
    "take_photo",
    "try_devices",
    "unblock_card_pin",
    "verify_card_files",
    "verify_card_pin",
    "verify_signed",
    "write_finger_record",
    "write_fingerprint",
    "wsq_decode",
    "wsq_encode",
]

P = ParamSpec("P")
T = TypeVar("T")

_BATCHES = frozenset(vars(_batch)[name] for name in _batch.__all__ if name != "Progress")

# Not the event loop's own threads: those are waited for when it closes.
_threads = ThreadPoolExecutor(max_workers=32, thread_name_prefix="cie")


def _stopping(progress: _batch.Progress | None, stopped: threading.Event) -> _batch.Progress:
    """The progress of a call over a list that ends when it was cancelled."""

    def told(done: int, total: int) -> bool | None:
        if stopped.is_set():
            return False
        return progress(done, total) if progress else None

    return told


async def run(function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function or method on a thread and await its answer.

    Cancelling ends the wait at once. ``progress`` of a function over a list is called on that thread.
    """
    named: dict[str, Any] = dict(kwargs)
    stopped = threading.Event()
    if function in _BATCHES:
        named["progress"] = _stopping(named.get("progress"), stopped)
    # Callbacks that are coroutines belong on this loop, wherever they are handed over.
    context = contextvars.copy_context()
    context.run(_callback.HOME.set, asyncio.get_running_loop())
    call = functools.partial(context.run, function, *args, **named)
    try:
        return await asyncio.wrap_future(_threads.submit(call))
    finally:
        stopped.set()


def _awaited(function: Callable[P, T]) -> Callable[P, Coroutine[Any, Any, T]]:
    @functools.wraps(function)
    async def awaited(*args: P.args, **kwargs: P.kwargs) -> T:
        return await run(function, *args, **kwargs)

    return awaited


annul_cards = _awaited(cie.annul_cards)
annullamento = _awaited(cie.annullamento)
are_valid_codici_fiscali = _awaited(cie.are_valid_codici_fiscali)
backup_store = _awaited(cie.backup_store)
card_pin_tries = _awaited(cie.card_pin_tries)
change_card_pin = _awaited(cie.change_card_pin)
check_card_requests = _awaited(cie.check_card_requests)
check_codici_fiscali = _awaited(cie.check_codici_fiscali)
check_photo = _awaited(cie.check_photo)
check_signature = _awaited(cie.check_signature)
check_store = _awaited(cie.check_store)
clean_signature = _awaited(cie.clean_signature)
draw_barcode = _awaited(cie.draw_barcode)
emissione = _awaited(cie.emissione)
fingerprint_quality = _awaited(cie.fingerprint_quality)
fit_photo = _awaited(cie.fit_photo)
interrogazione = _awaited(cie.interrogazione)
open_sealed = _awaited(cie.open_sealed)
photo_from_sheet = _awaited(cie.photo_from_sheet)
photo_overlay = _awaited(cie.photo_overlay)
quote_fees = _awaited(cie.quote_fees)
read_barcode = _awaited(cie.read_barcode)
read_card = _awaited(cie.read_card)
read_finger_record = _awaited(cie.read_finger_record)
read_fingerprint = _awaited(cie.read_fingerprint)
read_journal = _awaited(cie.read_journal)
read_trust = _awaited(cie.read_trust)
reconcile = _awaited(cie.reconcile)
restore_store = _awaited(cie.restore_store)
revoca = _awaited(cie.revoca)
run_doctor = _awaited(cie.run_doctor)
scan_document = _awaited(cie.scan_document)
seal_content = _awaited(cie.seal_content)
sign_content = _awaited(cie.sign_content)
signature_from_sheet = _awaited(cie.signature_from_sheet)
simulate_card = _awaited(cie.simulate_card)
simulate_operator_card = _awaited(cie.simulate_operator_card)
simulated_fingerprint = _awaited(cie.simulated_fingerprint)
simulated_portrait = _awaited(cie.simulated_portrait)
simulated_request = _awaited(cie.simulated_request)
simulated_sheet = _awaited(cie.simulated_sheet)
simulated_signature = _awaited(cie.simulated_signature)
take_photo = _awaited(cie.take_photo)
try_devices = _awaited(cie.try_devices)
unblock_card_pin = _awaited(cie.unblock_card_pin)
verify_card_files = _awaited(cie.verify_card_files)
verify_card_pin = _awaited(cie.verify_card_pin)
verify_signed = _awaited(cie.verify_signed)
write_finger_record = _awaited(cie.write_finger_record)
write_fingerprint = _awaited(cie.write_fingerprint)
wsq_decode = _awaited(cie.wsq_decode)
wsq_encode = _awaited(cie.wsq_encode)
