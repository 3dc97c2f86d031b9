# make demo   sets up all it needs and shows the main job on a real sample
# make test   sets up all it needs and passes the tests
# make check  what CI runs beside the tests: lint, types, the score's floor

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint types pages bench wheel clean

demo: $(STAMP)
	$(BIN)/planparse show samples/yunxi-2024-plan.txt
	@echo
	@echo "The same as YAML:  $(BIN)/planparse extract samples/yunxi-2024-plan.txt"
	@echo "As a table:        $(BIN)/planparse extract samples/yunxi-2024-plan.txt -o tasks.csv"

test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses auto --dist loadscope

check: lint types test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

pages: $(STAMP)
	$(BIN)/python -m planparse.vocab
	$(BIN)/python -m planparse.rules_page --write
	$(BIN)/python -m planparse.checks_page --write
	$(BIN)/python -m planparse.schema --write

bench: $(STAMP)
	$(BIN)/python -m benchmarks

# A wheel for this platform whose hot modules are compiled; it needs a C compiler and a few minutes. It is built from a
# copy: the compiler leaves its modules beside the sources, where they would be run in place of them.
wheel: $(STAMP)
	rm -rf build/wheel
	mkdir -p build/wheel
	cp -R pyproject.toml README.md LICENSE src build/wheel
	HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist build/wheel
	rm -rf build

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	touch $(STAMP)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
