from hypothesis import given
from hypothesis import strategies as st

from naober.foundation.core.text import storable


@given(st.text(alphabet="a\x00 \n"))
def test_what_is_kept_can_be_stored_and_is_all_there(text: str) -> None:
    kept = storable(text)
    assert "\x00" not in kept
    assert kept == text.replace("\x00", "").strip()
    assert storable(kept) == kept
