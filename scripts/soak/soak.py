"""Runs the proxy among bad clients and bad providers. Started by soak.sh."""

import argparse
import asyncio
import json
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from decimal import Decimal

import kinds
from books import Books
from clients import FILLER, Clients
from providers import Providers
from watch import Watch

SAY_EACH = 30
SWAP_EACH = 2
# Connections to providers that may be kept for a while when all clients are gone.
KEPT = 60


class Soak:
    def __init__(self, options):
        self.options = options
        self.program = shlex.split(options.program)
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="signalbox-soak-"))
        self.graph = self.home / "soak.yaml"
        self.keys = {kind: f"soak-key-of-{kind}-0123456789abcdef" for kind in kinds.KINDS}
        self.env = dict(os.environ, SIGNALBOX_HOME=str(self.home), SIGNALBOX_KEYCHAIN="off")
        for family in kinds.FAMILIES:
            self.env[f"SOAK_{family.upper()}_KEY"] = f"provider-key-{family}"
        self.providers = Providers(options.seed)
        self.swaps = 0
        self.troubles = []

    def call(self, *words):
        return subprocess.run([*self.program, *words], env=self.env, capture_output=True, text=True, check=False)

    def prices(self):
        """US dollars for a token of the prompt and of the answer, by dialect."""
        cards = json.loads(self.call("models", "--json").stdout)
        known = {(card["provider"], card["model"]): card for card in cards}
        return {
            dialect: tuple(
                Decimal(known[dialect, model][f"usd_per_million_{part}"]) / 1_000_000
                for part in ("input", "output")
            )
            for dialect, model in kinds.MODELS.items()
        }

    def allow(self):
        """Lets each key go to its fake provider."""
        jobs = []
        for family in kinds.FAMILIES:
            words = ["keys", "allow", f"SOAK_{family.upper()}_KEY", self.providers.urls[family]]
            jobs.append(subprocess.Popen([*self.program, *words], env=self.env, stderr=subprocess.PIPE, text=True))
        for job in jobs:
            if job.wait():
                raise SystemExit("soak: " + job.stderr.read().strip())

    async def serve(self):
        keys = self.home / "app-keys"
        keys.write_text("".join(f"{kind}={key}\n" for kind, key in self.keys.items()))
        words = ["serve", str(self.graph), "--port", "0", "--json", "--key-file", str(keys)]
        self.log = (self.home / "serve.log").open("w")
        self.server = await asyncio.create_subprocess_exec(
            *self.program, *words, env=self.env, stdout=asyncio.subprocess.PIPE, stderr=self.log
        )
        first = await asyncio.wait_for(self.server.stdout.readline(), 60)
        if not first:
            raise SystemExit("soak: the proxy did not start: " + (self.home / "serve.log").read_text())
        host, port = json.loads(first)["url"].removeprefix("http://").split("/")[0].rsplit(":", 1)
        return host, int(port)

    async def prompt_tokens(self, address):
        """What the proxy estimates for the prompt of each kind."""
        found = {}
        for kind in kinds.KINDS:
            text = f"soak:{kind}:0000 say something" + (FILLER if kind == "big" else "")
            body = json.dumps({"model": "good-openai", "messages": [{"role": "user", "content": text}]}).encode()
            reader, writer = await asyncio.open_connection(*address)
            head = (
                f"POST /v1/messages/count_tokens HTTP/1.1\r\nHost: 127.0.0.1:{address[1]}\r\nx-api-key: {self.keys[kind]}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
            )
            writer.write(head.encode() + body)
            said = await reader.read()
            try:
                found[kind] = json.loads(said.split(b"\r\n\r\n", 1)[1])["input_tokens"]
            except (IndexError, KeyError, ValueError):
                raise SystemExit(f"soak: the proxy does not count tokens: {said[-400:]!r}") from None
            writer.close()
        return found

    async def swap(self, over):
        """Hot swaps: put in place at once, and written slowly in place."""
        while not over.is_set():
            self.swaps += 1
            text = kinds.graph(self.providers.urls, self.swaps)
            if self.swaps % 2:
                aside = self.home / "soak.yaml.new"
                aside.write_text(text)
                aside.rename(self.graph)
            else:
                with self.graph.open("w") as file:
                    file.write(text[: len(text) // 2])
                    file.flush()
                    await asyncio.sleep(0.1)
                    file.write(text[len(text) // 2 :])
            try:
                await asyncio.wait_for(over.wait(), SWAP_EACH)
            except TimeoutError:
                pass

    async def tell(self, over, clients, watch):
        while not over.is_set():
            try:
                await asyncio.wait_for(over.wait(), SAY_EACH)
            except TimeoutError:
                memory, files, threads, connections = watch.look()
                print(
                    f"{time.monotonic() - watch.began:6.0f} s  {sum(clients.sent.values()):8} requests"
                    f"  {memory:5.0f} MiB  {files:4} files  {threads:3} threads  {connections:4} connections"
                    f"  {sum(clients.troubles.values())} troubles",
                    flush=True,
                )

    async def run(self):
        await self.providers.start()
        self.graph.write_text(kinds.graph(self.providers.urls, 0))
        prices = self.prices()
        self.allow()
        address = await self.serve()
        clients = Clients(address, self.keys, self.options)
        prompts = await self.prompt_tokens(address)
        watch = Watch(self.server.pid)
        idle = watch.look()
        over = clients.over
        jobs = [
            asyncio.create_task(job)
            for job in (
                clients.run(self.options.clients),
                watch.run(over),
                self.swap(over),
                self.tell(over, clients, watch),
            )
        ]
        done, _ = await asyncio.wait(jobs, timeout=self.options.minutes * 60, return_when=asyncio.FIRST_COMPLETED)
        over.set()
        await asyncio.gather(*jobs)
        books = await self.settle(prices, prompts, clients)
        await self.drained(watch, idle)
        await self.stop()
        return self.report(clients, watch, books)

    async def settle(self, prices, prompts, clients):
        """Waits until all that is under way has ended: the last traces are written within a second."""
        for _ in range(40):
            await asyncio.sleep(0.5)
            books = Books(self.home, self.providers, clients, prices, prompts).check()
            if not books.troubles:
                break
        return books

    async def drained(self, watch, idle):
        """Connections of clients that are gone must go."""
        for _ in range(60):
            now = watch.look()
            if now[3] <= idle[3] + KEPT:
                return
            await asyncio.sleep(0.5)
        self.troubles.append(f"{now[3]} connections are open though all clients are gone, {idle[3]} at the start")

    async def stop(self):
        self.server.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self.server.wait(), 40)
        except TimeoutError:
            self.troubles.append("the proxy did not end within 40 s of SIGTERM")
            self.server.kill()
        await self.providers.close()
        self.log.close()
        for line in (self.home / "serve.log").read_text().splitlines():
            if "SEVERE" in line or "at io.signalbox" in line:
                self.troubles.append("its log says: " + line.strip())
                break

    def report(self, clients, watch, books):
        print(f"\n  {'kind':13} {'sent':>8} {'recorded':>8} {'calls':>8} {'made':>8} {'dollars':>14} {'due':>14}")
        print("\n".join(books.lines))
        print(f"\n  {'after the warm-up':18} {'1st third':>10} {'2nd third':>10} {'3rd third':>10}")
        for name, thirds in watch.thirds().items():
            print(f"  {name:18} " + " ".join(f"{each:10.0f}" for each in thirds))
        answered = {kind: dict(sorted(each.items())) for kind, each in clients.statuses.items()}
        print(f"\n  answers by status: {answered}")
        print(f"  attacks by status: {dict(sorted(clients.attacks.items()))}")
        print(f"  met a connection in the moment of its closing: {dict(clients.closing)}")
        print(f"  {self.swaps} swaps of the graph file; seed {self.options.seed}")
        troubles = self.troubles + books.troubles
        troubles += [f"{count} times {what}" for what, count in clients.troubles.most_common(40)]
        troubles += watch.grown() if self.options.minutes >= 1 else []
        print("\n" + ("\n".join("TROUBLE " + each for each in troubles) or "Nothing grew, and the books balance."))
        return 1 if troubles else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the command that starts Signalbox")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--clients", type=int, default=12, help="ordinary requests at once")
    parser.add_argument("--seed", type=int, default=20260314)
    parser.add_argument("--without", nargs="*", default=[], metavar="KIND", help="kinds to leave out")
    parser.add_argument("--keep", action="store_true", help="keep the home directory")
    soak = Soak(parser.parse_args())
    code = 1
    try:
        code = asyncio.run(soak.run())
    finally:
        if getattr(soak, "server", None) and soak.server.returncode is None:
            os.kill(soak.server.pid, signal.SIGKILL)
        if soak.options.keep:
            print(f"soak: the home is {soak.home}")
        else:
            shutil.rmtree(soak.home, ignore_errors=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
