"""The journeys in a browser: `make e2e`. Real web, worker, database and Redis; nothing is faked.

stack     starts and stops that portal
steps     what a person does, in a word or two
pages     every page, who opens it and how one gets there
test_*    the journeys, then what holds for every page
"""
