"""Many documents: folders, lists and tables in, task lists out, in a pool of processes, with nothing lost.

A document that fails costs itself alone: its outcome says why, and the others go on. `running.py` is the whole run on one
screen.
"""
