"""A home that many lives share, and what must be true of it after each."""

import hashlib
import os
import sqlite3
import subprocess
from decimal import Decimal

GRAPH = """\
signalbox: 1
name: Kill
start: cap
models:
  small: { provider: simulated, model: gpt-4.1-mini }
nodes:
  cap: { kind: budget, usd: 1000000, per: month, within: small, over: none }
  none: { kind: reject, status: 429, message: Nothing left }
"""
KEY = "an-apps-key-for-kill-0123456789abcdef"
# A trace may be this young when it is lost.
LAST = 1.0
PICO = Decimal(10) ** 12


class Home:
    def __init__(self, path):
        self.path = path
        self.graph = path / "kill.yaml"
        self.app_keys = path / "app-keys"
        self.graph.write_text(GRAPH, encoding="utf-8")
        self.app_keys.write_text(f"default={KEY}\n", encoding="utf-8")
        self.hash = self.digest()
        self.apps = {"default"}
        self.settled = Decimal(0)
        self.lost = 0

    def digest(self):
        return hashlib.sha256(self.graph.read_bytes()).hexdigest()

    def query(self, name, sql):
        with sqlite3.connect(self.path / name) as database:
            rows = database.execute(sql).fetchall()
        database.close()
        return rows

    def check(self, load, safe):
        """What is wrong.

        safe   since when an answer may be too young to be on the disk
        """
        self.settled += sum((cost for _, _, cost in load.acks), Decimal(0))
        troubles = self.sound()
        ids = {row[0] for row in self.query("traces.db", "select id from trace")}
        missing = [at for at, request, _ in load.acks if request not in ids]
        self.lost += len(missing)
        old = [safe - at for at in missing if at < safe - LAST]
        if old:
            troubles.append(f"{len(old)} answered requests are missing, the oldest {max(old):.2f} s old")
        apps = {row[0] for row in self.query("apps.db", "select name from app")}
        if not self.apps <= apps:
            troubles.append(f"apps are missing: {self.apps - apps}")
        if self.digest() != self.hash:
            troubles.append("the graph file has changed")
        if list(self.path.glob("*damaged*")) or list(self.path.glob("*suspect*")):
            troubles.append("a database was set aside or is suspected")
        return troubles + self.budgets()

    def sound(self):
        troubles = []
        for name in ("traces", "budgets", "apps"):
            [(sound,)] = self.query(f"{name}.db", "pragma integrity_check(1)")
            if sound != "ok":
                troubles.append(f"{name}.db: {sound}")
        return troubles

    def budgets(self):
        """What was answered is settled or reserved, and reservations add up."""
        # One statement, so one snapshot: another process may go on reserving meanwhile.
        [(counted, held, open_)] = self.query(
            "budgets.db",
            "select sum(settled + held), sum(held),"
            " (select coalesce(sum(worst), 0) from hold where assumed = 0) from budget",
        )
        troubles = []
        if Decimal(counted or 0) / PICO < self.settled:
            troubles.append(f"the budgets know of {Decimal(counted or 0) / PICO} dollars, {self.settled} were spent")
        if (held or 0) != open_:
            troubles.append(f"{held} is reserved in budgets, {open_} by requests")
        return troubles


class Tmpfs:
    """A small disk of its own; only root may mount it."""

    def __init__(self, path, megabytes):
        self.path = path
        self.command("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", str(path))

    @staticmethod
    def command(*words):
        subprocess.run(words, check=True, capture_output=True)

    @staticmethod
    def why_not():
        if os.geteuid() != 0:
            return "mounting a tmpfs needs root"
        probe = subprocess.run(["mount", "--version"], capture_output=True, check=False)
        return "" if probe.returncode == 0 else "there is no mount command"

    def fill(self):
        """Takes all that is left."""
        with open(self.path / "ballast", "wb", buffering=0) as ballast:
            for size in (1 << 16, 4096):
                try:
                    while True:
                        ballast.write(b"\0" * size)
                except OSError:
                    pass

    def free(self):
        (self.path / "ballast").unlink(missing_ok=True)

    def writable(self, may):
        self.command("mount", "-o", "remount," + ("rw" if may else "ro"), str(self.path))

    def close(self):
        subprocess.run(["umount", str(self.path)], check=False, capture_output=True)
