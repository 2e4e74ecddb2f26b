"""`python3 -m portal.local <command>`: what every line of the Makefile calls."""

import sys


def main(arguments):
    # Said here, before the other modules are imported: an older Python cannot even read them.
    if sys.version_info < (3, 11):  # noqa: UP036 - as said above
        print("Python 3.11 or newer is needed; try: make PYTHON=python3.11 ...", file=sys.stderr)
        return 1
    from portal.local import checks, demo, terminal

    commands = {
        "demo": demo.run,
        "demo-reset": demo.reset,
        "manage": demo.manage,
        "test": checks.test,
        "e2e": checks.e2e,
        "lint": checks.lint,
        "lock": checks.lock,
    }
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"Usage: python3 -m portal.local {'|'.join(commands)}", file=sys.stderr)
        return 2
    return terminal.run(commands[arguments[0]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
