import pytest

from naober.engines.understanding.direction import find_cues, weigh
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Direction


def _direction(text: str, leaning: float = 0.0) -> Direction:
    reading = Reading(text, "nl")
    return weigh(reading, find_cues(reading), leaning)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Wij hebben stoom over",
        "Stoom nodig? Wij leveren",
        "Wie heeft stoom nodig?",
        "Wie kan onze stoom gebruiken?",
        "Afnemer gezocht voor onze stoom",
        "Wij zoeken iemand die onze stoom afneemt",
        "Waar kunnen we stoom kwijt?",
        "Stoom gaat nu de lucht in",
        "Stoom over, wie wil?",
        "We no longer need steam",
        "Looking for someone to take our steam",
        "Do you need steam?",
        "Anyone interested in steam?",
        "Stoom te koop",
        "Interesse in stoom?",
    ],
)
def test_offers(text: str) -> None:
    assert _direction(text) == Direction.OFFER


@pytest.mark.parametrize(
    "text",
    [
        "Stoom gezocht",
        "Wie heeft stoom over?",
        "Stoom over?",
        "Stoom aangeboden? Wij nemen af",
        "Heeft iemand nog stoom?",
        "Wie levert stoom?",
        "Wij hebben geen stoom en zoeken het",
        "Stoom te koop gevraagd",
        "Advies over stoom gevraagd",
        "Wij zoeken een partij die stoom kan leveren",
        "Does anyone have steam we could use?",
        "Kunnen wij ergens stoom krijgen?",
        "Wie keurt onze stoomketel?",
        "Weet iemand waar stoom is?",
        "Onze ploeg moet leren stoken",
        "Looking for anyone who can supply steam",
    ],
)
def test_needs(text: str) -> None:
    assert _direction(text) == Direction.NEED


def test_without_a_cue_the_rest_decides_and_is_not_sure() -> None:
    reading = Reading("Stoom", "nl")
    assert weigh(reading, find_cues(reading), 0.0) == (Direction.UNKNOWN, 0.5, None)
    direction, confidence, span = weigh(reading, find_cues(reading), 0.5)
    assert (direction, span) == (Direction.OFFER, None)
    assert confidence < 0.7


def test_the_words_that_decided_are_shown() -> None:
    reading = Reading("Wij zoeken stoom", "nl")
    span = weigh(reading, find_cues(reading), 0.0)[2]
    assert span is not None
    assert reading.text[span.start : span.end] == "Wij zoeken"
