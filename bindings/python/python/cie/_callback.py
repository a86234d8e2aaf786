"""How an object of the caller's is called from the threads of the SDK."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable
from concurrent.futures import Future
from contextvars import ContextVar
from typing import Any

HOME: ContextVar[asyncio.AbstractEventLoop | None] = ContextVar("HOME", default=None)
"""The event loop that a call on another thread was made from."""

LOOK = 0.5
"""How often, in seconds, a wait for a coroutine looks whether its loop still runs."""


async def _awaited(answer: Awaitable[Any]) -> Any:
    return await answer


def _on_a_thread(answer: Awaitable[Any]) -> Any:
    """Run a coroutine on a loop and a thread of its own."""
    done: Future[Any] = Future()

    def run() -> None:
        try:
            done.set_result(asyncio.run(_awaited(answer)))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            done.set_exception(error)

    threading.Thread(target=run, name="cie-callback", daemon=True).start()
    return done.result()


def _on_its_loop(answer: Awaitable[Any], loop: asyncio.AbstractEventLoop) -> Any:
    """Run a coroutine on a loop that runs on another thread."""
    done = asyncio.run_coroutine_threadsafe(_awaited(answer), loop)
    while True:
        try:
            return done.result(LOOK)
        except TimeoutError:
            if done.done():
                raise
            if not loop.is_running():
                # Nobody will ever go on with it.
                done.cancel()
                raise RuntimeError("the event loop of the callback has ended") from None


class Caller:
    """Calls the methods of an object, plain or ``async``.

    Coroutines run on the event loop in which the object was handed over, by a function of `cie.aio` as
    well, where the pools of the caller's database live. Without one, or when that loop itself is
    waiting for the call, each runs on a loop of its own.
    """

    def __init__(self, called: Any, logger: str) -> None:
        self._called = called
        self._logger = logging.getLogger(logger)
        self._loop: asyncio.AbstractEventLoop | None
        self._thread: int | None = None
        try:
            self._loop = asyncio.get_running_loop()
            self._thread = threading.get_ident()
        except RuntimeError:
            self._loop = HOME.get()

    def __call__(self, method: str, *arguments: Any) -> Any:
        """Call a method; what it raises is logged, and raised."""
        try:
            answer = getattr(self._called, method)(*arguments)
            if inspect.isawaitable(answer):
                answer = self._wait(answer)
        except Exception:
            self._logger.exception("the caller's %s failed", method)
            raise
        return list(answer) if isinstance(answer, tuple) else answer

    def _wait(self, answer: Awaitable[Any]) -> Any:
        # A loop that called itself cannot run anything until the call returns.
        own = self._thread == threading.get_ident()
        if own or self._loop is None or not self._loop.is_running():
            return _on_a_thread(answer)
        return _on_its_loop(answer, self._loop)
