"""Clients in the dialects of Chat Completions, Messages and Responses, and some that misbehave."""

import asyncio
import collections
import json
import random
import re

import kinds

PATHS = {"chat": "/v1/chat/completions", "messages": "/v1/messages", "responses": "/v1/responses"}
ENDS = {"chat": b"[DONE]", "messages": b'"message_stop"', "responses": b'"response.completed"'}
PATIENCE = 45
FILLER = "word " * 60_000
IDLE = 40


class Clients:
    """Asks until it is told to stop, and remembers what it was answered."""

    def __init__(self, address, keys, options):
        self.address = address
        self.host = f"{address[0]}:{address[1]}"
        self.keys = keys
        self.seed = options.seed
        self.without = {"purse", *options.without}  # purses are opened by a job of their own
        self.sent = collections.Counter()
        self.answers = {}
        self.statuses = collections.defaultdict(collections.Counter)
        self.troubles = collections.Counter()
        self.closing = collections.Counter()  # met a connection in the moment of its closing
        self.attacks = collections.Counter()
        self.over = asyncio.Event()
        self.numbers = iter(range(10**9))

    async def run(self, many):
        jobs = [self.worker(random.Random(self.seed + i)) for i in range(many)]
        chance = random.Random(self.seed - 1)
        await asyncio.gather(*jobs, self.attacker(chance), self.idlers(), self.purses(chance))

    async def worker(self, chance):
        names = [name for name in kinds.KINDS if name not in self.without]
        weights = [kinds.KINDS[name].weight for name in names]
        while not self.over.is_set():
            kind = chance.choices(names, weights)[0]
            dialect = chance.choice(kinds.DIALECTS)
            family = "over" if kind == "over" else kinds.KINDS[kind].family
            await self.guarded(kind, Ask(self, chance, kind, f"{family}-{dialect}"))
            await asyncio.sleep(chance.uniform(0, 0.05))

    async def guarded(self, kind, ask):
        try:
            await asyncio.wait_for(ask.go(), PATIENCE)
        except TimeoutError:
            self.trouble(kind, "no answer within the time")
        except (ConnectionError, asyncio.IncompleteReadError, OSError) as e:
            if kinds.KINDS[kind].whole:
                self.trouble(kind, f"the connection broke: {type(e).__name__}")

    def trouble(self, kind, what):
        self.troubles[f"{kind}: {what}"] += 1

    async def purses(self, chance):
        """Thirty at once on a budget with room for a few."""
        while not self.over.is_set():
            purse = f"purse{next(self.numbers)}"
            model = f"purse-{chance.choice(kinds.DIALECTS)}"
            asks = [Ask(self, chance, "purse", model, purse) for _ in range(30)]
            await asyncio.gather(*(self.guarded("purse", each) for each in asks))
            await asyncio.sleep(4)

    async def idlers(self):
        """Connections that say nothing, renewed now and then."""
        while not self.over.is_set():
            pairs = [await asyncio.open_connection(*self.address) for _ in range(IDLE)]
            try:
                await asyncio.wait_for(self.over.wait(), 7)
            except TimeoutError:
                pass
            for _, writer in pairs:
                writer.close()

    async def attacker(self, chance):
        """Heads and bodies that are none."""
        while not self.over.is_set():
            name, raw = chance.choice(attacks(self.keys["fine"], self.host))
            try:
                reader, writer = await asyncio.open_connection(*self.address)
                writer.write(raw)
                said = await asyncio.wait_for(reader.read(400), 20)
                status = int(said.split(b" ")[1]) if said.startswith(b"HTTP/1.1 ") else 0
                self.attacks[f"{name} {status}"] += 1
                if status == 200 or status >= 500:
                    self.trouble("attack", f"{name} got {status}")
                writer.close()
            except TimeoutError:
                self.trouble("attack", f"{name} was neither answered nor closed")
            except OSError:
                self.attacks[f"{name} 0"] += 1
            await asyncio.sleep(chance.uniform(0, 0.3))


def attacks(key, host):
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {key}\r\n"
    json_head = head + "Content-Type: application/json\r\n"

    def with_body(body):
        return (json_head + f"Content-Length: {len(body)}\r\n\r\n").encode() + body

    return [
        ("no head", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
        ("no method", b" / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        ("NUL", b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"),
        ("two lengths", (json_head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n").encode() + b"hello"),
        ("odd encoding", (json_head + "Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n").encode()),
        ("odd chunk", (json_head + "Transfer-Encoding: chunked\r\n\r\n+5\r\nhello\r\n0\r\n\r\n").encode()),
        ("no UTF-8", with_body(b'{"model":"x","messages":[{"role":"user","content":"\xc0\xaf"}]}')),
        ("no JSON", with_body(b"{" * 200)),
        ("deep JSON", with_body(b"[" * 50_000)),
        ("wrong key", with_body(b"{}").replace(key.encode(), b"nobody")),
        ("long head", head.encode() + b"x: " + b"y" * 200_000 + b"\r\n\r\n"),
        ("foreign origin", with_body(b"{}").replace(b"Host", b"Origin: https://evil.invalid\r\nHost")),
    ]


class Ask:
    """One request."""

    def __init__(self, clients, chance, kind, model, purse=""):
        self.clients = clients
        self.chance = chance
        self.kind = kind
        self.model = model
        self.purse = purse
        self.speaks = "chat" if purse else chance.choice(list(PATHS))
        self.stream = bool(purse) or chance.random() < 0.6
        fixed = kinds.KINDS[kind].books == "estimate"
        self.id = "0000" if fixed else f"n{next(clients.numbers)}"

    def body(self):
        text = f"soak:{self.kind}:{self.id} say something"
        text += FILLER if self.kind == "big" else ""
        body = {"model": self.model, "stream": self.stream}
        if self.speaks == "responses":
            return body | {"input": text, "max_output_tokens": 200, "store": False}
        body |= {"max_tokens": 200, "messages": [{"role": "user", "content": text}]}
        return body | ({"metadata": {"purse": self.purse}} if self.purse else {})

    async def go(self):
        body = json.dumps(self.body()).encode()
        limit = 4096 if self.kind == "reads-slowly" else 1 << 20
        reader, writer = await asyncio.open_connection(*self.clients.address, limit=limit)
        try:
            writer.write(self.head(len(body)) + body)
            self.clients.sent[self.kind] += 1
            await self.listen(reader)
        finally:
            writer.close()

    def head(self, length):
        key = self.clients.keys[self.kind]
        return (
            f"POST {PATHS[self.speaks]} HTTP/1.1\r\nHost: {self.clients.host}\r\nx-api-key: {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        ).encode()

    async def listen(self, reader):
        leaves = self.kind == "leaves"
        try:
            wait = self.chance.uniform(0, 0.5) if leaves else PATIENCE
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), wait)
        except TimeoutError:
            if leaves:
                return
            raise
        status = int(head.split(b" ")[1])
        found = re.search(rb"(?i)\r\nx-request-id: *([^\r\n]+)", head)
        if found:
            self.clients.answers[found[1].decode()] = (self.kind, status)
        self.clients.statuses[self.kind][status] += 1
        if leaves and self.chance.random() < 0.8:
            await reader.read(self.chance.randrange(1, 2000))
            return
        said = await self.rest(reader)
        if status == 502 and kinds.KINDS[self.kind].family == "odd":
            self.clients.closing[self.kind] += 1
        else:
            self.judge(status, said)

    async def rest(self, reader):
        said = []
        while more := await reader.read(256 if self.kind == "reads-slowly" else 1 << 16):
            said.append(more)
            if self.kind == "reads-slowly":
                await asyncio.sleep(0.05)
        return b"".join(said)

    def judge(self, status, said):
        if b"CROSSED" in said:
            self.clients.trouble(self.kind, "another answer came through")
        if status >= 500 and b"internal error in Signalbox" in said:
            self.clients.trouble(self.kind, f"{status} by an internal error of the proxy")
        if self.stream and status == 200 and not kinds.KINDS[self.kind].whole:
            if self.kind in ("cut", "garbled") and ENDS[self.speaks] in said:
                self.clients.trouble(self.kind, "an answer that broke off looks whole")
            return
        if not kinds.KINDS[self.kind].whole:
            return
        if status != 200:
            self.clients.trouble(self.kind, f"{status} {said[-300:].decode(errors='replace')}")
        elif f"{self.id} piece 11".encode() not in said or f"{self.id} piece 00".encode() not in said:
            self.clients.trouble(self.kind, "the answer is not its own or not whole")
        elif self.stream and ENDS[self.speaks] not in said:
            self.clients.trouble(self.kind, f"a stream of {self.speaks} has no end")
