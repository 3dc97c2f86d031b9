"""JUnit XML as Jenkins and GitLab read it: a failed test for each finding, a passed one for each file without any.

>>> from planparse.findings import Finding
>>> found = Finding("a.yaml", 2, 3, "bad-date", "error", "没有 <9> 月")
>>> print(report([Checked("a.yaml", (found,), {}), Checked("b.yaml", (), {})], Look()).decode(), end="")
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="planparse validate" tests="2" failures="1" errors="0">
  <testsuite name="a.yaml" tests="1" failures="1" errors="0">
    <testcase classname="a.yaml" name="2:3 bad-date">
      <failure type="bad-date" message="没有 &lt;9&gt; 月">a.yaml:2:3: error bad-date 没有 &lt;9&gt; 月</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.yaml" tests="1" failures="0" errors="0">
    <testcase classname="b.yaml" name="b.yaml" />
  </testsuite>
</testsuites>
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from planparse.reports.checked import Checked, Look, relative

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(checked: Sequence[Checked], _look: Look) -> bytes:
    """The findings as test suites, one a file. What is `info` passes, unless the settings are strict."""
    root = _element(None, "testsuites", name="planparse validate", **_counts(checked))
    for one in checked:
        name = relative(one.file)
        suite = _element(root, "testsuite", name=name, **_counts([one]))
        if not one.findings:
            _element(suite, "testcase", classname=name, name=name)
        for finding in one.findings:
            place = f"{finding.line}:{finding.column} {finding.code}"
            case = _element(suite, "testcase", classname=name, name=place)
            if one.fails(finding):
                result = _element(case, "failure", type=finding.code, message=finding.message)
            else:
                result = _element(case, "system-out")
            result.text = _clean(str(finding))
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode("utf-8", "replace")


def _counts(checked: Sequence[Checked]) -> dict[str, str]:
    tests = sum(len(one.findings) or 1 for one in checked)
    failures = sum(one.fails(finding) for one in checked for finding in one.findings)
    return {"tests": str(tests), "failures": str(failures), "errors": "0"}


def _element(parent: ElementTree.Element | None, tag: str, **attributes: str) -> ElementTree.Element:
    clean = {key: _clean(value) for key, value in attributes.items()}
    return ElementTree.Element(tag, clean) if parent is None else ElementTree.SubElement(parent, tag, clean)


def _clean(text: str) -> str:
    """The text without what no XML may hold."""
    return _NO_XML.sub("\ufffd", text)
