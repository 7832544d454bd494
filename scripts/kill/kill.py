"""Kills a serving proxy without warning and looks what is left. Started by kill.sh."""

import argparse
import collections
import json
import pathlib
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from home import KEY, Home, Tmpfs
from life import Load, Server

FAKETIME = [
    pathlib.Path(folder) / "libfaketimeMT.so.1"
    for folder in ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime")
]
# Of ten rounds.
VARIANTS = ("plain", "plain", "two", "full", "plain", "clock", "plain", "readonly", "plain", "full-killed")
DISK_MEGABYTES = 48


class Rounds:
    def __init__(self, options):
        self.options = options
        self.program = shlex.split(options.program)
        self.chance = random.Random(options.seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-kill-"))
        self.home = self.make("home")
        self.skipped = {}
        self.results = collections.defaultdict(lambda: [0, 0])
        self.answers = 0
        self.disk = self.mounted()
        self.faketime = next((str(each) for each in FAKETIME if each.exists()), "")
        if not self.faketime:
            self.skipped["clock"] = "libfaketime is missing (Debian: apt install faketime)"

    def make(self, name):
        path = self.folder / name
        path.mkdir(exist_ok=True)
        return Home(path)

    def mounted(self):
        why = Tmpfs.why_not()
        if not why:
            (self.folder / "disk").mkdir()
            try:
                disk = Tmpfs(self.folder / "disk", DISK_MEGABYTES)
                self.small = self.make("disk")
                return disk
            except subprocess.CalledProcessError as e:
                why = "mounting a tmpfs failed: " + e.stderr.decode().strip()
        for name in ("full", "full-killed", "readonly"):
            self.skipped[name] = why
        return None

    def go(self, number):
        variant = self.options.only or VARIANTS[number % len(VARIANTS)]
        if variant in self.skipped:
            variant = "plain"
        began = time.monotonic()
        try:
            answers, troubles = getattr(self, variant.replace("-", "_"))()
        except (OSError, subprocess.SubprocessError, StopIteration, ValueError) as e:
            answers, troubles = 0, [f"the round itself failed: {e!r}"]
        self.answers += answers
        self.results[variant][0] += 1
        self.results[variant][1] += bool(troubles)
        print(
            f"round {number + 1:3} {variant:11} {time.monotonic() - began:5.1f} s {answers:5} answers  "
            + ("; ".join(troubles) or "fine"),
            flush=True,
        )
        return not troubles

    def patience(self):
        return self.chance.uniform(0, 1.5)

    def begin(self, home, more=None):
        server = Server(home, self.program, more)
        address = server.address()
        if not address:
            raise ValueError("the proxy did not start: " + "".join(server.said())[-300:])
        return server, Load(address, KEY)

    @staticmethod
    def finish(server, load):
        killed = server.kill()
        load.end()
        return killed

    @staticmethod
    def complaints(server, load, expected=False):
        """Stack traces are never fine; refused requests and warnings only where trouble is made."""
        lines = [line.strip() for line in server.said()]
        found = [line for line in lines if line.startswith("at io.signalbox") or "SEVERE" in line][:1]
        if not expected:
            found += [line for line in lines if "WARNING: " in line and "sun.misc" not in line and "Unsafe" not in line][:1]
            found += [error for _, error in load.errors[:1]]
        return found

    def plain(self):
        """At any moment, the very first included."""
        server, load = self.begin(self.home)
        if self.chance.random() < 0.8:
            load.answered.wait(30)
        if self.chance.random() < 0.15:
            self.add_app()
        time.sleep(self.patience())
        killed = self.finish(server, load)
        return len(load.acks), self.home.check(load, killed) + self.complaints(server, load)

    def add_app(self):
        name = f"app-{len(self.home.apps)}"
        words = ["apps", "add", name, "--home", str(self.home.path), "--json"]
        done = subprocess.run([*self.program, *words], capture_output=True, text=True, check=False)
        if done.returncode == 0 and json.loads(done.stdout):
            self.home.apps.add(name)

    def two(self):
        """Two processes on one home; one is killed, the other goes on."""
        first, load = self.begin(self.home)
        second, other = self.begin(self.home)
        other.answered.wait(30)
        time.sleep(self.patience())
        killed = self.finish(first, load)
        goes_on = other.answers_again()
        time.sleep(self.patience() / 2)
        troubles = self.home.check(load, killed)
        killed = self.finish(second, other)
        troubles += self.home.check(other, killed)
        troubles += [] if goes_on else ["the other process did not go on"]
        return (
            len(load.acks) + len(other.acks),
            troubles + self.complaints(first, load) + self.complaints(second, other),
        )

    def full(self):
        """A disk that is full for a while: answers come again, and nothing is lost."""
        server, load = self.begin(self.small)
        load.answered.wait(30)
        self.disk.fill()
        time.sleep(self.patience())
        self.disk.free()
        again = load.answers_again()
        time.sleep(1.5)
        killed = self.finish(server, load)
        troubles = self.small.check(load, killed) + self.complaints(server, load, True)
        return len(load.acks), troubles + ([] if again else ["it does not answer though the disk is free again"])

    def full_killed(self):
        """Killed while the disk is full: what was answered before is there."""
        server, load = self.begin(self.small)
        load.answered.wait(30)
        time.sleep(self.patience())
        filled = time.time()
        self.disk.fill()
        time.sleep(self.patience())
        self.finish(server, load)
        self.disk.free()
        return len(load.acks), self.small.check(load, filled) + self.complaints(server, load, True)

    def readonly(self):
        """A home that cannot be written: it says so and changes nothing."""
        self.disk.writable(False)
        words = ["serve", str(self.small.graph), "--home", str(self.small.path), "--port", "0"]
        try:
            done = subprocess.run([*self.program, *words], capture_output=True, text=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            return 0, ["it serves with a home that it cannot write"]
        finally:
            self.disk.writable(True)
        troubles = self.small.sound()
        if done.returncode == 0:
            troubles.append("it ended with 0 on a read-only home")
        if str(self.small.path) not in done.stderr or "\tat " in done.stderr:
            troubles.append("it does not say what is wrong: " + done.stderr[-200:].strip())
        return 0, troubles

    def clock(self):
        """A clock that jumps to 2031 and back to 1999."""
        stamp = self.folder / "clock"
        stamp.write_text("+0\n")
        more = {
            "LD_PRELOAD": self.faketime,
            "FAKETIME_TIMESTAMP_FILE": str(stamp),
            "FAKETIME_CACHE_DURATION": "1",
            # Else it disturbs waits that go by the monotonic clock, which no change of the time does.
            "FAKETIME_FORCE_MONOTONIC_FIX": "0",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }
        server, load = self.begin(self.home, more)
        load.answered.wait(30)
        troubles = []
        for jump in ("+1800d", "-9900d", "+0"):
            aside = self.folder / "clock.new"
            aside.write_text(jump + "\n")
            aside.rename(stamp)
            time.sleep(1.2 + self.patience() / 4)  # libfaketime looks at the file once a second
            if not load.answers_again():
                troubles.append(f"it does not answer after the clock jumped by {jump}")
        time.sleep(self.patience())
        killed = self.finish(server, load)
        return len(load.acks), troubles + self.home.check(load, killed) + self.complaints(server, load)

    def summary(self, seconds):
        print(f"\n  {'variant':12} {'rounds':>7} {'bad':>5}")
        for name, (rounds, bad) in sorted(self.results.items()):
            print(f"  {name:12} {rounds:7} {bad:5}")
        for name, why in self.skipped.items():
            print(f"  {name} was left out: {why}")
        young = self.home.lost + (self.small.lost if self.disk else 0)
        print(f"  {self.answers} answers, {young} traces younger than a second were lost; {seconds / 60:.1f} minutes")

    def close(self):
        if self.disk:
            self.disk.close()
        if self.options.keep:
            print(f"the homes are in {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the command that starts Signalbox")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20260314)
    parser.add_argument("--only", choices=sorted(set(VARIANTS)), help="one variant alone")
    parser.add_argument("--keep", action="store_true", help="keep the homes")
    options = parser.parse_args()
    rounds = Rounds(options)
    began = time.monotonic()
    try:
        good = sum(rounds.go(number) for number in range(options.rounds))
    finally:
        rounds.summary(time.monotonic() - began)
        rounds.close()
    print(f"{good} of {options.rounds} rounds lost nothing; seed {options.seed}")
    sys.exit(0 if good == options.rounds else 1)


if __name__ == "__main__":
    main()
