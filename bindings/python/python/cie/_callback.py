"""How an object of the caller's is called from the threads of the SDK."""

from __future__ import annotations

import asyncio
import inspect
import logging
import threading
from collections.abc import Awaitable
from concurrent.futures import Future
from typing import Any


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


class Caller:
    """Calls the methods of an object, plain or ``async``.

    Coroutines run on the event loop in which the object was handed over, where the pools of the
    caller's database live. Without one, or when that loop itself is waiting for the call, each runs on
    a loop of its own.
    """

    def __init__(self, called: Any, logger: str) -> None:
        self._called = called
        self._logger = logging.getLogger(logger)
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        self._thread = threading.get_ident()

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
        if self._loop is None or not self._loop.is_running():
            return _on_a_thread(answer)
        if self._thread == threading.get_ident():
            # The loop is what called: it cannot run anything until this returns.
            return _on_a_thread(answer)
        return asyncio.run_coroutine_threadsafe(_awaited(answer), self._loop).result()
