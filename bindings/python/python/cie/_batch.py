"""The functions over lists, with word of how far they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from . import _cie

if TYPE_CHECKING:
    from datetime import date

    from ._cie import (
        AnnulmentOrder,
        AnnulmentReport,
        CardRequest,
        CodiceFiscaleReport,
        FeeInquiry,
        Finding,
        Quote,
        Tariff,
        Workstation,
    )

__all__ = [
    "Progress",
    "annul_cards",
    "are_valid_codici_fiscali",
    "check_card_requests",
    "check_codici_fiscali",
    "quote_fees",
]


class Progress(Protocol):
    """What is told, between the parts of a list, how many are done and how many there are.

    ``False`` ends the call there, which then answers for those that are done; what it raises ends the
    call and is raised.
    """

    def __call__(self, done: int, total: int, /) -> bool | None: ...


_A = TypeVar("_A")
_B = TypeVar("_B")


def _in_parts(
    run: Callable[[Sequence[_A]], list[_B]], given: Sequence[_A], size: int, progress: Progress | None
) -> list[_B]:
    if progress is None:
        return run(given)
    answers: list[_B] = []
    for start in range(0, len(given), size):
        answers += run(given[start : start + size])
        if progress(len(answers), len(given)) is False:
            break
    return answers


def are_valid_codici_fiscali(
    codes: Sequence[str], on: date | None = None, *, progress: Progress | None = None
) -> list[bool]:
    """Whether form, check character, day and place are all right, for many codes, in order.

    ``on`` is the day taken as today; without it, today. ``progress`` is told now and then how many are
    done, and may end the call.
    """
    return _in_parts(lambda part: _cie.are_valid_codici_fiscali(part, on), codes, 5000, progress)


def check_codici_fiscali(
    codes: Sequence[str], on: date | None = None, *, progress: Progress | None = None
) -> list[CodiceFiscaleReport]:
    """Judge many codes, in order.

    ``on`` is the day taken as today; without it, today. ``progress`` is told now and then how many are
    done, and may end the call.
    """
    return _in_parts(lambda part: _cie.check_codici_fiscali(part, on), codes, 1000, progress)


def check_card_requests(
    requests: Sequence[CardRequest], on: date | None = None, *, progress: Progress | None = None
) -> list[list[Finding]]:
    """The findings of each request of a list, in its order, as `check_card_request` gives them.

    ``progress`` is told now and then how many are done, and may end the call. Raises a `CieError`:
    ``CIE-CORE-302`` when the number of a request is not one, ``CIE-API-011`` when members of a request
    do not go together.
    """
    return _in_parts(lambda part: _cie.check_card_requests(part, on), requests, 50, progress)


def quote_fees(
    inquiries: Sequence[FeeInquiry], tariff: Tariff | None = None, *, progress: Progress | None = None
) -> list[Quote]:
    """What a card costs at a comune for each question of a list, in its order, as `quote_fee` says it.

    ``progress`` is told now and then how many are done, and may end the call. Raises a `CieError` of the
    first question that has no answer.
    """
    return _in_parts(lambda part: _cie.quote_fees(part, tariff), inquiries, 1000, progress)


def annul_cards(
    workstation: Workstation, cards: Sequence[AnnulmentOrder], *, progress: Progress | None = None
) -> list[AnnulmentReport]:
    """Tell a registry of a list of cards that were annulled or revoked, one after the other.

    One that fails does not keep the next from being told. Tell it again with the same operation
    identifiers and nothing is done twice. ``progress`` is told after each card how many are done, and
    may end the call.
    """
    return _in_parts(lambda part: _cie.annul_cards(workstation, part), cards, 1, progress)
