"""The embedded servers: whatever happened before, they start, once, and stop."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from tracker import services
from tracker.embedded import postgres as postgres_module
from tracker.embedded.folder import Folder, ServiceError
from tracker.embedded.postgres import Postgres
from tracker.embedded.valkey import Valkey

ROOT = os.getuid() == 0


@pytest.fixture
def folder() -> Iterator[Folder]:
    """A folder that every user may enter, as pytest's own is not."""
    path = Path(tempfile.mkdtemp(prefix="tideline-test-"))
    path.chmod(0o755)
    folder = Folder(path)
    yield folder
    Postgres(folder).stop()
    Valkey(folder).stop()
    shutil.rmtree(path, ignore_errors=True)  # a child of a killed server may still write there


@pytest.fixture
def postgres(folder: Folder) -> Postgres:
    return Postgres(folder, durable=False)


@pytest.fixture
def valkey(folder: Folder) -> Valkey:
    return Valkey(folder)


def ask(server: Postgres, query: str) -> object:
    """The first value of the first row."""
    with psycopg.connect(server.url) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row
    return row[0]


def process(server: Postgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.01)


def test_postgres_finds_the_letters_of_chinese_text(postgres: Postgres) -> None:
    postgres.start()

    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        row = connection.execute("SELECT show_trgm('智谱'), similarity('智谱华章', '智谱AI')")
        trigrams, similarity = row.fetchone() or ([], 0)
    assert len(trigrams) == 3
    assert similarity == pytest.approx(0.25)


def test_postgres_started_twice_is_one_server(postgres: Postgres) -> None:
    postgres.start()
    first = process(postgres)

    postgres.start()

    assert process(postgres) == first


def test_postgres_listens_on_a_private_socket_and_on_no_port(postgres: Postgres) -> None:
    postgres.start()

    assert ask(postgres, "SHOW listen_addresses") == ""
    assert postgres.sockets.stat().st_mode & 0o777 == 0o700


def test_postgres_keeps_its_data_when_it_is_killed(folder: Folder) -> None:
    postgres = Postgres(folder)
    postgres.start()
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE note AS SELECT '月之暗面' AS name")
    kill(process(postgres))

    postgres.start()

    assert ask(postgres, "SELECT name FROM note") == "月之暗面"


def test_postgres_starts_though_a_stranger_has_its_old_number(postgres: Postgres) -> None:
    postgres.start()
    kill(process(postgres))
    process_file = postgres.data / "postmaster.pid"
    lock_file = postgres.sockets / ".s.PGSQL.5432.lock"
    stranger = os.getppid()
    for path in (process_file, lock_file):
        path.write_text("\n".join([str(stranger), *path.read_text().splitlines()[1:]]))

    postgres.start()

    assert ask(postgres, "SELECT 1") == 1


def test_postgres_starts_after_a_first_start_was_cut_short(postgres: Postgres) -> None:
    draft = postgres.home / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18")

    postgres.start()

    assert ask(postgres, "SELECT 1") == 1


def test_postgres_says_why_it_cannot_start(postgres: Postgres) -> None:
    postgres.start()
    postgres.stop()
    (postgres.data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(ServiceError, match="incompatible"):
        postgres.start()


def test_postgres_does_without_disk_syncs_only_where_it_is_told(folder: Folder) -> None:
    lasting = Postgres(folder)
    lasting.start()
    assert ask(lasting, "SHOW fsync") == "on"
    lasting.stop()

    fleeting = Postgres(folder, durable=False)
    fleeting.start()
    assert ask(fleeting, "SHOW fsync") == "off"


@pytest.mark.skipif(not ROOT, reason="only root can drop to another user")
def test_postgres_runs_as_nobody_where_root_has_no_user_namespaces(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_module, "_unprivileged_root", lambda: ())

    postgres.start()

    nobody = pwd.getpwnam("nobody").pw_uid
    assert Path(f"/proc/{process(postgres)}").stat().st_uid == nobody
    assert postgres.data.stat().st_uid == nobody
    assert ask(postgres, "SELECT 1") == 1

    monkeypatch.undo()
    postgres.stop()
    postgres.start()

    assert Path(f"/proc/{process(postgres)}").stat().st_uid == nobody


@pytest.mark.skipif(
    not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")), reason="Debian's is not here"
)
def test_postgres_runs_debians_programs_where_the_wheel_is_not_installed(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("importlib.util.find_spec", lambda name: None)
        postgres.start()

    command = Path(f"/proc/{process(postgres)}/cmdline").read_text()
    assert command.startswith("/usr/lib/postgresql/")
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
    assert ask(postgres, "SELECT cardinality(show_trgm('智谱'))") == 3


def test_postgres_asks_for_a_server_where_no_programs_are(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_module, "_folders", lambda: iter(()))

    with pytest.raises(ServiceError, match=r"requirements-demo\.txt.*DATABASE_URL"):
        postgres.start()


def test_valkey_is_a_broker_that_evicts_nothing_and_keeps_what_it_is_told(valkey: Valkey) -> None:
    valkey.start()

    with redis.Redis.from_url(valkey.url) as client:
        wanted = {
            "maxmemory-policy": "noeviction",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "port": "0",
            "unixsocketperm": "700",
        }
        assert client.config_get(*wanted) == wanted


def test_valkey_keeps_its_data_when_it_is_killed(valkey: Valkey) -> None:
    valkey.start()
    with redis.Redis.from_url(valkey.url) as client:
        client.rpush("queue", "任务")
    kill(int((valkey.home / "pid").read_text()))

    valkey.start()

    with redis.Redis.from_url(valkey.url, decode_responses=True) as client:
        assert client.lrange("queue", 0, -1) == ["任务"]


def test_valkey_started_twice_is_one_server(valkey: Valkey) -> None:
    valkey.start()
    first = (valkey.home / "pid").read_text()

    valkey.start()

    assert (valkey.home / "pid").read_text() == first


def test_servers_stop_and_say_whether_they_ran(postgres: Postgres, valkey: Valkey) -> None:
    for server in (postgres, valkey):
        assert not server.stop()
        server.start()
        assert server.stop()
        assert not server.is_running()
        assert not server.stop()


def test_services_started_by_several_processes_at_once_are_one_of_each(folder: Folder) -> None:
    script = "from tracker import services as s; print(s.ensure_postgres(), s.ensure_valkey())"
    environment = os.environ | {"TIDELINE_VAR": str(folder.path), "EMBEDDED_DURABLE": "false"}
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]

    answers = {starter.communicate(timeout=60)[0] for starter in starters}

    assert answers == {f"{Postgres(folder).url} {Valkey(folder).url}\n"}
    assert [starter.returncode for starter in starters] == [0, 0, 0]


def test_session_leaves_the_servers_to_the_session_that_still_runs(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDELINE_VAR", str(folder.path))

    with services.session():
        with services.session():
            services.ensure_valkey()
        assert services.status()["valkey"]

    assert not services.status()["valkey"]


def test_folder_with_a_long_path_has_its_sockets_elsewhere(tmp_path: Path) -> None:
    deep = Folder(tmp_path / ("很深的文件夹" * 5))

    sockets = deep.sockets("postgres")

    assert len(os.fsencode(sockets)) < 80
    assert sockets != Folder(tmp_path / "another").sockets("postgres")
    assert sockets == deep.sockets("postgres")


def test_folder_in_a_long_path_holds_both_servers(folder: Folder) -> None:
    deep = Folder(folder.path / ("很深的文件夹" * 5))
    servers: list[Postgres | Valkey] = [Postgres(deep, durable=False), Valkey(deep)]

    for server in servers:
        server.start()
        assert server.is_running()
        assert server.stop()

    for name in ("postgres", "valkey"):
        deep.sockets(name).rmdir()


@pytest.mark.skipif(not ROOT, reason="only root can give a folder to somebody else")
def test_folder_refuses_sockets_that_somebody_else_owns(folder: Folder) -> None:
    sockets = folder.sockets("valkey")
    sockets.mkdir(parents=True)
    os.chown(sockets, 12345, -1)

    with pytest.raises(ServiceError, match="belongs to user 12345"):
        Valkey(folder).start()
