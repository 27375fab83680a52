# The two commands of the README. Both set up what they need; a second time they do not.

PYTHON ?= python3

.PHONY: demo test lock tekster kommandoer generalprove python

demo: python
	@$(PYTHON) scripts/bootstrap.py
	@$(MAKE) --no-print-directory --silent $(DEMO)
	@echo 'De 21 pakkene ligger i out/2016-host/. Begynn med out/2016-host/0623-modum.pdf'

# Built again only when something that the packets are made from has changed.
DEMO = out/2016-host/.ferdig
$(DEMO): requirements.lock $(shell find src templates config data -type f -not -name '*.pyc')
	@# Invented figures of an older program are nothing that anyone has.
	@rm -f arkiv/trykt-demo.jsonl arkiv/trykt-demo.jsonl.hode
	@.venv/bin/datapakke build --runde 2016-host
	@touch $@

test: python
	@$(PYTHON) scripts/bootstrap.py --dev
	@sh scripts/check.sh

# The nynorsk catalogue: texts of the program gathered anew, and compiled. Tells what it lacks.
tekster: python
	@$(PYTHON) scripts/bootstrap.py --dev
	@.venv/bin/python scripts/catalogue.py

# docs/kommandoer.md, from the help of every command. Tells what is not explained.
kommandoer: python
	@$(PYTHON) scripts/bootstrap.py --dev
	@.venv/bin/python scripts/reference.py

# A whole round on invented figures, from extracts to answers, with a mail server of its own.
generalprove: python
	@$(PYTHON) scripts/bootstrap.py --dev
	@.venv/bin/python scripts/generalprove.py "$$(mktemp -d)"

# New lock files from pyproject.toml; versions that still fit are kept. UPGRADE=--upgrade takes
# the newest of everything.
COMPILE = .venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header \
	--quiet --group build $(UPGRADE)

lock: python
	@$(PYTHON) scripts/bootstrap.py --dev
	@$(COMPILE) --output-file requirements.lock
	@$(COMPILE) --extra dev --constraints requirements.lock --output-file requirements-dev.lock

# Said here, since an old Python could not read the rest.
python:
	@command -v $(PYTHON) >/dev/null || { echo 'Fant ikke $(PYTHON). datapakke trenger Python 3.11 eller nyere.' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("datapakke trenger Python 3.11 eller nyere, men $(PYTHON) er %d.%d." % sys.version_info[:2])'
