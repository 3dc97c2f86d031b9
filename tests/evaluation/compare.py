"""Compare an extraction with a golden file, field by field: right, spurious and missed answers.

Wording is compared after NFKC without white space. What each field means stands in the golden files' own rules:
a task is paired by the quote it begins with, lists of units keep their order of printing but are compared as bags.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

UNIT_FIELDS = {"lead": "lead_units", "responsible": "responsible_units", "supporting": "supporting_units"}
DOCUMENT_FIELDS = ("title", "document_number", "issuers", "recipients", "document_date", "publication_date")


def norm(text: object) -> str:
    """NFKC without white space; invisible characters dropped."""
    folded = unicodedata.normalize("NFKC", str(text))
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def norms(values: Iterable[object] | None) -> list[str]:
    return [norm(value) for value in (values or [])]


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value, depth first."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


class Tally:
    """Counts of right, spurious and missed answers, a field each, with a note for each difference."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.notes: list[str] = []

    def bags(self, field: str, want: Iterable[str], got: Iterable[str], where: str) -> None:
        missed, spurious = list(want), list(got)
        for value in list(spurious):
            if value in missed:
                missed.remove(value)
                spurious.remove(value)
                self.counts[field][0] += 1
        self.counts[field][1] += len(spurious)
        self.counts[field][2] += len(missed)
        if missed or spurious:
            self.notes.append(f"{where} {field}: missed {missed} spurious {spurious}")

    def truth(self, field: str, right: bool, where: str, why: str) -> None:
        self.counts[field][0 if right else 1] += 1
        if not right:
            self.counts[field][2] += 1
            self.notes.append(f"{where} {field}: {why}")

    def add(self, other: Tally) -> None:
        for field, counts in other.counts.items():
            self.counts[field] = [a + b for a, b in zip(self.counts[field], counts, strict=True)]
        self.notes += other.notes

    def f1(self, field: str) -> float:
        right, spurious, missed = self.counts[field]
        return 1.0 if not right + spurious + missed else 2 * right / (2 * right + spurious + missed)


def full_text(task: dict[str, Any]) -> str:
    parts = [task.get("title") or "", task.get("text") or ""]
    for sub in task.get("subtasks") or []:
        parts += [sub.get("number") or "", sub.get("title") or "", sub.get("text") or ""]
    return norm("".join(parts))


def compare(gold: dict[str, Any], got: dict[str, Any], source: str) -> Tally:
    """Compare one document's golden answers with its extraction, as JSON data with everything in it."""
    tally = Tally()
    for field in DOCUMENT_FIELDS:
        want, have = gold["document"].get(field), got["document"].get(field)
        if isinstance(want, list):
            tally.bags("document", norms(want), norms(have), field)
        else:
            tally.truth(
                "document", norm(want or "") == norm(have or ""), field, f"want {want!r}, got {have!r}"
            )
    left = list(got["tasks"])
    for want in gold.get("tasks") or []:
        where = f"[{'/'.join(map(str, want['path']))} {want['at'][:12]}]"
        quote = norm(want["at"])
        have = next((t for t in left if 0 <= full_text(t)[:80].find(quote) <= 12), None)
        if have is None:
            tally.counts["tasks"][2] += 1
            tally.notes.append(f"{where} missed task")
            have = {}
        else:
            left.remove(have)
            tally.counts["tasks"][0] += 1
            _compare_task(tally, want, have, source, where)
        for short, field in UNIT_FIELDS.items():
            tally.bags(short, norms(want.get(short)), norms(have.get(field)), where)
        dates = {str(d["date"]) for d in have.get("deadlines") or [] if d.get("date")}
        tally.bags("due", sorted({str(d) for d in want.get("due") or []}), sorted(dates), where)
        _compare_targets(tally, want.get("targets"), have.get("targets"), where)
    tally.counts["tasks"][1] += len(left)
    tally.notes += [f"spurious task: {full_text(task)[:40]}" for task in left]
    _compare_rosters(tally, gold, got)
    _compare_keeping(tally, gold, got)
    return tally


def _compare_task(tally: Tally, want: dict[str, Any], have: dict[str, Any], source: str, where: str) -> None:
    kind = want.get("kind", "tasks")
    tally.truth(
        "section_kind", have["section_kind"] == kind, where, f"want {kind}, got {have['section_kind']}"
    )
    number = norm(want["path"][-1])
    tally.truth("number", norm(have["number"]) == number, where, f"want {number}, got {have['number']}")
    tail, end = full_text(have), norm(want.get("until") or "").rstrip("。;,")
    tally.truth("boundary", end in tail[-len(end) - 7 :], where, f"want …{end}, got …{tail[-24:]}")
    if want.get("title"):
        same = norm(have.get("title") or "").rstrip("。:;") == norm(want["title"]).rstrip("。:;")
        tally.truth("title", same, where, f"want {want['title']}, got {have.get('title')}")
    numbers = [norm(sub.get("number") or "-") for sub in have.get("subtasks") or []]
    tally.bags("subtasks", norms(want.get("subtasks")), numbers, where)
    cut = norm(source[have["source"]["start"] : have["source"]["end"]])
    tally.truth("span", norm(want["at"]) in cut, where, f"source span is {cut[:30]!r}")


def _compare_targets(
    tally: Tally, gold: list[str] | None, got: list[dict[str, Any]] | None, where: str
) -> None:
    """A target is right when its wording holds a golden measure that no other one claims."""
    texts = [norm(target["text"] + "|" + target["measure"]) for target in got or []]
    missed: list[str] = []
    for measure in norms(gold):
        whole = re.compile(r"(?<![\d.])" + re.escape(measure))
        hit = next((text for text in texts if whole.search(text)), None)
        if hit is None:
            missed.append(measure)
        else:
            texts.remove(hit)
            tally.counts["targets"][0] += 1
    tally.counts["targets"][1] += len(texts)
    tally.counts["targets"][2] += len(missed)
    if missed or texts:
        tally.notes.append(f"{where} targets: missed {missed} spurious {texts}")


def _compare_rosters(tally: Tally, gold: dict[str, Any], got: dict[str, Any]) -> None:
    def stages(phases: list[dict[str, Any]] | None) -> list[str]:
        return ["|".join(norm(p.get(key) or "-") for key in ("title", "start", "end")) for p in phases or []]

    def people(groups: list[dict[str, Any]] | None) -> list[str]:
        return [
            norm(f"{group['name']}|{role}|{who}")
            for group in groups or []
            for role, names in group["roles"].items()
            for who in names
        ]

    tally.bags("phases", stages(gold.get("phases")), stages(got.get("phases")), "")
    tally.bags("groups", people(gold.get("groups")), people(got.get("groups")), "")


def _compare_keeping(tally: Tally, gold: dict[str, Any], got: dict[str, Any]) -> None:
    kept = {key: value for key, value in got.items() if key not in ("removed", "source")}
    everything = norm("\n".join(strings(kept)))
    for quote in gold.get("boilerplate") or []:
        tally.truth("boilerplate", norm(quote) not in everything, "", f"kept {quote!r}")
    for quote in gold.get("keep") or []:
        tally.truth("keep", norm(quote) in everything, "", f"lost {quote!r}")
