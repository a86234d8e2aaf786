"""A synthetic resident and its row in the file."""

from dataclasses import dataclass, field
from datetime import date

from . import codice_fiscale

HEADER = (
    "scheda;cognome;senza_cognome;nome;senza_nome;sesso;data_nascita;luogo_nascita;"
    "belfiore_nascita;provincia_nascita;localita_nascita;codice_stato_nascita;codice_fiscale;"
    "cf_validato;cittadinanza;stato_civile;tipo_residenza;comune_residenza;istat_residenza;"
    "provincia_residenza;specie;via;civico;cap;frazione;presso;residente_dal;stato_estero;"
    "codice_stato_estero;localita_estera;indirizzo_estero;atto_comune;atto_anno;atto_numero;"
    "atto_parte;atto_serie;statura;genitore1_cognome;genitore1_nome;genitore1_sesso;"
    "genitore1_data_nascita;genitore1_luogo_nascita;genitore1_belfiore_nascita;"
    "genitore1_codice_fiscale;genitore2_cognome;genitore2_nome;genitore2_sesso;"
    "genitore2_data_nascita;genitore2_luogo_nascita;genitore2_belfiore_nascita;"
    "genitore2_codice_fiscale;carta_numero;carta_tipo;carta_rilascio;carta_scadenza;"
    "cancellato_il;cancellato_motivo;caso"
).split(";")


@dataclass
class Birth:
    """A day and a place of birth; abroad, `belfiore` starts with Z and `place` is the state."""

    day: date
    place: str
    belfiore: str
    province: str = ""
    town: str = ""
    state_code: str = ""

    @property
    def abroad(self):
        return self.belfiore.startswith("Z")


@dataclass
class Person:
    """One person. An empty surname or name means that the person has none."""

    surname: str
    name: str
    sex: str
    birth: Birth
    citizenship: str = "100"
    civil_status: str = "1"
    #: Digits of the birth date that the registry knows: `day`, `month` or `year`.
    precision: str = "day"
    #: None until the generator attributes it; an empty text when the registry has none.
    code: str | None = None
    code_validated: str = "1"
    #: Columns of residence, act of birth and cancellation.
    columns: dict = field(default_factory=dict)
    height: int | None = None
    parents: list = field(default_factory=list)
    card: object = None
    demo: bool = False

    @property
    def birth_text(self):
        """The date as the registry knows it."""
        return self.birth.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def base_code(self):
        """The codice fiscale of these data before omocodia."""
        return codice_fiscale.encode(
            self.surname, self.name, self.sex, self.birth.day, self.birth.belfiore
        )

    def row(self, sheet):
        """The columns of the file, without the labels."""
        row = dict.fromkeys(HEADER, "")
        row |= {
            "scheda": sheet,
            "cognome": self.surname,
            "senza_cognome": "" if self.surname else "S",
            "nome": self.name,
            "senza_nome": "" if self.name else "S",
            "sesso": self.sex,
            "data_nascita": self.birth_text,
            "luogo_nascita": self.birth.place,
            "belfiore_nascita": self.birth.belfiore,
            "provincia_nascita": self.birth.province,
            "localita_nascita": self.birth.town,
            "codice_stato_nascita": self.birth.state_code,
            "codice_fiscale": self.code or "",
            "cf_validato": self.code_validated if self.code else "",
            "cittadinanza": self.citizenship,
            "stato_civile": self.civil_status,
            "statura": "" if self.height is None else str(self.height),
        }
        for number, parent in enumerate(self.parents, start=1):
            row |= {
                f"genitore{number}_cognome": parent.surname,
                f"genitore{number}_nome": parent.name,
                f"genitore{number}_sesso": parent.sex,
                f"genitore{number}_data_nascita": parent.birth_text,
                f"genitore{number}_luogo_nascita": parent.birth.place,
                f"genitore{number}_belfiore_nascita": parent.birth.belfiore,
                f"genitore{number}_codice_fiscale": parent.code or "",
            }
        if self.card:
            row |= {
                "carta_numero": self.card.number,
                "carta_tipo": self.card.kind,
                "carta_rilascio": self.card.issued.isoformat(),
                "carta_scadenza": self.card.expires.isoformat() if self.card.expires else "",
            }
        return row | self.columns
