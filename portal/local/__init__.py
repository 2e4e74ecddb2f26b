"""One command for a demo, one for the tests; `make` lists them.

Standard library only, since it runs before anything is installed: it looks for what the operating
system must give, makes the virtual environment, and starts a PostgreSQL and a Redis of its own.

    __main__     the commands
    terminal     what is said: one line a step, one sentence when it must stop
    machine      what the operating system gives, and apt for what is missing
    environment  the virtual environment
    state        the directory where a run keeps everything
    processes    starting, watching and ending child processes
    servers      the private PostgreSQL and Redis
    demo         demo, demo-reset, manage
    checks       test, e2e, lint, lock

Two are run by the virtual environment's Python instead: `probe` asks a server whether it can be
used, `fill` migrates and fills the database.
"""
