"""Codes, places and cards against the law's examples, the tables and other people's libraries.

The packages python-codicefiscale and python-stdnum serve as peers when they are installed, and
are skipped loudly when they are not; with CIE_PEERS=required their absence is a failure.
"""

import json
import os
import re
import sys
import tomllib
import unittest
from datetime import date

import registry
from registry import labelled, labels

from synthetic import cards, codice_fiscale

# The peers know nothing of circular 34/E of 2011, by which ä ö ü are written AE OE UE.
UMLAUT = re.compile("[äöüÄÖÜ]")


def peer(module):
    """A module, or None."""
    try:
        return __import__(module, fromlist=["_"])
    except ImportError:
        if os.environ.get("CIE_PEERS") == "required":
            raise
        registry.skipped(f"{module} is not installed: codes were not compared with it")
        return None


def people(rows):
    """Residents and parents whose code should be that of their data: (data, code)."""
    for row in rows:
        if not labels(row) & {"cf_incoerente", "cf_mancante", "cf_provvisorio"}:
            yield (
                row["cognome"], row["nome"], row["sesso"], row["data_nascita"],
                row["belfiore_nascita"],
            ), row["codice_fiscale"]
        for n in (1, 2):
            if row[f"genitore{n}_nome"]:
                yield tuple(
                    row[f"genitore{n}_{column}"]
                    for column in ("cognome", "nome", "sesso", "data_nascita", "belfiore_nascita")
                ), row[f"genitore{n}_codice_fiscale"]


class Codes(unittest.TestCase):
    """Every codice fiscale of the file."""

    @classmethod
    def setUpClass(cls):
        cls.rows = registry.read("residents.csv")

    def test_published_examples(self):
        # Circular 34/E of 2011 for the letters with marks, D.M. 23/12/1976 for the rest.
        for surname, name, sex, day, place, code in (
            ("Rossi", "Mario", "M", "1980-01-01", "H501", "RSSMRA80A01H501U"),
            ("Fo", "Dario", "M", "1926-03-24", "E500", "FOXDRA26C24E500E"),
            ("Müller", "Jürgen", "M", "1970-07-07", "Z112", "MLLJGN70L07Z112J"),
            ("Äser", "Öde", "M", "1970-07-07", "Z112", "SRADOE70L07Z112N"),
            ("ĐURIĆ", "Đorđe", "M", "1999-10-10", "Z158", "DRCDRD99R10Z158C"),
            ("", "Sukarno", "M", "1990-07-07", "Z235", "XXXSRN90L07Z235S"),
        ):
            made = codice_fiscale.encode(surname, name, sex, date.fromisoformat(day), place)
            self.assertEqual(made, code)

    def test_reference_vectors(self):
        path = registry.shared("vectors/codice_fiscale.json")
        if path is None:
            registry.skipped("no vectors beside the checkout: the encoder was not run on them")
            return
        cases = json.loads(path.read_text("utf-8"))["cases"]
        cases = [case for case in cases if case["kind"] == "encode"]
        self.assertGreater(len(cases), 15)
        for case in cases:
            given = case["input"]
            made = codice_fiscale.encode(
                given["surname"], given["name"], given["sex"],
                date.fromisoformat(given["birth"]), given["place"],
            )
            self.assertEqual(made, case["expected"], case["id"])

    def test_codes_match_the_data_known(self):
        count = 0
        for (surname, name, sex, day, place), code in people(self.rows):
            base = codice_fiscale.without_omocodia(code)
            if len(day) == 10:
                birth = date.fromisoformat(day)
                made = codice_fiscale.encode(surname, name, sex, birth, place)
                self.assertEqual(made, base, (surname, name))
            else:
                # An incomplete date: the year, and the month if known, must still be there.
                self.assertEqual(base[6:8], day[2:4])
                if len(day) == 7:
                    self.assertEqual(base[8], "ABCDEHLMPRST"[int(day[5:7]) - 1])
            count += 1
        self.assertGreater(count, 2_500)

    def test_codes_of_other_data_are_well_formed_and_wrong(self):
        rows = labelled(self.rows, "cf_incoerente")
        self.assertEqual(len(rows), 4)
        for row in rows:
            code = row["codice_fiscale"]
            self.assertEqual(codice_fiscale.control_letter(code[:15]), code[15])
            made = codice_fiscale.encode(
                row["cognome"], row["nome"], row["sesso"],
                date.fromisoformat(row["data_nascita"]), row["belfiore_nascita"],
            )
            self.assertNotEqual(made, code)

    def test_omocodia(self):
        by_code = {row["codice_fiscale"]: row for row in self.rows}
        pairs = 0
        for row in labelled(self.rows, "omocodia"):
            code = row["codice_fiscale"]
            digits = "".join(code[at] for at in (6, 7, 9, 10, 12, 13, 14))
            self.assertRegex(digits, r"^\d*[LMNPQRSTUV]+$", "replaced from the right")
            first = by_code.get(codice_fiscale.without_omocodia(code))
            if first:
                pairs += 1
                self.assertIn("omocodia_base", labels(first))
                for column in ("sesso", "data_nascita", "luogo_nascita"):
                    self.assertEqual(first[column], row[column])
                self.assertNotEqual(first["cognome"], row["cognome"])
        self.assertEqual(pairs, len(labelled(self.rows, "omocodia_base")))
        self.assertGreaterEqual(pairs, 3)

    def test_against_python_codicefiscale(self):
        module = peer("codicefiscale.codicefiscale")
        if module is None:
            return
        compared = left_out = 0
        for (surname, name, sex, day, place), code in people(self.rows):
            decoded = module.decode(code)  # raises when the code is not valid
            self.assertEqual(decoded["gender"], sex)
            self.assertEqual(decoded["birthplace"]["code"], place)
            if len(day) == 10:
                self.assertEqual(decoded["birthdate"].strftime("%m-%d"), day[5:])
                self.assertEqual(decoded["birthdate"].year % 100, int(day[2:4]))
            if len(day) != 10 or not surname or not name or UMLAUT.search(surname + name):
                left_out += 1
                continue
            made = module.encode_lastname(surname) + module.encode_firstname(name)
            made += module.encode_birthdate(day, sex) + place
            made += module.encode_cin(made)
            self.assertIn(made, [code, *decoded["omocodes"]])
            compared += 1
        self.assertGreater(compared, 2_500)
        print(f"python-codicefiscale: {compared} codes equal, {left_out} only decoded")

    def test_against_python_stdnum(self):
        module = peer("stdnum.it.codicefiscale")
        if module is None:
            return
        compared = 0
        for row in self.rows:
            code = row["codice_fiscale"]
            if code:
                self.assertEqual(module.validate(code), code)
                compared += 1
                wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
                if len(code) == 11:
                    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
                self.assertFalse(module.is_valid(wrong))
            if len(code) == 16 and "cf_incoerente" not in labels(row):
                # Version 2.2 cannot read the sex of a code whose day is written in letters.
                plain = codice_fiscale.without_omocodia(code)
                self.assertEqual(module.get_gender(plain), row["sesso"])
        print(f"python-stdnum: {compared} codes valid")


class Places(unittest.TestCase):
    """Every place of the file, against the tables of the library."""

    @classmethod
    def setUpClass(cls):
        cls.rows = registry.read("residents.csv")
        cls.comuni = registry.table("comuni.tsv")
        cls.states = registry.table("states.tsv")

    @staticmethod
    def _on(row, day):
        return row["from"] <= day and (not row["to"] or day <= row["to"])

    def test_comuni_existed_under_that_name_on_the_day_of_birth(self):
        by_code = {}
        for row in self.comuni:
            by_code.setdefault(row["belfiore"], []).append(row)
        for row in self.rows:
            code, day = row["belfiore_nascita"], row["data_nascita"]
            if code.startswith("Z"):
                continue
            match = [
                period for period in by_code[code]
                if self._on(period, day) and period["name"] == row["luogo_nascita"]
            ]
            self.assertTrue(match, row["scheda"])
            self.assertIn(row["provincia_nascita"], {period["province"] for period in match})
            today = [period for period in by_code[code] if self._on(period, "2026-11-23")]
            marks = labels(row) & {"comune_cessato", "comune_ceduto", "comune_rinominato"}
            if not today:
                expected = max(period["to"] for period in by_code[code]) == "1947-09-15"
                self.assertEqual(marks, {"comune_ceduto" if expected else "comune_cessato"})
            else:
                renamed = row["luogo_nascita"] not in {period["name"] for period in today}
                self.assertEqual(marks, {"comune_rinominato"} if renamed else set())

    def test_states_could_be_born_in(self):
        by_code = {row["belfiore"]: row for row in self.states if row["belfiore"]}
        ceased = 0
        for row in self.rows:
            if not row["belfiore_nascita"].startswith("Z"):
                continue
            state = by_code[row["belfiore_nascita"]]
            self.assertEqual(state["name"], row["luogo_nascita"])
            self.assertEqual(state["code"], row["codice_stato_nascita"])
            self.assertIn("N", state["flags"])
            self.assertTrue(self._on(state, row["data_nascita"]), row["scheda"])
            self.assertTrue(row["localita_nascita"], row["scheda"])
            ceased += "stato_cessato" in labels(row)
            self.assertEqual("stato_cessato" in labels(row), bool(state["to"]))
        self.assertGreaterEqual(ceased, 2)

    def test_citizenships_and_residences_are_in_the_table(self):
        citizenships = {row["code"] for row in self.states if "C" in row["flags"]}
        residences = {row["code"]: row["name"] for row in self.states if "R" in row["flags"]}
        for row in self.rows:
            self.assertLessEqual(set(row["cittadinanza"].split("+")), citizenships)
            abroad = row["codice_stato_estero"]
            self.assertEqual(bool(abroad), row["tipo_residenza"] == "AIRE")
            if abroad:
                self.assertEqual(residences[abroad], row["stato_estero"])
                self.assertEqual((row["via"], row["civico"], row["cap"]), ("", "", ""))
            if not row["cancellato_il"]:
                self.assertEqual(
                    (row["comune_residenza"], row["istat_residenza"]), ("GORIZIA", "031007")
                )

    def test_the_office_is_that_of_the_table(self):
        office = tomllib.loads((registry.COUNTER / "comune.toml").read_text("utf-8"))
        comune = office["comune"]
        [today] = [
            row for row in self.comuni
            if row["belfiore"] == comune["belfiore"] and self._on(row, "2026-11-23")
        ]
        for column, key in (
            ("istat", "istat"), ("province", "province"), ("name", "name"),
        ):
            self.assertEqual(comune[key], today[column])
        operator = codice_fiscale.encode("Prova", "Operatrice", "F", date(1980, 1, 1), "E098")
        self.assertEqual(office["operator"]["codice_fiscale"], operator)
        self.assertLessEqual(len(office["office"]["workstation_id"]), 20)


class Cards(unittest.TestCase):
    """Days of expiry."""

    def test_worked_examples(self):
        # From the rules' own texts; each date can be counted on a calendar.
        for born, issued, expires in (
            ("1988-03-15", "2022-09-19", "2032-03-15"),
            ("1988-03-15", "2022-09-18", "2033-03-15"),
            ("1988-03-15", "2026-03-14", "2035-03-15"),
            ("2025-06-10", "2026-11-23", "2030-06-10"),
            ("2023-11-24", "2026-11-23", "2029-11-24"),
            ("2008-11-24", "2026-11-23", "2031-11-24"),
            ("1956-07-31", "2026-07-30", "2035-07-31"),
            ("1950-01-01", "2026-07-29", "2036-01-01"),
            ("1950-01-01", "2026-11-23", None),
            ("1992-02-29", "2026-11-23", "2036-02-29"),
            ("1992-02-29", "2025-06-10", "2035-02-28"),
        ):
            made = cards.expiry(date.fromisoformat(born), date.fromisoformat(issued))
            self.assertEqual(made and made.isoformat(), expires, (born, issued))

    def test_cards_of_the_file(self):
        rows = [row for row in registry.read("residents.csv") if row["carta_numero"]]
        self.assertGreater(len(rows), 1_500)
        for row in rows:
            issued, born = row["carta_rilascio"], row["data_nascita"]
            if len(born) != 10:
                continue
            self.assertGreater(issued, "2012-02-10")
            self.assertNotEqual(issued[5:], born[5:])
            end = row["carta_scadenza"]
            if not end:
                self.assertIn("oltre_70", labels(row))
                self.assertGreaterEqual(issued, "2026-07-30")
                continue
            birthday = "02-28" if born[5:] == "02-29" and int(end[:4]) % 4 else born[5:]
            self.assertEqual(end[5:], birthday, row["scheda"])
            years = (date.fromisoformat(end) - date.fromisoformat(issued)).days / 365.2425
            old = (date.fromisoformat(issued) - date.fromisoformat(born)).days / 365.2425
            low, high = (3, 4) if old < 3 else (5, 6) if old < 18 else (10, 11)
            if old >= 18 and issued >= "2022-09-19":
                low, high = 9, 10
            if min(abs(old - 3), abs(old - 18)) > 0.01:
                self.assertTrue(low - 0.01 < years < high + 0.01, row["scheda"])


if __name__ == "__main__":
    print(f"Python {sys.version.split()[0]}")
    unittest.main()
