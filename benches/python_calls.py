"""What a call from Python costs, beside python-stdnum and beside the same call in Rust, in one run.

scripts/packages python, then, where dist/cie-*.whl and python-stdnum are installed:

    python benches/python_calls.py

Times are those of the fastest round: the machine may be busy, and nothing makes a call faster than it is.
"""

import statistics
import subprocess
import sys
import time
import timeit
from collections.abc import Callable
from datetime import date
from pathlib import Path

import cie
from stdnum.it import codicefiscale

ON = date(2026, 11, 23)
CODES = ["RSSMRA80A01H501U", "RSSMRA80A41H501Y", "RSSBNC80E57H501B", "VRDGPP75C12F205K"] * 25_000
TEN = CODES[:10]
ROUNDS = 9
STARTS = 40


def fastest(work: Callable[[], object], number: int) -> float:
    """The nanoseconds of one call."""
    return min(timeit.repeat(work, number=number, repeat=ROUNDS)) / number * 1e9


def beside(name: str, ours: Callable[[], object], peer: Callable[[], object], number: int) -> None:
    """The peer's time over ours: rounds are interleaved."""
    pairs = [(timeit.timeit(peer, number=number), timeit.timeit(ours, number=number)) for _ in range(ROUNDS)]
    ratios = sorted(peer / ours for peer, ours in pairs)
    floor = min(peer for peer, _ in pairs) / min(ours for _, ours in pairs)
    print(f"{name}: x{floor:.1f} fastest over fastest; by rounds from {ratios[0]:.1f} to {ratios[-1]:.1f}")


def rust() -> dict[str, float]:
    """The same calls in Rust: name and nanoseconds."""
    command = ["cargo", "run", "--release", "--quiet", "--bin", "facade"]
    said = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, check=True, text=True).stdout
    return {name: float(time) for name, time in (line.split() for line in said.splitlines())}


def start(program: str) -> float:
    """The milliseconds from start to end of an interpreter."""
    before = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
    return (time.perf_counter() - before) * 1e3


beside(
    "one code, python-stdnum over ours",
    lambda: cie.is_valid_codice_fiscale("RSSMRA80A01H501U", ON),
    lambda: codicefiscale.is_valid("RSSMRA80A01H501U"),
    20_000,
)
beside(
    "a list of 100,000, python-stdnum over ours",
    lambda: cie.are_valid_codici_fiscali(CODES, ON),
    lambda: [codicefiscale.is_valid(code) for code in CODES],
    1,
)

before = rust()
calls = {
    "one": fastest(lambda: cie.is_valid_codice_fiscale("RSSMRA80A01H501U", ON), 20_000),
    "list": fastest(lambda: cie.are_valid_codici_fiscali(CODES, ON), 1) / len(CODES),
    "rule": fastest(lambda: cie.rule_by_id("workstation.endpoints"), 5_000),
    "reports": fastest(lambda: cie.check_codici_fiscali(TEN, ON), 5_000),
}
after = rust()
print(f"ns a call; the list is of {len(CODES):,}, for each code; the reports are those of ten codes")
for name, ours in calls.items():
    there = min(before[name], after[name])
    print(f"{name:<8} Python {ours:>7.0f}   Rust {there:>7.0f}   x{ours / there:.1f}")

# Starts are interleaved, so that both meet the same machine.
starts = [(start("pass"), start("import cie")) for _ in range(STARTS)]
bare, ours = min(bare for bare, _ in starts), min(ours for _, ours in starts)
middle = statistics.median(ours - bare for bare, ours in starts)
print(f"import cie: {ours - bare:.0f} ms by the fastest starts, {middle:.0f} ms in the middle; x{ours / bare:.1f} a bare start of {bare:.0f} ms")
