"""What the components show, made uniform: packages hand in dicts or objects, templates read one shape."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from settings import states


def first(source, *names, default=None):
    """The first of these keys or attributes that is there and not None."""
    for name in names:
        value = source.get(name) if isinstance(source, dict) else getattr(source, name, None)
        if value is not None:
            return value
    return default


def timeline_entry(source) -> dict:
    """at, title, text, who, icon, url, state (a look and a label, or None)."""
    state = first(source, "state")
    if isinstance(state, (tuple, list)):
        state = {"look": states.look(state[0]), "label": state[1]}
    elif state is not None:
        state = {"look": states.look(state), "label": first(source, "state_label") or states.label(state)}
    return {
        "at": first(source, "at", "moment", "time", "when"),
        "title": first(source, "title", "label", default=""),
        "text": first(source, "text", "detail", "note", default=""),
        "who": first(source, "who", "by", default=""),
        "icon": first(source, "icon", default="dot"),
        "url": first(source, "url", default=""),
        "state": state,
    }


def initials(name: str) -> str:
    """Two letters at most, or nothing for a name that isn't plain text."""
    words = [word for word in name.replace(".", " ").split() if word[:1].isalpha()]
    return "".join(word[0].upper() for word in (words[:1] + words[-1:] if len(words) > 1 else words))


def person(source) -> dict:
    """name, reference, initials, note, url, role."""
    name = first(source, "name", default="")
    name = name if isinstance(name, str) else ""
    return {
        "name": name,
        "reference": str(first(source, "reference", default="")),
        "initials": first(source, "initials") or initials(name),
        "role": str(first(source, "role_label", "role", default="")),
        "note": first(source, "note", default=""),
        "url": first(source, "url", default=""),
    }


CONSENT_LABELS = {
    "given": _("Disetujui"),
    "refused": _("Tidak disetujui"),
    "withdrawn": _("Ditarik"),
    "not_asked": _("Belum ditanyakan"),
}


def consent(source) -> dict:
    """label, state (key, look, word), at, heard_by, note."""
    state = first(source, "state", default="not_asked")
    key = str(getattr(state, "value", state))
    return {
        "label": first(source, "label", "title", default=""),
        "look": states.look(key),
        "word": first(source, "state_label") or CONSENT_LABELS.get(key) or states.label(state),
        "at": first(source, "at", "given_at", "moment"),
        "heard_by": str(first(source, "heard_by", "who", "by", default="")),
        "note": first(source, "note", "text", default=""),
    }


def steps(given, current) -> list[dict]:
    """label and place (done, current, ahead) of each stage."""
    pairs = [step if isinstance(step, (tuple, list)) else (step, step) for step in given]
    where = next((n for n, (key, text) in enumerate(pairs) if current in (key, text)), None)
    if where is None:
        where = current if isinstance(current, int) else -1
    return [
        {"label": text, "place": "done" if n < where else "current" if n == where else "ahead", "number": n + 1}
        for n, (_key, text) in enumerate(pairs)
    ]


def error_lines(form) -> list[dict]:
    """Each error of a bound form with the id of the field to mend (None for the form as a whole)."""
    lines = [{"target": None, "label": "", "text": text} for text in form.non_field_errors()]
    for field in form:
        target = field.id_for_label or field.auto_id
        lines += [{"target": target, "label": field.label, "text": text} for text in field.errors]
    return lines


def widget_class(widget) -> str:
    """Bootstrap's class for a form widget."""
    if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
