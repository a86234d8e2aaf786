"""Residents made one by one, so that every hard case is there whatever chance brings."""

from datetime import date, timedelta

from . import codice_fiscale
from .cards import Card
from .dice import age_on, years_later
from .households import settle
from .person import Person
from .places import TODAY


class Cases:
    """Builds the households that hold the hard cases."""

    def __init__(self, maker):
        self.maker = maker
        self.dice = maker.dice

    def everything(self):
        """All of them, each a list of people who live together."""
        return [
            *self._demo(), *self._names(), *self._births(), *self._ages(), *self._codes(),
            *self._citizenships(), *self._addresses(), *self._cards(), *self._cancelled(),
        ]

    def _person(self, surname, name, sex, day, place, **more):
        """A person born in Italy on an ISO day."""
        birth = self.maker.born_in(place, date.fromisoformat(day))
        return self.maker.finish(Person(surname, name, sex, birth, **more))

    def _abroad(self, surname, name, sex, day, state, town, province="", **more):
        """A person born abroad; the citizenship is that of the state unless told."""
        birth = self.maker.born_abroad(state, date.fromisoformat(day), town, province)
        more.setdefault("citizenship", birth.state_code or "100")
        return self.maker.finish(Person(surname, name, sex, birth, **more))

    def _alone(self, *people, **columns):
        """Each of them in a household of their own."""
        households = []
        for person in people:
            settle(self.maker, [person], at_home=True)
            person.columns |= columns
            households.append([person])
        return households

    def _demo(self):
        """The citizen whom the demonstration serves; nothing about her is left to chance."""
        person = self._person("D'Osualdo", "Živa", "F", "1988-05-14", "FIUMICELLO")
        person.demo = True
        person.civil_status = "2"
        person.height = 168
        person.code = codice_fiscale.omocode(person.base_code(), 1)
        person.columns |= {
            "atto_numero": "117", "residente_dal": "2014-09-01", **self.maker.home,
            "tipo_residenza": "RESIDENTE", "specie": "VIA", "via": "Niccolò Tommaseo",
            "civico": "17/2", "cap": "34170",
        }
        person.card = Card("AX0417253", "C", date(2016, 3, 21), date(2026, 5, 14))
        return [[person]]

    def _names(self):
        long = (
            "Bonaventura Castelvecchio Montefiorito Della Valle Serena Santacroce Pietrasanta"
        )
        return self._alone(
            self._person("D'Angelo", "Mattia", "M", "1979-02-11", "MONFALCONE"),
            self._person("D’Angelo", "Rosa", "F", "1966-08-30", "NAPOLI"),
            self._person("Dell'Orto", "Zoe", "F", "1994-12-05", "CANTÙ"),
            self._person("Dell’Orto", "Pier'Angelo", "M", "1951-04-18", "MILANO"),
            self._abroad("Müller", "Jürgen", "M", "1970-07-07", "GERMANIA", "Göttingen"),
            self._abroad("Groß", "Käthe", "F", "1983-03-29", "AUSTRIA", "Villach", "Kärnten"),
            self._abroad("Öz", "Çağla", "F", "1990-07-07", "TURCHIA", "İzmir", "İzmir"),
            self._abroad("Aymé", "François", "M", "1962-10-10", "FRANCIA", "Orléans"),
            self._abroad("Œuvrard", "Loïc", "M", "1999-10-10", "FRANCIA", "Besançon", "Doubs"),
            self._person("Čušin", "Marko", "M", "1975-06-24", "GORIZIA"),
            self._person("Žnidaršič", "Nataša", "F", "1987-11-01", "GORIZIA"),
            self._abroad("Đorđević", "Đorđe", "M", "1981-01-19", "SERBIA", "Niš"),
            self._abroad("Łuczak", "Władysław", "M", "1990-07-07", "POLONIA", "Łódź", "Łódzkie"),
            self._person("Fo", "Io", "M", "1945-03-24", "GORIZIA"),
            self._person(long, "Maria Sole", "F", "1972-09-09", "ROMA"),
            self._abroad("", "Sukarno", "M", "1991-07-07", "INDONESIA", "Bandung"),
            self._abroad("", "Zarghona", "F", "1996-02-03", "AFGHANISTAN", "Herat"),
            self._abroad("Nguema", "", "M", "1988-08-08", "GABON", "Libreville"),
            self._abroad("Tenzin", "", "F", "1993-03-10", "NEPAL", "Pokhara", "Gandaki"),
            *(self._person("Visintin", "Andrea", "M", "1984-04-04", place)
              for place in ("GORIZIA", "UDINE")),
            *(self._person("Rossi", "Maria", "F", "1959-12-12", place)
              for place in ("GORIZIA", "TRIESTE", "ROMA")),
            self._sex_not_stated(),
        )

    def _sex_not_stated(self):
        person = self._person("Marega", "Alex", "N", "2001-05-05", "GORIZIA")
        person.code = ""
        return person

    def _births(self):
        born = [
            self._abroad("Gómez", "José", "M", "1977-05-02", "ARGENTINA", "Rosario"),
            self._abroad("Zanier", "Lucía", "F", "1985-09-15", "ARGENTINA", "Rosario",
                         "Santa Fe", citizenship="100+602"),
            self._abroad("Humar", "Majda", "F", "1961-02-14", "SLOVENIA", "Nova Gorica",
                         citizenship="100"),
            self._abroad("Babić", "Goran", "M", "1969-06-06", "JUGOSLAVIA", "Tuzla",
                         citizenship="252"),
            self._abroad("Kovačič", "Boris", "M", "1958-03-03", "JUGOSLAVIA", "Koper",
                         citizenship="100"),
        ]
        for surname, name, sex, day, place in (
            ("Burelli", "Gianfranco", "M", "1961-01-20", "LIGOSULLO"),
            ("Nonis", "Elisa", "F", "1990-06-01", "VALVASONE"),
            ("Fabris", "Tommaso", "M", "2017-12-31", "FIUMICELLO"),
            ("Comelli", "Sara", "F", "2013-12-31", "RIVIGNANO"),
            ("Pahor", "Stanko", "M", "1960-02-29", "DUINO AURISINA"),
            ("Gergolet", "Breda", "F", "2009-01-28", "DOBERDÒ DEL LAGO"),
            ("Marini", "Nives", "F", "1938-07-17", "POLA"),
            ("Rustia", "Livio", "M", "1947-09-15", "AIDUSSINA"),
            ("Devetak", "Jožef", "M", "1930-10-08", "POSTUMIA"),
            ("Blasig", "Wanda", "F", "1926-11-24", "TOLMINO"),
        ):
            born.append(self._person(surname, name, sex, day, place))
        for person in born:
            self._parents_if_minor(person)
        incomplete = [
            self._abroad("Haidari", "Omar", "M", "1986-01-01", "AFGHANISTAN", "Kabul",
                         precision="year", code=self.maker.temporary_code()),
            self._abroad("Hersi", "Amina", "F", "1979-01-01", "SOMALIA", "Mogadiscio",
                         precision="year"),
            self._abroad("Tesfay", "Samuel", "M", "1992-07-01", "ERITREA", "Asmara",
                         precision="month", code=""),
            self._abroad("Rahimi", "Nasrin", "F", "1971-03-01", "IRAN", "Tabriz",
                         precision="month"),
        ]
        return self._alone(*born, *incomplete)

    def _ages(self):
        """Children of every band, and people whose birthday is today or tomorrow."""
        households = []
        for index, years in enumerate((3, 12, 14, 18, 70)):
            for late in (0, 1):
                day = years_later(TODAY, -years) + timedelta(days=late)
                surname, name = (("Braida", "Elia"), ("Spessot", "Noemi"))[late]
                sex = "MF"[late]
                person = self._person(surname, name, sex, day.isoformat(), "GORIZIA")
                self._parents_if_minor(person, one=index % 2 == 1)
                households += self._alone(person)
        for surname, name, sex, day, one in (
            ("Zorzenon", "Mia", "F", "2025-06-10", False),
            ("Feresin", "Noè", "M", "2024-02-29", True),
            ("Cargnelutti", "Gaia", "F", "2019-05-21", True),
            ("Codutti", "Ugo", "M", "2013-08-08", False),
        ):
            child = self._person(surname, name, sex, day, "MONFALCONE")
            self._parents_if_minor(child, one)
            households += self._alone(child)
        father = self._abroad("", "Sukarno", "M", "1985-04-17", "INDONESIA", "Surabaya")
        mother = self._abroad("Dewi", "Putri", "F", "1989-11-30", "INDONESIA", "Bandung")
        for born, name, parents in (
            ("2018-01-30", "Aisha", [father, mother]), ("2021-10-02", "Tara", [father]),
        ):
            child = self._person("Sukarno", name, "F", born, "GORIZIA", citizenship="331")
            child.parents = parents
            households += self._alone(child)
        return households

    def _parents_if_minor(self, person, one=False):
        """Parents who live elsewhere, for a minor made by hand."""
        age = age_on(person.birth.day, TODAY)
        if age >= 18:
            return
        mother = self.maker.italian(age + 31, "F")
        father = self.maker.italian(age + 34, "M", person.surname)
        person.parents = [mother] if one else [father, mother]

    def _codes(self):
        pairs = []
        for first, second, day, place in (
            (("Rossi", "Maria", "F"), ("Russo", "Mara", "F"), "1985-01-01", "GORIZIA"),
            (("Ferrari", "Carlo", "M"), ("Ferraro", "Carlo", "M"), "1964-10-27", "UDINE"),
            (("Lombardi", "Elena", "F"), ("Lombardo", "Elena", "F"), "1998-02-28", "MONFALCONE"),
        ):
            pairs.append(self._person(*first, day, place))
            later = self._person(*second, day, place)
            later.code = codice_fiscale.omocode(later.base_code(), 1)
            pairs.append(later)
        elsewhere = self._person("Conti", "Giulia", "F", "1991-03-17", "ROMA")
        elsewhere.code = codice_fiscale.omocode(elsewhere.base_code(), 2)
        all_letters = self._person("Greco", "Antonio", "M", "1969-11-11", "NAPOLI")
        all_letters.code = codice_fiscale.omocode(all_letters.base_code(), 7)
        unvalidated = [
            self._person("Mancini", "Ezio", "M", "1949-01-31", "BARI", code_validated="9"),
            self._person("Testa", "Ornella", "F", "1973-05-25", "LECCE", code_validated="9"),
        ]
        none = [
            self._person("Guerra", "Aldo", "M", "1936-10-19", "GORIZIA", code=""),
            self._abroad("Xu", "Yi", "F", "2003-07-07", "REPUBBLICA POPOLARE CINESE", "Wenzhou",
                         code=""),
        ]
        temporary = [
            self._abroad("Okafor", "Chidi", "M", "1999-09-19", "NIGERIA", "Benin City", "Edo",
                         code=self.maker.temporary_code()),
            self._abroad("Hossain", "Kamal", "M", "1984-12-31", "BANGLADESH", "Dhaka",
                         code=self.maker.temporary_code(), code_validated="9"),
        ]
        people = [*pairs, elsewhere, all_letters, *unvalidated, *none, *temporary]
        return self._alone(*people, *self._codes_of_other_data())

    def _codes_of_other_data(self):
        """Well-formed codes, each wrong in one part: surname, sex, day, place."""
        people = []
        for surname, name, sex, validated, changed in (
            ("Tomasi", "Loredana", "F", "1", {"surname": "Bressan"}),
            ("Bressan", "Andrea", "F", "9", {"sex": "M"}),
            ("Furlan", "Ivo", "M", "1", {"day": 1}),
            ("Marchetti", "Bruna", "F", "9", {"belfiore": "L483"}),
        ):
            person = self._person(surname, name, sex, "1968-04-17", "GORIZIA")
            day = person.birth.day + timedelta(days=changed.get("day", 0))
            person.code = codice_fiscale.encode(
                changed.get("surname", surname), name, changed.get("sex", sex), day,
                changed.get("belfiore", person.birth.belfiore),
            )
            person.code_validated = validated
            people.append(person)
        return people

    def _citizenships(self):
        return self._alone(
            self._abroad("Krasniqi", "Arben", "M", "1995-05-15", "KOSOVO", "Prizren",
                         citizenship="997"),
            self._person("Berisha", "Teuta", "F", "2004-01-12", "GORIZIA", citizenship="997"),
            self._abroad("Hoxha", "Amra", "F", "1976-08-03", "ALBANIA", "Tirana", "Tirana",
                         citizenship="999"),
            self._abroad("Popescu", "Ionuț", "M", "1982-06-29", "ROMANIA", "Iași"),
            self._abroad("Kovalenko", "Oksana", "F", "1968-02-22", "UCRAINA", "Černivci"),
            self._abroad("Crétier", "Zoé", "F", "1992-10-03", "SVIZZERA", "Genève", "GE",
                         citizenship="100+241+215"),
            self._person("Lutman", "Aleš", "M", "1980-03-08", "GORIZIA", citizenship="100+251"),
        )

    def _addresses(self):
        households = []
        for surname, name, sex, civic, street, hamlet in (
            ("Leone", "Renato", "M", "17/2", ("VIA", "Roma"), ""),
            ("Serra", "Silvia", "F", "3 bis", ("VICOLO", "del Forno"), ""),
            ("Gatti", "Dario", "M", "12/A int. 4", ("CORSO", "Italia"), ""),
            ("Klanjšček", "Alenka", "F", "snc", ("LOCALITA'", "Oslavia"), "Oslavia - Oslavje"),
            ("Villa", "Tullio", "M", "km 4+200", ("STRADA STATALE", "56"), "Lucinico"),
        ):
            person = self._person(surname, name, sex, f"19{len(households) + 55}-06-13", "GORIZIA")
            columns = {"specie": street[0], "via": street[1], "frazione": hamlet, "civico": civic}
            households += self._alone(person, **columns)
        guest = self._person("Amato", "Guido", "M", "1948-12-24", "PALERMO")
        households += self._alone(guest, presso='Comunità "La Rosa"; ala B')
        for surname, name, sex, day in (
            ("Grasso", "Ivo", "M", "1963-09-02"), ("Palumbo", "Rosa", "F", "1978-01-07"),
        ):
            person = self._person(surname, name, sex, day, "GORIZIA")
            [household] = self._alone(person)
            _replace(person, self.maker.no_fixed_abode(date(2021, 3, 1)))
            households.append(household)
        for surname, name, sex, state, town in (
            ("Silvestri", "Martín", "M", "ARGENTINA", "Rosario"),
            ("Conte", "Ursula", "F", "SVIZZERA", "Genève"),
        ):
            person = self._abroad(surname, name, sex, "1974-11-04", state, town,
                                  citizenship="100")
            [household] = self._alone(person)
            _replace(person, self.maker.abroad(date(1999, 5, 17)))
            households.append(household)
        return households

    def _cards(self):
        """One holder for each state that a card may be in today."""
        people = []
        for surname, name, sex, born, kind, issued in (
            ("Sala", "Franco", "M", "1957-07-19", "C", "2014-10-06"),  # printed date passed
            ("Monti", "Carla", "F", "1971-12-30", "C", "2018-05-14"),  # printed date to come
            ("Barone", "Luca", "M", "1986-02-18", "E", "2016-11-14"),  # window open
            ("Ferri", "Alice", "F", "1990-05-22", "E", "2016-12-05"),  # last day of the window
            ("Costa", "Ida", "F", "1990-05-23", "E", "2016-12-05"),  # the day before it opens
            ("Fiore", "Marco", "M", "1993-09-27", "E", "2023-02-06"),  # window not open
            ("Rizzi", "Sergio", "M", "1950-01-01", "E", "2026-09-14"),  # no expiry
            ("Caruso", "Teresa", "F", "1950-01-02", "E", "2026-07-29"),  # the day before that rule
            ("Parisi", "Enrico", "M", "2004-03-30", "E", "2019-04-08"),  # expired
            ("Martino", "Eva", "F", "1992-02-29", "E", "2025-06-10"),  # born on 29 February
        ):
            person = self._person(surname, name, sex, born, "GORIZIA")
            settle(self.maker, [person], at_home=True)
            person.card = self.maker.card(person, kind, date.fromisoformat(issued))
            people.append(person)
        unmarked = self._person("Marino", "Ugo", "M", "1989-10-30", "CATANIA")
        settle(self.maker, [unmarked], at_home=True)
        unmarked.card = None
        return [[person] for person in [*people, unmarked]]

    def _cancelled(self):
        """People who are no longer residents; of those who moved, the comune they moved to."""
        moved = self._person("Coppola", "Davide", "M", "1985-10-10", "NAPOLI")
        abroad = self._abroad("Petrović", "Jelena", "F", "1987-06-18", "SERBIA", "Beograd")
        dead = self._person("Pellegrini", "Giuseppina", "F", "1934-02-02", "GORIZIA")
        gone = self._abroad("Diallo", "Mamadou", "M", "1998-12-12", "SENEGAL", "Dakar")
        households = self._alone(moved, abroad, dead, gone)
        there = self.maker.places.comune("MONFALCONE", TODAY)
        moved.columns |= {
            "tipo_residenza": "RESIDENTE", "comune_residenza": there.name,
            "istat_residenza": there.istat, "provincia_residenza": there.province,
            "cap": "34074", "frazione": "", "residente_dal": "2025-04-02",
        }
        for person, day, reason in (
            (moved, "2025-04-02", "EMIGRAZIONE IN ALTRO COMUNE"),
            (abroad, "2024-09-30", "EMIGRAZIONE ALL'ESTERO"),
            (dead, "2026-08-15", "DECESSO"),
            (gone, "2023-11-06", "IRREPERIBILITA'"),
        ):
            person.columns |= {"cancellato_il": day, "cancellato_motivo": reason}
        return households


def _replace(person, columns):
    """Another residence instead of the one given by chance."""
    for column in ("specie", "via", "civico", "cap", "frazione", "presso"):
        person.columns[column] = ""
    person.columns |= columns


