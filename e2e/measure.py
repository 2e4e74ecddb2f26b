"""What is measured on a page: axe, width, and where focus goes and how it is seen."""

from pathlib import Path

from e2e.screens import DESKTOP, PHONE

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

RUN_AXE = """tags => axe.run(document, {
  runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
})"""

FOCUS = """() => {
  const at = document.activeElement;
  // A radio button or a box is marked around its whole line.
  const looks = [at, at.closest(".ds-field")].filter(Boolean).map(part => getComputedStyle(part));
  const named = at.getAttribute("aria-label") || at.labels?.[0]?.innerText || at.innerText || "";
  return {
    name: named.replace(/\\s+/g, " ").trim(),
    tag: at.tagName,
    outline: Math.max(...looks.map(
      look => look.outlineStyle === "none" ? 0 : parseFloat(look.outlineWidth))),
    box: at.getBoundingClientRect().toJSON(),
  };
}"""

# The widest things that stick out, to tell what to mend.
OUTSIDE = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = at =>
    at && (getComputedStyle(at).overflowX !== "visible" || scrolls(at.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter(at => at.getBoundingClientRect().right > room + 1 && !scrolls(at.parentElement))
    .map(at => `${at.tagName.toLowerCase()}.${at.className}`).slice(0, 5);
}"""

# Tables that must be scrolled sideways, and words of theirs that are broken in two.
TORN = """() => [...document.querySelectorAll(".table-wrap")].flatMap(wrap => {
  const table = wrap.querySelector("table");
  if (!table) return [];  // a picture
  const name = table.caption ? table.caption.textContent.trim() : "table";
  const over = wrap.scrollWidth - wrap.clientWidth;
  const isCards = getComputedStyle(table).display === "block";
  const torn = isCards ? [] : [...table.querySelectorAll("th, td")].flatMap(cell => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      for (const word of texts.currentNode.data.matchAll(/\\p{L}{2,}/gu)) {
        const range = document.createRange();
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        const seen = [...range.getClientRects()].filter(box => box.width > 1);
        if (new Set(seen.map(box => Math.round(box.top))).size > 1) found.push(word[0]);
      }
    }
    return found;
  });
  return [...(over > 1 ? [`${name}: ${over} pixels too wide`] : []),
    ...torn.map(word => `${name}: ${word}`)];
})"""


def axe_violations(page):
    """What axe finds, one line a rule with the places."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";null")  # the module itself cannot be sent
    found = page.evaluate(RUN_AXE, TAGS)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): " + "; ".join(node["html"] for node in rule["nodes"])
        for rule in found
    ]


def width_of(page):
    """How wide the page is, and what makes it wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth"), page.evaluate(OUTSIDE)


def expect_accessible(page):
    """Axe finds nothing in any light, with every fold open, and a phone shows the page whole."""
    page.evaluate("document.querySelectorAll('details.fold').forEach(fold => fold.open = true)")
    found = {"light": axe_violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = axe_violations(page)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced colours"] = axe_violations(page)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(PHONE)
    found["phone"] = axe_violations(page)
    width, outside = width_of(page)
    page.set_viewport_size(DESKTOP)
    assert not any(found.values()), found
    assert width <= PHONE["width"], f"{width} pixels wide: {outside}"


def expect_whole_tables(page):
    """However wide the window is, no word of a table is torn and no column is outside."""
    found = {}
    for width in (1280, 1024, 768, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        found[width] = page.evaluate(TORN)
    page.set_viewport_size(DESKTOP)
    assert not any(found.values()), found


def tab_stops(page):
    """Press Tab again and again; each time the name of what has focus, which must be seen.

    A date field is one stop, though Tab walks through its year, month and day.
    """
    before = None
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY" or (at["name"], at["box"]) == before:
            continue
        before = (at["name"], at["box"])
        assert at["outline"] >= 2, f"no visible focus on {at}"
        yield at["name"]
