"""Placeholders: filled for a run, lifted out of its output, and never mistaken for something else."""

import pytest

from host0.content.placeholder import LAB, PAGE, fill, lift, nested, raw, unknown
from host0.problem import Problem


def test_tables_agree() -> None:
    """The lab and the page give values to the same names, and within a table to no two names the same."""
    assert list(LAB) == list(PAGE)
    for table in (LAB, PAGE):
        assert len(set(table.values())) == len(table)
        assert all(name.count(".") == 1 for name in table)


@pytest.mark.parametrize("name", LAB)
@pytest.mark.parametrize("around", ["{}", "a {} b", "[{}]", '"{}"', "({})", "{},", "{}.\n", "://{}/x", "={}\n"])
def test_round_trip(name: str, around: str) -> None:
    """What is filled in is lifted out again, whatever punctuation is around it."""
    text = around.replace("{}", f"{{{name}}}")
    filled = fill(text, LAB)
    assert filled == around.replace("{}", LAB[name])
    assert lift(filled) == text


@pytest.mark.parametrize(
    ("printed", "lifted"),
    [
        ("192.0.2.10:80", "{host0.ip}:80"),
        ("192.0.2.10:a", "{host0.ip}:a"),
        ("HostIp:192.0.2.10 HostPort:80", "HostIp:{host0.ip} HostPort:80"),
        ("::ffff:192.0.2.10", "::ffff:{host0.ip}"),
        ("[2001:db8::10]:80", "[{host0.ip6}]:80"),
        ("2001:db8::10/64", "{host0.ip6}/64"),
        ("192.0.2.1 192.0.2.10 192.0.2.20", "{host0.gateway} {host0.ip} {client0.ip}"),
        ("192.0.2.10/24 in 192.0.2.0/24", "{host0.ip}/24 in {host0.network}"),
        ("brd 192.0.2.255 scope", "brd {host0.broadcast} scope"),
        ("[{tcp 192.0.2.10}]", "[{tcp {host0.ip}}]"),
        ("at 192.0.2.10. Then", "at {host0.ip}. Then"),
    ],
)
def test_lift(printed: str, lifted: str) -> None:
    """An address is lifted beside a port, a colon, a prefix length, or the end of a sentence, and comes back."""
    assert lift(printed) == lifted
    assert fill(lifted, LAB) == printed


@pytest.mark.parametrize(
    "text",
    [
        "192.0.2.100",
        "192.0.2.101",
        "192.0.2.2",
        "192.0.2.12",
        "1192.0.2.10",
        "192.0.2.10.5",
        "5.192.0.2.1",
        "192x0.2.10",
        "192.0.2.0/240",
        "2001:db8::100",
        "2001:db8::10:5",
        "2001:db8::1",
        "f2001:db8::10",
        "fe80:2001:db8::10",
        "no address",
        "",
    ],
)
def test_lift_not(text: str) -> None:
    """What only looks like one of the addresses stays as it is."""
    assert lift(text) == text


@pytest.mark.parametrize("text", ["{host0.ip}", "first\nand {client0.ip6} here"])
def test_lift_refuses_placeholders(text: str) -> None:
    """An output that itself contains a placeholder is refused, for it could not be told from a lifted one."""
    with pytest.raises(Problem, match="the output itself contains"):
        lift(text)


@pytest.mark.parametrize("text", ["{192.0.2.10 80}\n{{192.0.2.10}}", "${192.0.2.10}", "[{{192.0.2.10 80} tcp}]"])
def test_lift_refuses_braces(text: str) -> None:
    """An output whose address stands in braces of its own is refused, for it could not be filled in again."""
    with pytest.raises(Problem, match="in braces"):
        lift(text)


@pytest.mark.parametrize(
    "text",
    ["{{.Name}}", "{{ .Name }}", "{{host0.ip}}", "{{json .NetworkSettings.Ports}}", "${a.b}", "${name}", "{a,b}", "{}"],
)
def test_not_ours(text: str) -> None:
    """Docker's templates and the shell's own braces pass through untouched, and are not unknown placeholders."""
    assert fill(text, LAB) == text
    assert lift(text) == text
    assert list(unknown(text)) == []


def test_unknown() -> None:
    """Each placeholder that nobody defines is found with its line, and stays when the others are filled in."""
    text = "{host0.ip}\n{host0.ipp} {client1.ip}\n\n{host0.mac}"
    assert list(unknown(text)) == [(2, "host0.ipp"), (2, "client1.ip"), (4, "host0.mac")]
    assert fill(text, LAB) == "192.0.2.10\n{host0.ipp} {client1.ip}\n\n{host0.mac}"


@pytest.mark.parametrize("sign", ["\u2028", "\x0c", "\x85"])
def test_lines_end_in_lf(sign: str) -> None:
    """What is wrong is told at the line that an editor has, whatever else Python takes for the end of a line."""
    text = f"copied{sign}from elsewhere\n{{host0.ipp}} 192.0.2.10\n"
    assert list(unknown(text)) == [(2, "host0.ipp")]
    assert list(raw(text)) == [(2, "host0.ip", "192.0.2.10")]


def test_nested() -> None:
    """Pages see each machine with its values."""
    table = nested(PAGE)
    assert {f"{machine}.{what}" for machine, values in table.items() for what in values} == set(PAGE)
    assert table["client0"]["ip6"] == PAGE["client0.ip6"]
