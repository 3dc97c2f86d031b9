"""Engines for more than one machine; one a file. All of them call `planparse.arrow.tasks_of`."""
