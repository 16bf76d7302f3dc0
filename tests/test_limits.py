"""The rules: how they are written, and the pace of one connection."""

import pytest

from chat_app.limits import OFF, Pace, Rule


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("10/10s", Rule(10, 10)),
        (" 5 / 15M ", Rule(5, 900)),
        ("1/s", Rule(1, 1)),
        ("20/h", Rule(20, 3600)),
        ("7/2d", Rule(7, 172_800)),
        ("off", OFF),
        ("OFF", OFF),
    ],
)
def test_a_rule_is_written_as_people_say_it(text: str, rule: Rule):
    assert Rule.parse(text) == rule
    assert Rule.parse(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "10", "10/", "0/1s", "1/0s", "-1/1s", "10/10", "10/10w", "ten/1s", "1.5/1s"])
def test_anything_else_is_an_error(text: str):
    with pytest.raises(ValueError, match="not like"):
        Rule.parse(text)


def test_a_burst_goes_through_and_then_each_waits_its_turn():
    pace = Pace(Rule(3, 30))
    assert [pace.delay(100.0) for _ in range(5)] == [0, 0, 0, 10, 20]
    assert pace.delay(1000.0) == 0


def test_what_is_large_counts_as_several():
    pace = Pace(Rule(3, 30))
    assert pace.delay(100.0, 5) == 20


def test_a_quarter_of_a_burst_has_a_like_pace():
    assert Rule(100, 5).quarter == Rule(25, 1)
    assert Rule(1000, 1).quarter == OFF.quarter == OFF


def test_a_pace_owes_until_the_whole_burst_is_there_again():
    pace = Pace(Rule(3, 30))
    assert not pace.in_use(100.0)
    pace.delay(100.0)
    assert (pace.in_use(109.0), pace.in_use(110.0)) == (True, False)


def test_without_a_rule_nobody_waits():
    pace = Pace(OFF)
    assert [pace.delay(100.0) for _ in range(1000)] == [0] * 1000
