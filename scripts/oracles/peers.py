#!/usr/bin/env python3
"""Works out, with other people's libraries, the dates that `calendar_and_iban.rs` expects.

    scripts/oracles/peers.py            says whether the file is what the libraries say
    scripts/oracles/peers.py --write    writes it anew

The IBANs are kept as they are: they were drawn at random once, by schwifty.
"""

import json
import sys
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import holidays
from dateutil.easter import easter

FILE = Path(__file__).resolve().parents[2] / "cie-core" / "tests" / "data" / "peers.json"

#: The years ahead of the counter, and some with an Easter on 25 April, or before the reforms.
YEARS = sorted({2001, 2032, 2038} | set(range(2024, 2031)))
EASTERS = range(1900, 2200)
WORKING_YEARS = range(2001, 2061)

#: Kept on the first Sunday of November since L. 54/1977: a feast, but no day off of its own.
NO_DAY_OFF = "Giorno dell'unità nazionale"


def days_off(years):
    """The Italian national holidays of some years, dates to names."""
    found = holidays.country_holidays("IT", years=years, language="it_IT")
    kept = {}
    for day, names in found.items():
        names = [name for name in names.split("; ") if name != NO_DAY_OFF]
        if names:
            kept[day] = names
    return kept


def last_working_day(year, month, off):
    """The last day of a month that is neither a Saturday, nor a Sunday, nor a holiday."""
    day = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    while day.weekday() >= 5 or day in off:
        day -= timedelta(days=1)
    return day


def dates():
    """Every list of dates of the file, and whose word each is."""
    off = days_off(WORKING_YEARS)
    package = f"python-holidays {version('holidays')}"
    dateutil = version("python-dateutil").removesuffix(".post0")
    return {
        "easter": [str(easter(year)) for year in EASTERS],
        "holidays": {
            str(year): [str(day) for day in sorted(days_off([year]))] for year in YEARS
        },
        "last_working_day": [
            str(last_working_day(year, month, off))
            for year in WORKING_YEARS
            for month in range(1, 13)
        ],
        "source": {
            "easter": f"python-dateutil {dateutil}",
            "holidays": package,
            "last_working_day": f"{package}, Italy {WORKING_YEARS[0]}-{WORKING_YEARS[-1]}, "
            "Saturdays off",
        },
    }


def committed():
    """The file as it is."""
    return json.loads(FILE.read_text("utf-8"))


def fresh():
    """The file as it should be."""
    file, made = committed(), dates()
    made["source"] = file["source"] | made["source"]
    return file | made


def main():
    text = json.dumps(fresh(), indent=0, sort_keys=True, ensure_ascii=False) + "\n"
    if sys.argv[1:] == ["--write"]:
        FILE.write_text(text, "utf-8", newline="\n")
    elif FILE.read_text("utf-8") != text:
        sys.exit(f"{FILE.name} is not what the libraries say; see --write")


if __name__ == "__main__":
    main()
