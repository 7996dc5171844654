.PHONY: install test lint report lab

install:  ## everything a contributor needs
	python -m pip install -e ".[dev]"

test:  ## all tests; those in a browser are skipped where there is no Chromium
	python -m pytest

lint:  ## layout, lint, types
	ruff format . && ruff check . && mypy

report:  ## report.html from the sample articles
	analystkit report seeds/

lab:  ## JupyterLab on your own copy of the notebooks
	analystkit lab
