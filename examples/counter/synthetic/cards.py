"""Identity cards that residents hold already: numbers, days of issue, days of expiry.

Expiry follows the rules in force on the day of issue: art. 3 of R.D. 773/1931 (3, 5, 10 years),
art. 7 of D.L. 5/2012 (to the birthday that follows), the practice of the ministry's system since
19 September 2022 (adults: to the last birthday within ten years), art. 6 c. 2 of D.L. 19/2026
(from 30 July 2026 no expiry at seventy or more). Only cards issued after 10 February 2012 and
never on a birthday are made, so no disputed case is decided here.
"""

from collections import namedtuple
from datetime import date, timedelta

from .dice import age_on, years_later

Card = namedtuple("Card", "number kind issued expires")

FIRST_BIRTHDAY_RULE = date(2012, 2, 10)
WITHIN_TEN_YEARS = date(2022, 9, 19)
UNLIMITED_AT_SEVENTY = date(2026, 7, 30)
#: Days before expiry from which a renewal may be asked (D.P.R. 445/2000 art. 36 c. 7).
RENEWAL_WINDOW = 180


def expiry(birth, issued):
    """Day of expiry, or None when the card has none."""
    age = age_on(birth, issued)
    if issued < FIRST_BIRTHDAY_RULE:
        raise ValueError("older rules are not modelled")
    if (birth.month, birth.day) == (issued.month, issued.day):
        raise ValueError("issue on a birthday is a matter of policy")
    if age >= 70 and issued >= UNLIMITED_AT_SEVENTY:
        return None
    limit = years_later(issued, 3 if age < 3 else 5 if age < 18 else 10)
    last_birthday = years_later(birth, age_on(birth, limit))
    if age >= 18 and issued >= WITHIN_TEN_YEARS:
        return last_birthday
    return years_later(birth, age_on(birth, limit) + 1)


def working_day(birth, day):
    """That day, or the first after it that is no Sunday and no birthday."""
    while day.weekday() == 6 or (day.month, day.day) == (birth.month, birth.day):
        day += timedelta(days=1)
    return day


class Numbers:
    """Card numbers, each given once."""

    LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def __init__(self, dice, reserved=()):
        self._dice = dice
        self._used = set(reserved)

    def take(self, kind):
        """A new number: `E` like CA00000AA, `C` (paper) like AX1234567."""
        while True:
            if kind == "E":
                head = "C" + self._dice.pick("ABCDEFG")
                tail = self._dice.pick(self.LETTERS) + self._dice.pick(self.LETTERS)
                number = f"{head}{self._dice.below(100_000):05}{tail}"
            else:
                head = "A" + self._dice.pick("RSTUVXY")
                number = f"{head}{self._dice.below(10_000_000):07}"
            if number not in self._used:
                self._used.add(number)
                return number
