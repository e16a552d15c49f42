"""Whoever follows an old link arrives at what it was about: each heading that a page had is led to one that exists."""

import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Page

from host0.content.page import PLACES
from host0.site.moved import MOVED

FORMER = {
    "facts.html": """
        ports port-ignored publish-all ports-column no-nat second-service reuseport published-twice none-ports udp
        names hostname hostname-option hostname-resolve uts-host hosts-copy add-host host-gateway name-servers resolved
        dns container-names addresses same-namespace own-namespace build no-interface new-interface no-address
        inspect-host mac-address sys-and-proc stats list three-networks none loopback host-loopback bridge-loopback
        loopback-only health-check isolated processes files uts namespaces shared-memory clean-up
    """,
    "pitfalls.html": """
        limits connect connect-created second-network one-host-network two-networks network-id link fixed-ip mac-address
        sysctl sysctl-write container-port firewall input docker-user ip-forward direct ipv6 host-ipv6 ipv4-rule
        security abstract unprivileged-ports bind-capability ping capture net-admin compose compose-ports
        compose-networks compose-host swarm swarm-tasks swarm-publish swarm-mode-host stack users userns rootless
        desktop desktop-limits
    """,
    "programs.html": """
        home media dns nas downloads tunnels reverse-proxies clusters agents ci ai industrial webrtc
    """,
}
"""The ids that the headings of those pages had."""


def test_all_known() -> None:
    """No page leads on whose headings are not tried here, and no heading is led on that there never was."""
    assert set(MOVED) == set(FORMER)
    for name, (_, ids) in MOVED.items():
        assert set(ids) <= set(FORMER[name].split())


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("name", MOVED)
def test_all_there(site: Path, language: str, name: str) -> None:
    """Each heading that an old address had is led to one that exists."""
    to, moved = MOVED[name]
    for id_ in FORMER[name].split():
        page, fragment = urldefrag(moved.get(id_, f"{to}#{id_}"))
        text = (site / PLACES[language] / page).read_text(encoding="utf-8")
        assert f' id="{fragment}"' in text, f"{name}#{id_} leads to {page}, which has no #{fragment}"


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("name", MOVED)
@pytest.mark.parametrize("disk", [False, True], ids=["served", "from disk"])
def test_leads_on(tab: Page, site: Path, address: str, language: str, name: str, *, disk: bool) -> None:
    """An old address, without a heading, with one that moved or with one that did not, leads on, and not back."""
    folder = site / PLACES[language]
    base = f"{folder.as_uri()}/" if disk else address + PLACES[language]
    stayed = next(id_ for id_ in FORMER[name].split() if id_ not in MOVED[name][1])
    if not disk:  # only the way there is tried: the pages themselves are long, and take their time
        tab.route(
            re.compile(r"/(?!(facts|pitfalls|programs)\.html)[\w-]+\.html"),
            lambda route: route.fulfill(body="<title>x</title>"),
        )
    tab.goto("about:blank")
    for id_ in ("", stayed, *MOVED[name][1]):
        tab.goto(f"{base}{name}#{id_}" if id_ else base + name)
        # no earlier: a page that has only just begun cannot be asked where it came from
        tab.wait_for_url(lambda url: name not in url, wait_until="domcontentloaded")
        page, fragment = urldefrag(tab.url)
        assert page.startswith(base)
        text = (folder / page.removeprefix(base)).read_text(encoding="utf-8")
        assert bool(fragment) == bool(id_)
        assert not id_ or f' id="{fragment}"' in text, f"{name}#{id_} leads to #{fragment}, which {page} has not"
        tab.go_back()
        assert tab.url == "about:blank", "a reader who goes back is led on again"


def test_arrives(tab: Page, address: str) -> None:
    """The heading is in view, with nothing refused on the way."""
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(f"{address}en/facts.html#own-namespace")
    tab.wait_for_url("**/en/reference.html#same-namespace")
    tab.wait_for_function(
        "Math.abs(document.getElementById('same-namespace').getBoundingClientRect().top) < innerHeight"
    )
    assert not said


@pytest.mark.parametrize("name", MOVED)
def test_without_scripts(browser: Browser, address: str, name: str) -> None:
    """Without scripts, a reader is led to the new page too, and a browser that does not lead has a link."""
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address + name)
    tab.wait_for_url(f"**/{MOVED[name][0]}")
    context.close()


@pytest.mark.parametrize("language", PLACES)
@pytest.mark.parametrize("name", MOVED)
def test_not_found_by_search(site: Path, language: str, name: str) -> None:
    """Nobody searches their way to an old address, nor is led there by the navigation."""
    folder = site / PLACES[language]
    assert f'href="{MOVED[name][0]}" data-ids=' in (folder / name).read_text(encoding="utf-8")
    for file in (folder / "search/search_index.json", folder / "index.html", folder / "404.html"):
        assert name not in file.read_text(encoding="utf-8")
