"""Words of a text, by jieba: keywords for `--keywords`, and names run together. The only module that knows jieba exists.

>>> keywords("全面推进乡村振兴,改造油茶低效林,新造油茶。", 2)
('油茶', '乡村振兴')
>>> split_run_together("市城市管理局市新经济委")
['市城市管理局', '市新经济委']

jieba is loaded when one of the two is first asked for; its warnings are about its own code and stay off standard error.
The tokenizer is private, so that a program which uses jieba itself keeps its own words. The dictionary is read from
the package each time: jieba's cache would be a file of a fixed name in the shared temporary folder, unmarshalled
without a question, and it saves next to no time.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from planparse.clauses.units import ends_like_body
from planparse.records import Plan
from planparse.vocab import words

_KEYWORD = re.compile(r"[\u3400-\u9fff]{2,}[+]?|\d?[A-Za-z][A-Za-z0-9+#.&-]*")
"""Two Chinese characters or more, or a Latin term: 粮食, AI, 5G. Numbers are none."""

_ENDS_NAME = re.compile(r"[^省市县区州盟旗](?:[局厅委办部室院会署联]|中心|公司|集团)$")
_OPENS_NAME = re.compile(
    r"(?:[省市县区州盟旗](?:委|政府|人民政府|政府办|人大|政协)?|国家|中央|团[省市县区]委)"
)
_NOT_ITS_OWN = ("分局", "级", "属", "直", "域", "内")
"""Behind a level that is part of a name: 市公安局区分局, 市卫健委县级医院."""
_SHORTEST_NAME = 3


def keywords(text: str, count: int) -> tuple[str, ...]:
    """The `count` words that say most of a text, by TF-IDF; of equal words the one that stands first."""
    weighed = _extractor().extract_tags(text, topK=None)  # a stable sort of the words in printed order
    return tuple(word for word in weighed if _KEYWORD.fullmatch(word))[:count]


def with_keywords(plan: Plan, count: int) -> Plan:
    """The same plan, each task with its keywords: those of its title and its wording."""
    tasks = (
        replace(task, keywords=keywords(f"{task.title or ''}\n{task.text}", count)) for task in plan.tasks
    )
    return replace(plan, tasks=tuple(tasks))


def split_run_together(name: str) -> list[str]:
    """The names in one that was printed without a separator: 市经信局市新经济委; the name alone where it is one.

    A second name begins where a word says the level anew (市, 区委), or where a body that is known follows another of
    its rank (省科技厅教育厅). 市 inside 城市 or 市场 is no level, and an office below a body (市公安局城区分局) no second name.
    """
    names: list[str] = []
    begin = position = 0
    for word in _organ_cutter().cut(name, HMM=False):
        before = name[begin:position]
        if (
            len(before) >= _SHORTEST_NAME
            and len(name) - position >= _SHORTEST_NAME
            and _ENDS_NAME.search(before)
            and (_OPENS_NAME.fullmatch(word) or (word in _organs() and word[-1] == before[-1]))
            and ends_like_body(name, position, len(name))
            and not name.startswith(_NOT_ITS_OWN, position + 1)
        ):
            names.append(before)
            begin = position
        position += len(word)
    return [*names, name[begin:]]


@cache
def _organs() -> frozenset[str]:
    """What bodies are called behind their level, and central ones whole: 经信局, 财政部."""
    groups = words("agencies")
    found: set[str] = set()
    for group in ("province", "below", "any", "party", "national"):
        found.update(groups[group].get("names", ()), groups[group]["short"], groups[group]["short"].values())
    return frozenset(found)


@cache
def _organ_cutter() -> Any:
    """jieba's tokenizer with the names of bodies."""
    return _tokenizer(sorted(_organs()))


@cache
def _extractor() -> Any:
    """jieba's TF-IDF over a tokenizer that knows our terms, without our stop words."""
    vocabulary = words("keywords")
    tokenizer = _tokenizer(vocabulary["terms"]["names"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unescaped patterns, pkg_resources, files left open
        from jieba.analyse import TFIDF

        extractor = TFIDF()
    extractor.tokenizer = tokenizer
    extractor.stop_words = {*extractor.stop_words, *vocabulary["stop_words"]["names"]}
    return extractor


def _tokenizer(terms: Iterable[str]) -> Any:
    """A tokenizer of our own that keeps these terms whole."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unescaped patterns, pkg_resources, files left open
        import jieba

        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True  # `initialize` would write the cache, and log that it does
    for term in terms:
        tokenizer.add_word(term)
    return tokenizer
