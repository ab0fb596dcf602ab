"""How long things take, one after another in turn, so that what disturbs one disturbs all."""

import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """What one thing took beside its baseline, measured in the same run."""

    name: str
    milliseconds: float
    baseline: str
    baseline_milliseconds: float
    per_second: str = ""

    @property
    def ratio(self) -> float:
        """How many times the baseline's time it took."""
        return self.milliseconds / self.baseline_milliseconds

    def to_dict(self) -> dict[str, object]:
        return asdict(self) | {"ratio": round(self.ratio, 3)}


def medians(work: Mapping[str, Callable[[], object]], runs: int) -> dict[str, float]:
    """The median milliseconds of each; each is done once beforehand, unmeasured."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, do in work.items():
            started = time.perf_counter()
            do()
            if run:
                taken[name].append((time.perf_counter() - started) * 1000)
    return {name: median(times) for name, times in taken.items()}


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
