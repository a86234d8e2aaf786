"""How the registry of a connector is called.

A module of its own, imported with the first connector: ``asyncio`` takes longer than all the rest of the
package, and most programs do without.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable
from typing import Any

logger = logging.getLogger("cie.registry")


async def _awaited(answer: Awaitable[Any]) -> Any:
    return await answer


class Caller:
    """Calls the methods of a registry from the threads of a connector.

    Coroutines run on the event loop in which the connector was made, where the pools of the caller's
    database live; without one, each runs on a loop of its own.
    """

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    def __call__(self, method: str, argument: Any) -> Any:
        """Call a method; what it raises is logged, and raised."""
        try:
            answer = getattr(self._registry, method)(argument)
            if inspect.isawaitable(answer):
                if self._loop is not None and self._loop.is_running():
                    answer = asyncio.run_coroutine_threadsafe(_awaited(answer), self._loop).result()
                else:
                    answer = asyncio.run(_awaited(answer))
        except Exception:
            logger.exception("the registry failed in %s", method)
            raise
        return list(answer) if isinstance(answer, tuple) else answer
