"""A way to PostgreSQL that can be slow, silent, or lose the reply to a COMMIT."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

SOCKET = ".s.PGSQL.5432"
COMMIT = b"COMMIT\0"


class Proxy:
    """Between the processes that are told its folder and the server's real socket."""

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self._server = server / SOCKET
        self.delay = 0.0
        """Seconds added to each message of a client."""
        self.silent = False
        """Nothing passes, and nobody is told."""
        self.loses_replies = 0
        """Of each so many commits, one is done and its client's link cut instead of an answer."""
        self.commits = self.lost = 0

    @contextlib.contextmanager
    def serving(self) -> Iterator[Proxy]:
        self.folder.mkdir(mode=0o700)
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(self.folder / SOCKET))
            listener.listen(100)
            threading.Thread(target=self._accept, args=[listener], daemon=True).start()
            yield self
            self.silent = False

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            try:
                server.connect(str(self._server))
            except OSError:
                client.close()
                server.close()
                continue
            link = _Link(self, client, server)
            for end in (link.to_server, link.to_client):
                threading.Thread(target=end, daemon=True).start()


class _Link:
    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._is_cut = False

    def to_server(self) -> None:
        with contextlib.suppress(OSError):
            while said := self._client.recv(65536):
                self._wait()
                if COMMIT in said:
                    self._proxy.commits += 1
                    often = self._proxy.loses_replies
                    self._is_cut = bool(often) and self._proxy.commits % often == 0
                self._server.sendall(said)
        self._close()

    def to_client(self) -> None:
        with contextlib.suppress(OSError):
            while said := self._server.recv(65536):
                if self._is_cut:
                    self._proxy.lost += 1
                    break
                self._wait(delay=0)
                self._client.sendall(said)
        self._close()

    def _wait(self, delay: float | None = None) -> None:
        time.sleep(self._proxy.delay if delay is None else delay)
        while self._proxy.silent:
            time.sleep(0.05)

    def _close(self) -> None:
        for end in (self._client, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
