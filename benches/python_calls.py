"""What a call from Python costs, beside python-stdnum and beside an empty call, in one run.

    maturin develop --release -m bindings/python/pyproject.toml
    python benches/python_calls.py
"""

import pickle
import statistics
import subprocess
import sys
import timeit
from collections.abc import Callable
from datetime import date

import cie
from stdnum.it import codicefiscale

ON = date(2026, 11, 23)
CODES = ["RSSMRA80A01H501U", "RSSMRA80A41H501Y", "RSSBNC80E57H501B", "VRDGPP75C12F205K"] * 25_000
ROUNDS = 7


def seconds(work: Callable[[], object], number: int) -> list[float]:
    """The time of one call, in each round."""
    return [timeit.timeit(work, number=number) / number for _ in range(ROUNDS)]


def ratio(name: str, ours: Callable[[], object], peer: Callable[[], object], number: int) -> None:
    """The peer's time over ours: rounds are interleaved, the median counts."""
    pairs = [
        (timeit.timeit(peer, number=number), timeit.timeit(ours, number=number))
        for _ in range(ROUNDS)
    ]
    times = [peer / ours for peer, ours in pairs]
    one = statistics.median(ours / number for _, ours in pairs) * 1e6
    print(f"{name}: x{statistics.median(times):.1f} (from {min(times):.1f} to {max(times):.1f}); {one:.2f} us a call")


subject = cie.Subject(
    person=cie.Person(
        surname="ROSSI",
        given="BIANCA",
        sex=cie.Sex.F,
        born=date(1980, 5, 17),
        birth_place=cie.BirthPlace(kind=cie.BirthPlaceKind.COMUNE, name="ROMA", belfiore="H501"),
        codice_fiscale="RSSBNC80E57H501B",
    ),
    residence=cie.Residence(
        kind=cie.ResidenceKind.ITALY, comune="ROMA", street="APPIA NUOVA", civic="17/2", cap="00183"
    ),
    citizenships=[cie.Citizenship(state_code="100")],
)
rule = cie.rule_by_id("fees.state_share")

ratio(
    "one code, python-stdnum over ours",
    lambda: cie.is_valid_codice_fiscale("RSSMRA80A01H501U", ON),
    lambda: codicefiscale.is_valid("RSSMRA80A01H501U"),
    20_000,
)
ratio(
    "a list of 100,000, python-stdnum over ours",
    lambda: cie.are_valid_codici_fiscali(CODES, ON),
    lambda: [codicefiscale.is_valid(code) for code in CODES],
    1,
)
ratio("a rule of 1 KB across the boundary, an empty call over it", lambda: cie.rule_by_id("fees.state_share"), int, 20_000)
ratio("a subject pickled and read back, that of its repr over it", lambda: pickle.loads(pickle.dumps(subject)), lambda: repr(subject), 2_000)

imports = [
    float(
        subprocess.run(
            [sys.executable, "-c", "import time; s = time.perf_counter(); import cie; print(time.perf_counter() - s)"],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )
    for _ in range(ROUNDS)
]
print(f"import cie: {statistics.median(imports) * 1e3:.0f} ms")
