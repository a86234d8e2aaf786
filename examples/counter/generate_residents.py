#!/usr/bin/env python3
"""Writes `residents.csv` and `bad_rows.csv`, the synthetic registry of the counter example.

    python3 examples/counter/generate_residents.py          write both files
    python3 examples/counter/generate_residents.py --check  say whether they are up to date

Nobody described there exists: names, days and places of birth are combined by chance from small
lists, with a fixed seed, so the files come out the same on every machine. Comuni and states are
real and are read from the tables in `cie-core/data`. What each column means and where each hard
case is: `residents.md`.
"""

import csv
import io
import sys
from datetime import timedelta
from pathlib import Path

from synthetic import bad_rows, households
from synthetic.cases import Cases
from synthetic.dice import Dice
from synthetic.labels import Labeller
from synthetic.maker import Maker
from synthetic.person import HEADER
from synthetic.places import TODAY, Places

SEED = 20261123
RESIDENTS = 2_050
FOLDER = Path(__file__).resolve().parent


def give_codes(people):
    """Attributes a codice fiscale to everybody who has none yet, parents who live elsewhere too.

    Two people never share one by accident: a day of birth is moved by a day until the code is
    free. The pairs with the same base code are the ones made on purpose, whose codes are set.
    """
    everybody = {id(one): one for person in people for one in (person, *person.parents)}
    taken = {person.code for person in everybody.values() if person.code}
    for person in everybody.values():
        if person.code is not None:
            continue
        while person.base_code() in taken:
            person.birth.day -= timedelta(days=1)
        person.code = person.base_code()
        taken.add(person.code)


def residents(places):
    """All rows, as dictionaries."""
    dice = Dice(SEED)
    maker = Maker(dice, places)
    groups = Cases(maker).everything()
    count = sum(len(group) for group in groups)
    while count < RESIDENTS:
        group = households.household(maker)
        groups.append(group)
        count += len(group)
    # Codes come before the shuffle, so that the people made on purpose keep their day of birth.
    give_codes([person for group in groups for person in group])
    people = [person for group in dice.shuffled(groups) for person in group]
    # Sheets are numbered with gaps and keep their leading zeros, as in real registries.
    rows = [person.row(f"{4_000 + 7 * at:07}") for at, person in enumerate(people)]
    labeller = Labeller(rows, places, TODAY)
    for row, person in zip(rows, people, strict=True):
        row["caso"] = labeller.labels(row, person.demo)
    return rows


def text(rows):
    """Rows of fields as the bytes of a file: UTF-8, `;`, LF, quotes where RFC 4180 asks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def plain(row):
    """Whether a row has nothing out of the ordinary: an adult Italian with a card."""
    allowed = {"carta_elettronica_rinnovo_chiuso"}
    return set(row["caso"].split("+")) <= allowed and row["cittadinanza"] == "100"


def files(places=None):
    """The content of both files, by name."""
    rows = residents(places or Places())
    good = [row for row in rows if plain(row)][: len(bad_rows.FAULTS)]
    return {
        "residents.csv": text(list(row.values()) for row in rows),
        "bad_rows.csv": text(bad_rows.bad_rows(good)),
    }


def main(arguments):
    """Writes the files, or compares them when asked to."""
    stale = False
    for name, content in files().items():
        path = FOLDER / name
        if arguments == ["--check"]:
            if not path.exists() or path.read_bytes() != content:
                print(f"{name} is not what generate_residents.py writes", file=sys.stderr)
                stale = True
        else:
            path.write_bytes(content)
            print(f"{name}: {len(content)} bytes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
