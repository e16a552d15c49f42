"""Everything wrong with pages and steps that can be seen before anything runs or is published."""

import sys
from collections.abc import Iterator
from pathlib import Path

from host0.page import LANGUAGES, Fault, Page, pages
from host0.step import names, strays


def faults(root: Path) -> list[str]:
    """Return everything that is wrong with pages and steps, a line each, before anything runs or is published."""
    found: list[Fault] = []
    called: dict[str, tuple[str, Path]] = {}
    for name, pair in pages(root).items():
        for page in pair.values():
            found += page.faults()
        missing = [language for language in LANGUAGES if language not in pair]
        if missing:
            page = next(iter(pair.values()))
            found.append(Fault(page.path, 1, f"the page has no pair: write docs/{missing[0]}/{name}"))
        else:
            found += _differences(*(pair[language] for language in LANGUAGES))
        for page in pair.values():
            for number, step in page.calls:
                first = called.setdefault(f"{page.language} {step}", (name, Path(f"{page.path}:{number}")))
                if first[1] != Path(f"{page.path}:{number}"):
                    found.append(
                        Fault(
                            page.path,
                            number,
                            f"step {step} is called at {first[1]} already: give this one a name of its own",
                        )
                    )
    lines = [str(fault) for fault in found] + list(strays(root))
    in_use = {key.split(" ")[1] for key in called}
    lines += [
        f"snippets/{step}.sh:1: no page calls this step: call it or remove it" for step in sorted(names(root) - in_use)
    ]
    return lines


def _differences(one: Page, other: Page) -> Iterator[Fault]:
    """Yield the first difference of each kind between the two languages of a page."""
    kinds = {
        "step": ([(n, name) for n, name in one.calls], [(n, name) for n, name in other.calls]),
        "heading": (
            [(n, f"{k} {{ #{i} }}") for n, k, i in one.headings],
            [(n, f"{k} {{ #{i} }}") for n, k, i in other.headings],
        ),
        # grammar may order links differently, so as sorted lists
        "link": (sorted(one.links, key=lambda x: x[1]), sorted(other.links, key=lambda x: x[1])),
    }
    for kind, (left, right) in kinds.items():
        for place in range(max(len(left), len(right))):
            here = left[place] if place < len(left) else (0, "nothing")
            there = right[place] if place < len(right) else (0, "nothing")
            if here[1] != there[1]:
                page, (line, what), (mate, (mate_line, mate_what)) = one, here, (other, there)
                if not line:
                    page, (line, what), (mate, (mate_line, mate_what)) = other, there, (one, here)
                at = f"{mate.path}:{mate_line}" if mate_line else str(mate.path)
                yield Fault(
                    page.path, line, f"{kind} {what} here, but {mate_what} in {at}: the two languages must agree"
                )
                break


def main() -> None:
    """Print everything that is wrong in this folder's project, and exit with 1 if anything is."""
    wrong = faults(Path.cwd())
    print("\n".join(wrong) or "pages and steps are in order")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
