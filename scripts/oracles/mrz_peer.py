#!/usr/bin/env python3
"""Asks the npm package `mrz` what `mrz_npm.rs` expects of machine readable zones.

    scripts/oracles/mrz_peer.py            says whether the file is what the package says
    scripts/oracles/mrz_peer.py --write    writes it anew

The zones are drawn here, by a fixed seed: sound ones, and ones with a single fault. Node and npm
are needed; the package, pinned by `mrz/package-lock.json`, is installed into a temporary folder.
"""

import json
import random
import shutil
import string
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
PEER = HERE / "mrz"
FILE = HERE.parents[1] / "cie-core" / "tests" / "data" / "mrz_npm.json"

SOUND = 60
STATES = ["ITA", "FRA", "AUT", "ROU", "ESP", "USA", "ALB", "MAR", "D<<"]
SURNAMES = ["ROSSI", "DE<ROSSI", "D<ANGELO", "FO", "MUELLER<SCHMIDT", "NG", "BIANCHI"]
GIVEN = ["BIANCA", "ANNA<MARIA", "IO", "GIAN<LUCA<MARCO", ""]


def check(text):
    """The check digit of a field: ICAO Doc 9303-3, section 4.9."""
    values = string.digits + string.ascii_uppercase
    numbers = [0 if letter == "<" else values.index(letter) for letter in text]
    return str(sum(n * (7, 3, 1)[at % 3] for at, n in enumerate(numbers)) % 10)


def sound(draw):
    """Three lines in order, as ICAO Doc 9303-5 lays them out."""
    letters = string.ascii_uppercase + string.digits
    length = draw.choice([6, 8, 9, 9, 9, 11, 14])
    number = draw.choice(string.ascii_uppercase) + "".join(draw.choices(letters, k=length - 1))
    if length > 9:
        # The check digit follows the whole number, which goes on in the optional data.
        first = number[:9] + "<" + number[9:] + check(number) + "<"
    else:
        field = number.ljust(9, "<")
        first = field + check(field)
    code = draw.choice(["C<", "I<", "ID", "A<"])
    first = (code + draw.choice(STATES) + first).ljust(30, "<")
    day = lambda start, days: (start + timedelta(draw.randrange(days))).strftime("%y%m%d")
    born, expires = day(date(1940, 1, 1), 28_000), day(date(2020, 1, 1), 6_000)
    second = born + check(born) + draw.choice("MF<") + expires + check(expires)
    second = (second + draw.choice(STATES)).ljust(29, "<")
    second += check(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    name = draw.choice(SURNAMES)
    given = draw.choice(GIVEN)
    name = (f"{name}<<{given}" if given else name).ljust(30, "<")[:30]
    return [first, second, name]


def changed(lines, line, at, letter):
    """The same zone with one character changed."""
    text = lines[line]
    return [*lines[:line], text[:at] + letter + text[at + 1 :], *lines[line + 1 :]]


def faulted(draw):
    """Zones with a single fault each, and the name of the fault."""
    for _ in range(8):
        lines = sound(draw)
        for name, line, at in [("birth", 1, 6), ("expiry", 1, 14), ("composite", 1, 29)]:
            digit = draw.choice([d for d in string.digits if d != lines[line][at]])
            yield f"check digit: {name}", changed(lines, line, at, digit)
        if lines[0][14] != "<":
            digit = draw.choice([d for d in string.digits if d != lines[0][14]])
            yield "check digit: number", changed(lines, 0, 14, digit)
        yield "letter in a date", changed(lines, 1, draw.randrange(6), "O")
        yield "sex", changed(lines, 1, 7, draw.choice("ABXZ5"))
        yield "digit in the name", changed(lines, 2, draw.randrange(1, 30), "0")
        yield "small letter", changed(lines, 2, 0, "r")
        yield "digit in the nationality", changed(lines, 1, 16, "7")
        yield "short line", [lines[0][:-1], *lines[1:]]
        yield "two lines", lines[:2]


def zones():
    """Every zone asked about: its fault, if it has one, and its lines."""
    draw = random.Random(9303)
    asked = [(None, sound(draw)) for _ in range(SOUND)]
    return asked + list(faulted(draw))


def ask(zones):
    """What the package says, in the order asked."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json", "parse.mjs"):
            shutil.copy(PEER / name, folder)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(["npm", "ci", *quiet], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        asked = json.dumps([lines for _, lines in zones])
        said = subprocess.run(
            ["node", "parse.mjs"], cwd=folder, input=asked, check=True, capture_output=True,
            encoding="utf-8",
        )
    return json.loads(said.stdout)


def fresh():
    """The file as it should be."""
    asked = zones()
    lock = json.loads((PEER / "package-lock.json").read_text("utf-8"))
    version = lock["packages"]["node_modules/mrz"]["version"]
    cases = [
        {"fault": fault, "lines": lines, "peer": said}
        for (fault, lines), said in zip(asked, ask(asked), strict=True)
    ]
    return {"cases": cases, "source": f"npm mrz {version}"}


def committed():
    """The file as it is."""
    return json.loads(FILE.read_text("utf-8"))


def main():
    if sys.argv[1:] == ["--write"]:
        cases = fresh()
        rows = ",\n".join(json.dumps(case, sort_keys=True) for case in cases["cases"])
        text = f'{{"source": "{cases["source"]}", "cases": [\n{rows}\n]}}\n'
        FILE.write_text(text, "utf-8", newline="\n")
    elif committed() != fresh():
        sys.exit(f"{FILE.name} is not what the package says; see --write")


if __name__ == "__main__":
    main()
