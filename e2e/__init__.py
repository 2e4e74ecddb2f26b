"""The journeys in a browser: `make e2e`. Real web, worker, database and Redis; nothing is faked.

stack     starts and stops that portal
steps     what a person does, and who they are
pages     every page, who opens it and how one gets there
faults    what must never happen in a window
measure   axe, width and focus
screens   pictures to look at: PYTEST_ARGS=--screens
test_*    the journeys, then what holds for every page
"""
