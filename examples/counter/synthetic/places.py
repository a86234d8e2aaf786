"""Comuni and states, read from the tables of `cie-core/data`."""

from collections import defaultdict, namedtuple
from datetime import date
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "cie-core" / "data"

Comune = namedtuple("Comune", "belfiore istat province name")
State = namedtuple("State", "belfiore code name")


def _rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    columns = lines[0].split("\t")
    return [dict(zip(columns, line.split("\t"))) for line in lines[1:]]


def _in_force(row, day):
    day = day.isoformat()
    return (not row["from"] or row["from"] <= day) and (not row["to"] or day <= row["to"])


class Places:
    """The two tables, asked by name and day."""

    def __init__(self, folder=DATA):
        self._comuni = defaultdict(list)
        self._by_code = defaultdict(list)
        for row in _rows(Path(folder) / "comuni.tsv"):
            self._comuni[row["name"]].append(row)
            self._by_code[row["belfiore"]].append(row)
        self._states = {row["name"]: row for row in _rows(Path(folder) / "states.tsv")}

    def comune(self, name, day):
        """The comune of that name on that day, or None if there was none."""
        rows = [row for row in self._comuni[name] if _in_force(row, day)]
        if len({row["belfiore"] for row in rows}) > 1:
            raise ValueError(f"several comuni are called {name}")
        if not rows:
            return None
        row = rows[-1]
        return Comune(row["belfiore"], row["istat"], row["province"], row["name"])

    def fate(self, belfiore, name, day):
        """What has become of a comune by that day.

        `ceduto` (given up with the peace treaty in force from 15 September 1947), `cessato`,
        `rinominato`, or None if it still bears the name.
        """
        rows = self._by_code[belfiore]
        today = [row for row in rows if _in_force(row, day)]
        if today:
            return None if any(row["name"] == name for row in today) else "rinominato"
        last = max(row["to"] for row in rows)
        return "ceduto" if last == "1947-09-15" else "cessato"

    def state(self, name, day=None):
        """A state by name; asked with a day, it must have been one to be born in."""
        row = self._states[name]
        if day is not None and not (_in_force(row, day) and "N" in row["flags"]):
            return None
        return State(row["belfiore"], row["code"], row["name"])


TODAY = date(2026, 11, 23)
