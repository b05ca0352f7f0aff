"""There is no room left on the seat's disk."""

from __future__ import annotations

from desk.tour.stage import digits
from tests.journeys.killed import other_seat
from tests.journeys.other_seat import WORDS
from tests.journeys.stagehand import City
from ui.wording import intake as words


def test_a_full_disk_is_told_in_a_sentence_and_the_words_stay_until_there_is_room(city: City) -> None:
    with other_seat(city, "full_disk") as seat:
        full = seat.tells()
        assert words.DISK_FULL in full["said"]
        assert full["text"] == "".join(WORDS)
        freed = seat.tells()
        assert words.FILED_HERE in freed["said"]
        assert freed["text"] == ""
        seat.go_on()
        assert seat.end() == 0
    assert digits(freed["said"])
