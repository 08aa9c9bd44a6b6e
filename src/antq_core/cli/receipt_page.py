"""What a receipt, a label and a replay look like to people, and a replay to machines."""

import re
from collections.abc import Iterator

from antq_core.cli.assessment_listing import FORMAT
from antq_core.cli.screen import Screen, printable
from antq_core.cli.tables import pairs_of
from antq_core.codec.text import Json
from antq_core.domain.units import national_label
from antq_core.expressions.wording import in_points
from antq_core.findings.score_sentences import points_words
from antq_core.findings.sentences import DIGITS_OF_A_DIGEST, verdict_words
from antq_core.receipts.minimal import Label
from antq_core.receipts.receipt import Receipt, SealedCode, SealedScore
from antq_core.receipts.replaying import Aspect, Point, Replay

LONG = re.compile(rf"\b([0-9a-f]{{{DIGITS_OF_A_DIGEST}}})[0-9a-f]{{{64 - DIGITS_OF_A_DIGEST}}}\b")


def show_receipt(receipt: Receipt, key: str, screen: Screen) -> None:
    """Show what a receipt says, and what its seal is and is not."""
    screen.write(screen.say("receipt.intact", key=key))
    screen.write(screen.say(f"receipt.of-{receipt.subject.value}"))
    screen.show(
        pairs_of((screen.say(f"receipt.name-{name}"), value) for name, value in _parts(receipt, screen))
    )
    screen.write(screen.say("receipt.what-it-is"))


def show_label(label: Label, key: str, screen: Screen) -> None:
    """Show what a label says, and that it is not the receipt."""
    screen.write(screen.say("receipt.intact", key=key))
    screen.write(screen.say("receipt.of-label"))
    parts = [
        ("certificate", label.number),
        ("unit", screen.say("receipt.label-unit", unit=label.unit, province=label.province)),
        ("year", str(label.year)),
        ("verdict", screen.say(f"verdict.{label.verdict.value}")),
        ("scheme", label.scheme),
        ("basis", screen.say(f"basis.{label.basis.value}")),
        ("decided-on", screen.say("receipt.day", day=label.day)),
        ("receipt", label.of),
    ]
    screen.show(pairs_of((screen.say(f"receipt.name-{name}"), value) for name, value in parts if value))
    screen.write(screen.say("receipt.what-it-is"))


def show_replay(replay: Replay, screen: Screen) -> None:
    """Show what is the same and what differs."""
    for point in replay.points:
        if not (point.sealed or point.again):
            continue  # there is nothing on either side
        screen.write(printable(_line(point, replay, screen)))
    if replay.lies_below:
        screen.write(screen.say("receipt.lies-below"))
    if replay.lies_in_assumptions:
        screen.write(screen.say("receipt.only-assumptions"))
    if not replay.agrees:
        screen.write(screen.say("receipt.replay-differs"))
    elif replay.differing:
        screen.write(screen.say("receipt.replay-other-code"))
    else:
        screen.write(screen.say("receipt.replay-agrees"))


def listing(replay: Replay) -> Json:
    """A replay for machines."""
    points = [
        {
            "aspect": each.aspect.value,
            **({"name": each.name} if each.name else {}),
            "sealed": each.sealed,
            "again": each.again,
            "same": each.is_same,
            "counts": each.counts,
        }
        for each in replay.points
    ]
    return {"format": FORMAT, "agrees": replay.agrees, "points": points}


def _parts(receipt: Receipt, screen: Screen) -> Iterator[tuple[str, str]]:
    """What a receipt says, by the names under which it is shown."""
    if receipt.certificate is not None:
        facts = receipt.certificate
        yield "certificate", facts.number
        decision = {"number": facts.decision_number, "day": facts.decision_date, "by": facts.authority}
        yield "decision", screen.say("receipt.decision", **decision)
    kind = national_label(receipt.kind)
    place = {"province": receipt.province, "commune": receipt.commune}
    yield "unit", screen.say("receipt.unit", unit=receipt.unit, kind=kind or receipt.kind, **place)
    yield "year", str(receipt.year)
    yield "verdict", _verdict(receipt, screen)
    for score in receipt.scores:
        yield "score", f"{score.standard}: {_score(score, screen)}"
    yield "scheme", receipt.scheme
    yield "basis", screen.say(f"basis.{receipt.basis.value}")
    yield "decided-on", screen.say("receipt.day", day=receipt.decided_on)
    for reading in receipt.readings:
        if reading.option is not None:
            chosen = {"name": reading.name, "option": reading.option}
            yield "reading", screen.say(f"receipt.reading-{reading.chosen_by.value}", **chosen)
    if names := ", ".join(each.name for each in receipt.readings if each.option is None):
        yield "reading", screen.say("receipt.reading-open", names=names)
    if receipt.assumptions:
        yield "assumptions", ", ".join(receipt.assumptions)
    if receipt.unheard:
        yield "unheard", ", ".join(receipt.unheard)
    for standard in receipt.standards:
        source = standard.plugin or screen.say("receipt.handed-over")
        yield "standard", f"{standard.id} [{_shortened(standard.digest)}] – {source}"
    for plugin in receipt.plugins:
        yield "plugin", _code(plugin)
    yield "engine", _code(receipt.engine)
    yield "dossier", _shortened(receipt.dossier_digest)
    yield "input", _shortened(receipt.input_digest)
    yield "reasons", _shortened(receipt.assessment_digest)


def _line(point: Point, replay: Replay, screen: Screen) -> str:
    label = screen.say(f"receipt.name-{point.aspect.value.replace('_', '-')}")
    if point.name:
        label = f"{label} {point.name}"
    sealed = _words(point, point.sealed, replay.sealed, screen)
    again = _words(point, point.again, replay.again, screen)
    if point.is_same:
        return screen.say("receipt.point-same", label=label, value=sealed)
    code = "receipt.point-differs" if point.counts else "receipt.point-told"
    return screen.say(code, label=label, sealed=sealed, again=again)


def _words(point: Point, value: str, receipt: Receipt, screen: Screen) -> str:
    """One side of a point in words."""
    if point.aspect is Aspect.VERDICT:
        return _verdict(receipt, screen)
    if point.aspect is Aspect.DECIDED_ON:
        return screen.say("receipt.day", day=receipt.decided_on)
    if point.aspect is Aspect.READINGS:
        open_ones = screen.say("receipt.reading-not-chosen")
        return ", ".join(f"{each.name} = {each.option or open_ones}" for each in receipt.readings) or "–"
    if point.aspect is Aspect.SCORES:
        scores = {each.standard: each for each in receipt.scores}
        return _score(scores[point.name], screen) if point.name in scores else "–"
    return _shortened(value) or "–"


def _verdict(receipt: Receipt, screen: Screen) -> str:
    words = verdict_words(receipt.possible, screen.locale)
    return words if receipt.possible.is_decided else screen.say("receipt.undecided", verdicts=words)


def _score(score: SealedScore, screen: Screen) -> str:
    points = screen.say(
        "receipt.points", points=points_words(score.total, screen.locale), most=in_points(score.most)
    )
    grades = dict.fromkeys(each for each in (score.lowest, score.highest) if each is not None)
    return f"{points}, {screen.say('receipt.grades', grades=' – '.join(grades))}" if grades else points


def _code(code: SealedCode) -> str:
    return f"{code.distribution} {code.version} [{_shortened(code.digest or '–')}]"


def _shortened(text: str) -> str:
    return LONG.sub(r"\1", text)
