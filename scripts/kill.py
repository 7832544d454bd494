"""Kills a serving proxy without warning and looks what is left. Started by kill.sh."""

import argparse
import concurrent.futures
import datetime
import hashlib
import http.client
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from decimal import Decimal
from urllib.parse import urlsplit

GRAPH = """\
signalbox: 1
name: Kill
start: cap
models:
  small: { provider: simulated, model: gpt-4.1-mini }
nodes:
  cap: { kind: budget, usd: 1000000, per: month, within: small, over: small }
"""
WRK = """\
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
wrk.body = [[%s]]
"""
BODY = json.dumps(
    {"model": "any", "max_tokens": 16, "messages": [{"role": "user", "content": "Hello there."}]}
)
CLIENTS = 6
# A trace may be this young when it is lost.
LAST = 1.0


class Round:
    """One life of the proxy."""

    def __init__(self, all_rounds):
        self.all = all_rounds
        self.acks = []
        self.apps = {}
        self.keys = []
        self.over = threading.Event()
        self.answered = threading.Event()
        self.kept = threading.Event()
        self.begun = datetime.datetime.now(datetime.timezone.utc)
        self.lock = threading.Lock()
        self.errors = []

    def command(self, *words, text=None):
        process = subprocess.Popen(
            [self.all.program, *words, "--home", str(self.all.home), "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while True:
            try:
                out, err = process.communicate(text, timeout=0.1)
                return process.returncode, out, err
            except subprocess.TimeoutExpired:
                text = None
                if self.over.is_set():
                    process.kill()

    def live(self, patience):
        """Serves for a while and is killed."""
        began = time.monotonic()
        log = open(self.all.home / "serve.log", "a+", encoding="utf-8")
        log_start = log.seek(0, 2)
        server = subprocess.Popen(
            [self.all.program, "serve", str(self.all.graph)]
            + ["--home", str(self.all.home), "--port", "0", "--json"],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        first = server.stdout.readline()
        self.start_seconds = time.monotonic() - began
        if not first:
            raise SystemExit("the proxy did not start: " + (self.all.home / "serve.log").read_text())
        told = json.loads(first)
        for app in told["apps"]:
            self.all.app_keys[app["name"]] = app["key"]
        threads = self.load(urlsplit(told["url"]).netloc)
        if self.all.number % 4:
            self.answered.wait(30)
        if self.all.number % 2:
            self.kept.wait(30)
        time.sleep(patience)
        server.send_signal(signal.SIGKILL)
        self.killed = time.time()
        self.lived = time.monotonic() - began
        self.over.set()
        server.wait()
        for thread in threads:
            thread.join()
        log.seek(log_start)
        self.said = [line for line in log if "WARNING" in line or "SEVERE" in line]
        log.close()

    def load(self, address):
        keys = list(self.all.app_keys.values())
        jobs = [threading.Thread(target=self.client, args=(address, keys, i)) for i in range(CLIENTS)]
        jobs.append(threading.Thread(target=self.add_apps))
        jobs.append(threading.Thread(target=self.set_keys))
        if shutil.which("wrk"):
            jobs.append(threading.Thread(target=self.pressure, args=(address, keys[0])))
        for job in jobs:
            job.start()
        return jobs

    def pressure(self, address, key):
        script = self.all.home / "load.lua"
        script.write_text(WRK % (key, BODY), encoding="utf-8")
        wrk = subprocess.Popen(
            ["wrk", "-t1", "-c4", "-d600s", "-s", str(script)]
            + [f"http://{address}/v1/chat/completions"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.over.wait()
        wrk.kill()
        wrk.wait()

    def client(self, address, keys, number):
        while not self.over.is_set():
            connection = http.client.HTTPConnection(address, timeout=30)
            try:
                while not self.over.is_set():
                    self.ask(connection, keys[(number + len(self.acks)) % len(keys)])
            except (OSError, http.client.HTTPException):
                self.over.wait(0.05)
            finally:
                connection.close()

    def ask(self, connection, key):
        head = {"Content-Type": "application/json", "Authorization": "Bearer " + key}
        connection.request("POST", "/v1/chat/completions", BODY, head)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            self.errors.append(f"{response.status} {body[:200]}")
            return
        cost = Decimal(response.headers.get("x-signalbox-cost-usd", "0"))
        with self.lock:
            self.acks.append((time.time(), response.headers["x-request-id"], cost))
        self.answered.set()

    def add_apps(self):
        number = 0
        while not self.over.is_set():
            number += 1
            name = f"app-{self.all.number}-{number}"
            code, out, _ = self.command("apps", "add", name)
            if code == 0 and out:
                self.apps[name] = json.loads(out)["key"]

    def set_keys(self):
        number = 0
        while not self.over.is_set():
            number += 1
            name = f"KEY_{self.all.number}_{number}"
            code, _, _ = self.command("keys", "set", name, text="secret-of-" + name + "\n")
            if code == 0:
                self.keys.append(name)
                self.kept.set()


class Rounds:
    """All lives around one home."""

    def __init__(self, program, home):
        self.program = program
        self.home = home
        self.graph = home / "kill.yaml"
        self.graph.write_text(GRAPH, encoding="utf-8")
        self.hash = self.digest()
        self.app_keys = {}
        self.provider_keys = []
        self.settled = Decimal(0)
        self.number = 0

    def digest(self):
        return hashlib.sha256(self.graph.read_bytes()).hexdigest()

    def go(self, patience):
        self.number += 1
        life = Round(self)
        life.live(patience)
        self.app_keys.update(life.apps)
        self.provider_keys += life.keys
        self.settled += sum(cost for _, _, cost in life.acks)
        troubles = self.check(life)
        print(
            f"round {self.number:2}: killed after {life.lived:.1f} s (start {life.start_seconds:.1f} s),"
            f" {len(life.acks)} answers, {len(life.apps)} apps, {len(life.keys)} keys,"
            f" lost {life.lost} young traces: " + ("fine" if not troubles else "; ".join(troubles)),
            flush=True,
        )
        return not troubles

    def check(self, life):
        look = Round(self)
        troubles = life.errors[:2] + [line.strip() for line in life.said]
        since = life.begun.isoformat()[:19] + "Z"
        with concurrent.futures.ThreadPoolExecutor() as pool:
            rows, apps, keys = pool.map(
                lambda words: self.listed(look, troubles, *words),
                [
                    ("traffic", "--since", since, "--limit", "10000"),
                    ("apps", "list"),
                    ("keys", "list"),
                ],
            )
        ids = {row["id"] for row in rows or []}
        missing = [at for at, request, _ in life.acks if request not in ids]
        life.lost = len(missing)
        old = [life.killed - at for at in missing if at < life.killed - LAST]
        if old:
            troubles.append(f"{len(old)} traces are missing, the oldest {max(old):.2f} s old")
        self.compare(troubles, "apps", set(self.app_keys), {app["name"] for app in apps or []})
        self.compare(troubles, "keys", set(self.provider_keys), set((keys or {"keys": []})["keys"]))
        if self.digest() != self.hash:
            troubles.append("the graph file has changed")
        self.databases(troubles)
        return troubles

    @staticmethod
    def listed(look, troubles, *words):
        code, out, err = look.command(*words)
        if code != 0 or err.strip():
            troubles.append(f"{' '.join(words[:2])} said {code} {err.strip()}")
        return json.loads(out) if out.strip() else None

    @staticmethod
    def compare(troubles, what, expected, found):
        if not expected <= found:
            troubles.append(f"{what} are missing: {', '.join(sorted(expected - found))}")

    def databases(self, troubles):
        for name in ("traces", "budgets", "apps"):
            with sqlite3.connect(self.home / f"{name}.db") as database:
                sound = database.execute("pragma integrity_check").fetchone()[0]
                if sound != "ok":
                    troubles.append(f"{name}.db: {sound}")
                if name == "budgets":
                    pico = database.execute("select sum(settled + held) from budget").fetchone()[0]
            database.close()
        spent = Decimal(pico or 0).scaleb(-12)
        if spent < self.settled:
            troubles.append(f"the budget knows of {spent}, settled were {self.settled}")
        if list(self.home.glob("*damaged*")):
            troubles.append("a database was set aside")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20260314)
    parser.add_argument("--keep", action="store_true", help="keep the home directory")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    home = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-kill-"))
    try:
        rounds = Rounds(options.program, home)
        bad = sum(not rounds.go(chance.uniform(0, 3)) for _ in range(options.rounds))
    finally:
        if not options.keep:
            shutil.rmtree(home, ignore_errors=True)
    print(f"{options.rounds - bad} of {options.rounds} rounds lost nothing; seed {options.seed}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
