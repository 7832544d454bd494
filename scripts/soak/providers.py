"""Fake providers that speak the dialects of OpenAI, Anthropic and Gemini, and misbehave as asked."""

import asyncio
import collections
import json
import random
import re
import socket
import struct

import kinds

ASKED = re.compile(rb"soak:([a-z-]+):([a-z0-9]+)")
ERRORS = (400, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529)
PASSING = (429, 500, 502, 503, 529)
NONSENSE = ("0", "-7", "1e18", "99999999999999999999999", '"1000"', "null", "[]", "true", "5e9")


class Account:
    """What the providers have seen of one kind of request to one dialect."""

    def __init__(self):
        self.calls = 0
        self.prompt = 0
        self.completion = 0
        self.chars = 0


class Providers:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.accounts = collections.defaultdict(Account)
        self.urls = {}
        self.servers = []
        self.troubles = []
        self.tasks = set()

    async def start(self):
        for family in kinds.FAMILIES:
            server = await asyncio.start_server(self.connected, "127.0.0.1", 0, backlog=1000, limit=1 << 24)
            self.servers.append(server)
            self.urls[family] = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def connected(self, reader, writer):
        self.tasks.add(asyncio.current_task())
        try:
            while await self.one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(asyncio.current_task())
            writer.close()

    async def one(self, reader, writer):
        """Answers one request; whether the connection stays."""
        head = await reader.readuntil(b"\r\n\r\n")
        body = await self.body(head.lower(), reader)
        path = head.split(b" ", 2)[1].decode()
        dialect = "gemini" if ":" in path else "anthropic" if path.endswith("/messages") else "openai"
        stream = "streamGenerate" in path or b'"stream":true' in body.replace(b" ", b"")
        kind, request = (each.decode() for each in ASKED.search(body).groups())
        account = self.accounts[kind, dialect]
        account.calls += 1
        if kind == "over" and self.port(writer) == self.port_of("error"):
            account.calls -= 1  # the first of the two models, which is to fail
            kind, account = "fails", self.accounts["over-failed", dialect]
            account.calls += 1
        return await Talk(self, writer, dialect, stream, kind, request, account).go()

    def port(self, writer):
        return writer.get_extra_info("sockname")[1]

    def port_of(self, family):
        return int(self.urls[family].rsplit(":", 1)[1])

    @staticmethod
    async def body(head, reader):
        length = re.search(rb"\r\ncontent-length: *(\d+)", head)
        if length:
            return await reader.readexactly(int(length[1]))
        chunks = []
        while size := int(await reader.readline(), 16):
            chunks.append(await reader.readexactly(size))
            await reader.readline()
        await reader.readline()
        return b"".join(chunks)

    async def close(self):
        for server in self.servers:
            server.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


class Talk:
    """One answer."""

    def __init__(self, providers, writer, dialect, stream, kind, request, account):
        self.chance = providers.chance
        self.writer = writer
        self.dialect = dialect
        self.stream = stream
        self.kind = kind
        self.request = request
        self.account = account

    async def go(self):
        match self.kind:
            case "error":
                return await self.error(ERRORS)
            case "fails":
                return await self.error(PASSING)
            case "resets":
                return self.reset()
            case "stalls":
                await asyncio.sleep(30)
                return False
            case "garbled" if not self.stream:
                await self.send(200, b'{"choices":[{"message":{"content":"half')
                return True
        return await (self.streamed() if self.stream else self.whole())

    async def send(self, status, body, extra=b"", kind=b"application/json"):
        head = b"HTTP/1.1 %d Word\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n"
        self.writer.write(head % (status, kind, len(body)) + body + extra)
        await self.writer.drain()

    async def error(self, statuses):
        status = self.chance.choice(statuses)
        words = {"message": f"told to fail with {status}", "type": "some_error", "code": "some_code"}
        await self.send(status, json.dumps({"error": words}).encode())
        return True

    def reset(self):
        raw = self.writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        return False

    def counts(self):
        """The usage as JSON text for prompt and completion; it is noted as told."""
        if self.kind == "absurd":
            self.account.chars += len(kinds.answer(self.request))
            return self.chance.choice(NONSENSE), self.chance.choice(NONSENSE[:6])
        prompt = {"big": kinds.BIG_PROMPT, "purse": kinds.PURSE_PROMPT}.get(self.kind, kinds.PROMPT)
        self.account.prompt += prompt
        self.account.completion += kinds.COMPLETION
        return str(prompt), str(kinds.COMPLETION)

    async def whole(self):
        if self.kind == "cut":
            body = self.body(kinds.answer(self.request), *map(str, (kinds.PROMPT, kinds.COMPLETION)))
            head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            self.writer.write(head % len(body) + body[: len(body) // 2])
            await self.writer.drain()
            return False
        if self.kind == "leaves":
            await asyncio.sleep(self.chance.uniform(0, 0.4))
        body = self.body(kinds.answer(self.request), *self.counts())
        extra = b""
        if self.kind == "unasked":
            other = self.body("CROSSED", "1", "1")
            extra = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            extra = extra % len(other) + other
        await self.send(200, body, extra)
        return self.kind != "closes"

    def body(self, text, prompt, completion):
        text = json.dumps(text)
        match self.dialect:
            case "openai":
                return (
                    '{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,'
                    f'"message":{{"role":"assistant","content":{text}}},"finish_reason":"stop"}}],'
                    f'"usage":{{"prompt_tokens":{prompt},"completion_tokens":{completion}}}}}'
                ).encode()
            case "anthropic":
                return (
                    '{"id":"m","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",'
                    f'"content":[{{"type":"text","text":{text}}}],'
                    f'"usage":{{"input_tokens":{prompt},"output_tokens":{completion}}}}}'
                ).encode()
        return (
            f'{{"candidates":[{{"content":{{"role":"model","parts":[{{"text":{text}}}]}},'
            f'"finishReason":"STOP"}}],"usageMetadata":{{"promptTokenCount":{prompt},'
            f'"candidatesTokenCount":{completion}}}}}'
        ).encode()

    async def streamed(self):
        self.writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        events = self.events()
        end = self.chance.randrange(2, len(events) - 3) if self.kind in ("cut", "garbled") else len(events)
        for event in events[:end]:
            await self.chunk(event)
            if self.kind == "leaves":
                await asyncio.sleep(self.chance.uniform(0, 0.05))
        if self.kind == "cut":
            return False
        if self.kind == "garbled":
            await self.chunk('data: {"choices":[{"delta":{"conte\n\n')
            await self.chunk("event: nonsense\ndata: \x00\x01}\n\n")
        self.writer.write(b"0\r\n\r\n")
        if self.kind == "unasked":
            self.writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nCROSSED")
        await self.writer.drain()
        return self.kind not in ("closes", "garbled")

    async def chunk(self, text):
        body = text.encode()
        self.writer.write(b"%x\r\n%s\r\n" % (len(body), body))
        await self.writer.drain()

    def events(self):
        texts = [json.dumps(kinds.piece(i, self.request)) for i in range(kinds.PIECES)]
        prompt, completion = self.counts()
        match self.dialect:
            case "openai":
                return self.as_openai(texts, prompt, completion)
            case "anthropic":
                return self.as_anthropic(texts, prompt, completion)
        return self.as_gemini(texts, prompt, completion)

    @staticmethod
    def as_openai(texts, prompt, completion):
        head = 'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":['
        events = [f'{head}{{"index":0,"delta":{{"content":{text}}}}}]}}\n\n' for text in texts]
        usage = f'"usage":{{"prompt_tokens":{prompt},"completion_tokens":{completion}}}}}\n\n'
        end = f'{head}{{"index":0,"delta":{{}},"finish_reason":"stop"}}]}}\n\n'
        return [*events, end, f"{head}],{usage}", "data: [DONE]\n\n"]

    @staticmethod
    def as_anthropic(texts, prompt, completion):
        def event(kind, members):
            return f'event: {kind}\ndata: {{"type":"{kind}"{members}}}\n\n'

        start = (
            ',"message":{"id":"m","type":"message","role":"assistant","model":"m","content":[],'
            f'"stop_reason":null,"usage":{{"input_tokens":{prompt},"output_tokens":1}}}}'
        )
        block = ',"index":0,"content_block":{"type":"text","text":""}'
        return [
            event("message_start", start),
            event("content_block_start", block),
            *(
                event("content_block_delta", f',"index":0,"delta":{{"type":"text_delta","text":{text}}}')
                for text in texts
            ),
            event("content_block_stop", ',"index":0'),
            event(
                "message_delta",
                f',"delta":{{"stop_reason":"end_turn"}},"usage":{{"output_tokens":{completion}}}',
            ),
            event("message_stop", ""),
        ]

    @staticmethod
    def as_gemini(texts, prompt, completion):
        def event(text, more):
            part = f'{{"content":{{"role":"model","parts":[{{"text":{text}}}]}}{more}}}'
            return f'data: {{"candidates":[{part}]'

        usage = f',"usageMetadata":{{"promptTokenCount":{prompt},"candidatesTokenCount":{completion}}}'
        last = event(texts[-1], ',"finishReason":"STOP"') + usage + "}\n\n"
        return [*(event(text, "") + "}\n\n" for text in texts[:-1]), last]
