"""Bad input is refused with path and line, once, before anything runs or is published; good input is not."""

import gc
import re
import weakref
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
import yaml

from host0.check.faults import faults as check
from host0.content.project import Project
from tests.helpers.project import ADDED, EXTENSIONS, Mini, mini, verify
from tests.helpers.told import faults, refused

ZH, EN = "docs/zh/index.md", "docs/en/index.md"
ONE, TWO = '{{ step("host/one") }}', '{{ step("host/two") }}'


@pytest.fixture
def project(tmp_path: Path) -> Mini:
    """Return a miniature project."""
    return mini(tmp_path)


def only(project: Mini, place: str, what: str) -> None:
    """Assert that the project has exactly one fault, at that path and line."""
    found = faults(project.root)
    assert len(found) == 1, found
    assert found[0].startswith(f"{place}: "), found
    assert what in found[0]
    assert "\n" not in found[0]
    assert str(project.root) not in found[0]


def test_good(project: Mini) -> None:
    """A project in order has no fault."""
    assert faults(project.root) == []


FENCES = {
    "bash": "```bash\ndocker ps\n```",
    "sh": "```sh\ndocker ps\n```",
    "shell": "```shell\ndocker ps\n```",
    "console": "```console\n$ docker ps\n```",
    "python": "```python\nprint()\n```",
    "py": "```py\nprint()\n```",
    "capitals": "```BASH\ndocker ps\n```",
    "a blank before": "``` bash\ndocker ps\n```",
    "blanks after": "```bash  \ndocker ps\n```  ",
    "a dot": "```.bash\ndocker ps\n```",
    "braces": "```{.bash}\ndocker ps\n```",
    "braces and class": "```{ .bash .x }\ndocker ps\n```",
    "braces with a blank before": '``` { .bash title="a" }\ndocker ps\n```',
    "class of text second": "``` { .bash .text }\ndocker ps\n```",
    "title": '```bash title="text"\ndocker ps\n```',
    "title with backticks": '```bash title="`docker`"\ndocker ps\n```',
    "attributes with backticks": '```{ .bash title="a `b`" }\ndocker ps\n```',
    "options": '```bash linenums="1" hl_lines="1"\ndocker ps\n```',
    "tildes": "~~~bash\ndocker ps\n~~~",
    "four backticks": "````bash\ndocker ps\n````",
    "indented": "  ```bash\n  docker ps\n  ```",
    "no language": "```\ndocker ps\n```",
    "tildes without language": "~~~\ndocker ps\n~~~",
    "in a list": "- item\n\n    ```bash\n    docker ps\n    ```",
    "in a list, with a tab": "- item\n\n\t```bash\n\tdocker ps\n\t```",
    "in a numbered list": "1. item\n\n    ```bash\n    docker ps\n    ```",
    "glued to a list item": "- item\n    ```bash\n    docker ps\n    ```",
    "in a quote": "> ```bash\n> docker ps\n> ```",
    "in a quote without blank": ">```bash\n>docker ps\n>```",
    "in a tab": '=== "Bash"\n\n    ```bash\n    docker ps\n    ```',
    "in a note": "!!! note\n\n    ```bash\n    docker ps\n    ```",
    "in a folded note in a list": '- item\n\n    ??? note "x"\n\n        ```bash\n        docker ps\n        ```',
    "after text": "Text:\n```bash\ndocker ps\n```",
    "after a fence": "```text\na\n```\n```bash\ndocker ps\n```",
    "after a fence with longer marks inside": "```text\n````\n```\n\n```bash\ndocker ps\n```",
    "with blank lines": "```bash\n\ndocker ps\n\n# comment\n    indented\n\n```",
}


@pytest.mark.parametrize("fence", FENCES)
def test_fence(project: Mini, fence: str) -> None:
    """A fence that a step should be is refused, however it is written, at the line where it begins."""
    text = FENCES[fence]
    lines = text.split("\n")
    line = max(n for n, line in enumerate(lines) if ("```" in line or "~~~" in line) and n < len(lines) - 1)
    project.add(text)
    only(project, f"{ZH}:{ADDED + line}", "make it a step")


NO_FENCES = {
    "on a list item's line": ("- ```bash\n  docker ps\n  ```", 0, "a bash fence"),
    "on a numbered item's line": ("1. ```sh\n   docker ps\n   ```", 0, "a sh fence"),
    "in a quote in a list": ("- > ```bash\n  > docker ps\n  > ```", 0, "a bash fence"),
    "text on a list item's line": ("- ```text\n  x\n  ```", 0, "Markdown makes no fence of this"),
    "text with an unknown option": ("```text foo=bar\nx\n```", 0, "Markdown makes no fence of this"),
    "bash hidden in one": ("~~~text foo=bar\n```bash\nls\n```\n~~~", 0, "Markdown makes no fence of this"),
}


@pytest.mark.parametrize("kind", NO_FENCES)
def test_no_fence(project: Mini, kind: str) -> None:
    """What looks like a fence, but Markdown makes none of it, is refused, for it could hide another one."""
    text, line, what = NO_FENCES[kind]
    project.add(text)
    only(project, f"{ZH}:{ADDED + line}", what)


@pytest.mark.parametrize(
    "text",
    ["> ~~~text\n> x\n\n```bash\nls\n```\n\n> ~~~", "- item\n\n    ~~~text\n```bash\nls\n```\n    ~~~"],
)
def test_fence_hidden(project: Mini, text: str) -> None:
    """A fence is seen behind one that ends where its quote or its list does."""
    project.add(text)
    line = ADDED + text.split("\n").index("```bash")
    assert any(fault.startswith(f"{ZH}:{line}: a bash fence") for fault in faults(project.root))


UNCLOSED = {
    "at the end": "```text\nsome\n# text\n\n    more",
    "tildes": "~~~text\nsome\n```",
    "another mark": "````text\nsome\n```",
    "another fence follows": "```text\nsome\n\n## Another { #another }\n\n```json\n{}\n```",
    "in a list": "- item\n\n    ```text\n    some\n\nText after the list.",
    "in a quote": "> ```text\n> some\n\nText after the quote.",
    "of bash": "```bash\nsome",
}


@pytest.mark.parametrize("kind", UNCLOSED)
def test_unclosed(project: Mini, kind: str) -> None:
    """A fence that is never closed is told where it begins, and nothing that follows from it."""
    lines = UNCLOSED[kind].split("\n")
    project.add(UNCLOSED[kind])
    begin = next(n for n, line in enumerate(lines) if "```" in line or "~~~" in line)
    only(project, f"{ZH}:{ADDED + begin}", "never closed")


UNFENCED = {
    "four blanks": ("    docker ps\n\n    docker ps\n\n        deeper", 0),
    "a tab": ("\tdocker ps", 0),
    "blanks and a tab": ("  \tdocker ps", 0),
    "after text": ("Text:\n\n    docker ps\n    docker ps", 2),
    "after a list": ("- item\n\nText.\n\n    docker ps", 4),
    "after a list and text with blanks before": ("- item\n\n  Text.\n\n    docker ps", 4),
    "in a list": ("- item\n\n        docker ps", 2),
    "in a list, with tabs": ("- item\n\n\t\tdocker ps", 2),
    "in a nested list": ("- a\n    - b\n\n            docker ps", 3),
    "after a nested list": ("- a\n    - b\n\n    a\n\n        docker ps", 5),
    "after what is no list": ("Text\n- no item\n\n    docker ps", 3),
    "in a note": ("!!! note\n\n    Text.\n\n        docker ps", 4),
    "after a note": ("!!! note\n\n    Text.\n\nText.\n\n    docker ps", 6),
    "in a quote": ("> Text.\n>\n>     docker ps", 2),
    "after a fence": ("Text:\n```text\na\n```\n    docker ps", 4),
    "pre": ("<pre>\ndocker ps\n</pre>", 0),
    "PRE": ('Text\n\n<PRE class="x">docker ps</PRE>', 2),
    "code": ("Run <code>docker ps</code>.", 0),
}


@pytest.mark.parametrize("kind", UNFENCED)
def test_unfenced(project: Mini, kind: str) -> None:
    """Code without a fence, by indentation or in HTML, is refused at its first line."""
    text, line = UNFENCED[kind]
    project.add(text)
    only(project, f"{ZH}:{ADDED + line}", "nothing runs it")


@pytest.mark.parametrize(("above", "line"), [("## Next { #next }\n", 6), (f"{ONE}\n", 4)])
def test_unfenced_below(project: Mini, above: str, line: int) -> None:
    """An indented code block needs no blank line below a heading or a step."""
    project.edit(ZH, above, f"{above}    docker ps\n")
    only(project, f"{ZH}:{line}", "nothing runs it")


FILE = '```yaml title="compose.yaml"\nservices: {}\n```'
WRITTEN = "# step: on=client0\ncurl {{host0.ip}}\ncat >compose.yaml <<'END'\n{}\nEND\ndocker-compose up\n"


def test_file_as_written(project: Mini) -> None:
    """A file that a page shows is one that a step writes, in its own section or in one that this links to."""
    project.add(FILE)
    only(project, f"{ZH}:{ADDED}", "no step writes this compose.yaml")
    project.write("snippets/host/two.sh", WRITTEN.format("services: {}"))
    assert faults(project.root) == []
    project.write("snippets/host/two.sh", WRITTEN.format("services: {web: {}}"))
    only(project, f"{ZH}:{ADDED}", "no step writes this compose.yaml")
    project.write("snippets/host/two.sh", WRITTEN.format("services: {}").replace(">compose", ">other"))
    only(project, f"{ZH}:{ADDED}", "no step writes this compose.yaml")


def test_file_written_elsewhere(project: Mini) -> None:
    """Without a link to the section whose step writes it, a file that a page shows has no proof."""
    project.write("snippets/host/two.sh", WRITTEN.format("services: {}"))
    for language in ("zh", "en"):
        project.add(f"## File {{ #file }}\n\nAs in [it](#next).\n\n{FILE}", language)
    assert faults(project.root) == []
    project.both("[it](#next)", "it")
    assert len(faults(project.root)) == 2


MADE_UP = {
    "a pre made by a block": ("/// html | pre\ndocker ps\n///", 1),
    "a pre made by a block, with a class": ("/// html | pre.highlight\n    attrs: {id: x}\n\ndocker ps\n///", 3),
    "an indented line below a comment": ("<!-- -->\n    docker ps", 1),
    "a comment of more lines": ("<!--\na\n-->\n    docker ps\n    docker ps -a", 3),
    "a fence in Jinja's string": ('{{ "```bash\\ndocker ps\\n```" }}', 0),
    "a fence in Jinja's string, below text": ('Text.\n\n{{ "```bash\\ndocker ps\\n```" }}\n\nMore.', 2),
    "a shown fence in Jinja's string": ('{{ "```text\\na: b\\n```" }}', 0),
    "a fence kept in a variable": ('{% set f = "```" %}\n{{ f }}bash\ndocker ps\n{{ f }}', 2),
    "a fence by a loop": ('{% for n in [1] %}\n{{ "`" * 3 }}bash\ndocker ps\n{{ "`" * 3 }}\n{% endfor %}', 2),
    "blanks by Jinja": ('Text.\n\n{{ "    docker ps" }}', 2),
    "a tag by Jinja": ('{{ "<" }}pre>docker ps</pre>', 0),
    "samp": ("It says <samp>docker ps</samp>.", 0),
    "a textarea": ("<textarea>\ndocker ps\n</textarea>", 0),
    "blanks kept by a style": ('<div style="white-space: pre">docker ps</div>', 0),
    "an iframe": ('<iframe srcdoc="docker ps"></iframe>', 0),
    "a code element with our class": ('<code class="highlight">docker ps</code>', 0),
    "a prompt": ("```text\n$ docker ps\nCONTAINER ID\n```", 1),
    "a prompt in JSON": ("```json\n{}\n$ docker ps\n```", 2),
    "a prompt with a place": ("```text\nroot@host0:~# docker ps\nCONTAINER ID\n```", 1),
    "root's prompt": ("```text\n# docker ps\nCONTAINER ID\n```", 1),
    "Python's prompt": ("```text\n>>> print()\n```", 1),
    "no prompt": ("```text\ndocker ps --all\nCONTAINER ID   NAMES\n```", 1),
    "no prompt, as root": ("```text\nsudo docker ps\nCONTAINER ID\n```", 1),
    "in a quote": ("> ```text\n> docker ps\n> CONTAINER ID\n> ```", 1),
    "in a tab": ('=== "Text"\n\n    ```text\n    docker ps\n    CONTAINER ID\n    ```', 3),
    "after what it is about": ("```text\nThe file:\n\ncurl http://host0\n<title>\n```", 3),
}


@pytest.mark.parametrize("kind", MADE_UP)
def test_made_up(project: Mini, kind: str) -> None:
    """Whatever makes code of text that nobody runs is seen where the page is rendered, at its line."""
    text, line = MADE_UP[kind]
    project.add(text)
    only(project, f"{ZH}:{ADDED + line}", "")


LEGITIMATE = {
    "text": "```text\nsome text\n\n    indented\n# not a heading\n[no](link)\n<pre>\n```",
    "json": '```json\n{"a": [1]}\n```',
    "yaml": "~~~yaml\na:\n    b\n~~~",
    "nginx": "``` nginx\nserver {}\n```",
    "title": '```text title="`a` b"\nx\n```',
    "braces": '``` { .text .no-copy title="a" }\nx\n```',
    "capitals": "```JSON\n{}\n```",
    "fence in a fence": "````text\n```bash\ndocker ps\n```\n````",
    "tildes in a fence": "```text\n~~~bash\ndocker ps\n~~~\n```",
    "fence in a list": "- item\n\n    ```text\n    x\n    ```\n\n    more of it",
    "fence in a quote": "> ```text\n> x\n> ```\n\nText.",
    "list": "- one\n- two\n\n    of two\n\n    of two\nlazy\n\n- three\n\n\tof three",
    "lazy list": "- one\nlazy\n\n    of one",
    "numbered list": "1. one\n\n    of one\n\n10. ten\n\n    of ten",
    "nested list": "- a\n    - b\n\n        of b\n\n    of a\n\n    - c\n\n        of c",
    "list after a heading": "# Heading\n- item\n\n    of it",
    "long line in a list": "- a line that goes on\n        with deep indentation",
    "note": '!!! note "Title"\n\n    Text.\n\n    More.\n\n    - item\n\n        of the item\n\n    End.',
    "lists in a note": "!!! note\n\n    1. one\n        - nested\n\n            of it\n\n    2. two",
    "note without blank line": "Text\n!!! note\n    Text.\n\n    More.",
    "folded note": "???+ note\n\n    Text.\n\n    !!! tip\n\n        Text.\n\n        More.",
    "tabs": '=== "One"\n\n    Text.\n\n    More.\n\n=== "Two"\n\n    - item\n\n        of it',
    "table": "| a | b |\n|---|---|\n| `x` | {{ host0.ip }} |\n\n: Caption",
    "table without edges": "a | b\n---|---\nx | y",
    "footnote": "Text[^1].\n\n[^1]: A note that differs in each language.\n\n    Its second paragraph.",
    "definitions": "Term\n\n: What it is.\n\n    More of it.",
    "inline code": "Use `` `docker ps` `` and `<pre>`, or ```` ``` ```` here; ```x``` too.",
    "inline braces": "`{host0.ip}` and `{% raw %}{{.Name}}{% endraw %}`",
    "placeholder": "At `{{ host0.ip }}`, {{ client0.ip6 }} and {{host0.network}}.",
    "rule": "Text.\n\n---\n\nMore.",
    "quote": "> Text.\n>\n> - item\n>\n>     of it",
    "step in words": "The macro is called step, and `step()` calls it.",
    "HTML": '<div class="x" markdown>\nText.\n</div>\n\n<!-- a\n\n comment -->',
    "break": "A line\\\nand <kbd>Ctrl</kbd>.",
}  # fmt: skip


SAID = {
    "table": ["x"],
    "inline code": ["`docker ps`", "<pre>", "```", "x"],
    "inline braces": ["{host0.ip}", "{{.Name}}"],
    "placeholder": ["2001:db8::20", "192.0.2.0/24"],
    "step in words": ["step()"],
}
"""What the kinds above say to the letter, and no step shows: it has to be declared."""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Publish it at `192.0.2.10:80:80`.", "192.0.2.10 is the lab's own address, which the page does not replace: "
         "write {{ host0.ip }}"),
        ("Its range is 192.0.2.0/24.", "write {{ host0.network }}"),
        ("At `[2001:db8::20]`.", "write {{ client0.ip6 }}"),
    ],
)  # fmt: skip
def test_lab_address(project: Mini, text: str, told: str) -> None:
    """An address of the lab's that is written as it is would not follow what the reader enters."""
    project.add("Others: 192.0.2.101, 192.0.2.1.5, 2001:db8::20:1.", "zh")
    project.add("Others: 192.0.2.101, 192.0.2.1.5, 2001:db8::20:1.", "en")
    assert not any("lab's own" in fault for fault in faults(project.root))
    project.add(text, "en")
    assert [fault for fault in faults(project.root) if "lab's own" in fault and fault.endswith(told)]


@pytest.mark.parametrize("kind", LEGITIMATE)
def test_legitimate(project: Mini, kind: str) -> None:
    """What authors need is not refused."""
    if kind in SAID:
        words = [{"from": "https://example.org", "words": dict.fromkeys(SAID[kind], "everywhere")}]
        project.write("docs/literals.yml", yaml.safe_dump(words))
    for language in ("zh", "en"):
        project.add(LEGITIMATE[kind], language)
    assert faults(project.root) == []


@pytest.mark.parametrize("text", [*FENCES.values(), *(text for text, _ in UNFENCED.values()), *LEGITIMATE.values()])
def test_markdown_agrees(text: str) -> None:
    """The lists above are true: Markdown makes code of whatever is refused, and else of shown fences alone."""
    made = markdown.markdown(text, extensions=EXTENSIONS)
    if text in LEGITIMATE.values():
        assert made.count("<pre>") == bool(re.search(r"^[ >]*(```|~~~)", text, re.MULTILINE)), made
    else:
        assert re.search("<(pre|code)", made, re.IGNORECASE), made


def test_front_matter(project: Mini) -> None:
    """Front matter is no prose: it may differ between languages, and its rule makes no heading."""
    project.both("# Title", "---\ntitle: x\n# note\n---\n\n# Title")
    project.edit(EN, "# note\n", "")
    assert faults(project.root) == []


def test_footnotes(project: Mini) -> None:
    """A footnote's text is no link: it may differ between languages."""
    project.add("Text[^1].\n\n[^1]: 注", "zh")
    project.add("Text[^1].\n\n[^1]: Note", "en")
    assert faults(project.root) == []


def test_wrapped_link(project: Mini) -> None:
    """A link may be broken over lines, in one language only."""
    project.edit(EN, "[the site]", "[the\nsite]")
    assert faults(project.root) == []


def test_order_of_links(project: Mini) -> None:
    """Grammar may put a sentence's links in another order."""
    project.add("[a](https://a.org) [b](https://b.org)", "zh")
    project.add("[b](https://b.org) [a](https://a.org)", "en")
    assert faults(project.root) == []


CALLS = {
    "indented": f"    {ONE}",
    "one blank before": f" {ONE}",
    "in a list": f"- {ONE}",
    "in a quote": f"> {ONE}",
    "in a table": f"| {ONE} |",
    "single quotes": "{{ step('host/one') }}",
    "words before": f"See {ONE}",
    "words after": f"{ONE} here",
    "two on a line": f"{ONE} {ONE}",
    "blanks around the name": '{{ step( "host/one" ) }}',
    "over two lines": '{{ step(\n"host/one") }}',
    "trimmed": '{{- step("host/one") -}}',
    "filtered": '{{ step("host/one") | indent }}',
    "by keyword": '{{ step(name="host/one") }}',
    "in a comment's line": f"<!-- {ONE} -->",
    "in a loop's line": '{% for name in ["host/one"] %}{{ step(name) }}{% endfor %}',
    "unknown name": "{{ step(one) }}",
    "no name": "{{ step() }}",
}


@pytest.mark.parametrize("kind", CALLS)
def test_call(project: Mini, kind: str) -> None:
    """A step call that does not stand alone in its line, as Sybil reads it, is refused, and nothing else told."""
    project.edit(ZH, ONE, CALLS[kind])
    only(project, f"{ZH}:3", "")
    project.edit(EN, ONE, CALLS[kind])
    found = [fault.partition(": ")[0] for fault in faults(project.root)]
    assert found[:2] == [f"{ZH}:3", f"{EN}:3"]
    assert len(found) == 2 or "host/one" not in CALLS[kind], found


def test_call_by_another_name(project: Mini) -> None:
    """A call that no line shows as one is refused, whatever it calls."""
    project.edit(ZH, "# Title", "# Title{% set s = step %}{{ s(1) }}")
    only(project, f"{ZH}:1", "2 step calls are written, 3 take effect: 1")


HIDDEN = {
    "in a Jinja comment": ("{#\n", "\n#}", 4, "2 step calls are written, 1 take effect: host/one"),
    "raw": ("{% raw %}\n", "\n{% endraw %}", 4, "2 step calls are written, 1 take effect: host/one"),
    "under a condition": ("{% if false %}\n", "\n{% endif %}", 4, "1 take effect: host/one"),
    "in a loop": ("{% for n in [1, 2] %}\n", "\n{% endfor %}", 4, "3 take effect: host/one"),
    "in a fence of text": ("```text\n", "\n```", 4, "in a code fence or a comment"),
    "in a comment": ("<!--\n", "\n-->", 4, "in a code fence or a comment"),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_call(project: Mini, kind: str) -> None:
    """A step call that would run without being shown, or be shown without being run, is refused at its line."""
    before, after, line, what = HIDDEN[kind]
    project.edit(ZH, ONE, before + ONE + after)
    only(project, f"{ZH}:{line}", what)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("{{ host0.ipp }}", 0, "no attribute 'ipp'"),
        ("Text.\n\n{{ hots0.ip }}", 2, "'hots0' is undefined"),
        ("Text {{ host0.ip }", 0, "unexpected '}'"),
        ("Text.\n{% endfor %}", 1, "endfor"),
        ("{{.Name}}", 0, "unexpected '.'"),
        ("`${#x}`", 0, "comment"),
        ("{{ 1 / 0 }}", 0, "division by zero"),
        ("a\n\n{{ host0.ip + 1 }}", 2, "str"),
        ('{% include "x" %}', 0, "loader"),
    ],
)
def test_jinja(project: Mini, text: str, line: int, what: str) -> None:
    """An unknown placeholder in prose, and what Jinja cannot read, is told with its line."""
    project.add(text)
    only(project, f"{ZH}:{ADDED + line}", what)


def swap(project: Mini) -> None:
    """Let the steps of one language change places."""
    project.edit(ZH, ONE, "X")
    project.edit(ZH, TWO, ONE)
    project.edit(ZH, "X", TWO)


def lone(project: Mini) -> None:
    """Let pages call a step that has a Python snippet only."""
    project.write("snippets/host/new.py", "print()\n")
    project.both(TWO, TWO + '\n\n{{ step("host/new") }}')


STEPS: dict[str, tuple[Callable[[Mini], object], str, str]] = {
    "an unknown step": (lambda p: p.edit(ZH, "host/one", "host/on"), f"{ZH}:3", "unknown step 'host/on'"),
    "an unknown step in the other language": (lambda p: p.edit(EN, "host/one", "x"), f"{EN}:3", "unknown step 'x'"),
    "an unknown step more": (lambda p: p.add('{{ step("host/no") }}'), f"{ZH}:{ADDED}", "unknown step 'host/no'"),
    "a step that no page calls": (
        lambda p: p.both(f"{ONE}\n", ""),
        "snippets/host/one.sh:1",
        "no page calls this step",
    ),
    "a step twice in one language": (lambda p: p.add(ONE), f"{ZH}:{ADDED}", f"called at {ZH}:3 already"),
    "a missing step": (lambda p: p.edit(EN, f"\n{TWO}\n", ""), f"{ZH}:9", f"step host/two here, but nothing in {EN}"),
    "a missing step in zh": (
        lambda p: p.edit(ZH, f"{ONE}\n", ""),
        f"{ZH}:8",
        f"step host/two here, but host/one in {EN}:3",
    ),
    "reordered steps": (swap, f"{ZH}:3", f"step host/two here, but host/one in {EN}:3"),
    "another id": (
        lambda p: p.edit(ZH, "#next", "#then"),
        f"{ZH}:5",
        f"heading ## {{ #then }} here, but ## {{ #next }} in {EN}:5",
    ),
    "another level": (lambda p: p.edit(EN, "## Next", "### Next"), f"{ZH}:5", f"but ### {{ #next }} in {EN}:5"),
    "a heading more": (lambda p: p.add("## More { #more }", "en"), f"{EN}:{ADDED}", f"but nothing in {ZH}"),
    "a heading without id": (lambda p: p.edit(ZH, " { #next }", ""), f"{ZH}:5", "a heading without an id"),
    "a heading without blank and id": (lambda p: p.add("##More"), f"{ZH}:{ADDED}", "a heading without an id"),
    "an underlined heading": (lambda p: p.add("More\n----"), f"{ZH}:{ADDED + 1}", "a heading without an id"),
    "another link": (
        lambda p: p.edit(EN, "example.org", "example.com"),
        f"{ZH}:7",
        f"link https://example.org here, but https://example.com in {EN}:7",
    ),
    "a link less": (
        lambda p: p.edit(EN, "[the site](https://example.org)", "the site"),
        f"{ZH}:7",
        f"but nothing in {EN}",
    ),
    "an image more": (lambda p: p.add("![x](x.png)", "en"), f"{EN}:{ADDED}", f"link x.png here, but nothing in {ZH}"),
    "a bare link more": (lambda p: p.add("<https://example.com>", "en"), f"{EN}:{ADDED}", "link https://example.com"),
    "a reference more": (
        lambda p: p.add("[x]: https://example.com", "en"),
        f"{EN}:{ADDED}",
        "link https://example.com",
    ),
    "no English page": (lambda p: p.write("docs/zh/new.md", "# New\n"), "docs/zh/new.md:1", "write docs/en/new.md"),
    "no Chinese page": (lambda p: p.write("docs/en/a/b.md", "# New\n"), "docs/en/a/b.md:1", "write docs/zh/a/b.md"),
    "an unknown key": (
        lambda p: p.write("snippets/host/one.sh", "# step: wait=1\nls\n"),
        "snippets/host/one.sh:1",
        "unknown key 'wait'",
    ),
    "a bad value": (
        lambda p: p.write("snippets/host/two.py", "# step: on=client0\nprint()\n"),
        "snippets/host/two.py:1",
        "bad value 'client0' of 'on'",
    ),
    "a comment as header": (
        lambda p: p.write("snippets/host/one.sh", "# lists\nls\n"),
        "snippets/host/one.sh:1",
        "must be the step's header",
    ),
    "an unknown placeholder in bash": (
        lambda p: p.edit("snippets/host/two.sh", "host0.ip", "host0.ipp"),
        "snippets/host/two.sh:2",
        "unknown placeholder {host0.ipp}",
    ),
    "an unknown placeholder in Python": (
        lambda p: p.write("snippets/host/two.py", '\nx = "{host0.ipp}"\n'),
        "snippets/host/two.py:2",
        "unknown placeholder {host0.ipp}",
    ),
    "not Python": (lambda p: p.write("snippets/host/two.py", "print(\n"), "snippets/host/two.py:1", "not Python"),
    "an empty snippet": (lambda p: p.write("snippets/host/one.sh", "\n"), "snippets/host/one.sh:1", "is empty"),
    "no output": (lambda p: (p.root / "snippets/host/one.out").unlink(), "snippets/host/one.sh:1", "make record"),
    "no Python output": (
        lambda p: (p.root / "snippets/host/two.py.out").unlink(),
        "snippets/host/two.py:1",
        "make record",
    ),
    "Python without bash": (
        lambda p: (p.write("snippets/host/new.py", "print()\n"), p.write("snippets/host/new.py.out", "")),
        "snippets/host/new.py:1",
        "add host/new.sh",
    ),
    "Python without bash, called": (lone, "snippets/host/new.py:1", "add host/new.sh"),
    "a stray output": (
        lambda p: p.write("snippets/host/gone.out", ""),
        "snippets/host/gone.out:1",
        "belongs to no step",
    ),
    "an output of a Python snippet that is gone": (
        lambda p: p.write("snippets/host/one.py.out", ""),
        "snippets/host/one.py.out:1",
        "belongs to no step",
    ),
    "the default engine's own output": (
        lambda p: p.write("snippets/host/one.26.1.out", ""),
        "snippets/host/one.26.1.out:1",
        "belongs to no step",
    ),
    "an unknown engine's output": (
        lambda p: p.write("snippets/host/one.19.03.out", ""),
        "snippets/host/one.19.03.out:1",
        "belongs to no step",
    ),
    "a stray file": (lambda p: p.write("snippets/host/one.txt", ""), "snippets/host/one.txt:1", "belongs to no step"),
    "a backup": (lambda p: p.write("snippets/host/one.sh~", ""), "snippets/host/one.sh~:1", "belongs to no step"),
    "a snippet without folder": (
        lambda p: p.write("snippets/one.sh", "ls\n"),
        "snippets/one.sh:1",
        "belongs to no step",
    ),
    "a snippet too deep": (lambda p: p.write("snippets/a/b/c.sh", "ls\n"), "snippets/a/b/c.sh:1", "belongs to no step"),
    "a snippet's name": (lambda p: p.write("snippets/host/One.sh", "ls\n"), "snippets/host/One.sh:1", "small letters"),
}


@pytest.mark.parametrize("kind", STEPS)
def test_step(project: Mini, kind: str) -> None:
    """What is wrong with a step, or differs between a page's languages, is told once, at its path and line."""
    change, place, what = STEPS[kind]
    change(project)
    only(project, place, what)


NAMED = ["mkdocs.yml", ZH, "docs/literals.yml", "docs/judged.json", "snippets/host/one.sh", "snippets/host/one.out"]


@pytest.mark.parametrize("path", [*NAMED, "snippets/verified.json", "snippets/replay.json"])
def test_not_utf8(project: Mini, path: str) -> None:
    """A file in another encoding is refused, at its line."""
    verify(project)
    (project.root / path).write_bytes("\né\n".encode("latin-1"))
    assert f"{path}:2: not UTF-8: save it as that, or restore it from git" in refused(project.root)


def test_not_yaml(project: Mini) -> None:
    """A configuration that cannot be read is refused at its line."""
    verify(project)
    project.write("mkdocs.yml", "site_name: host0\nmarkdown_extensions: [tables\n")
    [fault] = refused(project.root)
    assert fault.startswith("mkdocs.yml:3: not YAML: ")


def test_engines_outputs(project: Mini) -> None:
    """An engine's own output is no stray."""
    for name in ("one.20.10.out", "one.28.5.out", "two.py.20.10.out"):
        project.write(f"snippets/host/{name}", "")
    assert faults(project.root) == []


def test_twice(project: Mini) -> None:
    """A step that both languages call again, on whatever page, is told in both."""
    for language in ("zh", "en"):
        project.write(f"docs/{language}/more.md", f"# More\n\n{ONE}\n")
    found = faults(project.root)
    assert [fault.partition(": ")[0] for fault in found] == ["docs/zh/more.md:3", "docs/en/more.md:3"]
    assert all(
        f"called at docs/{language}/index.md:3 already" in fault
        for language, fault in zip(("zh", "en"), found, strict=True)
    )


def test_all_at_once(project: Mini) -> None:
    """Faults that have nothing to do with each other are all told."""
    project.add("```bash\nls\n```\n\n{{ host0.ipp }}", "zh")
    project.add("```sh\nls\n```", "en")
    project.write("snippets/host/three.sh", "ls {x.y}\n")
    project.write("docs/en/new.md", "# New\n")
    assert sorted(fault.partition(": ")[0] for fault in faults(project.root)) == [
        f"{EN}:{ADDED}",
        "docs/en/new.md:1",
        f"{ZH}:{ADDED}",
        f"{ZH}:{ADDED + 4}",
        "snippets/host/three.sh:1",
        "snippets/host/three.sh:1",
    ]


def test_claim_in_one_language(project: Mini) -> None:
    """What is claimed in one language is claimed in the other."""
    for page in (ZH, EN):
        project.add("## C { #c }\n\n[A source](https://example.org).", page.split("/")[1])
    project.edit(EN, "{ #c }", "{ #c .claim }")
    only(project, f"{ZH}:{ADDED}", "heading ## { #c } here, but ## { #c .claim } in")


PICTURE = '{{ picture("host/one") }}'
STATE_FILE = "snippets/host/one.state.json"


@pytest.fixture
def drawn(project: Mini) -> Mini:
    """Return the project with a picture in both languages."""
    project.write(STATE_FILE, "{}\n")
    for language in ("zh", "en"):
        project.add(PICTURE, language)
    return project


def test_picture(drawn: Mini) -> None:
    """A picture may stand alone on its line, or in a tab, with its state beside the step."""
    assert faults(drawn.root) == []
    for language in ("zh", "en"):
        drawn.add(f'=== "A tab"\n\n    {PICTURE}', language)
    assert faults(drawn.root) == []


PICTURES: dict[str, tuple[Callable[[Mini], object], str, str]] = {
    "no state": (
        lambda p: (p.root / STATE_FILE).unlink(),
        "snippets/host/one.sh:1",
        "its state, which a picture shows, was never recorded: make record",
    ),
    "no picture": (lambda p: p.both(PICTURE, "Text."), f"{STATE_FILE}:1", "no page shows a picture of this"),
    "another engine's state": (
        lambda p: p.write("snippets/host/one.28.5.state.json", "{}"),
        "snippets/host/one.28.5.state.json:1",
        "belongs to no step",
    ),
    "a stray state": (
        lambda p: p.write("snippets/host/gone.state.json", "{}"),
        "snippets/host/gone.state.json:1",
        "belongs to no step",
    ),
    "one language": (lambda p: p.add("Text.", "en"), f"{ZH}:{ADDED}", f"picture host/one here, but nothing in {EN}"),
    "twice": (lambda p: p.add(f"{PICTURE}\n\n{PICTURE}"), f"{ZH}:{ADDED + 2}", f"shown at {ZH}:{ADDED} already"),
    "words before": (lambda p: p.add(f"See {PICTURE}"), f"{ZH}:{ADDED}", "a picture must stand alone on its line"),
    "in a list": (lambda p: p.add(f"- {PICTURE}"), f"{ZH}:{ADDED}", "a picture must stand alone on its line"),
    "single quotes": (lambda p: p.add("{{ picture('host/one') }}"), f"{ZH}:{ADDED}", "a picture must stand alone"),
    "hidden": (lambda p: p.add("{#\n" + PICTURE + "\n#}"), f"{ZH}:1", "and take effect"),
    "indented": (lambda p: p.add(f"Text.\n\n    {PICTURE}"), f"{ZH}:{ADDED + 2}", "an indented code block"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_wrong_picture(drawn: Mini, kind: str) -> None:
    """A picture without a state, a state without a picture, and a picture that is not seen as one are refused."""
    change, place, what = PICTURES[kind]
    change(drawn)
    only(drawn, place, what)


def test_picture_of_no_step(drawn: Mini) -> None:
    """A picture is of a step of its own page."""
    for language in ("zh", "en"):
        drawn.add(f"{PICTURE}\n\n{PICTURE.replace('one', 'on')}", language)
    assert [fault for fault in faults(drawn.root) if "no step of this page" in fault] == [
        f"docs/{language}/index.md:{ADDED + 2}: a picture of host/on, which is no step of this page: call the step"
        for language in ("zh", "en")
    ]


GUESS, SAYS = '{{ guess("host/two") }}', "what is guessed is what the next step prints: call host/two below it"
GUESSES: dict[str, tuple[Callable[[Mini], object], str, str]] = {
    "after the step": (lambda p: p.both(TWO, f"{TWO}\n\n{GUESS}"), "{}:11", SAYS),
    "of another step": (lambda p: p.both(ONE, f"{GUESS}\n\n{ONE}"), "{}:3", SAYS),
    "text between": (lambda p: p.both(TWO, f"{GUESS}\n\nText.\n\n{TWO}"), "{}:9", SAYS),
    "in a sentence": (lambda p: p.both(TWO, f"So: {GUESS}\n\n{TWO}"), "{}:9", "a guess must stand alone"),
    "one language": (
        lambda p: p.edit(ZH, TWO, f"{GUESS}\n\n{TWO}"),
        f"{ZH}:9",
        f"guess host/two here, but nothing in {EN}",
    ),
}


def test_guess(project: Mini) -> None:
    """What a step prints may be guessed right before its call."""
    project.both(TWO, f"{GUESS}\n\n{TWO}")
    assert faults(project.root) == []


@pytest.mark.parametrize("kind", GUESSES)
def test_wrong_guess(project: Mini, kind: str) -> None:
    """A guess that belongs to no step below it, or stands in one language alone, is refused."""
    change, place, what = GUESSES[kind]
    change(project)
    told = faults(project.root)
    assert [one.partition(": ")[0] for one in told] == (
        [place] if ZH in place else [place.format(ZH), place.format(EN)]
    )
    assert all(what in one for one in told), told


LINKS = {
    "#next": "",
    "#step-host-two": "",
    "index.md": "",
    "index.md#step-host-one": "",
    "assets/page.js": "",
    "assets/pages.js": "the link assets/pages.js leads to no page, and there is no docs/assets/pages.js",
    "index.ml#next": "the link index.ml#next leads to no page, and there is no docs/{language}/index.ml",
    "#no": "the link #no leads nowhere: index.md has no #no",
    "index.md#step-host-three": "the link index.md#step-host-three leads nowhere: index.md has no #step-host-three",
    "no.md#next": "the link no.md#next leads to no page (pages: index.md)",
}


@pytest.mark.parametrize("target", LINKS)
def test_link(project: Mini, target: str) -> None:
    """A link within the site leads to a page, a heading or a step that there is; else it is told in each language."""
    project.write("docs/assets/page.js", "")
    for language in ("zh", "en"):
        project.add(f"[A link]({target}).", language)
    told = [
        f"docs/{language}/index.md:{ADDED}: {LINKS[target].format(language=language)}"
        for language in ("zh", "en") if LINKS[target]
    ]  # fmt: skip
    assert faults(project.root) == told


def test_a_page_is_read_again_when_it_changes(project: Mini) -> None:
    """What is kept of a page holds for its text, and for how the site's Markdown is set, and no longer."""
    assert faults(project.root) == []
    project.add("`docker ps -a`")
    only(project, f"{ZH}:{ADDED}", "docker ps -a")
    project.add("")
    project.both("See", "[a link](#next). See")
    assert faults(project.root) == []
    project.write("mkdocs.yml", "markdown_extensions: []\n")  # without attr_list, no heading has an id
    assert [line.partition(" ")[0] for line in faults(project.root)] == [f"{ZH}:7:", f"{EN}:7:"]


def test_leaves_nothing(project: Mini) -> None:
    """A check keeps nothing of its project: live reload makes one at each save."""
    verify(project)
    checked = Project(project.root)
    gone = weakref.ref(checked)
    assert check(checked) == []
    project.add("Port 4711.")  # what nothing proves has places near it looked for, which are kept, too
    again = Project(project.root)
    gone_too = weakref.ref(again)
    assert check(again)
    del checked, again
    gc.collect()
    assert (gone(), gone_too()) == (None, None)
