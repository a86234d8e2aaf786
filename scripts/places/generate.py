#!/usr/bin/env python3
"""Writes cie-core/data/comuni.tsv and cie-core/data/states.tsv from public tables.

Inputs (see cie-core/data/README.md for licences):
  --package  folder that holds the PyPI package `python-codicefiscale`, e.g. made by
             `pip install --no-deps --target FOLDER python-codicefiscale`
  --comuni   ANPR_archivio_comuni.csv from github.com/italia/anpr: ISTAT codes, alternative names
  --states   anpr_stati_esteri.xlsx from the same place: three-digit state codes (needs openpyxl)

The output is sorted and free of anything that changes from run to run, so that a refresh shows up
as a readable diff.
"""

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

OPEN_END = "9999-12-31"

# ISTAT codes of comuni instituted after the archive with ISTAT codes was frozen (May 2023).
# Source: ISTAT, "Codici delle unità amministrative territoriali", edition of January 2026.
NEW_ISTAT = {"M435": "013256", "M436": "024128", "M437": "025075", "M438": "028108"}

# A name that reached the package with its UTF-8 read as Latin-1.
MOJIBAKE = {"SAN FLORIANO DEL COLLIO-Å TEVERJAN": "SAN FLORIANO DEL COLLIO-ŠTEVERJAN"}

NO_START = "1900-01-01"  # how both sources write "since ever"


def upper(text):
    """Upper case as ANPR writes it: the sharp s stays one letter."""
    return "ß".join(part.upper() for part in " ".join(text.split()).split("ß"))


def day(text):
    text = text[:10]
    if text and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        sys.exit(f"not a date: {text!r}")
    return text


def alternative(name, *candidates):
    """The first alternative name that says more than the name itself."""
    for text in candidates:
        # "Comune di X-Občina Y" is the style of the office, Y is the name.
        text = re.sub(r"^COMUNE DI .*-OB[ČC]INA (.*)$", r"\1", text)
        if text and text != name:
            return text
    return ""


def comuni(package, archive):
    with open(archive, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    by_start, by_end, by_code = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows:
        code, name = row["CODCATASTALE"], row["DENOMINAZIONE_IT"]
        by_start[code, row["DATAISTITUZIONE"], name if code == "ND" else ""].append(row)
        by_end[code, row["DATACESSAZIONE"], name if code == "ND" else ""].append(row)
        by_code[code].append(row)
    out, unknown = [], []
    for item in json.loads((package / "municipalities.json").read_text(encoding="utf-8")):
        code, province = item["code"], item["province"]
        name = upper(item["name"])
        name = MOJIBAKE.get(name, name)
        start, end = day(item["date_created"]), day(item["date_deleted"])
        key = name if code == "ND" else ""
        found = by_start[code, start, key] or by_end[code, end or OPEN_END, key]
        # Two periods may begin on the same day (D588): both sources list them in the same order.
        match = (found.pop(0) if len(found) > 1 else found[0]) if found else None
        if match is None and start > "2023-05":
            # Renamed since: within the same province the ISTAT code does not change.
            match = next(
                (r for r in by_code[code]
                 if r["DATACESSAZIONE"] == OPEN_END and r["SIGLAPROVINCIA"] == province), None)
        istat = match["CODISTAT"] if match else NEW_ISTAT.get(code, "")
        if not istat:
            unknown.append((code, start, name))
        alt = alternative(name, upper(item["name_alt"]),
                          upper(match["ALTRADENOMINAZIONE"]) if match else "")
        out.append(("" if code == "ND" else code, istat, start, end, province, name, alt))
    print(f"comuni: {len(out)} rows, {sum(not r[3] for r in out)} active, "
          f"{sum(bool(r[6]) for r in out)} bilingual, no ISTAT code: {unknown}")
    return sorted(out, key=lambda r: (not r[0], r[0], r[2], r[3] or OPEN_END, r[5]))


def states(package, workbook):
    import openpyxl

    sheet = openpyxl.load_workbook(workbook, read_only=True).active
    rows = list(sheet.iter_rows(values_only=True))
    anpr = [dict(zip(rows[0], row)) for row in rows[1:]]
    by_code = {row["CODAT"]: row for row in anpr if row["CODAT"]}
    # ANPR lists French Polynesia by its own code only; the name ties the two together.
    uncoded = {row["DENOMINAZIONE"]: row for row in anpr if not row["CODAT"]}
    out, used = [], set()
    for file in ("countries.json", "deleted-countries.json"):
        for item in json.loads((package / file).read_text(encoding="utf-8")):
            start = day(item["date_created"])
            name = upper(item["name"])
            row = by_code.get(item["code"]) or uncoded.get(name, {})
            used.add(row.get("ID"))
            known = [name]
            for other in (row.get("DENOMINAZIONE"), item["name_alt"], item["name_alt_en"],
                          row.get("DENOMINAZIONEISTAT"), row.get("DENOMINAZIONEISTAT_EN")):
                other = upper((other or "").replace("*", ""))
                if other and other not in known:
                    known.append(other)
            flags = "".join(letter for letter, column in
                            (("C", "CITTADINANZA"), ("N", "NASCITA"), ("R", "RESIDENZA"))
                            if row.get(column) == "S")
            if "N" not in flags:
                flags += "N"  # what has a Belfiore code is a place of birth, whatever became of it
            out.append((item["code"], row.get("CODMIN") or "", row.get("CODISO3166_1_ALPHA3") or "",
                        "" if start == NO_START else start, day(item["date_deleted"]), flags,
                        name, "|".join(known[1:])))
    for row in anpr:
        if row["ID"] in used or not row["CODMIN"]:
            continue  # already written, or a statistical line without a code
        flags = "".join(letter for letter, column in
                        (("C", "CITTADINANZA"), ("N", "NASCITA"), ("R", "RESIDENZA"))
                        if row[column] == "S")
        iso = row["CODISO3166_1_ALPHA3"] or ""
        name = upper(row["DENOMINAZIONE"])
        known = [name]
        for other in (row["DENOMINAZIONEISTAT"], row["DENOMINAZIONEISTAT_EN"]):
            other = upper((other or "").replace("*", ""))
            if other and other not in known:
                known.append(other)
        out.append(("", row["CODMIN"], "" if iso == "ZZZ" else iso, "", "", flags, name,
                    "|".join(known[1:])))
    print(f"states: {len(out)} rows, {sum(bool(r[0]) for r in out)} with Belfiore code, "
          f"{sum(bool(r[4]) for r in out)} ceased, {sum(bool(r[1]) for r in out)} with state code")
    return sorted(out, key=lambda r: (not r[0], r))


def write(path, title, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(f"# {title}. Sources and licences: README.md in this folder.\n")
        file.write("# Generated by scripts/places/generate.py: do not edit by hand.\n")
        file.write("\t".join(header) + "\n")
        for row in rows:
            if any("\t" in cell or "\n" in cell for cell in row):
                sys.exit(f"tab or line break in {row}")
            file.write("\t".join(row) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", type=Path, required=True)
    parser.add_argument("--comuni", type=Path, required=True)
    parser.add_argument("--states", type=Path, required=True)
    parser.add_argument("--out", type=Path,
                        default=Path(__file__).resolve().parents[2] / "cie-core" / "data")
    args = parser.parse_args()
    data = args.package / "codicefiscale" / "data"
    write(args.out / "comuni.tsv", "Italian comuni, present and past, one row per period",
          ("belfiore", "istat", "from", "to", "province", "name", "alt"),
          comuni(data, args.comuni))
    write(args.out / "states.tsv", "Foreign states and territories, present and past",
          ("belfiore", "code", "iso3", "from", "to", "flags", "name", "alt"),
          states(data, args.states))


if __name__ == "__main__":
    main()
