"""
Measure what importing the library and starting its command line add to a bare interpreter.

Every case runs in processes of its own, one after the other in turns, so that whatever else the machine does falls on
all of them alike. The medians are of wall time; what matters are the ratios to the two libraries that the core rests
on.

    python benchmarks/import_time.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

CASES = {
    "bare interpreter": ["-c", "pass"],
    "attrs": ["-c", "import attrs"],
    "attrs and cattrs": ["-c", "import attrs, cattrs"],
    "seesac_model": ["-c", "import seesac_model"],
    "seesac_model, query and rules": ["-c", "import seesac_model, seesac_model.query, seesac_model.rules"],
    "seesac-model --help": ["-m", "seesac_model", "--help"],
}


def milliseconds(arguments: list[str]) -> float:
    """Run the interpreter once and return how long that took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
    return (time.perf_counter() - start) * 1_000


def main(rounds: int) -> None:
    """Measure every case in turns and print a table."""
    times: dict[str, list[float]] = {case: [] for case in CASES}
    for _ in range(rounds):
        for case, arguments in CASES.items():
            times[case].append(milliseconds(arguments))
    medians = {case: statistics.median(taken) for case, taken in times.items()}
    bare = medians["bare interpreter"]
    peer = medians["attrs and cattrs"] - bare
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, medians; milliseconds above the bare interpreter")
    for case, median in medians.items():
        spread = f"{min(times[case]):.0f} to {max(times[case]):.0f}"
        print(
            f"{case:30} {median - bare:6.0f} ms   {(median - bare) / peer:5.2f} x attrs and cattrs   (whole: {spread})"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
