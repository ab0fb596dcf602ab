"""How the broker is, asked within two seconds."""

import redis

PATIENCE_SECONDS = 2
OK, UNREACHABLE, EVICTS = "ok", "unreachable", "evicts"


def state(url: str) -> str:
    """`ok`, `unreachable`, or `evicts` where it forgets messages to make room for others."""
    patience = {"socket_timeout": PATIENCE_SECONDS, "socket_connect_timeout": PATIENCE_SECONDS}
    try:
        with redis.Redis.from_url(url, retry=None, **patience) as broker:
            memory = broker.info("memory")
    except redis.RedisError:
        return UNREACHABLE
    return OK if memory.get("maxmemory_policy", "noeviction") == "noeviction" else EVICTS
