"""Run with the portal's own Python: can the server that a variable names be used?"""

import os
import sys

import psycopg2
import redis

OLDEST_POSTGRES = 150000


def ask_database(address):
    connection = psycopg2.connect(address, connect_timeout=5)
    if connection.server_version < OLDEST_POSTGRES:
        major = connection.server_version // 10000
        sys.exit(f"it is PostgreSQL {major}, and 15 or newer is needed")
    connection.close()


def ask_redis(address):
    redis.from_url(address, socket_connect_timeout=5, socket_timeout=5).ping()


if __name__ == "__main__":
    ask = {"DATABASE_URL": ask_database, "REDIS_URL": ask_redis}[sys.argv[1]]
    try:
        ask(os.environ[sys.argv[1]])
    except (psycopg2.Error, redis.RedisError, ValueError) as error:
        sys.exit(str(error).splitlines()[0])
