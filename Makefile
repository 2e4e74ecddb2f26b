# Each line is a thin cover over a command that also works alone.
PYTHON ?= python3
LOCAL = $(PYTHON) -m portal.local

.PHONY: help demo demo-reset manage test e2e lint lock

help:  ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "make %-11s %s\n", $$1, $$2}' Makefile

demo:  ## the whole portal with demo data, until Ctrl-C; PORT=8001 takes another port
	@$(LOCAL) demo

demo-reset:  ## forget what was entered in the demo
	@$(LOCAL) demo-reset

manage:  ## manage.py on the demo that runs: make manage ARGS=shell
	@$(LOCAL) manage

test:  ## every test but the browser's; PYTEST_ARGS="-k money" chooses
	@$(LOCAL) test

e2e:  ## the journeys in a browser
	@$(LOCAL) e2e

lint:  ## style, Django's checks, migrations, templates, architecture
	@$(LOCAL) lint

lock:  ## pin anew what our packages bring along: constraints.txt
	@$(LOCAL) lock
