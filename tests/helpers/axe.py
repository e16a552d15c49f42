"""Axe, which looks for what some readers could not see, reach, or be told."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

from tests.helpers.pages import LAID_OUT, REACHABLE

ALIKE = """() => {
    const grounds = new Map([[null, ""]])
    const ground = (one) => {
        if (!grounds.has(one)) {
            const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one)
            grounds.set(one, [ground(one.parentElement), backgroundColor, backgroundImage, opacity].join(" "))
        }
        return grounds.get(one)
    }
    const looks = new Set()
    const measured = (one) => one.checkVisibility({ visibilityProperty: true }) &&
        [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
    for (const one of document.querySelectorAll("article *")) {
        if (!measured(one)) continue // nor does it stand for others
        const { color, fontSize, fontWeight } = getComputedStyle(one)
        const around = getComputedStyle(one.parentElement).color
        const how = [color, around, fontSize, fontWeight, ground(one)]
        const look = [one.tagName, one.getAttribute("class"), ...how].join(" ")
        one.toggleAttribute("data-alike", looks.has(look))
        looks.add(look)
    }
    return looks.size
}"""
"""Marks what looks as something before it does: its kind, color, that around it, size, weight, and all its grounds."""

UNLIKE = """axe.configure({ rules: [
    { id: "color-contrast", selector: "*:not([data-alike])" },
    { id: "link-in-text-block", selector: "a[href]:not([data-alike])" },
] })"""
"""Lets axe measure the contrast of the others: that of each word and link would take most of the time."""

AXE = Axe(f"{AXE_SCRIPT};{UNLIKE}")


def violations(tab: Page | Frame, **options: Any) -> AxeResults:
    """Return what axe finds on the whole of a page; `options` are its own, as for `axe.run`."""
    tab.add_style_tag(content=LAID_OUT)  # axe passes over what is not laid out
    tab.wait_for_function(REACHABLE)
    assert tab.evaluate(ALIKE) < 400  # far fewer looks than words
    return AXE.run(tab, options={"resultTypes": ["violations"], **options})
