"""What holds for any text whatever."""

from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit.figures import figures_of, find_figures
from analystkit.numerals import find_numbers

FRAGMENTS = st.sampled_from(
    [
        "4,000",
        "twenty-eight",
        "thousand",
        "and",
        "a",
        "half",
        "million",
        "$",
        "£",
        "%",
        "per",
        "cent",
        "between",
        "to",
        "-",
        "–",
        "500",
        "1/3",
        "dozens",
        "of",
        "tens",
        "several",
        "hundred",
        "Russian",
        "warships",
        "troops",
        "killed",
        "wounded",
        "said",
        "Reuters",
        "“",
        "”",
        "'",
        "(",
        ")",
        ".",
        ",",
        ";",
        "\n",
        "\n\n",
        "according",
        "to",
        "Kyiv",
        "on",
        "Monday",
        "2014",
        "October",
        "1",
        "F-16",
        "the",
        "of",
        "his",
        "more",
        "than",
        "at",
        "least",
        "or",
        "so",
        "up",
        "from",
        "by",
        "a",
        "-12",
        "\xa0",
        "\u2028",
        "🚢",
        "0",
        "no.",
        "one",
    ]
)
NEWS = st.lists(FRAGMENTS, max_size=40).map(" ".join)
TEXTS = st.text(max_size=300) | NEWS


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_numbers_quote_their_text_in_order_and_apart(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.number
        assert end <= number.start < number.end
        end = number.end


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_figures_quote_their_text_in_order_and_apart(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.number
        assert figure.sentence in text
        assert end <= figure.start < figure.end
        end = figure.end


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_the_bound_says_which_ends_are_known(text: str) -> None:
    known = {
        "exact": (True, True), "approx": (True, True), "at_least": (True, False),
        "at_most": (False, True), "range": (True, True), "vague": (True, True),
    }  # fmt: skip
    for number in find_numbers(text):
        assert (number.low is not None, number.high is not None) == known[number.bound]
        assert (number.best is None) == (number.bound == "range")
        assert number.low is None or number.high is None or number.low <= number.high


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_figures(text: str) -> None:
    first = list(find_figures(text))
    figures_of.cache_clear()
    assert list(find_figures(text)) == first


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_every_figure_has_an_id_of_its_own(text: str) -> None:
    ids = [figure.figure for figure in find_figures(text)]
    assert len(set(ids)) == len(ids)
