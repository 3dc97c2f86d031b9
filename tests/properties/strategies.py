"""Text that looks like policy documents, and text that looks like nothing."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.documents import NAMES, VARIANTS, text_of

_PIECES = [
    "一、", "二、", "(一)", "（二）", "1.", "2.", "3、", "(1)", "（2）", "①", "一是", "二是", "第一条", "附件1", "附件:",
    "重点任务", "保障措施", "指导思想", "实施步骤", "推进农业发展", "市发展和改革委员会", "区农业农村局", "各镇(街道)", "县水利局",
    "牵头单位:", "责任单位：", "(责任单位:", "（牵头单位：", "〔配合单位:", ")", "）", "〕", "；", ";", "、", ",", "，", "。", ":",
    "2024年3月底前", "到2025年", "3.5万亩", "95%以上", "不少于50场", "每年", "第一阶段(2024年3月-5月)", "2021年9月31日",
    "列第一位的为牵头单位,下同", "组长:张三", "成员单位:甲局、乙局", "关于印发《方案》的通知", "小编", "浏览次数:5", "— 3 —", "版权所有",
    "\n", "\n", "\n", "\r\n", "\u3000", " ", "\u200b", "⻄", "牵头", "负责", "配合", "等", "“", "”", "(", "[", "A", "5G",
]  # fmt: skip

pieced = st.lists(st.sampled_from(_PIECES), max_size=80).map("".join)
anything = st.text(max_size=200)
samples = st.sampled_from(NAMES).map(text_of)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sample, damaged in one of the usual ways and cut anywhere."""
    text = VARIANTS[draw(st.sampled_from(sorted(VARIANTS)))](draw(samples))
    start = draw(st.integers(0, len(text)))
    return text[start : start + draw(st.integers(0, 3000))]


texts = st.one_of(pieced, anything, damaged())
