#!/usr/bin/env python3
"""The peers' side of the reconciliation bench: cards by comune and half-month against payments.

usage: reconcile_peer.py FOLDER duckdb|polars THREADS      (THREADS 0: every core)

Prints `seconds cpu peak_kib rows due paid off`. The wheels are installed into a virtual environment
under target/ the first time. Wall and processor time are those of the query, without the start of Python and the import;
peak memory is that of the process, interpreter and library included.
"""

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

WHEELS = ["duckdb==2.0.0", "polars==2.1.0"]
VENV = Path(__file__).resolve().parent / "target" / "peer-venv"
PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"
SHARE = 1679  # cents a card: EUR 13.76 and 22 % VAT


def in_own_environment():
    """Goes on inside the virtual environment, made if it is not there."""
    if Path(sys.prefix).resolve() == VENV:
        return
    ready = VENV / "ready"
    if not ready.exists():
        venv.create(VENV, with_pip=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", *WHEELS], check=True, stdout=sys.stderr)
        ready.touch()
    sys.exit(subprocess.run([PYTHON, *sys.argv]).returncode)


def peak_kib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    raise SystemExit("no VmHWM: this needs Linux")


def since(start):
    return time.perf_counter() - start[0], time.process_time() - start[1]


def with_duckdb(cards, payments, threads):
    import duckdb

    connection = duckdb.connect()
    if threads:
        connection.execute(f"SET threads = {threads}")
    start = time.perf_counter(), time.process_time()
    answer = connection.execute(
        f"""
        WITH sent AS (
            SELECT codice_catastale,
                   date_trunc('month', sent_on)::DATE + CASE WHEN day(sent_on) > 15 THEN 15 ELSE 0 END AS start,
                   count(*) AS cards
            FROM read_csv(?, header = true, columns = {{'codice_catastale': 'VARCHAR', 'sent_on': 'DATE'}})
            GROUP BY ALL),
        paid AS (
            SELECT codice_catastale, "from" AS start, sum(amount_cents) AS paid
            FROM read_csv(?, header = true, columns = {{'codice_catastale': 'VARCHAR', 'from': 'DATE',
                'amount_cents': 'BIGINT', 'cards': 'INTEGER', 'reference': 'VARCHAR', 'paid_on': 'DATE'}})
            GROUP BY ALL),
        rows AS (
            SELECT coalesce(cards, 0) * {SHARE} AS due, coalesce(paid, 0) AS paid
            FROM sent FULL JOIN paid USING (codice_catastale, start))
        SELECT count(*), sum(due), sum(paid), count(*) FILTER (due <> paid) FROM rows
        """,
        [cards, payments],
    ).fetchone()
    return since(start), answer


def with_polars(cards, payments, threads):
    if threads:
        os.environ["POLARS_MAX_THREADS"] = str(threads)
    import polars as pl

    start = time.perf_counter(), time.process_time()
    key = ["codice_catastale", "start"]
    day = pl.col("sent_on")
    half = day.dt.month_start() + pl.when(day.dt.day() > 15).then(pl.duration(days=15)).otherwise(pl.duration(days=0))
    sent = (
        pl.scan_csv(cards, schema={"codice_catastale": pl.String, "sent_on": pl.Date})
        .group_by("codice_catastale", half.alias("start"))
        .agg((pl.len().cast(pl.Int64) * SHARE).alias("due"))
    )
    paid = (
        pl.scan_csv(payments, try_parse_dates=True)
        .group_by("codice_catastale", pl.col("from").alias("start"))
        .agg(pl.col("amount_cents").sum().alias("paid"))
    )
    rows = sent.join(paid, on=key, how="full", coalesce=True).with_columns(pl.col("due", "paid").fill_null(0))
    figures = rows.select(
        pl.len(),
        pl.col("due").sum(),
        pl.col("paid").sum(),
        (pl.col("due") != pl.col("paid")).sum().alias("off"),
    )
    answer = figures.collect(engine="streaming").row(0)
    return since(start), answer


def main():
    folder, peer, threads = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    run = {"duckdb": with_duckdb, "polars": with_polars}[peer]
    seconds, answer = run(str(folder / "cards.csv"), str(folder / "payments.csv"), threads)
    print(*seconds, peak_kib(), *(int(figure) for figure in answer))


in_own_environment()
main()
