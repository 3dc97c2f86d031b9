"""The score over the golden documents, and its floor, which only rises.

`python -m tests.evaluation.gate` prints the score and each difference; with `--update` it raises the floors to what
is reached now, and refuses to lower one.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from planparse import extract
from planparse.exporters.data import plan_data
from planparse.readers import read
from tests.documents import ALL, GOLDEN, sample
from tests.evaluation.compare import Tally, compare

FLOORS = Path(__file__).with_name("floors.json")


def corpus_digest() -> str:
    """A digest of documents and answers, so that no score moves because the data moved."""
    digest = hashlib.sha256()
    for name in ALL:
        digest.update(sample(name).read_bytes())
        digest.update((GOLDEN / f"{name}.yaml").read_bytes())
    return digest.hexdigest()


def evaluate(name: str) -> Tally:
    """Compare one golden document."""
    gold: dict[str, Any] = yaml.safe_load((GOLDEN / f"{name}.yaml").read_text(encoding="utf-8"))
    path = sample(name)
    got: dict[str, Any] = json.loads(json.dumps(plan_data(extract(path), full=True), default=str))
    return compare(gold, got, read(path).text)


def evaluate_all() -> Tally:
    """Compare every golden document."""
    total = Tally()
    for name in ALL:
        total.add(evaluate(name))
    return total


def main() -> int:
    total = evaluate_all()
    scores = {field: round(total.f1(field), 4) for field in sorted(total.counts)}
    print(*total.notes, sep="\n")
    print(json.dumps(scores, indent=2))
    if "--update" in sys.argv:
        floors = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
        lower = [field for field, floor in floors.items() if scores.get(field, 0.0) < floor]
        if lower:
            print("refused: these would fall:", ", ".join(lower), file=sys.stderr)
            return 1
        FLOORS.write_text(
            json.dumps({"corpus": corpus_digest(), "floors": scores}, indent=2) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
