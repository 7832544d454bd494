"""The real gateways, each started with exported files in a directory of its own."""

import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

PATIENCE = 150


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def post(url, headers, body):
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json", **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode(errors="replace")


class Gateway:
    """A running gateway. It is stopped by close."""

    def __init__(self, exported, keys, upstream_port):
        self.dir = pathlib.Path(exported)
        self.port = free_port()
        self.keys = keys
        self.prepare(upstream_port)
        self.environment = {**os.environ, **keys}
        self.log = open(self.dir / "gateway.log", "wb")
        self.process = subprocess.Popen(
            self.command(), cwd=self.dir, env=self.environment, stdout=self.log, stderr=self.log
        )
        try:
            self.await_port()
        except BaseException:
            self.close()
            raise

    def prepare(self, upstream_port):
        pass

    def await_port(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.2)
        log = (self.dir / "gateway.log").read_text(errors="replace")
        raise SystemExit(f"{type(self).__name__} did not start:\n{log[-3000:]}")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()

    def url(self):
        return f"http://127.0.0.1:{self.port}/v1/chat/completions"


class Portkey(Gateway):
    program = "SIGNALBOX_PORTKEY"
    addresses = True

    def command(self):
        return ["node", os.environ[self.program], f"--port={self.port}", "--headless"]

    def ask(self, prompt, body):
        config = (self.dir / "config.json").read_text()
        for name, key in self.keys.items():
            config = config.replace("${" + name + "}", key)
        headers = {
            "x-portkey-config": json.dumps(json.loads(config)),
            "x-portkey-metadata": json.dumps(prompt.get("metadata", {})),
            **prompt.get("headers", {}),
        }
        return post(self.url(), headers, body)


GATEWAYS = {"portkey": Portkey}
