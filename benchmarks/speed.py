"""Measure how fast figures are extracted, against the peers where they are installed, and how cost grows with length.

    python benchmarks/speed.py [--texts FILE | --gold] [--news FILE] [--repeats N] [--profile]

Everything runs in one process, one task after the other. Times are processor time, the best of N passes, in thousands
of characters a second. A cold pass is the first one, with imports and the reading of tables; warm ones come after.
All tools read the same texts: sentences full of figures, and real news where it is present, sentence by sentence and
as whole articles. The figures remembered for each text are forgotten between passes.
"""

import argparse
import cProfile
import json
import os
import pstats
import random
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
GOLD = ROOT.parent / "shared" / "gold"
NEWS = ROOT.parent / "shared" / "samples" / "html" / "gold.json"
NEWS_SIZE = 100_000
"""How many characters of news are read: Recognizers-Text takes most of a minute for as many."""
SIZES = (10_000, 100_000, 1_000_000)
PROFILED = 300_000
INSTALL = "not installed: python -m pip install -r benchmarks/peers.txt"

Reader = Callable[[str], object]


def main(argv: list[str]) -> int:
    options = _options(argv)
    if options.profile:
        profile(_varied(_seed_texts(), PROFILED))
        return 0
    compare(_corpora(options), options.repeats)
    texts = _seed_texts()
    report_articles(texts, options.repeats)
    report_growth(texts, options.repeats)
    report_memory(texts)
    report_imports(options.repeats)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, metavar="FILE", help="plain text to compare on; default: seeds/")
    parser.add_argument("--gold", action="store_true", help="compare on the sentences of the development files")
    parser.add_argument("--news", type=Path, metavar="FILE", default=NEWS, help="articles: JSON, a body for each name")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="warm passes, of which the best counts")
    parser.add_argument("--profile", action="store_true", help="print the 15 hottest functions and nothing else")
    return parser.parse_args(argv)


# -- what is read


def _seed_texts() -> list[str]:
    import analystkit

    return list(analystkit.read_articles(SEEDS, extract=False)["text"])


def _corpora(options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the texts to compare on, by what they are."""
    if options.gold:
        return {"development files": _gold_sentences()}
    texts = [options.texts.read_text(encoding="utf-8")] if options.texts else _seed_texts()
    corpora = {"seeds" if options.texts is None else options.texts.name: _cut(texts)}
    if options.news.is_file():
        news = _news(options.news)
        corpora |= {"news": _cut(news), "whole articles": news}
    return corpora


def _cut(texts: list[str]) -> list[str]:
    from analystkit.text import find_sentences

    return [sentence.text for text in texts for sentence in find_sentences(text)]


def _news(path: Path) -> list[str]:
    """Return the bodies of the first articles of a file, about as many characters as are read."""
    found: list[str] = []
    for row in json.loads(path.read_text(encoding="utf-8")).values():
        if sum(map(len, found)) < NEWS_SIZE:
            found.append(row["body"])
    return found


def _gold_sentences() -> list[str]:
    lines = (GOLD / "figures_dev.jsonl").read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line]
    rows += json.loads((GOLD / "newsquant_dev.json").read_text(encoding="utf-8"))
    return [row["text"] for row in rows]


def _varied(texts: list[str], size: int) -> str:
    """Repeat texts up to a length, each time in another order and with other numbers; years stay in their century."""
    chance, varied = random.Random(0), ""
    while len(varied) < size:
        for text in chance.sample(texts, len(texts)):
            varied += NUMBER.sub(partial(_redrawn, chance), text) + "\n\n"
    return varied[:size]


NUMBER = re.compile(r"(?<!\d)((?:19|20)(?=\d\d(?!\d))|\d)(\d*)")


def _redrawn(chance: random.Random, number: re.Match[str]) -> str:
    return number[1] + "".join(str(chance.randrange(10)) for _ in number[2])


# -- who reads


def load_analystkit() -> Reader:
    from analystkit.figures import figures_of, find_figures

    def read(text: str) -> object:
        figures_of.cache_clear()
        return list(find_figures(text))

    return read


def load_quantulum3() -> Reader:
    parser = import_module("quantulum3.parser")
    return lambda text: parser.parse(text)


def load_recognizers() -> Reader:
    """Read numbers, currencies and dimensions: together the nearest to a figure's number and unit."""
    english = import_module("recognizers_text").Culture.English
    counted = import_module("recognizers_number").NumberRecognizer(english)
    measured = import_module("recognizers_number_with_unit").NumberWithUnitRecognizer(english)
    models = (counted.get_number_model(), measured.get_currency_model(), measured.get_dimension_model())
    return lambda text: [model.parse(text) for model in models]


TOOLS = {"analystkit": load_analystkit, "quantulum3": load_quantulum3, "Recognizers-Text": load_recognizers}


class Measured(NamedTuple):
    """What one tool takes: seconds of its first pass with loading, of the best later pass over each corpus."""

    cold: float
    warm: dict[str, float]
    failed: dict[str, int]
    """How many texts of each corpus a tool raised on: these cost it little."""


def compare(corpora: dict[str, list[str]], repeats: int) -> None:
    """Print characters a second of each tool on the same texts, and how many times as long a peer takes."""
    for name, texts in corpora.items():
        print(f"{name}: {len(texts)} texts, {_size(texts):,} characters")
    print(
        "\n| tool | cold | " + " | ".join(corpora) + " | times as long |\n|---|---:|" + "---:|" * len(corpora) + "---|"
    )
    own: Measured | None = None
    for tool, load in TOOLS.items():
        try:
            measured = _measure(load, corpora, repeats)
        except ImportError as error:
            print(f"| {tool} | {INSTALL} ({error}) |")
            continue
        own = own or measured
        print(_row(tool, corpora, measured, own), flush=True)


def _measure(load: Callable[[], Reader], corpora: dict[str, list[str]], repeats: int) -> Measured:
    first = next(iter(corpora.values()))
    began = process_time()
    read = load()
    _pass(read, first)
    cold = process_time() - began
    failed = {name: _pass(read, texts) for name, texts in corpora.items()}
    return Measured(
        cold, {name: _best(partial(_pass, read, texts), repeats) for name, texts in corpora.items()}, failed
    )


def _row(tool: str, corpora: dict[str, list[str]], measured: Measured, own: Measured) -> str:
    """Return a row of the table: thousands of characters a second, and the ratios on each corpus."""
    cold = _size(next(iter(corpora.values()))) / measured.cold
    speeds = [cold, *(_size(texts) / measured.warm[name] for name, texts in corpora.items())]
    ratios = " / ".join(f"{measured.warm[name] / own.warm[name]:.1f}" for name in corpora)
    failed = "".join(f" (raised on {count} of {name})" for name, count in measured.failed.items() if count)
    return f"| {tool}{failed} | " + " | ".join(f"{speed / 1000:.1f}" for speed in speeds) + f" | {ratios} |"


def _size(texts: list[str]) -> int:
    return sum(map(len, texts))


def _pass(read: Reader, sentences: list[str]) -> int:
    return sum(_raises(read, sentence) for sentence in sentences)


def _raises(read: Reader, sentence: str) -> bool:
    """Read one sentence; a peer that raises goes on with the next one and is told on."""
    try:
        read(sentence)
    except Exception:
        return True
    return False


def _best(run: Callable[[], object], repeats: int) -> float:
    return min(_seconds(run) for _ in range(repeats))


def _seconds(run: Callable[[], object]) -> float:
    began = process_time()
    run()
    return process_time() - began


# -- analystkit alone


def report_articles(texts: list[str], repeats: int) -> None:
    """Print how many whole articles are read in a second."""
    read = load_analystkit()
    seconds = _best(lambda: [read(text) for text in texts], repeats)
    print(f"\n| analystkit alone | |\n|---|---:|\n| whole articles | {len(texts) / seconds:.0f} a second |")


def report_growth(texts: list[str], repeats: int) -> None:
    """Print the cost of a character in one text of growing length; a text twice as long should cost twice as much."""
    read = load_analystkit()
    costs = []
    for size in SIZES:
        text = _varied(texts, size)
        costs.append(_best(partial(read, text), repeats) / size * 1e6)
        print(f"| one text of {size:,} characters | {costs[-1]:.1f} microseconds a character |")
    print(f"| a character of the longest, against one of the shortest | {costs[-1] / costs[0]:.2f} times |")


def report_memory(texts: list[str]) -> None:
    """Print the most memory that Python held at once while it read the longest text."""
    read, text = load_analystkit(), _varied(texts, SIZES[-1])
    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"| peak memory for {len(text):,} characters | {peak / 1e6:.0f} MB |")


def report_imports(repeats: int) -> None:
    """Print what a fresh interpreter takes to import the package, and to give its first figure."""
    first = "import analystkit as ak; list(ak.find_figures('They sent 300 soldiers.'))"
    for name, before, code in (
        ("`import analystkit`", "pass", "import analystkit"),
        ("first figure of a new process", "pass", first),
        ("loading the tagger, once numpy is there", "import numpy", "from analystkit import tagging; tagging._model()"),
    ):
        bare = min(_child_seconds(before, repeats))
        print(f"| {name} | {1000 * (min(_child_seconds(f'{before}; {code}', repeats)) - bare):.0f} ms |")


def _child_seconds(code: str, repeats: int) -> Iterator[float]:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for _ in range(repeats):
        began = os.times()
        subprocess.run([sys.executable, "-c", code], check=True, env=environment)
        ended = os.times()
        yield ended.children_user + ended.children_system - began.children_user - began.children_system


def profile(text: str) -> None:
    """Print the functions in which most time is spent, by their own time and then with all that they call."""
    read = load_analystkit()
    read(text[:10_000])
    profiler = cProfile.Profile()
    profiler.runcall(read, text)
    for order in ("tottime", "cumulative"):
        pstats.Stats(profiler).strip_dirs().sort_stats(order).print_stats(15)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
