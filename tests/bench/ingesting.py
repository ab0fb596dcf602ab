"""What an article costs on its way from a page to proposed events."""

import time
from io import StringIO

from django.core.management import call_command

from events.extraction import extract
from events.ingestion.read import read
from events.ingestion.sandbox import read_in_child
from tests.bench.timing import Figure, medians
from tests.evaluation.samples import Sample, samples

RUNS = 3
LANGUAGES = {"en": "English", "zh": "Chinese"}


def figures() -> list[Figure]:
    articles = list(samples("tuning"))
    pages = [(sample.path.name, sample.path.read_bytes()) for sample in articles]

    def read_all() -> None:
        for name, page in pages:
            read(page, name=name)

    def read_all_in_child() -> None:
        for name, page in pages:
            read_in_child(page, name=name)

    took = medians({"here": read_all, "child": read_all_in_child}, RUNS)
    count = len(pages)
    reading, sandbox = took["here"] / count, took["child"] / count
    found = [
        Figure("reading a page in the sandbox", sandbox, "reading it without", reading),
    ]
    whole = 0.0
    for language, name in LANGUAGES.items():
        own = [sample for sample in articles if sample.language == language]
        extraction = medians({"all": lambda own=own: extract_all(own)}, RUNS)["all"]  # type: ignore[misc]
        whole += extraction
        speed = sum(len(sample.text) for sample in own) / extraction * 1000
        found.append(
            Figure(
                f"extracting an article, {name}",
                extraction / len(own),
                "reading it without",
                reading,
                f"{speed:,.0f} characters",
            )
        )
    ingestion = ingest_all(articles)
    found.append(
        Figure(
            "ingesting an article",
            ingestion / count,
            "extracting it",
            whole / count,
            f"{1000 * count / ingestion:.1f} articles",
        )
    )
    found.append(
        Figure(
            "ingesting beyond extraction",
            (ingestion - whole) / count,
            "extracting it",
            whole / count,
        )
    )
    return found


def extract_all(articles: list[Sample]) -> None:
    for sample in articles:
        extract(sample.text, published=sample.published)


def ingest_all(articles: list[Sample]) -> float:
    """Milliseconds from the files to what waits for an editor. It can be done once only."""
    paths = [str(sample.path) for sample in articles]
    started = time.perf_counter()
    call_command("ingest", *paths, stdout=StringIO())
    return (time.perf_counter() - started) * 1000
