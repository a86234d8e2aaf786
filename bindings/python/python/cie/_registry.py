"""The registry that a connector asks."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ._choices import CardEffect
    from ._cie import CardAnnulment, CardNotice, Found, Query, Subject


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
