"""The document that the examples of the checks against a document speak of.

>>> from planparse import parse
>>> [task.id for task in parse(DOCUMENT).tasks]
['1.1', '1.2', '3']
"""

from __future__ import annotations

DOCUMENT = """清河县节水行动方案
一、重点任务
1.改造管网。2024年10月底前改造老旧管网30公里以上。(牵头单位:县水利局;配合单位:县财政局、各乡镇;责任领导:王明)
2.推广节水器具。公共机构全部使用节水器具。(责任单位:县机关事务中心)
以上所提目标任务,未明确年限的,皆为到2024年。
二、实施步骤
1.部署阶段(2024年3月1日—3月31日)。制定细化方案。
2.实施阶段(2024年4月1日—12月31日)。各项任务全面展开。
三、组织领导
成立清河县节水工作领导小组。
组长:李强
副组长:王明
清河县人民政府
2024年3月8日
"""
