"""YAML that knows its lines, so that whatever is wrong in a file is told at its line."""

import yaml


class Wrong(Exception):
    """What is wrong at a place of a file; `line` says which."""

    def __init__(self, node: yaml.Node | None, what: str) -> None:
        super().__init__(what)
        self.line = line_of(node)


def line_of(node: yaml.Node | None) -> int:
    """Return the line that a node begins in; 1 if the file is empty."""
    return int(node.start_mark.line) + 1 if node else 1


def line_at(node: yaml.Node | None, *names: str) -> int:
    """Return the line of a key, or of a list's item, below the keys that are named before it; of several, the last's.

    Where there is none, the line of the key above it; 1 where there is none of these, either.
    """
    line = 1
    for name in names:
        if isinstance(node, yaml.MappingNode):
            found = [(key, below) for key, below in node.value if key.value == name]
        else:
            found = [(item, None) for item in node.value if item.value == name] if node else []
        if not found:
            break
        key, node = found[-1]
        line = line_of(key)
    return line


def pairs(node: yaml.Node | None, what: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    """Return the keys of a mapping, each with what stands below it. Raises `Wrong`, saying `what`, if it is none."""
    if not isinstance(node, yaml.MappingNode):
        raise Wrong(node, what)
    return list(node.value)
