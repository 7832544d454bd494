"""One life of a serving proxy: started, under load, killed."""

import http.client
import json
import os
import select
import signal
import subprocess
import threading
import time
from decimal import Decimal
from urllib.parse import urlsplit

BODY = json.dumps(
    {"model": "any", "max_tokens": 16, "messages": [{"role": "user", "content": "Hello there."}]}
)
STREAM = json.dumps(json.loads(BODY) | {"stream": True})
CLIENTS = 24
START = 60


class Server:
    """A process that serves a home."""

    def __init__(self, home, program, more=None):
        self.log = (home.path / "serve.log").open("a+", encoding="utf-8")
        self.log_start = self.log.seek(0, 2)
        self.began = time.monotonic()
        words = ["serve", str(home.graph), "--home", str(home.path), "--port", "0", "--json"]
        self.process = subprocess.Popen(
            [*program, *words, "--key-file", str(home.app_keys)],
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            env=os.environ | (more or {}),
        )

    def address(self):
        """Where it serves; nothing if it refuses to start."""
        ready, _, _ = select.select([self.process.stdout], [], [], START)
        first = self.process.stdout.readline() if ready else ""
        self.start_seconds = time.monotonic() - self.began
        return urlsplit(json.loads(first)["url"]).netloc if first else ""

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        at = time.time()
        self.process.wait()
        return at

    def said(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as log:
            log.seek(self.log_start)
            lines = log.readlines()
        self.log.close()
        return lines


class Load:
    """Clients that ask, and note when they were answered."""

    def __init__(self, address, key):
        self.address = address
        self.key = key
        self.acks = []
        self.errors = []
        self.over = threading.Event()
        self.answered = threading.Event()
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.client, args=(i,)) for i in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def client(self, number):
        while not self.over.is_set():
            connection = http.client.HTTPConnection(self.address, timeout=30)
            try:
                while not self.over.is_set():
                    self.ask(connection, STREAM if number % 2 else BODY)
                    self.over.wait(0.003)
            except (OSError, http.client.HTTPException):
                self.over.wait(0.02)
            finally:
                connection.close()

    def ask(self, connection, body):
        head = {"Content-Type": "application/json", "Authorization": "Bearer " + self.key}
        connection.request("POST", "/v1/chat/completions", body, head)
        response = connection.getresponse()
        said = response.read()
        if response.status != 200:
            self.errors.append((time.time(), f"{response.status} {said[:160].decode(errors='replace')}"))
            self.over.wait(0.05)
            return
        cost = Decimal(response.headers.get("x-signalbox-cost-usd", "0"))
        with self.lock:
            self.acks.append((time.time(), response.headers["x-request-id"], cost))
        self.answered.set()

    def answers_again(self, patience=15):
        """Whether a request is answered from now on."""
        self.answered.clear()
        return self.answered.wait(patience)

    def end(self):
        self.over.set()
        for thread in self.threads:
            thread.join()
