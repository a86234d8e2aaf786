"""What the package is like: records, enumerations, exceptions, names."""

import copy
import doctest
import inspect
import pickle
import unittest
from datetime import date
from enum import StrEnum

import cie
from cie import _cie


class Records(unittest.TestCase):
    """Plain data, frozen."""

    def test_keyword_constructors_and_equality(self) -> None:
        one = cie.QuoteLine(component=cie.FeeComponent.SEGRETERIA, amount=26)
        self.assertEqual(one, cie.QuoteLine(component=cie.FeeComponent.SEGRETERIA, amount=26))
        self.assertNotEqual(one, cie.QuoteLine(component=cie.FeeComponent.SEGRETERIA, amount=27))
        with self.assertRaises(AttributeError):
            one.amount = 27  # type: ignore[misc]
        with self.assertRaises(TypeError):
            cie.QuoteLine(cie.FeeComponent.SEGRETERIA, 26)  # type: ignore[call-arg]

    def test_the_shown_form_is_pythons_and_hides_people(self) -> None:
        line = cie.QuoteLine(component=cie.FeeComponent.SEGRETERIA, amount=26)
        shown = "QuoteLine(component=<FeeComponent.SEGRETERIA: 'segreteria'>, amount=26)"
        self.assertEqual(repr(line), shown)
        person = cie.BirthData(
            surname="Rossi", given="Bianca", birth=date(1980, 5, 17), sex=cie.Sex.F, place="H501"
        )
        for secret in ("Rossi", "Bianca", "1980", "H501"):
            self.assertNotIn(secret, repr(person))

    def test_they_are_copied_and_pickled(self) -> None:
        quote = cie.quote_fee(cie.IssueReason.LOSS, date(2026, 11, 23))
        self.assertEqual(pickle.loads(pickle.dumps(quote)), quote)
        self.assertEqual(copy.deepcopy(quote), quote)

    def test_days_are_dates(self) -> None:
        validity = cie.card_validity(date(1980, 5, 17), date(2026, 11, 23))
        self.assertIsInstance(validity.expires, date)
        self.assertEqual(cie.card_validity("1980-05-17", date(2026, 11, 23)), validity)
        with self.assertRaises(TypeError):
            cie.card_validity(date(1980, 5, 17), "2026-11-23")  # type: ignore[arg-type]

    def test_enumerations_are_texts(self) -> None:
        self.assertTrue(issubclass(cie.IssueReason, StrEnum))
        on = date(2026, 11, 23)
        self.assertEqual(cie.quote_fee("theft", on), cie.quote_fee(cie.IssueReason.THEFT, on))  # type: ignore[arg-type]
        with self.assertRaises(ValueError):
            cie.quote_fee("lost", on)  # type: ignore[arg-type]


class Errors(unittest.TestCase):
    """One class for each kind of trouble."""

    def test_code_kind_and_position(self) -> None:
        with self.assertRaises(cie.InputError) as raised:
            cie.parse_codice_fiscale("RSSBNC80E57H5O1B")
        error = raised.exception
        self.assertIsInstance(error, cie.CieError)
        self.assertIsInstance(error, ValueError)
        self.assertEqual(error.code, "CIE-CORE-010")
        self.assertIs(error.kind, cie.ErrorKind.INPUT)
        self.assertEqual(error.position and error.position.byte, 13)
        self.assertNotIn("RSSBNC", str(error) + error.message_it + repr(error))
        self.assertEqual(str(pickle.loads(pickle.dumps(error))), str(error))

    def test_the_catalogue_has_no_code_twice(self) -> None:
        codes = [entry.code for entry in cie.error_catalogue()]
        self.assertEqual(len(codes), len(set(codes)))
        self.assertIn("CIE-CORE-010", codes)


class Names(unittest.TestCase):
    """The package offers all that the native part has, documented."""

    def test_everything_native_is_exported(self) -> None:
        native = {name for name in dir(_cie) if not name.startswith("_")}
        self.assertEqual(native - set(cie.__all__), set())

    def test_everything_is_documented(self) -> None:
        for name in cie.__all__:
            self.assertTrue(inspect.getdoc(getattr(cie, name)), name)

    def test_the_examples_of_the_package_are_true(self) -> None:
        self.assertEqual(doctest.testmod(cie).failed, 0)
        self.assertGreater(doctest.testmod(cie).attempted, 0)

    def test_the_readme_is_true(self) -> None:
        tried = doctest.testfile("../README.md")
        self.assertEqual(tried.failed, 0)
        self.assertGreater(tried.attempted, 8)


if __name__ == "__main__":
    unittest.main()
