from hypothesis import given
from hypothesis import strategies as st

from events.admin.highlight import Segment, Span, paragraphs


def test_a_quote_is_cut_out_of_its_text():
    assert paragraphs("智谱完成融资。", [Span(2, 6, 1)]) == [
        [Segment("智谱"), Segment("完成融资", (1,), (1,)), Segment("。")]
    ]


def test_a_quote_within_a_quote_belongs_to_both():
    assert paragraphs("abcdef", [Span(0, 6, 1), Span(2, 4, 2)]) == [
        [
            Segment("ab", (1,), (1,)),
            Segment("cd", (1, 2), (2,)),
            Segment("ef", (1,)),
        ]
    ]


def test_quotes_that_overlap_share_the_middle():
    assert paragraphs("abcdef", [Span(0, 4, 1), Span(2, 6, 2)]) == [
        [Segment("ab", (1,), (1,)), Segment("cd", (1, 2), (2,)), Segment("ef", (2,))]
    ]


def test_one_sentence_can_prove_two_facts():
    assert paragraphs("ab", [Span(0, 2, 1), Span(0, 2, 2)]) == [[Segment("ab", (1, 2), (1, 2))]]


def test_a_quote_over_the_end_of_a_line_goes_on_in_the_next_and_opens_once():
    assert paragraphs("ab\n\ncd", [Span(1, 5, 7)]) == [
        [Segment("a"), Segment("b", (7,), (7,))],
        [],
        [Segment("c", (7,)), Segment("d")],
    ]


@given(
    st.text(alphabet="ab智𠮷 \n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(1, 4)), max_size=6),
)
def test_nothing_of_the_text_is_lost_and_every_piece_knows_its_quotes(text, places):
    spans = [
        Span(start, min(start + length, len(text)), fact)
        for start, length, fact in places
        if start < len(text)
    ]

    lines = paragraphs(text, spans)

    assert "\n".join("".join(piece.text for piece in line) for line in lines) == text
    place = 0
    for line in lines:
        for piece in line:
            for offset in range(place, place + len(piece.text)):
                holding = {span.fact for span in spans if span.start <= offset < span.end}
                assert set(piece.facts) == holding
            place += len(piece.text)
        place += 1
