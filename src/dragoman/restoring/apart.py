"""The room's door: a document into its fragments, its headings and what belongs to no article."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dragoman.lexicon import Lexicon
from dragoman.model import Document, Page
from dragoman.restoring.anchors import anchor
from dragoman.restoring.assigning import Choice, assign, weights_of
from dragoman.restoring.boilerplate import NONE, Boilerplate
from dragoman.restoring.clues import horizon
from dragoman.restoring.cohesion import Board
from dragoman.restoring.discourse import discourse_of
from dragoman.restoring.headings import match_headings
from dragoman.restoring.held import Held
from dragoman.restoring.likeness import liken
from dragoman.restoring.lines import Line, split_lines
from dragoman.restoring.names import names_of
from dragoman.restoring.noise import Verdict, judge
from dragoman.restoring.openings import Opening, find_openings
from dragoman.restoring.placing import Part, Place, make_page
from dragoman.restoring.splitting import Outline, outline
from dragoman.restoring.times import Times, times_of
from dragoman.restoring.traits import announces_list, mixed_indents, traits_of

_MANY = 12
"""On a page of more fragments the paragraphs' times are not compared: it would cost more than it tells."""


def restore(document: Document, lexicon: Lexicon, learnt: Boilerplate = NONE) -> Page:
    """Take ``document`` apart: every word of its text is in one fragment, aside or headline of the result.

    ``learnt`` is what the document's outlet repeats over its files (see ``learn_boilerplate``).
    """
    lines = split_lines(document)
    noise = {**learnt.verdicts(document, lines), **judge(lines, lexicon)}
    openings = {opening.line: opening for opening in find_openings(lines, lexicon)}
    plan = outline(document, lines, noise, openings)
    noise |= {number: Verdict("links", "one of several headings in a row") for number in plan.links}
    choices = choose(lines, openings, plan, lexicon)
    places = _places(lines, noise, choices)
    parts = [_part(document, lines, openings, plan, choices, fragment, lexicon) for fragment in range(len(plan.seeds))]
    titled = match_headings(
        [lines[number] for number in plan.heads],
        [lines[number] for number in plan.titles],
        ["\n".join(lines[number].folded for number in _lines_of(plan, choices, at)) for at in range(len(parts))],
        lexicon,
    )
    parts = [replace(part, title=titled.titles.get(fragment, "")) for fragment, part in enumerate(parts)]
    return make_page(document, lines, places, parts, titled.headlines)


def _lines_of(plan: Outline, choices: Mapping[int, Choice], fragment: int) -> list[int]:
    return [number for number in plan.body if choices[number].fragment == fragment]


def choose(
    lines: Sequence[Line], openings: Mapping[int, Opening], plan: Outline, lexicon: Lexicon
) -> dict[int, Choice]:
    """The fragment of every line of the body."""
    if len(plan.seeds) < 2:
        return {number: Choice(0, 1.0, (plan.why,)) for number in plan.body}
    bound = bound_lines(lines, openings, plan)
    board = make_board(lines, openings, plan, bound, lexicon)
    choices = assign(board, bound, weights_of(lexicon))
    return dict(zip(plan.body, choices, strict=True))


def make_board(
    lines: Sequence[Line],
    openings: Mapping[int, Opening],
    plan: Outline,
    bound: Mapping[int, int],
    lexicon: Lexicon,
) -> Board:
    """The body's paragraphs with their traits, none assigned yet."""
    names, discourse = names_of(Held(lexicon)), discourse_of(Held(lexicon))
    alone = {leader: at for at, leader in bound.items() if leader in plan.seeds}
    traits = [traits_of(lines[number], openings.get(number), names, discourse) for number in plan.body]
    return Board(
        traits=traits,
        likeness=liken(traits),
        seeds=plan.seeds,
        leads=[alone.get(seed, seed) for seed in plan.seeds],
        openings=[openings.get(number) for number in plan.body],
        announcing=[announces_list(lines[number]) for number in plan.body],
        mixed=mixed_indents(traits),
        labels=[None] * len(plan.body),
        sizes=[0] * len(plan.seeds),
        counts=[{} for _ in plan.seeds],
        lengths=[0.0] * len(plan.seeds),
        times=_times(lines, openings, plan, lexicon),
    )


def _times(lines: Sequence[Line], openings: Mapping[int, Opening], plan: Outline, lexicon: Lexicon) -> Times:
    """What the paragraphs say of the fragments' times; nothing on pages of very many fragments."""
    if len(plan.seeds) > _MANY:
        return Times({}, {fragment: [] for fragment in range(len(plan.seeds))})
    texts = [_without_dateline(lines[number], openings.get(number)) for number in plan.body]
    found = [openings.get(number) for number in plan.body]
    return times_of(texts, plan.seeds, found, horizon(Held(lexicon)), lexicon)


def bound_lines(lines: Sequence[Line], openings: Mapping[int, Opening], plan: Outline) -> dict[int, int]:
    """The paragraphs that must go with the one above: right under it, or under a dateline that is a line of its own."""
    bound: dict[int, int] = {}
    for at, number in enumerate(plan.body):
        if at == 0 or at in plan.seeds:
            continue
        above = lines[plan.body[at - 1]]
        opening = openings.get(above.number)
        alone = opening is not None and opening.span.end == len(above.folded)
        if alone or (lines[number].follows and above.number == number - 1):
            bound[at] = at - 1
    return bound


def _places(lines: Sequence[Line], noise: Mapping[int, Verdict], choices: Mapping[int, Choice]) -> list[Place]:
    places = []
    for line in lines:
        if line.number in choices:
            places.append(Place("body", choices[line.number].fragment))
        elif line.number in noise:
            verdict = noise[line.number]
            places.append(Place("aside", None, verdict.kind, verdict.reason))
        else:
            places.append(Place("heading"))
    return places


def _part(
    document: Document,
    lines: Sequence[Line],
    openings: Mapping[int, Opening],
    plan: Outline,
    choices: Mapping[int, Choice],
    fragment: int,
    lexicon: Lexicon,
) -> Part:
    """What is known of a fragment beside its lines: its anchor, its agency, how sure its paragraphs are and why."""
    mine = [lines[number] for number in _lines_of(plan, choices, fragment)]
    opening = _dateline(openings, plan.body[plan.seeds[fragment]], mine)
    published = document.published.date() if document.published else None
    texts = [_without_dateline(line, openings.get(line.number)) for line in mine]
    alone = len(plan.seeds) == 1
    chances = [choices[line.number].chance for line in mine]
    return Part(
        anchor=anchor(opening, texts, published, document.published_by, alone, lexicon),
        agency=opening.agency if opening else "",
        confidence=round(sum(chances) / len(chances), 3),
        reasons=(plan.why, *_why(mine, choices)) if not alone else (plan.why,),
    )


def _without_dateline(line: Line, opening: Opening | None) -> str:
    """The folded line without the dateline that opens it, whose place and day say nothing of what is told."""
    return line.folded[opening.span.end :] if opening and opening.strength > 1 else line.folded


def _why(mine: Sequence[Line], choices: Mapping[int, Choice]) -> list[str]:
    """For each paragraph of a fragment how sure it is and what put it there."""
    made = [(line.text, choices[line.number]) for line in mine]
    return [f"{text[:12]}… {choice.chance:.2f}: {', '.join(choice.reasons)}" for text, choice in made]


def _dateline(openings: Mapping[int, Opening], seed: int, mine: Sequence[Line]) -> Opening | None:
    """The fragment's dateline: the one that opens it, else an attribution with a day in its first paragraphs."""
    if seed in openings:
        return openings[seed]
    dated = [openings[line.number] for line in mine[:3] if line.number in openings and openings[line.number].day]
    return dated[0] if dated else None
