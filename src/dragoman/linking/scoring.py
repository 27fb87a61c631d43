"""How much speaks for two reports telling of one happening: a sum of weighted reasons, of the two reports alone.

Nothing else of the store enters a score, so an unrelated document changes none.
"""

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

from dragoman.linking.record import Report, Score
from dragoman.linking.weights import Weights
from dragoman.linking.words import likeness

Reason = tuple[str, float]
_EARTH_KM = 6371.0


def score(one: Report, other: Report, table: Weights) -> Score:
    """The score of two reports; which is given first makes no difference."""
    left, right = sorted((one, other), key=lambda report: report.id)
    reasons = tuple(reason for part in _PARTS for reason in part(left, right, table))
    return Score(round(sum(weight for _, weight in reasons) - table.bias, 3), reasons)


def _types(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if one.type == other.type:
        yield f"both {one.type}", table.base.get(one.type, table.base["default"])
    else:
        pair = "/".join(sorted((one.type, other.type)))
        yield f"{one.type} and {other.type}", table.kin.get(pair, table.apart)
        if not (one.calls_off or other.calls_off) and not set(one.fragments).isdisjoint(other.fragments):
            yield "told apart in one article", 2 * table.apart


def _modes(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if one.type != other.type or one.mode == other.mode:
        if one.mode == other.mode and one.mode:
            yield f"both {one.mode}", table.mode["same"]
        return
    pair = "/".join(sorted(mode for mode in (one.mode, other.mode) if mode))
    if one.mode and other.mode:
        other_mode = table.mode["said" if one.type in table.said["types"] else "other"]
        yield f"{one.mode} and {other.mode}", table.mode.get(pair, other_mode)
    elif f"{pair}/" in table.mode:
        met = next((report.place for report in (one, other) if not report.mode), "")
        placed = bool(met) and f"{pair}/place" in table.mode
        yield f"one is {pair}" + placed * f", the other at {met}", table.mode[f"{pair}/{'place' * placed}"]


def _sides(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    ours, theirs = one.countries, other.countries
    if lone := _lone(one, other):
        yield f"{lone} without another side", table.sides[_alone(one, other, table)]
    elif ours == theirs:
        yield "the same countries", table.sides["same"]
    elif ours <= theirs or theirs <= ours:
        yield "countries of one among the other's", table.sides["part"]
    else:
        yield "each has a country of its own", table.sides["mixed"]
    yield from _direction(one, other, table)


def _lone(one: Report, other: Report) -> str:
    """The one country that both name and nobody else; of meetings also where only one names nobody else."""
    met = one.type == other.type == "CONSULT"
    shared = one.countries & other.countries
    sizes = sorted((len(one.countries), len(other.countries)))
    return "+".join(sorted(shared)) if shared and (sizes[1] == 1 or (met and sizes[0] == 1)) else ""


def _alone(one: Report, other: Report, table: Weights) -> str:
    if one.type == other.type == "CONSULT":
        return "alone_meeting" if len(one.countries) == len(other.countries) else "half_meeting"
    return "alone" if {one.type, other.type} & set(table.said["types"]) else "alone_deed"


def _direction(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if one.type != other.type or not one.recipients or not other.recipients:
        return
    if one.actors == other.actors and one.recipients == other.recipients:
        yield "who to whom", table.sides["directed"]
    elif swapped(one, other):
        yield "who and whom swapped", table.sides["swapped"]


def swapped(one: Report, other: Report) -> bool:
    """Whether the actors of each are acted on in the other, and not the other way about as well."""
    crossed = one.actors & other.recipients and other.actors & one.recipients
    return bool(crossed) and not (one.actors & other.actors or one.recipients & other.recipients)


def _persons(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    shared = 0
    for country in sorted(one.persons.keys() & other.persons.keys()):
        both = one.persons[country] & other.persons[country]
        if both:
            yield f"{', '.join(sorted(both))} in both", table.sides["persons" if shared else "person"]
            shared += 1
        else:
            yield f"other persons of {country}", table.sides["others"]


def _days(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    gap = max(one.first, other.first) - min(one.last, other.last)
    if "hypothetical" in (one.aux, other.aux):
        yield "one only supposes it", table.time["supposed"]
    if one.calls_off != other.calls_off:
        yield from _called_off(one, other, gap, table)
    elif gap > 0:
        yield _apart(gap, one, other, table)
    else:
        yield _together(one, other, table)


def _together(one: Report, other: Report, table: Weights) -> Reason:
    kinds = {one.precision, other.precision}
    if "assumed" in kinds:
        return "one without a date", table.time["assumed"]
    if "year" in kinds:
        return "within the year", table.time["year"]
    if "month" in kinds:
        return "within the month", table.time["month"]
    if "days" in kinds:
        same = (one.first, one.last) == (other.first, other.last)
        return "within some days", table.time["day" if same else "within"]
    return "the same day", table.time["day"]


def _apart(gap: int, one: Report, other: Report, table: Weights) -> Reason:
    if one.is_plan or other.is_plan or (one.calls_off and other.calls_off):
        shift = table.time["next_plan" if gap == 1 else "shifted"]
        return f"{gap} days apart, a plan", shift
    if gap > 1:
        return f"{gap} days apart", 2 * table.apart
    return "a day apart", table.time["next_meeting" if one.type == "CONSULT" else "next"]


def _called_off(one: Report, other: Report, gap: int, table: Weights) -> Iterator[Reason]:
    """A refusal to meet and a meeting: the one calls the other off if it comes first and is not of a meeting held."""
    refusal, meeting = (one, other) if one.calls_off else (other, one)
    if not meeting.is_plan and meeting.aux not in ("negation", "hypothetical"):
        yield "the meeting was held", table.apart
    elif refusal.first > meeting.last or gap > table.days.answer:
        yield "refused after its day", table.apart
    else:
        yield "called off before its day", table.time["cancelled"]


def _places(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if not one.place or not other.place:
        return
    if one.place == other.place:
        yield f"{one.place} in both", table.place["same"]
    elif one.place in other.place or other.place in one.place:
        yield "one place names the other", table.place["inside"]
    elif one.place_code and other.place_code and one.place_code != other.place_code:
        yield f"{one.place} and {other.place}, other countries", table.place["abroad"]
    elif one.point and other.point:
        yield _distance(one, other, table)
    elif one.place_code and one.place_code == other.place_code:
        yield f"both in {one.place_code}", table.place["country"]


def _distance(one: Report, other: Report, table: Weights) -> Reason:
    apart = kilometres(one.point or (0, 0), other.point or (0, 0))
    said = f"{one.place} and {other.place}, {apart:.0f} km apart"
    if apart < table.near_km:
        return said, table.place["near"]
    if one.place in other.words or other.place in one.words:
        return f"{one.place} and {other.place}, both named by one", table.place["country"]
    return said, table.place["far" if apart > reach(one, other, table) else "country"]


def reach(one: Report, other: Report, table: Weights) -> float:
    """How far apart, in kilometres, two places may be without being two."""
    return max(table.far_km, one.wide, other.wide)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance of two points given in degrees (haversine)."""
    (north, east), (north2, east2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin((east2 - east) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def _issues(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if shared := one.issues & other.issues:
        yield f"both about {', '.join(sorted(shared))}", table.issue["same"]
    elif one.issues and other.issues:
        yield "about other things", table.issue["other"]


def _words(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    words = table.words
    said = {one.type, other.type} & set(table.said["types"])
    like = likeness(one.bits, other.bits, int(words["short"]))
    if like is None:
        if said:
            yield "too few words to tell a statement by", words["least"]
        return
    slope = words["scale"] * (words["slope_said"] if said and like < words["middle"] else 1)
    least = words["least_said" if said else "least"]
    yield f"{like:.0%} of the words", round(max(least, min(words["most"], slope * (like - words["middle"]))), 2)


def _numbers(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    if shared := one.numbers & other.numbers:
        yield f"both count {', '.join(sorted(shared))}", table.number["same"]


def _moments(one: Report, other: Report, table: Weights) -> Iterator[Reason]:
    ours, theirs = ({row.partition(":")[0]: row for row in report.moments} for report in (one, other))
    differ = [group for group in sorted(ours.keys() & theirs.keys()) if ours[group] != theirs[group]]
    if differ:
        yield f"other {' and '.join(differ)}", table.moment["other"]
    elif one.moments & other.moments:
        yield "the same moment", table.moment["same"]


_PARTS = (_types, _modes, _sides, _persons, _days, _places, _issues, _words, _numbers, _moments)
