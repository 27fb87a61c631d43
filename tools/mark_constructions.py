"""Tells how the coder does on each construction of tests/coding/data/constructions.toml.

    python tools/mark_constructions.py [NAME…] [--faults] [--mark]

With --faults each failing case is shown with what is missing and what is too many. With --mark the file's marks of
known failures follow the outcome and its floors rise to it; a floor is never lowered: lower it by hand, with a reason.
"""

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "coding"))

from constructions import DATA, Case, cases, coded, faults, tables


def outcomes(names: list[str]) -> list[tuple[Case, list[str]]]:
    """Each case with its faults."""
    return [(case, faults(case, coded(case))) for case in cases() if not names or case.construction in names]


def report(found: list[tuple[Case, list[str]]], faulty: bool) -> None:
    """A line for each construction, and its faults."""
    for name, table in tables().items():
        mine = [(case, wrong) for case, wrong in found if case.construction == name]
        if mine:
            print(f"{name:12} {sum(not wrong for _, wrong in mine):2} of {len(mine)}  {table['about']}")
        for case, wrong in mine if faulty else ():
            if wrong:
                print(f"    {case.name} {case.text}", *(f"        {line}" for line in wrong), sep="\n")
    print(f"{sum(not wrong for _, wrong in found)} of {len(found)} cases")


def marked(found: list[tuple[Case, list[str]]]) -> str:
    """The file with marks and floors brought up to date."""
    failing = {case.text for case, wrong in found if wrong}
    lines, name = [], ""
    for line in DATA.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        text = re.match(r'  \{ text = "([^"]+)"', line)
        if text:
            line = re.sub(r", xfail = true(?= \})", "", line)
            line = re.sub(r" \},$", ", xfail = true },", line) if text[1].replace("\\n", "\n") in failing else line
        lines.append(_raised(line, name, found))
    return "\n".join(lines) + "\n"


def _raised(line: str, name: str, found: list[tuple[Case, list[str]]]) -> str:
    """A floor's line with the share that passes now, rounded down, if that is more."""
    if not line.startswith("floor = "):
        return line
    mine = [not wrong for case, wrong in found if case.construction == name]
    share = int(100 * sum(mine) / len(mine)) / 100 if mine else 0.0
    return f"floor = {max(share, float(line.removeprefix('floor = ')))}"


def main() -> None:
    """Report, and mark on demand."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("names", nargs="*")
    cli.add_argument("--faults", action="store_true")
    cli.add_argument("--mark", action="store_true")
    args = cli.parse_args()
    if args.mark and args.names:
        sys.exit("--mark needs the outcome of every construction; give no names with it")
    found = outcomes(args.names)
    report(found, args.faults)
    if args.mark:
        DATA.write_text(marked(found), encoding="utf-8")


if __name__ == "__main__":
    main()
