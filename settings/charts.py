"""Geometry of the charts, in numbers: SVG drawn by the templates, without a script and without a style attribute."""

from __future__ import annotations

from dataclasses import dataclass, field

BAR_WIDTH = 320  # the length of the longest bar, in the picture's units
LINE_WIDTH = 640
LINE_HEIGHT = 200


@dataclass
class Chart:
    """Rows as drawn, and the picture's size. `hidden` says that at least one value is not shown."""

    rows: list[dict] = field(default_factory=list)
    width: int = 0
    height: int = 0
    largest: float = 0
    hidden: bool = False
    path: str = ""
    grid: list[dict] = field(default_factory=list)


def _row(source) -> dict:
    if isinstance(source, dict):
        return {"label": source.get("label", ""), "value": source.get("value"), "note": source.get("note", "")}
    label, value, *rest = source
    return {"label": label, "value": value, "note": rest[0] if rest else ""}


def bars(rows) -> Chart:
    """Horizontal bars from zero; a hidden value (None) has no bar."""
    chart = Chart(rows=[_row(row) for row in rows or []])
    chart.largest = max((row["value"] for row in chart.rows if row["value"] is not None), default=0)
    chart.hidden = any(row["value"] is None for row in chart.rows)
    for row in chart.rows:
        row["length"] = round((row["value"] or 0) / chart.largest * BAR_WIDTH, 1) if chart.largest else 0.0
    chart.width = BAR_WIDTH
    return chart


def nice_top(largest: float) -> int:
    """The smallest of 1, 2, 5 × 10ⁿ (at least 4) that is not below the largest value."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= max(largest, 4):
                return step * factor
        step *= 10


def line(rows) -> Chart:
    """A line over ordered rows; a hidden value (None) breaks it."""
    chart = Chart(rows=[_row(row) for row in rows or []], width=LINE_WIDTH, height=LINE_HEIGHT)
    chart.largest = max((row["value"] for row in chart.rows if row["value"] is not None), default=0)
    chart.hidden = any(row["value"] is None for row in chart.rows)
    top = nice_top(chart.largest)
    gap = LINE_WIDTH / max(len(chart.rows), 1)
    pen, parts = "M", []
    for number, row in enumerate(chart.rows):
        row["x"] = round(gap * (number + 0.5), 1)
        if row["value"] is None:
            row["y"], pen = None, "M"
            continue
        row["y"] = round(LINE_HEIGHT * (1 - row["value"] / top), 1)
        parts.append(f"{pen}{row['x']} {row['y']}")
        pen = "L"
    chart.path = " ".join(parts)
    chart.grid = [{"y": round(LINE_HEIGHT * (1 - n / 4), 1), "value": round(top * n / 4)} for n in range(5)]
    return chart
