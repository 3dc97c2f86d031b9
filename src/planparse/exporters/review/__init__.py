"""What the review page is made of.

marks.py     which stretches of the source are marked, and what is said of each
pane.py      the source with its marks, a paragraph a line
listing.py   the task table and the lists below it
labels.py    the page's own words, in Chinese and English
page.py      all of it put into page.html, with page.css and page.js
"""
