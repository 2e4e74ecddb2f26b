"""The components as template tags: {% load ui %}. Each with an example: docs/interface.md

Filters   kr number percent datum kortdatum klocka dag_tid om_dagar · field_kind error_id
Words     {% b4 value %} {% status tone text %}
Blocks    {% panel %} {% empty %} {% fold %}
Forms     {% error_summary form %}
Numbers   {% meter %} {% pot_bar %} {% progress %} {% hbar %}
Lists     {% pagination page_obj %} {% helplines %}
"""

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator

from portal import swedish
from portal.frame import HELPLINES

register = template.Library()

for formatting in (
    swedish.kr,
    swedish.number,
    swedish.percent,
    swedish.datum,
    swedish.kortdatum,
    swedish.klocka,
    swedish.dag_tid,
    swedish.om_dagar,
):
    register.filter(formatting.__name__, formatting)

# The four B in their fixed order: name for people, name in CSS and in templates/_b4_path.html.
B4 = {
    "BEMOT": ("Bemöt", "bemot"),
    "BEHANDLA": ("Behandla", "behandla"),
    "BYGG": ("Bygg", "bygg"),
    "BEGRANSA": ("Begränsa", "begransa"),
}
BAR_ROW = 46  # height of one row of hbar: text above, bar below
STATUS_TONES = ("neutral", "active", "waiting", "done", "stopped")


@register.inclusion_tag("_b4.html")
def b4(value, label=True):
    """One of the four B as shape and word; label=False shows the shape and speaks the word."""
    name, slug = B4[value]
    return {"slug": slug, "name": name if label else "", "spoken": "" if label else name}


@register.inclusion_tag("_b4_shape.html")
def b4_shape(value):
    """The bare shape beside a text that already names the B; nothing for any other value."""
    return {"slug": B4.get(str(value), ("", ""))[1], "spoken": ""}


@register.simple_tag
def status(tone, text):
    """A state in words on a quiet ground: neutral, active, waiting (amber), done, stopped."""
    if tone not in STATUS_TONES:
        raise template.TemplateSyntaxError(f"status: no tone {tone!r}, only {STATUS_TONES}")
    return format_html('<span class="status status--{}">{}</span>', tone, text)


@register.simple_block_tag
def panel(content, title="", level=2, action_url="", action_label="", id=""):
    """A framed part of a page with its heading and at most one link."""
    heading = format_html("<h{}>{}</h{}>", level, title, level) if title else ""
    link = format_html('<a href="{}">{}</a>', action_url, action_label) if action_url else ""
    head = format_html('<div class="panel__head">{}{}</div>', heading, link) if title else ""
    anchor = format_html(' id="{}"', id) if id else ""
    return format_html('<section class="panel"{}>{}{}</section>', anchor, head, content)


@register.simple_block_tag
def empty(content, title, action_url="", action_label="", level=2):
    """An empty list: what it will hold, why nothing is there, and the first thing to do."""
    link = (
        format_html('<p><a class="ds-button" href="{}">{}</a></p>', action_url, action_label)
        if action_url
        else ""
    )
    return format_html(
        '<div class="empty"><h{}>{}</h{}><div class="empty__text">{}</div>{}</div>',
        level,
        title,
        level,
        content,
        link,
    )


@register.simple_block_tag
def fold(content, summary, note="", open=False):
    """Folded content; unfolds by itself when a field in it is wrong."""
    is_open = open or 'aria-invalid="true"' in content
    hint = format_html(" <small>{}</small>", note) if note else ""
    return format_html(
        '<details class="fold"{}><summary>{}{}</summary><div class="fold__body">{}</div></details>',
        " open" if is_open else "",
        summary,
        hint,
        content,
    )


@register.filter
def field_kind(field):
    """How field.html draws a bound field: choices, checkbox, file or input."""
    widget = field.field.widget
    if getattr(widget, "allow_multiple_selected", False) or widget.use_fieldset:
        return "choices" if hasattr(widget, "options") else "input"
    return (
        widget.input_type if getattr(widget, "input_type", "") in ("checkbox", "file") else "input"
    )


@register.filter
def choice_type(field):
    """radio or checkbox, for a field drawn as choices."""
    return "checkbox" if field.field.widget.allow_multiple_selected else "radio"


@register.filter
def error_id(field):
    """The id of the first control of a field, for the links of the error summary."""
    return f"{field.auto_id}_0" if field_kind(field) == "choices" else field.id_for_label


@register.inclusion_tag("_error_summary.html")
def error_summary(*forms):
    """What is wrong in one or several forms or formsets, in one list with links to the fields."""
    errors = [error for form in forms for error in _errors(form)]
    parts = [part for form in forms for part in getattr(form, "forms", [form])]
    suggests = any(getattr(part, "has_suggestions", False) for part in parts)
    return {"errors": errors, "count": len(errors), "suggests": suggests}


def _errors(form):
    """Every error of a form or formset as {message, href}."""
    if hasattr(form, "forms"):
        rest = [_error(message) for message in form.non_form_errors()]
        numbered = getattr(form, "is_numbered", False)  # its forms are rows of a table
        return rest + [
            error | {"message": f"Rad {number}. {error['message']}"} if numbered else error
            for number, part in enumerate(form.forms, 1)
            for error in _errors(part)
        ]
    found = [_error(message) for message in form.non_field_errors()]
    for field in form:
        href = "" if field.is_hidden else f"#{error_id(field)}"
        found += [_error(message, field.label, href) for message in field.errors]
    return found


def _error(message, label="", href=""):
    if label:
        message = f"{label}{'' if label[-1] in '?!.:' else ':'} {message}"
    return {"message": message, "href": href}


@register.inclusion_tag("_meter.html")
def meter(used, total, label, unit="kr"):
    """How much of a whole is used: the sentence and a bar. unit: kr, or a word such as platser."""
    return {
        "label": label,
        "used": _amount(used, unit),
        "total": _amount(total, unit),
        "left": _amount(total - used, unit),
        "width": _share(used, total),
        "full": used >= total,
    }


@register.inclusion_tag("_pot_bar.html")
def pot_bar(parts, total, label):
    """A pot as one bar filled by its parts, [(name, kronor), …]; what is left stays white."""
    start, segments = 0.0, []
    for number, (name, amount) in enumerate(parts):
        width = float(_share(amount, total))
        segments.append(
            {
                "name": name,
                "amount": amount,
                "x": f"{start:.2f}",
                "width": f"{width:.2f}",
                "tone": number % 4 + 1,
            }
        )
        start += width
    left = total - sum(amount for _, amount in parts)
    return {"segments": segments, "total": total, "left": left, "label": label}


@register.inclusion_tag("_progress.html")
def progress(percent, text):
    """A running job: native progress bar and its text."""
    return {"percent": int(percent), "text": text}


@register.inclusion_tag("_hbar.html")
def hbar(rows, title, desc="", unit=""):
    """Horizontal bars as inline SVG. rows: {"label", "value", maybe "b4"}; a table goes beside."""
    rows = list(rows)
    top = max((row["value"] for row in rows), default=0)
    bars = [_bar(row, top, unit, position) for position, row in enumerate(rows)]
    spoken = "; ".join(
        f"{row['label']}: {bar['text']}" for row, bar in zip(rows, bars, strict=True)
    )
    return {"bars": bars, "title": title, "desc": desc or spoken, "height": BAR_ROW * len(bars)}


def _bar(row, top, unit, position):
    """What one bar of hbar needs. The width is relative, so that text keeps its size on a phone."""
    return {
        "label": Truncator(row["label"]).chars(34),
        "text": _amount(row["value"], unit),
        "width": _share(row["value"], top),
        "slug": B4.get(row.get("b4"), ("", "plain"))[1],
        "y": position * BAR_ROW,
    }


def _amount(value, unit):
    """1 200 kr, 7 platser, or the bare number."""
    if unit == "kr":
        return swedish.kr(value)
    return f"{swedish.number(value)}{swedish.NBSP}{unit}" if unit else swedish.number(value)


@register.inclusion_tag("_pagination.html", takes_context=True)
def pagination(context, page_obj):
    """Page links that keep the filters of the address."""
    return {"request": context["request"], "page_obj": page_obj}


@register.inclusion_tag("_helplines.html")
def helplines():
    """Where help is. It needs no context, so that it stands on an error page too."""
    return {"helplines": HELPLINES}


def _share(part, whole):
    """Percent of the whole as text for an SVG attribute: a point, never the comma of the locale."""
    return f"{max(0, min(100 * part / whole, 100)):.2f}" if whole else "0"
