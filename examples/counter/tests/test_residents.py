"""The committed files are the generator's, keep their contract and hold every hard case."""

import re
import unittest
from collections import Counter
from datetime import date, timedelta

import registry
from registry import labelled, labels

import generate_residents

TODAY = date(2026, 11, 23)

# The order of the columns is a contract with the reader of the file: it is written out again
# here, so that a change of the generator alone does not pass.
COLUMNS = """
scheda cognome senza_cognome nome senza_nome sesso data_nascita luogo_nascita belfiore_nascita
provincia_nascita localita_nascita codice_stato_nascita codice_fiscale cf_validato cittadinanza
stato_civile tipo_residenza comune_residenza istat_residenza provincia_residenza specie via civico
cap frazione presso residente_dal stato_estero codice_stato_estero localita_estera
indirizzo_estero atto_comune atto_anno atto_numero atto_parte atto_serie statura
genitore1_cognome genitore1_nome genitore1_sesso genitore1_data_nascita genitore1_luogo_nascita
genitore1_belfiore_nascita genitore1_codice_fiscale genitore2_cognome genitore2_nome
genitore2_sesso genitore2_data_nascita genitore2_luogo_nascita genitore2_belfiore_nascita
genitore2_codice_fiscale carta_numero carta_tipo carta_rilascio carta_scadenza cancellato_il
cancellato_motivo caso
""".split()


def full_date(text):
    """The date, or None when it is incomplete."""
    return date.fromisoformat(text) if len(text) == 10 else None


def birthday_in(birth, year):
    """That year's birthday; 28 February for who was born on the 29th, in common years."""
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def age(row):
    """Age today, or None when the date of birth is incomplete."""
    birth = full_date(row["data_nascita"])
    if birth is None:
        return None
    return TODAY.year - birth.year - (birthday_in(birth, TODAY.year) > TODAY)


def between(row, low, high):
    """Whether the age is known and low <= age < high."""
    return age(row) is not None and low <= age(row) < high


def expires_in(row):
    """Days to the expiry printed on the card, or None."""
    end = full_date(row["carta_scadenza"])
    return None if end is None else (end - TODAY).days


def has(letters):
    """A predicate: the names contain one of these letters."""
    return lambda row: bool(set(letters) & set(row["cognome"] + row["nome"]))


def citizenship(row):
    return row["cittadinanza"].split("+")


def electronic(row, low, high):
    left = expires_in(row)
    return row["carta_tipo"] == "E" and left is not None and low <= left <= high


EU = {"203", "206", "214", "215", "216", "221", "233", "235", "239", "250", "251"}
FAR = 36_500

#: What each label says, worked out here from the columns alone.
MEANING = {
    "senza_cognome": lambda r: r["senza_cognome"] == "S" and not r["cognome"],
    "senza_nome": lambda r: r["senza_nome"] == "S" and not r["nome"],
    "apostrofo": has("'"),
    "apostrofo_tipografico": has("’"),
    "lettere_tedesche": has("äöüßÄÖÜ"),
    "lettere_slovene": has("čšžćđČŠŽĆĐ"),
    "cognome_80": lambda r: len(r["cognome"]) == 80,
    "sesso_non_indicato": lambda r: r["sesso"] == "N",
    "nato_estero_con_provincia": lambda r: r["belfiore_nascita"][0] == "Z"
    and r["provincia_nascita"] != "",
    "nato_estero_senza_provincia": lambda r: r["belfiore_nascita"][0] == "Z"
    and r["provincia_nascita"] == "",
    "data_solo_anno": lambda r: re.fullmatch(r"\d{4}", r["data_nascita"]) is not None,
    "data_senza_giorno": lambda r: re.fullmatch(r"\d{4}-\d\d", r["data_nascita"]) is not None,
    "sotto_3": lambda r: between(r, 0, 3),
    "sotto_12": lambda r: between(r, 3, 12),
    "sotto_14": lambda r: between(r, 12, 14),
    "minore": lambda r: between(r, 14, 18),
    "oltre_70": lambda r: between(r, 70, 200),
    "nato_29_febbraio": lambda r: r["data_nascita"].endswith("-02-29"),
    "cf_mancante": lambda r: r["codice_fiscale"] == "",
    "cf_non_validato": lambda r: r["cf_validato"] == "9",
    "cf_provvisorio": lambda r: re.fullmatch(r"\d{11}", r["codice_fiscale"]) is not None,
    "cittadinanza_997": lambda r: "997" in citizenship(r),
    "apolide": lambda r: "999" in citizenship(r),
    "cittadinanza_multipla": lambda r: len(citizenship(r)) > 1,
    "cittadinanza_ue": lambda r: "100" not in citizenship(r) and bool(EU & set(citizenship(r))),
    "cittadinanza_extra_ue": lambda r: not (EU | {"100", "997", "999"}) & set(citizenship(r)),
    "un_genitore": lambda r: r["genitore1_nome"] != "" and r["genitore2_nome"] == "",
    "due_genitori": lambda r: r["genitore1_nome"] != "" and r["genitore2_nome"] != "",
    "genitore_senza_cognome": lambda r: any(
        r[f"genitore{n}_nome"] and not r[f"genitore{n}_cognome"] for n in (1, 2)
    ),
    "aire": lambda r: r["tipo_residenza"] == "AIRE",
    "sfd": lambda r: r["tipo_residenza"] == "SFD",
    "civico_barra": lambda r: re.fullmatch(r"\d+/\d+", r["civico"]) is not None,
    "civico_bis": lambda r: r["civico"].endswith(" bis"),
    "civico_interno": lambda r: "int." in r["civico"],
    "civico_snc": lambda r: r["civico"] == "snc",
    "civico_km": lambda r: r["civico"].startswith("km"),
    "presso": lambda r: r["presso"] != "",
    "cancellato": lambda r: r["cancellato_il"] != "",
    "senza_carta": lambda r: r["carta_numero"] == "",
    "carta_cartacea_scaduta": lambda r: r["carta_tipo"] == "C" and expires_in(r) < 0,
    "carta_cartacea_data_futura": lambda r: r["carta_tipo"] == "C" and expires_in(r) >= 0,
    "carta_elettronica_scaduta": lambda r: electronic(r, -FAR, -1),
    "carta_elettronica_rinnovo_aperto": lambda r: electronic(r, 0, 180),
    "carta_elettronica_rinnovo_chiuso": lambda r: electronic(r, 181, FAR),
    "carta_elettronica_illimitata": lambda r: r["carta_tipo"] == "E" and not r["carta_scadenza"],
}

#: Labels that are true of a row only beside other rows or tables, or that name no rule.
OTHERS = {
    "demo", "omonimi", "omocodia", "omocodia_base", "cf_incoerente", "comune_cessato",
    "comune_ceduto", "comune_rinominato", "stato_cessato", "lettere_francesi", "lettere_altre",
    "compleanno_oggi", "compleanno_domani",
}


class Files(unittest.TestCase):
    """The files as bytes."""

    def test_the_generator_writes_what_is_committed(self):
        for name, content in generate_residents.files().items():
            self.assertEqual((registry.COUNTER / name).read_bytes(), content, name)

    def test_header_size_and_line_ends(self):
        content = (registry.COUNTER / "residents.csv").read_bytes()
        self.assertEqual(content.split(b"\n", 1)[0].decode(), ";".join(COLUMNS))
        self.assertNotIn(b"\r", content)
        self.assertTrue(content.endswith(b"\n"))
        self.assertLess(len(content), 700_000)

    def test_quoting_occurs(self):
        text = (registry.COUNTER / "residents.csv").read_text("utf-8")
        self.assertIn(';"Comunità ""La Rosa""; ala B";', text)


class Residents(unittest.TestCase):
    """The rows of `residents.csv`."""

    @classmethod
    def setUpClass(cls):
        cls.rows = registry.read("residents.csv")

    def test_there_are_enough_and_each_is_one(self):
        self.assertGreaterEqual(len(self.rows), 2_000)
        for column in ("scheda", "codice_fiscale", "carta_numero"):
            values = Counter(row[column] for row in self.rows if row[column])
            self.assertEqual([v for v, n in values.items() if n > 1], [], column)

    def test_values_keep_the_contract(self):
        shapes = {
            "scheda": r"\d{7}", "senza_cognome": "S?", "senza_nome": "S?", "sesso": "[MFN]",
            "data_nascita": r"\d{4}(-\d\d(-\d\d)?)?", "belfiore_nascita": r"[A-Z]\d{3}",
            "codice_stato_nascita": r"(\d{3})?", "cf_validato": "[19]?",
            "codice_fiscale": r"([A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}"
            r"[A-Z][0-9LMNP-V]{3}[A-Z]|\d{11})?",
            "cittadinanza": r"\d{3}(\+\d{3})*", "tipo_residenza": "RESIDENTE|AIRE|SFD",
            "istat_residenza": r"\d{6}", "provincia_residenza": "[A-Z]{2}", "cap": r"(\d{5})?",
            "residente_dal": r"\d{4}-\d\d-\d\d", "statura": r"(\d{2,3})?",
            "codice_stato_estero": r"(\d{3})?", "carta_tipo": "[CE]?",
            "carta_numero": r"(C[A-Z]\d{5}[A-Z]{2}|A[A-Z]\d{7})?",
            "genitore1_sesso": "[MF]?", "genitore2_sesso": "[MF]?",
        }
        for row in self.rows:
            for column, shape in shapes.items():
                self.assertRegex(row[column], f"^(?:{shape})$", (row["scheda"], column))
            self.assertNotEqual(bool(row["cognome"]), row["senza_cognome"] == "S", row["scheda"])
            self.assertNotEqual(bool(row["nome"]), row["senza_nome"] == "S", row["scheda"])
            self.assertEqual(bool(row["carta_numero"]), bool(row["carta_rilascio"]))
            for column in ("cognome", "nome"):
                self.assertLessEqual(len(row[column]), 80)

    def test_days_follow_each_other(self):
        for row in self.rows:
            birth = full_date(row["data_nascita"])
            if birth is None:
                continue
            self.assertTrue(0 <= age(row) <= 100, row["scheda"])
            self.assertLessEqual(birth, full_date(row["residente_dal"]), row["scheda"])
            self.assertLessEqual(full_date(row["residente_dal"]), TODAY, row["scheda"])
            self.assertIn(row["atto_anno"], ("", str(birth.year)), row["scheda"])
            if row["carta_rilascio"]:
                self.assertTrue(birth < full_date(row["carta_rilascio"]) <= TODAY, row["scheda"])

    def test_minors_have_parents_and_adults_none(self):
        for row in self.rows:
            if age(row) is not None:
                self.assertEqual(bool(row["genitore1_nome"]), age(row) < 18, row["scheda"])
            for n in (1, 2):
                parent = full_date(row[f"genitore{n}_data_nascita"])
                if parent:
                    years = (full_date(row["data_nascita"]) - parent).days / 365.25
                    self.assertTrue(17 < years < 60, row["scheda"])

    def test_parents_who_live_here_have_the_same_data(self):
        by_code = {row["codice_fiscale"]: row for row in self.rows}
        met = 0
        for row in self.rows:
            for n in (1, 2):
                parent = by_code.get(row[f"genitore{n}_codice_fiscale"] or None)
                if parent:
                    met += 1
                    for column in ("cognome", "nome", "sesso", "data_nascita", "luogo_nascita"):
                        self.assertEqual(parent[column], row[f"genitore{n}_{column}"])
        self.assertGreater(met, 500)

    def test_each_label_is_borne_by_the_rows_it_describes_and_no_other(self):
        self.assertEqual(
            {label for row in self.rows for label in labels(row)}, set(MEANING) | OTHERS
        )
        for label, meaning in MEANING.items():
            expected = [row["scheda"] for row in self.rows if meaning(row)]
            borne = [row["scheda"] for row in labelled(self.rows, label)]
            self.assertEqual(borne, expected, label)
            self.assertTrue(borne, label)

    def test_birthdays(self):
        for label, day in (
            ("compleanno_oggi", TODAY), ("compleanno_domani", TODAY + timedelta(days=1)),
        ):
            rows = labelled(self.rows, label)
            for row in rows:
                self.assertEqual(row["data_nascita"][5:], day.isoformat()[5:])
            years = {day.year - int(row["data_nascita"][:4]) for row in rows}
            self.assertLessEqual({3, 12, 14, 18, 70}, years)

    def test_homonyms_share_name_and_day_but_not_the_place(self):
        groups = {}
        for row in labelled(self.rows, "omonimi"):
            key = row["cognome"], row["nome"], row["data_nascita"]
            groups.setdefault(key, []).append(row["belfiore_nascita"])
        self.assertGreaterEqual(len(groups), 2)
        for places in groups.values():
            self.assertGreater(len(places), 1)
            self.assertEqual(len(places), len(set(places)))

    def test_letters_and_forms_asked_for_are_there(self):
        names = {part for row in self.rows for part in (row["cognome"], row["nome"])}
        for name in (
            "D'Angelo", "D’Angelo", "Dell'Orto", "Dell’Orto", "Müller", "Groß", "Aymé",
            "François", "Čušin", "Žnidaršič", "Đorđević",
        ):
            self.assertIn(name, names)
        civics = {row["civico"] for row in self.rows}
        self.assertLessEqual({"17/2", "3 bis", "12/A int. 4", "snc", "km 4+200"}, civics)

    def test_renewal_window_has_both_edges(self):
        left = [expires_in(row) for row in self.rows if row["carta_tipo"] == "E"]
        self.assertIn(180, left)
        self.assertIn(181, left)

    def test_the_demo_citizen(self):
        [row] = labelled(self.rows, "demo")
        expected = {
            "cognome": "D'Osualdo", "nome": "Živa", "sesso": "F", "data_nascita": "1988-05-14",
            "luogo_nascita": "FIUMICELLO", "belfiore_nascita": "D627", "provincia_nascita": "UD",
            "cf_validato": "1", "cittadinanza": "100", "tipo_residenza": "RESIDENTE",
            "comune_residenza": "GORIZIA", "istat_residenza": "031007", "civico": "17/2",
            "carta_tipo": "C", "carta_rilascio": "2016-03-21",
            # Ten years, then the first birthday: D.L. 5/2012 art. 7.
            "carta_scadenza": "2026-05-14", "cancellato_il": "",
        }
        self.assertEqual({column: row[column] for column in expected}, expected)
        # Surname DSL, name ZVI, May (E), 14 + 40, D627 with its last digit 7 written T.
        self.assertEqual(row["codice_fiscale"][:15], "DSLZVI88E54D62T")
        self.assertLessEqual(
            {"apostrofo", "lettere_slovene", "comune_cessato", "omocodia", "civico_barra",
             "carta_cartacea_scaduta"},
            labels(row),
        )
        blocking = {"cf_incoerente", "cf_non_validato", "cf_mancante", "cancellato", "omonimi"}
        self.assertFalse(blocking & labels(row))


class Guide(unittest.TestCase):
    """`residents.md` says the truth."""

    def test_every_label_is_explained_with_an_example(self):
        rows = {row["scheda"]: row for row in registry.read("residents.csv")}
        explained = registry.markdown_table("Hard cases")
        self.assertEqual({line[0] for line in explained}, set(MEANING) | OTHERS)
        for label, _, sheet in explained:
            self.assertIn(label, labels(rows[sheet]), sheet)

    def test_every_column_is_explained(self):
        named = set()
        for line in registry.markdown_table("Columns"):
            for column in line[0].split(", "):
                named |= {column.replace("N", n) for n in "12"} if "N" in column else {column}
        self.assertEqual(named, set(COLUMNS))


if __name__ == "__main__":
    unittest.main()
