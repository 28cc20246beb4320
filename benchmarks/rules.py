"""
Measure what each rule costs over a generated dataset, and that the cost stays in proportion to its size.

Each rule's function is called for every record that it looks at, with one context for all, as `check` does; what is
timed is the function alone and the loop around it, and not the sorting and suppressing of findings that `check` adds
(the whole check is timed once at the end). What is computed once for a check (`context.once`) is timed apart and not
counted as the rule's, and so are the indexes of the dataset. Garbage collection goes on, yet passes over what was made
before the round. Rounds go in turns over all rules; the table gives medians of the rounds with their range. All seconds
are of the processor, so that what else the machine does weighs little.

The dataset is measured at a tenth of its size too. The ratio of the times per record says how the cost grows: it stays
near 1 where it grows in proportion, and a rule that looks at all for each would show 10.

    python -m benchmarks.rules [EVENTS [ROUNDS]]
"""

from __future__ import annotations

import datetime as dt
import functools
import gc
import importlib.metadata
import os
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from benchmarks.generated import generated
from seesac_model.dataset import Dataset
from seesac_model.model import Record, Suppression
from seesac_model.rules import Context, Rule, all_rules, check

T = TypeVar("T")

TODAY = dt.date(2025, 12, 31)
GOAL = 3.0


class TimedContext(Context):
    """A context that notes how long it took to compute what is computed once."""

    seconds: dict[Callable[[Dataset], object], float]

    def once(self, compute: Callable[[Dataset], T]) -> T:
        """Do the same as every context, and note the time of the first call."""
        if compute in self.seconds:
            return super().once(compute)
        start = time.process_time()
        result = super().once(compute)
        self.seconds[compute] = time.process_time() - start
        return result


class Cost(NamedTuple):
    """What one rule took: seconds of each round, for so many records, with so many findings."""

    records: int
    findings: int
    seconds: Sequence[float]

    @property
    def each(self) -> Sequence[float]:
        """Microseconds per record, of each round."""
        return [taken * 1e6 / self.records for taken in self.seconds]

    @property
    def median(self) -> float:
        """The median of the rounds, in microseconds per record."""
        return statistics.median(self.each)


class Measured(NamedTuple):
    """What was measured over one dataset, in seconds."""

    dataset: Dataset
    making: float
    indexing: float
    once: dict[str, float]
    costs: dict[Rule, Cost]


def measured(events: int, rounds: int) -> Measured:
    """Measure every rule over a dataset with so many events."""
    dataset, making = timed(lambda: generated(events))
    _, indexing = timed(lambda: [dataset.links_to(next(iter(dataset.of(kind)))) for kind in Dataset.kinds()])
    codes = frozenset(rule.code for rule in all_rules())
    context = TimedContext(dataset, today=TODAY, codes=codes)
    context.seconds = {}
    taken: dict[Rule, list[float]] = {rule: [] for rule in all_rules()}
    counts: dict[Rule, tuple[int, int]] = {}
    for _ in range(rounds):
        # What was made so far is not walked through by the collector again: when it does so is chance.
        gc.collect()
        gc.freeze()
        for rule in all_rules():
            before = sum(context.seconds.values())
            counts[rule], seconds = timed(functools.partial(ran, rule, dataset, context))
            taken[rule].append(seconds - sum(context.seconds.values()) + before)
    once = {f"{compute.__module__}.{compute.__qualname__}": spent for compute, spent in context.seconds.items()}
    costs = {rule: Cost(*counts[rule], taken[rule]) for rule in all_rules() if counts[rule][0]}
    return Measured(dataset, making, indexing, once, costs)


def timed(action: Callable[[], T]) -> tuple[T, float]:
    """Return what an action returns, and how many seconds it took."""
    start = time.process_time()
    result = action()
    return result, time.process_time() - start


def ran(rule: Rule, dataset: Dataset, context: Context) -> tuple[int, int]:
    """Run a rule over what it looks at; return how many records that were, and how many findings."""
    records = findings = 0
    groups: Iterable[Iterable[Record | Suppression]] = [dataset.of(kind) for kind in rule.kinds]
    for subjects in groups if rule.kinds else [dataset.suppressions]:
        for subject in subjects:
            records += 1
            for _ in rule.function(subject, dataset, context):
                findings += 1
    return records, findings


def report(large: Measured, small: Measured) -> None:
    """Print the table of all rules, the slowest first, and what is computed once."""
    print(f"{'rule':44} {'records':>9} {'findings':>8} {'s':>7} {'µs/record':>9} {'range':>15} {'x of a tenth':>12}")
    for rule, cost in sorted(large.costs.items(), key=lambda entry: -entry[1].median):
        spread = f"{min(cost.each):.2f} to {max(cost.each):.2f}"
        ratio = f"{cost.median / small.costs[rule].median:12.2f}" if rule in small.costs else ""
        start = f"{str(rule)[:44]:44} {cost.records:9,} {cost.findings:8,} {_middle(cost):7.2f}"
        print(f"{start} {cost.median:9.2f} {spread:>15} {ratio}")
    print("\ncomputed once, seconds, and how many times as long per record as at a tenth of the size")
    share = len(large.dataset) / len(small.dataset)
    known = {"the indexes of the dataset": (large.indexing, small.indexing)}
    known |= {name: (spent, small.once[name]) for name, spent in large.once.items() if name in small.once}
    for name, (spent, before) in sorted(known.items(), key=lambda entry: -entry[1][0]):
        print(f"{name:62} {spent:7.2f} {spent / before / share:7.2f}")
    medians = sorted(cost.median for cost in large.costs.values())
    print(f"\n{len(medians)} rules, µs per record: median {statistics.median(medians):.2f}, highest {medians[-1]:.2f}")
    print(f"above {GOAL:.0f} µs: {sum(median > GOAL for median in medians)}")
    total, before = (sum(map(_middle, entry.costs.values())) for entry in (large, small))
    print(f"all rules: {total:.1f} s, {total / before / share:.2f} times as long per record as at a tenth of the size")


def _middle(cost: Cost) -> float:
    return statistics.median(cost.seconds)


def main(events: int, rounds: int) -> None:
    """Measure a tenth of the events, then all, then the whole check."""
    small = measured(max(1, events // 10), 2 * rounds)
    large = measured(events, rounds)
    print(f"{events:,} events, {len(large.dataset):,} records (made in {large.making:.0f} s), {rounds} rounds")
    print(f"{large.dataset!r}\n")
    report(large, small)
    found, seconds = timed(lambda: check(large.dataset, today=TODAY))
    each = seconds * 1e6 / len(large.dataset)
    print(f"whole check: {seconds:.1f} s, {each:.1f} µs per record for all rules together, {len(found):,} findings")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")  # Linux counts in KiB.
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", "cattrs"))
    print(f"Python {platform.python_version()}, {libraries}")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*[*given, *(10_000, 3)[len(given) :]])
