"""Makes single people: where they were born, how tall they are, which card they hold."""

from datetime import date, timedelta

from . import cards, codice_fiscale, geography
from .dice import age_on, years_later
from .names import draw
from .person import Birth, Person
from .places import TODAY


class Maker:
    """Fills in what a household leaves to chance."""

    def __init__(self, dice, places):
        self.dice = dice
        self.places = places
        home = places.comune(geography.HOME, TODAY)
        self.home = {
            "comune_residenza": home.name,
            "istat_residenza": home.istat,
            "provincia_residenza": home.province,
        }
        self.numbers = cards.Numbers(dice)
        self._temporary = 4_120

    def birthday(self, age):
        """A day of birth of someone who has that age today."""
        last = years_later(TODAY, -age)
        return self.dice.day(years_later(TODAY, -age - 1) + timedelta(days=1), last)

    def born_in(self, name, day):
        """Birth in a comune, which must exist on that day under that name."""
        comune = self.places.comune(name, day)
        if comune is None:
            raise ValueError(f"{name} did not exist on {day}")
        return Birth(day, comune.name, comune.belfiore, comune.province)

    def born_abroad(self, name, day, town="", province=""):
        """Birth in a foreign state, which must exist on that day."""
        state = self.places.state(name, day)
        if state is None:
            raise ValueError(f"{name} is no state to be born in on {day}")
        return Birth(day, state.name, state.belfiore, province, town, state.code)

    def born_somewhere_in_italy(self, day):
        """Birth in one of the comuni of the lists."""
        dice = self.dice
        past = 0.35 if day < date(1947, 9, 16) else 0.04 if day < date(2018, 2, 1) else 0
        while dice.chance(past):
            name = dice.weighted(geography.PAST_BIRTHPLACES)
            if self.places.comune(name, day):
                return self.born_in(name, day)
        while True:
            name = dice.weighted(geography.BIRTHPLACES)
            if self.places.comune(name, day):
                return self.born_in(name, day)

    def born_in_foreign(self, foreign, day):
        """Birth in one of the towns of an entry of `geography.FOREIGN`."""
        town, province = self.dice.pick(foreign[3])
        return self.born_abroad(foreign[0], day, town, province)

    def foreign(self):
        """An entry of `geography.FOREIGN`."""
        return self.dice.weighted([(entry, entry[1]) for entry in geography.FOREIGN])

    def italian(self, age, sex, surname=None):
        """An Italian, born in Italy or now and then abroad."""
        group = "slovene" if self.dice.chance(0.12) else "italian"
        family, name = draw(self.dice, group, sex)
        day = self.birthday(age)
        if self.dice.chance(0.04):
            birth = self.born_in_foreign(self.foreign(), day)
        else:
            birth = self.born_somewhere_in_italy(day)
        return self.finish(Person(surname or family, name, sex, birth))

    def foreigner(self, age, sex, entry, surname=None):
        """A citizen of the state of an entry of `geography.FOREIGN`, born there."""
        family, name = draw(self.dice, entry[2], sex)
        code = self.places.state(entry[0]).code
        birth = self.born_in_foreign(entry, self.birthday(age))
        citizenship = f"100+{code}" if self.dice.chance(0.08) else code
        return self.finish(Person(surname or family, name, sex, birth, citizenship))

    def finish(self, person):
        """Gives height and act of birth."""
        age = age_on(person.birth.day, TODAY)
        if age >= 18:
            mean = 176 if person.sex == "M" else 164
            person.height = mean + sum(self.dice.between(-5, 5) for _ in range(3))
        elif age >= 3:
            person.height = 84 + int(5.4 * age) + self.dice.between(-5, 5)
        if not person.birth.abroad:
            person.columns |= self.act(person.birth, person.birth.place, "1", "A")
        elif "100" in person.citizenship.split("+"):
            person.columns |= self.act(person.birth, self.home["comune_residenza"], "2", "B")
        return person

    def act(self, birth, comune, part, series):
        """The columns of the act of birth."""
        number = str(self.dice.between(1, 899))
        if self.dice.chance(0.02):
            number += "/b"
        return {
            "atto_comune": comune,
            "atto_anno": str(birth.day.year),
            "atto_numero": number,
            "atto_parte": part,
            "atto_serie": series,
        }

    def temporary_code(self):
        """A temporary codice fiscale of 11 digits."""
        self._temporary += 37
        return codice_fiscale.temporary(self._temporary, 31)

    def address(self, since):
        """The columns of an address in the comune."""
        dice = self.dice
        kind, street, hamlet = dice.pick(geography.STREETS)
        number = dice.between(1, 140)
        civic = dice.weighted(
            [
                (f"{number}", 78), (f"{number}/{dice.between(1, 9)}", 8),
                (f"{number}/{dice.pick('ABCD')}", 5), (f"{number} bis", 2),
                (f"{number}/A int. {dice.between(1, 20)}", 4), (f"{number}{dice.pick('abc')}", 2),
                ("snc", 1),
            ]
        )
        return self.home | {
            "tipo_residenza": "RESIDENTE", "specie": kind, "via": street, "civico": civic,
            "cap": geography.CAP, "frazione": hamlet, "residente_dal": since.isoformat(),
        }

    def abroad(self, since):
        """The columns of a resident abroad (AIRE)."""
        state, town, line = self.dice.pick(geography.ABROAD)
        return self.home | {
            "tipo_residenza": "AIRE", "stato_estero": state,
            "codice_stato_estero": self.places.state(state).code, "localita_estera": town,
            "indirizzo_estero": line, "residente_dal": since.isoformat(),
        }

    def no_fixed_abode(self, since):
        """The columns of a person without a fixed abode, at the conventional street."""
        return self.home | {
            "tipo_residenza": "SFD", "specie": "VIA", "via": "della Casa Comunale",
            "cap": geography.CAP, "residente_dal": since.isoformat(),
        }

    def since(self, person):
        """A day from which the person may have lived here."""
        born = person.birth.day
        if person.birth.place == geography.HOME and self.dice.chance(0.7):
            return born
        return self.dice.day(max(born, years_later(TODAY, -40)), TODAY - timedelta(days=60))

    def card(self, person, kind, issued):
        """A card issued on that day or on the first working day after it."""
        issued = cards.working_day(person.birth.day, issued)
        return cards.Card(
            self.numbers.take(kind), kind, issued, cards.expiry(person.birth.day, issued)
        )

    def some_card(self, person):
        """The card that such a person may hold, or None."""
        dice = self.dice
        born = person.birth.day
        age = age_on(born, TODAY)
        if dice.chance(0.7 if age < 3 else 0.35 if age < 18 else 0.03):
            return None
        if age >= 24 and dice.chance(0.22):
            kind, first, last = "C", date(2013, 1, 7), date(2018, 6, 29)
        elif age >= 24:
            kind, first, last = "E", date(2016, 10, 3), date(2026, 11, 20)
        else:
            kind, last = "E", date(2026, 11, 20)
            first = max(born + timedelta(days=40), date(2020, 3, 2))
            if age >= 18:
                first = max(years_later(born, 15), date(2019, 3, 4))
        if first >= last:
            return None
        return self.card(person, kind, dice.day(first, last - timedelta(days=3)))
