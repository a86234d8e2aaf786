"""The labels of column `caso`, worked out from the finished rows so that none can be untrue."""

import re
from collections import Counter
from datetime import date, timedelta

from . import codice_fiscale
from .cards import RENEWAL_WINDOW
from .dice import age_on, years_later
from .geography import EU

SEPARATOR = "+"
_PLAIN = re.compile(r"[A-Za-z '’-]*")
_LETTERS = {
    "lettere_tedesche": set("äöüßÄÖÜ"),
    "lettere_francesi": set("éêëçîïôâûœÉŒÎ"),
    "lettere_slovene": set("čšžćđČŠŽĆĐ"),
}


class Labeller:
    """Labels rows; some labels depend on the other rows."""

    def __init__(self, rows, places, today):
        self._places = places
        self._today = today
        self._homonyms = Counter(self._homonym_key(row) for row in rows)
        self._bases = Counter(
            codice_fiscale.without_omocodia(row["codice_fiscale"])
            for row in rows
            if len(row["codice_fiscale"]) == 16
        )
        self._eu = {places.state(name).code for name in EU}

    @staticmethod
    def _homonym_key(row):
        return row["cognome"], row["nome"], row["sesso"], row["data_nascita"]

    def labels(self, row, demo):
        """The text of column `caso`."""
        found = ["demo"] if demo else []
        for group in (
            self._name, self._birth, self._age, self._code, self._citizenship,
            self._family, self._address, self._card,
        ):
            found.extend(group(row))
        return SEPARATOR.join(found)

    def _name(self, row):
        text = row["cognome"] + row["nome"]
        if row["senza_cognome"]:
            yield "senza_cognome"
        if row["senza_nome"]:
            yield "senza_nome"
        if "'" in text:
            yield "apostrofo"
        if "’" in text:
            yield "apostrofo_tipografico"
        known = set()
        for label, letters in _LETTERS.items():
            known |= letters
            if letters & set(text):
                yield label
        if not _PLAIN.fullmatch("".join(letter for letter in text if letter not in known)):
            yield "lettere_altre"
        if len(row["cognome"]) == 80:
            yield "cognome_80"
        if self._homonyms[self._homonym_key(row)] > 1:
            yield "omonimi"
        if row["sesso"] == "N":
            yield "sesso_non_indicato"

    def _birth(self, row):
        if row["belfiore_nascita"].startswith("Z"):
            known = row["provincia_nascita"]
            yield "nato_estero_con_provincia" if known else "nato_estero_senza_provincia"
            if not row["codice_stato_nascita"]:
                yield "stato_cessato"
        else:
            fate = self._places.fate(row["belfiore_nascita"], row["luogo_nascita"], self._today)
            if fate:
                yield f"comune_{fate}"
        precision = len(row["data_nascita"])
        if precision == 4:
            yield "data_solo_anno"
        elif precision == 7:
            yield "data_senza_giorno"

    def _age(self, row):
        if len(row["data_nascita"]) != 10:
            return
        birth = date.fromisoformat(row["data_nascita"])
        age = age_on(birth, self._today)
        for label, limit in (("sotto_3", 3), ("sotto_12", 12), ("sotto_14", 14), ("minore", 18)):
            if age < limit:
                yield label
                break
        if age >= 70:
            yield "oltre_70"
        if (birth.month, birth.day) == (2, 29):
            yield "nato_29_febbraio"
        for label, day in (
            ("compleanno_oggi", self._today), ("compleanno_domani", self._today + timedelta(1)),
        ):
            if years_later(birth, day.year - birth.year) == day:
                yield label

    def _code(self, row):
        code = row["codice_fiscale"]
        if not code:
            yield "cf_mancante"
            return
        if row["cf_validato"] == "9":
            yield "cf_non_validato"
        if len(code) == 11:
            yield "cf_provvisorio"
            return
        base = codice_fiscale.without_omocodia(code)
        if base != code:
            yield "omocodia"
        elif self._bases[base] > 1:
            yield "omocodia_base"
        if len(row["data_nascita"]) == 10:
            expected = codice_fiscale.encode(
                row["cognome"], row["nome"], row["sesso"],
                date.fromisoformat(row["data_nascita"]), row["belfiore_nascita"],
            )
            if expected != base:
                yield "cf_incoerente"

    def _citizenship(self, row):
        held = row["cittadinanza"].split("+")
        if len(held) > 1:
            yield "cittadinanza_multipla"
        if "997" in held:
            yield "cittadinanza_997"
        elif "999" in held:
            yield "apolide"
        elif "100" not in held:
            yield "cittadinanza_ue" if self._eu & set(held) else "cittadinanza_extra_ue"

    def _family(self, row):
        parents = [number for number in "12" if row[f"genitore{number}_nome"]]
        if parents:
            yield "un_genitore" if len(parents) == 1 else "due_genitori"
        if any(not row[f"genitore{number}_cognome"] for number in parents):
            yield "genitore_senza_cognome"

    def _address(self, row):
        if row["tipo_residenza"] != "RESIDENTE":
            yield row["tipo_residenza"].lower()
        civic = row["civico"]
        if re.fullmatch(r"\d+/\d+", civic):
            yield "civico_barra"
        elif re.fullmatch(r"\d+ bis", civic):
            yield "civico_bis"
        elif " int. " in civic:
            yield "civico_interno"
        elif civic == "snc":
            yield "civico_snc"
        elif civic.startswith("km "):
            yield "civico_km"
        if row["presso"]:
            yield "presso"
        if row["cancellato_il"]:
            yield "cancellato"

    def _card(self, row):
        if not row["carta_numero"]:
            yield "senza_carta"
            return
        paper = row["carta_tipo"] == "C"
        if not row["carta_scadenza"]:
            yield "carta_elettronica_illimitata"
            return
        left = (date.fromisoformat(row["carta_scadenza"]) - self._today).days
        if paper:
            yield "carta_cartacea_scaduta" if left < 0 else "carta_cartacea_data_futura"
        elif left < 0:
            yield "carta_elettronica_scaduta"
        elif left <= RENEWAL_WINDOW:
            yield "carta_elettronica_rinnovo_aperto"
        else:
            yield "carta_elettronica_rinnovo_chiuso"
