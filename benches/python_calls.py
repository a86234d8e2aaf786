"""What a call from Python costs, beside python-stdnum and beside the same call in Rust, in one run.

scripts/packages python, then, where dist/cie-*.whl and python-stdnum are installed:

    python benches/python_calls.py

Times are those of the fastest round: the machine may be busy, and nothing makes a call faster than it is.
"""

import resource
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable
from datetime import date
from pathlib import Path

import cie
from stdnum.it import codicefiscale

ON = date(2026, 11, 23)
CODES = ["RSSMRA80A01H501U", "RSSMRA80A41H501Y", "RSSBNC80E57H501B", "VRDGPP75C12F205K"] * 25_000
HUNDRED = CODES[:100]
TEXT = (Path(__file__).parent / "request.json").read_text()
REQUEST = cie.card_request_from_json(TEXT)
ROUNDS = 9
STARTS = 40


def fastest(work: Callable[[], object]) -> float:
    """The nanoseconds of one call, in the fastest of many short batches: another program that gets the
    processor spoils one batch and not the next."""
    once = timeit.timeit(work, number=3) / 3
    number = max(1, int(0.0005 / once))
    return min(timeit.repeat(work, number=number, repeat=max(ROUNDS, int(0.5 / (number * once))))) / number * 1e9


def beside(name: str, ours: Callable[[], object], peer: Callable[[], object], calls: int) -> None:
    """The peer's time over ours, fastest over fastest, and over all by turns."""
    pairs = [(timeit.timeit(peer, number=calls), timeit.timeit(ours, number=calls)) for _ in range(ROUNDS)]
    turns = statistics.median(peer / ours for peer, ours in pairs)
    print(f"{name}: x{fastest(peer) / fastest(ours):.0f} fastest over fastest, x{turns:.0f} by turns")


def rust() -> dict[str, float]:
    """The same calls in Rust: name and nanoseconds."""
    command = ["cargo", "run", "--release", "--quiet", "--bin", "facade"]
    said = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, check=True, text=True).stdout
    return {name: float(time) for name, time in (line.split() for line in said.splitlines())}


def start(program: str) -> float:
    """The milliseconds of processor time of an interpreter, from start to end: who else runs does not
    count."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def stdnum(codes: list[str]) -> list[bool]:
    """What a program does with a list and python-stdnum."""
    return [codicefiscale.is_valid(code) for code in codes]


print("python-stdnum over ours")
beside(
    "one code",
    lambda: cie.is_valid_codice_fiscale("RSSMRA80A01H501U"),
    lambda: codicefiscale.is_valid("RSSMRA80A01H501U"),
    5_000,
)
beside("a list of 100", lambda: cie.are_valid_codici_fiscali(HUNDRED), lambda: stdnum(HUNDRED), 50)
beside("a list of 100,000", lambda: cie.are_valid_codici_fiscali(CODES), lambda: stdnum(CODES), 1)

before = rust()
calls = {
    "one": fastest(lambda: cie.is_valid_codice_fiscale("RSSMRA80A01H501U", ON)),
    "list": fastest(lambda: cie.are_valid_codici_fiscali(HUNDRED, ON)) / len(HUNDRED),
    "rule": fastest(lambda: cie.rule_by_id("workstation.endpoints")),
    "read": fastest(lambda: cie.card_request_from_json(TEXT)),
    "check": fastest(lambda: cie.check_card_request(REQUEST, ON)),
}
after = rust()
print("\nns a call; for each code of a list of 100; a rule of 1 KB; a request of 3 KB, read and checked")
for name, ours in calls.items():
    there = min(before[name], after[name])
    print(f"{name:<8} Python {ours:>7.0f}   Rust {there:>7.0f}   x{ours / there:.1f}")

# Starts are by turns, so that both meet the same machine.
starts = [(start("pass"), start("import cie")) for _ in range(STARTS)]
bare, ours = min(bare for bare, _ in starts), min(ours for _, ours in starts)
middle = statistics.median(ours - bare for bare, ours in starts)
print(f"\nimport cie: {ours - bare:.0f} ms by the fastest starts, {middle:.0f} ms in the middle; a bare start is {bare:.0f} ms")
