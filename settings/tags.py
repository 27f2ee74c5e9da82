"""Template tags and filters that every page has without loading: times, states, forms and the components.

Each inclusion tag renders one file of `templates/components/`; what a component may be given is said in its docstring.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from access.forms import TOKEN, fresh_token
from settings import body, charts, shown, states

register = template.Library()


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@register.filter
def wib_date(moment: date | datetime | None) -> str:
    """`24 November 2026`."""
    if not moment:
        return ""
    return date_format(_local(moment) if isinstance(moment, datetime) else moment, "j F Y")


@register.filter
def day_or_text(typed) -> str:
    """A day that was typed as `1994-03-12` as `12 Maret 1994`; anything else, an age say, as it was typed."""
    try:
        return wib_date(date.fromisoformat(str(typed)))
    except ValueError:
        return typed


@register.filter
def wib_time(moment: datetime | None) -> str:
    """`02.10 WIB`."""
    return f"{_local(moment):%H.%M} WIB" if moment else ""


@register.filter
def wib_datetime(moment: datetime | None) -> str:
    """`24 November 2026, 02.10 WIB`."""
    return f"{wib_date(moment)}, {wib_time(moment)}" if moment else ""


@register.filter
def iso(moment: datetime | None) -> str:
    """RFC 3339, for `<time datetime>` and the running clocks."""
    return moment.isoformat(timespec="seconds") if moment else ""


@register.filter
def duration(span: timedelta | int | float | None) -> str:
    """`3 jam 12 menit`: the two largest units, never negative. Takes a timedelta or seconds."""
    if span is None or span == "":
        return ""
    seconds = abs(int(span.total_seconds() if isinstance(span, timedelta) else span))
    days, hours, minutes = seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60
    parts = []
    if days:
        parts.append(ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days})
    if hours:
        parts.append(ngettext("%(n)d jam", "%(n)d jam", hours) % {"n": hours})
    if minutes and not days:
        parts.append(ngettext("%(n)d menit", "%(n)d menit", minutes) % {"n": minutes})
    return " ".join(parts) or _("kurang dari 1 menit")


@register.simple_tag
def one_time():
    """The hidden token of a one-press form: pressed twice, it acts once and leads to the same page."""
    return format_html('<input type="hidden" name="{}" value="{}">', TOKEN, fresh_token())


@register.filter
def item(mapping, key):
    """`mapping[key]`, or an empty string."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError):
        return ""


@register.filter
def add_number(number, other) -> str:
    """A sum for SVG coordinates, with a decimal point in every language."""
    return f"{float(number) + float(other):g}"


@register.inclusion_tag("components/icon.html")
def icon(name: str, label: str = "") -> dict:
    """An icon of the sprite. It stands beside a text, or carries one (`label`) for those who don't see it."""
    return {"name": name, "label": label}


@register.inclusion_tag("components/state_badge.html")
def state_badge(state, label: str = "") -> dict:
    """A state as word and shape. Unknown states are neutral; the label defaults to the state's own or its name."""
    look = states.look(state)
    return {"tone": look.tone, "shape": look.shape, "label": label or states.label(state)}


@register.inclusion_tag("components/state_badge.html")
def row_state(state) -> dict:
    """The state of a list's row: a key, (key, label), or a dict with state and label."""
    if isinstance(state, dict):
        return state_badge(state.get("state"), state.get("label", ""))
    return state_badge(*state) if isinstance(state, (tuple, list)) else state_badge(state)


@register.inclusion_tag("components/due_clock.html")
def due_clock(moment: datetime | None, near_minutes: int = 60) -> dict:
    """`sisa 3 jam 12 menit` until the moment, then `lewat …`; loud only when near. The exact time shows on focus."""
    if moment is None:
        return {"moment": None}
    left = moment - timezone.now()
    tone = "calm" if left > timedelta(minutes=near_minutes) else "near" if left >= timedelta(0) else "late"
    return {"moment": moment, "left": duration(left), "tone": tone, "near": near_minutes}


@register.inclusion_tag("components/running_clock.html")
def running_clock(start: datetime, label: str = "") -> dict:
    """Time since `start`, counting in the browser."""
    return {"start": start, "label": label, "elapsed": duration(timezone.now() - start)}


@register.inclusion_tag("components/who_can_see.html")
def who_can_see(readers) -> dict:
    """`Dilihat oleh: 3 orang`. Takes a number, or the staff themselves (then the chip opens to their names)."""
    people = [] if isinstance(readers, int) else list(readers or [])
    return {"count": readers if isinstance(readers, int) else len(people), "people": people}


@register.inclusion_tag("components/sealed.html", takes_context=True)
def sealed(context, url: str = "", purpose: str = "", reason: bool = False, label: str = "") -> dict:
    """A sealed value, closed. With `url` a button that opens it by POST; `reason=True` where a reason must be typed."""
    return {
        "url": url,
        "purpose": purpose,
        "reason": reason,
        "label": label,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/empty_state.html")
def empty_state(text: str, url: str = "", action: str = "", icon: str = "inbox") -> dict:
    """Nothing here: says so, and what to do (`url`, `action`)."""
    return {"text": text, "url": url, "action": action, "icon": icon}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form) -> dict:
    """What must be mended before the form is taken, each line leading to its field."""
    form.summary_shown = True
    return {"form": form, "lines": shown.error_lines(form)}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form) -> dict:
    """Every field with label, help and error beside it; the error summary above unless it stands already."""
    summary = form.is_bound and bool(form.errors) and not getattr(form, "summary_shown", False)
    return {"form": form, "summary": summary}


@register.inclusion_tag("components/field.html")
def form_field(bound_field) -> dict:
    """One field of a form, as `form_fields` renders it."""
    return {"field": bound_field}


@register.simple_tag
def field_widget(bound_field) -> str:
    """The field's widget with the frame's classes added to its own."""
    widget = bound_field.field.widget
    return bound_field.as_widget(
        attrs={"class": f"{widget.attrs.get('class', '')} {shown.widget_class(widget)}".strip()}
    )


@register.inclusion_tag("components/timeline.html")
def timeline(items) -> dict:
    """Entries, newest first: dicts or objects with at, title; also text, who, icon, url, state (key, label)."""
    return {"items": [shown.timeline_entry(entry) for entry in items or []]}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(rows, title: str = "", unit: str = "", value_label: str = "") -> dict:
    """Horizontal bars with their table. Rows are (label, value[, note]) or dicts; a value None is hidden (under 11)."""
    return {"chart": charts.bars(rows), "title": title, "unit": unit, "value_label": value_label or _("Jumlah")}


@register.inclusion_tag("components/line_chart.html")
def line_chart(rows, title: str = "", unit: str = "", value_label: str = "") -> dict:
    """A line over ordered rows (label, value), with its table; a value None is hidden (under 11)."""
    return {"chart": charts.line(rows), "title": title, "unit": unit, "value_label": value_label or _("Jumlah")}


@register.inclusion_tag("components/stepper.html")
def stepper(steps, current) -> dict:
    """The stages of a road. Steps are labels or (key, label); `current` is a key, a label or an index from 0."""
    return {"steps": shown.steps(steps, current)}


@register.inclusion_tag("components/banner.html")
def banner(kind: str, text: str, title: str = "") -> dict:
    """A message across the page. Kinds: info, ok, wait, danger, exercise, test."""
    return {"kind": kind, "text": text, "title": title, "icon": states.BANNER_ICONS.get(kind, "info-circle")}


@register.inclusion_tag("components/person_card.html")
def person_card(person) -> dict:
    """A person short: initials, reference, the name only if given. Dict or object: name, reference, role, note, url."""
    return {"person": shown.person(person)}


@register.inclusion_tag("components/progress.html", takes_context=True)
def progress(context, done: int, total: int, label: str = "", cancel_url: str = "") -> dict:
    """Work under way: a bar with its numbers, and a button that stops it when `cancel_url` is given."""
    share = round(100 * done / total) if total else 0
    return {
        "done": done,
        "total": total,
        "share": share,
        "label": label,
        "cancel_url": cancel_url,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("components/board_cell.html")
def board_cell(state, label: str, url: str = "", note: str = "") -> dict:
    """One place on one night: word and shape; a link where it can be acted on."""
    look = states.look(state)
    return {"tone": look.tone, "shape": look.shape, "label": label, "url": url, "note": note}


@register.inclusion_tag("components/consent_line.html")
def consent_line(line) -> dict:
    """A line of consent: dict or object: label, state (given, refused, withdrawn, not_asked), at, heard_by, note."""
    return {"line": shown.consent(line)}


@register.inclusion_tag("components/body_map.html")
def body_map(name: str = "regions", chosen=(), readonly: bool = False, legend: str = "") -> dict:
    """A body, front and back, whose regions are checkboxes called `name`, their values the keys of `settings.body`."""
    return {
        "name": name,
        "readonly": readonly,
        "body": body.body_map(set(chosen or ())),
        "legend": legend or _("Bagian tubuh"),
    }
