"""What the bench calls short: a ratio over its target by more than a quarter, a query too many."""

from bench.judge import Figures, Verdicts, ratio


def test_a_ratio_a_quarter_over_its_target_is_short(capsys):
    verdicts = Verdicts()
    for value in (1.5, 1.87, 1.88):
        verdicts.ratio("list page", value, 1.5, "limit")
    assert (verdicts.ok, verdicts.short) == (2, 1)
    assert capsys.readouterr().out.splitlines() == [
        "ok 1 list page: 1.50 × limit (≤ 1.5)",
        "ok 2 list page: 1.87 × limit (≤ 1.5, within a quarter)",
        "SHORT 3 list page: 1.88 × limit (≤ 1.5)",
    ]


def test_a_rate_a_quarter_under_its_target_is_short(capsys):
    verdicts = Verdicts()
    for value in (0.7, 0.56, 0.55):
        verdicts.rate("row and leaf", value, 0.7, "plain inserts")
    assert (verdicts.ok, verdicts.short) == (2, 1)
    assert capsys.readouterr().out.splitlines() == [
        "ok 1 row and leaf: 0.70 × plain inserts (≥ 0.7)",
        "ok 2 row and leaf: 0.56 × plain inserts (≥ 0.7, within a quarter)",
        "SHORT 3 row and leaf: 0.55 × plain inserts (≥ 0.7)",
    ]


def test_one_query_too_many_is_short():
    verdicts = Verdicts()
    verdicts.count("list page", 5, 5)
    verdicts.count("list page", 6, 5)
    assert (verdicts.ok, verdicts.short) == (1, 1)


def test_ratios_are_taken_within_a_round():
    busy_in_the_second_round = Figures([[1.0, 1.0, 9.0], [10.0], [1.0]])
    other = Figures([[2.0], [20.0], [2.0]])
    assert ratio(busy_in_the_second_round, other) == 0.5
