"""The peers' file is what the peers say today, and the peers agree where two of them can."""

import unittest
from datetime import date

import peers
from stdnum import iban


class Dates(unittest.TestCase):
    """Holidays, Easter, working days."""

    def test_the_committed_file_is_fresh(self):
        committed, fresh = peers.committed(), peers.fresh()
        self.assertEqual(committed.keys(), fresh.keys())
        for name in fresh:
            self.assertEqual(committed[name], fresh[name], name)

    def test_the_years_ahead_are_there(self):
        years = peers.committed()["holidays"]
        for year in range(2024, 2031):
            # Eleven days off and Easter; one more from 2026, 4 October.
            self.assertEqual(len(years[str(year)]), 12 + (year >= 2026), year)

    def test_what_is_dropped_is_always_a_sunday(self):
        found = peers.holidays.country_holidays("IT", years=range(1977, 2061), language="it_IT")
        dropped = [day for day, names in found.items() if peers.NO_DAY_OFF in names.split("; ")]
        self.assertEqual(len(dropped), 84)
        self.assertEqual({day.weekday() for day in dropped}, {6})

    def test_last_working_days_are_in_their_month(self):
        days = [date.fromisoformat(day) for day in peers.committed()["last_working_day"]]
        months = [(year, month) for year in peers.WORKING_YEARS for month in range(1, 13)]
        self.assertEqual([(day.year, day.month) for day in days], months)


class Ibans(unittest.TestCase):
    """The IBANs, by a second library: python-stdnum looks at form and modulus, not at the CIN."""

    def test_both_lists_are_right_by_the_international_check(self):
        file = peers.committed()
        for name, count in (("iban", 60), ("iban_wrong_cin", 20)):
            self.assertEqual(len(file[name]), count)
            for text in file[name]:
                self.assertTrue(iban.is_valid(text), name)
                swapped = text[:2] + text[3] + text[2] + text[4:]
                if swapped != text:
                    self.assertFalse(iban.is_valid(swapped), name)


if __name__ == "__main__":
    unittest.main()
