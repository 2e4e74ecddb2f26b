"""Text that people wrote, made safe to lay out."""

from hypothesis import given
from hypothesis import strategies as st

from reports.pdf import text


def test_missing_glyphs_are_replaced():
    assert text.drawable("Åsa 🙂 läser 日本") == "Åsa □ läser □□"
    assert text.drawable("A\u030a") == "Å"  # an accent of its own joins its letter
    assert text.drawable("㎏\x00\u200d") == "kg"  # the plain form, and nothing for what is not seen


def test_text_is_cut_between_words_and_says_so():
    assert text.fit("en två tre fyra", 11) == "en två…"
    assert text.fit("kort", 11) == "kort"


def test_long_words_get_places_to_break():
    assert text.BREAK_HERE in text.fit("x" * 40)
    assert text.BREAK_HERE not in text.fit("suicidpreventionssamordnare")


@given(st.text(max_size=300), st.integers(10, 200))
def test_whatever_is_written_can_be_drawn(written, limit):
    fitted = text.fit(written, limit)
    assert len(fitted.replace(text.BREAK_HERE, "")) <= limit
    assert {ord(char) for char in fitted} <= text.known_characters()
