"""The registry that a connector asks: its type, and how it is called."""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from ._choices import CardEffect
    from ._cie import CardAnnulment, CardNotice, Found, Query, Subject

logger = logging.getLogger("cie.registry")


class Registry(Protocol):
    """The comune's registry (APR), as a connector asks it.

    Methods may be plain or ``async``, may be slow, and are called from several threads at once. The
    same notice may come again after a crash and must then change nothing.
    """

    def find(
        self, query: Query, /
    ) -> (
        Found | Sequence[Subject] | Subject | None | Awaitable[Found | Sequence[Subject] | Subject | None]
    ):
        """Look a citizen up."""

    def card_issued(self, notice: CardNotice, /) -> CardEffect | None | Awaitable[CardEffect | None]:
        """Record that a card was issued."""

    def card_annulled(
        self, annulment: CardAnnulment, /
    ) -> CardEffect | None | Awaitable[CardEffect | None]:
        """Record that one card, and no other, was annulled or revoked."""


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
