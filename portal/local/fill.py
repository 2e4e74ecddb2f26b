"""Run with the portal's own Python: starts Django once for several of its commands."""

import sys

import django
from django.core.management import CommandError, call_command

if __name__ == "__main__":
    django.setup()
    for command in sys.argv[1:]:
        try:
            call_command(command)
        except CommandError as error:
            sys.exit(f"{command}: {error}")
