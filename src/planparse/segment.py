"""Words of a text, by jieba: keywords for `--keywords`. The only module that knows jieba exists.

>>> keywords("全面推进乡村振兴,改造油茶低效林,新造油茶。", 2)
('油茶', '乡村振兴')

jieba is loaded when keywords are first asked for; its warnings are about its own code and stay off standard error.
The tokenizer is private, so that a program which uses jieba itself keeps its own words. The dictionary is read from
the package each time: jieba's cache would be a file of a fixed name in the shared temporary folder, unmarshalled
without a question, and it saves next to no time.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import cache
from typing import Any

from planparse.records import Plan
from planparse.vocab import words

_KEYWORD = re.compile(r"[\u3400-\u9fff]{2,}[+]?|\d?[A-Za-z][A-Za-z0-9+#.&-]*")
"""Two Chinese characters or more, or a Latin term: 粮食, AI, 5G. Numbers are none."""


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


@cache
def _extractor() -> Any:
    """jieba's TF-IDF over a tokenizer that knows our terms, without our stop words."""
    vocabulary = words("keywords")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # unescaped patterns, pkg_resources, files left open
        import jieba
        from jieba.analyse import TFIDF

        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True  # `initialize` would write the cache, and log that it does
        for term in vocabulary["terms"]["names"]:
            tokenizer.add_word(term)
        extractor = TFIDF()
    extractor.tokenizer = tokenizer
    extractor.stop_words = {*extractor.stop_words, *vocabulary["stop_words"]["names"]}
    return extractor
