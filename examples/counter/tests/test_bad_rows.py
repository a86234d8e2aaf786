"""`bad_rows.csv` is wrong where `residents.md` says, and only there."""

import csv
import re
import unittest
from datetime import date

import registry
from test_residents import COLUMNS


def records(text):
    """The lines of the file with their fields. A row is a line: a field does not go on on the next,
    so that a quote that somebody forgot spoils one row and not the rest of the file."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield number, next(csv.reader([line], delimiter=";"))


def is_date(text):
    """Whether a text is a complete or incomplete date of the contract."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


RULES = {
    "data_nascita": is_date,
    "sesso": lambda text: text in ("M", "F", "N"),
    "cf_validato": lambda text: text in ("1", "9", ""),
    "cittadinanza": lambda text: re.fullmatch(r"\d{3}(\+\d{3})*", text),
    "statura": lambda text: re.fullmatch(r"(\d{2,3})?", text),
    "tipo_residenza": lambda text: text in ("RESIDENTE", "AIRE", "SFD"),
}


def faults(text):
    """A small reader: (line, column or `-`) of everything that breaks the contract."""
    found, sheets = [], set()
    for line, record in records(text):
        if line == 1:
            continue
        if len(record) != len(COLUMNS):
            found.append((line, "-"))
            continue
        row = dict(zip(COLUMNS, record))
        if row["scheda"] in sheets:
            found.append((line, "scheda"))
        sheets.add(row["scheda"])
        for part in ("cognome", "nome"):
            if bool(row[part]) == (row[f"senza_{part}"] == "S"):
                found.append((line, part))
        found.extend((line, column) for column, rule in RULES.items() if not rule(row[column]))
    return found


class BadRows(unittest.TestCase):
    """The file and its description."""

    def test_faults_are_where_the_guide_says(self):
        text = (registry.COUNTER / "bad_rows.csv").read_text("utf-8")
        table = registry.markdown_table("Bad rows")
        told = [(int(line), column) for line, _, column, _ in table]
        self.assertEqual(faults(text), told)
        self.assertGreaterEqual(len(told), 6)
        for _, number, column, _ in table:
            self.assertEqual(number, str(COLUMNS.index(column) + 1) if column != "-" else "-")

    def test_a_field_does_not_span_lines(self):
        text = (registry.COUNTER / "bad_rows.csv").read_text("utf-8")
        self.assertEqual(len(list(records(text))), 1 + 12 + 1)

    def test_the_registry_itself_has_none(self):
        path = registry.COUNTER / "residents.csv"
        self.assertEqual(faults(path.read_text("utf-8")), [])


if __name__ == "__main__":
    unittest.main()
