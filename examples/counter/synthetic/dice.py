"""Chance that falls the same way on every version of Python.

Only `Random.random()` is used: its sequence for an integer seed is guaranteed by the language,
while that of `choice`, `shuffle` or `sample` has changed between versions.
"""

import random
from datetime import date, timedelta


class Dice:
    """A seeded source of choices."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def below(self, limit):
        """A whole number from 0 to `limit` - 1."""
        return int(self._random.random() * limit)

    def between(self, low, high):
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability):
        """True with this probability (0 to 1)."""
        return self._random.random() < probability

    def pick(self, items):
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, pairs):
        """One of the items of `(item, weight)` pairs."""
        left = self._random.random() * sum(weight for _, weight in pairs)
        for item, weight in pairs:
            left -= weight
            if left < 0:
                return item
        return pairs[-1][0]

    def day(self, first, last):
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))

    def shuffled(self, items):
        """The items in another order (Fisher and Yates)."""
        items = list(items)
        for at in range(len(items) - 1, 0, -1):
            other = self.below(at + 1)
            items[at], items[other] = items[other], items[at]
        return items


def years_later(day, years):
    """The same day `years` later (earlier if negative); 29 February becomes 28 if it must."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def age_on(birth, day):
    """Whole years of life on a day; the birthday itself counts as reached."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
