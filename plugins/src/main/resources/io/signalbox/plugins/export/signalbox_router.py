"""Routes LiteLLM's requests as the graph in signalbox_graph.json says.

Made by Signalbox: change the graph, not this file. config.yaml names `router` twice: as a callback,
which turns every request to the graph, and as the handler of the provider "signalbox", which walks
the graph and calls its models through LiteLLM's own router.
"""

import asyncio
import calendar
import contextlib
import copy
import json
import os
import random
import re
import time
import uuid
from collections import OrderedDict

import litellm
import tiktoken
from litellm.integrations.custom_logger import CustomLogger
from litellm.llms.custom_llm import CustomLLM

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "signalbox_graph.json"), encoding="utf-8") as file:
    GRAPH = json.load(file)
NODES = dict(GRAPH["nodes"])
MODELS = GRAPH["models"]
# LiteLLM brings the vocabulary; without this it would be fetched.
os.environ.setdefault(
    "TIKTOKEN_CACHE_DIR",
    os.path.join(os.path.dirname(litellm.__file__), "litellm_core_utils", "tokenizers"),
)
TOKENS = tiktoken.get_encoding("o200k_base")
SECRET_HEADERS = {"authorization", "cookie", "x-api-key", "api-key", "proxy-authorization"}
PASSING = {"rate_limited", "overloaded", "server_error", "timeout", "unreachable", "interrupted"}
MOST_CALLS = 3  # of a request, unless a fallback on its way allows more

# The members of a request that go on to a model.
MEMBERS = set(
    "temperature top_p top_k min_p n stop max_tokens max_completion_tokens presence_penalty"
    " frequency_penalty logit_bias user response_format seed tools tool_choice parallel_tool_calls"
    " logprobs top_logprobs reasoning_effort thinking functions function_call service_tier"
    " stream_options modalities audio prediction verbosity web_search_options prompt_cache_key"
    " safety_identifier store".split()
)


# What is known of a request


class Unknown(Exception):
    """A condition cannot be worked out."""


def is_system(message):
    return message.get("role") in ("system", "developer")


def parts(message):
    content = message.get("content")
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [part for part in content or [] if isinstance(part, dict)]


def is_text(part):
    return part.get("type") in ("text", "input_text", "output_text")


def is_image(part):
    return part.get("type") in ("image_url", "input_image")


def text_of(message):
    return "\n".join(part.get("text") or "" for part in parts(message) if is_text(part))


def labels_in(header):
    pairs = (pair.split("=", 1) for pair in header.split(",") if "=" in pair)
    return {key.strip(): value.strip() for key, value in pairs if key.strip()}


class Facts:
    """A request as it stands at a node."""

    def __init__(self, body, headers, seen=None):
        self.body, self.headers = body, headers
        self.messages = [each for each in body.get("messages") or [] if isinstance(each, dict)]
        self.counted, self.locals = seen, {}

    def changed(self, change):
        body = copy.deepcopy(self.body)
        rewrite(body, change)
        return Facts(body, self.headers)

    def labels(self):
        own = self.body.get("metadata")
        found = {key: str(value) for key, value in own.items()} if isinstance(own, dict) else {}
        found.update(labels_in(self.headers.get("x-signalbox-metadata", "")))
        return found

    def user(self):
        return str(self.body.get("user") or "")

    def tools(self):
        offered = [each.get("function") or {} for each in self.body.get("tools") or []]
        return offered + list(self.body.get("functions") or [])

    def images(self):
        return sum(is_image(part) for each in self.messages for part in parts(each))

    def wants_json(self):
        form = self.body.get("response_format")
        return isinstance(form, dict) and form.get("type") in ("json_object", "json_schema")

    def max_tokens(self):
        return self.body.get("max_completion_tokens") or self.body.get("max_tokens") or 0

    def text(self):
        said = (text_of(each) for each in reversed(self.messages) if each.get("role") == "user")
        return next((text for text in said if text), "")

    def tokens(self):
        if self.counted is None:
            self.counted = TokenCount().of(self)
        return self.counted

    def signal(self, name, key):
        if name == "metadata":
            return self.labels().get(key, "")
        if name == "headers":
            return "" if key in SECRET_HEADERS else self.headers.get(key, "")
        return SIGNALS[name](self)


SIGNALS = {
    "model": lambda facts: str(facts.body.get("model") or ""),
    "user": Facts.user,
    "text": Facts.text,
    "system": lambda facts: "\n\n".join(text_of(m) for m in facts.messages if is_system(m)),
    "messages": lambda facts: len(facts.messages),
    "tokens": Facts.tokens,
    "max_tokens": Facts.max_tokens,
    "images": Facts.images,
    "stream": lambda facts: facts.body.get("stream") is True,
    "has_tools": lambda facts: bool(facts.tools()),
    "tools": lambda facts: [tool.get("name") or "" for tool in facts.tools()],
    "wants_json": Facts.wants_json,
    "reasoning": lambda facts: str(facts.body.get("reasoning_effort") or ""),
    "hour": lambda facts: local_time().tm_hour,
    "weekday": lambda facts: local_time().tm_wday + 1,
}


class TokenCount:
    """Signalbox's count: o200k_base, and what OpenAI's cookbook adds for messages and pictures."""

    most_of_a_text, most_of_all = 200_000, 1_000_000

    def __init__(self):
        self.chars = self.tokens = 0

    def of(self, facts):
        return (
            3
            + sum(3 + self.message(each) for each in facts.messages)
            + sum(12 + self.tool(each) for each in facts.tools())
        )

    def message(self, message):
        count = sum(self.part(part) for part in parts(message))
        for call in message.get("tool_calls") or []:
            function = call.get("function") or {}
            count += 3 + self.text(str(function.get("name")) + str(function.get("arguments")))
        count += self.text(message.get("reasoning_content") or "")
        return count + (len(json.dumps(message["name"])) // 4 if "name" in message else 0)

    def part(self, part):
        if is_text(part):
            return self.text(part.get("text") or "")
        if is_image(part):
            image = part.get("image_url")
            return 85 if isinstance(image, dict) and image.get("detail") == "low" else 765
        return len(json.dumps(part, separators=(",", ":"))) // 4

    def tool(self, tool):
        schema = tool.get("parameters")
        text = "" if schema is None else json.dumps(schema, separators=(",", ":"))
        return self.text((tool.get("name") or "") + (tool.get("description") or "") + text)

    def text(self, text):
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        looked = min(units, self.most_of_a_text)
        if self.chars + looked > self.most_of_all:
            return units * self.tokens // self.chars
        tokens = len(TOKENS.encode_ordinary(text[:looked]))
        self.chars += looked
        self.tokens += tokens
        return tokens if looked == units else tokens * units // looked


def local_time(now=None):
    now = time.time() if now is None else now
    ahead = [offset for since, offset in GRAPH["zone"] if since <= now]
    return time.gmtime(now + (ahead[-1] if ahead else 0))


# Conditions


def holds(when, facts):
    """A condition that cannot be worked out does not hold."""
    try:
        return value(when, facts) is True
    except Unknown:
        return False


def may_hold(when, facts):
    """A promise is kept also where its condition cannot be worked out: rather a call too few."""
    try:
        return value(when, facts) is True
    except Unknown:
        return True


def value(expr, facts):
    name, args = expr[0], expr[1]
    if name == "value":
        return args
    if name == "signal":
        return facts.signal(args, expr[2])
    if name == "list":
        return [value(each, facts) for each in args]
    if name in ("&&", "||"):
        return either(args, facts, name == "&&")
    if name == "local":
        return facts.locals[args]
    if name == "fold":
        return unfolded(args, expr[2], expr[3], facts)
    if name == "?:":
        return value(args[1] if truth(value(args[0], facts)) else args[2], facts)
    return FUNCTIONS[name](*(value(each, facts) for each in args))


def unfolded(parts, item, sum, facts):
    """A macro as CEL expands it: each item in turn makes a new sum of the sum."""
    over, start, step, result = parts
    outer, items = facts.locals, value(over, facts)
    facts.locals = {**outer, sum: value(start, facts)}
    try:
        for each in items:
            facts.locals[item] = each
            facts.locals[sum] = value(step, facts)
        return value(result, facts)
    finally:
        facts.locals = outer


def truth(known):
    if not isinstance(known, bool):
        raise Unknown
    return known


def either(args, facts, undecided):
    """One side can decide though the other cannot be worked out."""
    failed = False
    for each in args:
        try:
            if truth(value(each, facts)) is not undecided:
                return not undecided
        except Unknown:
            failed = True
    if failed:
        raise Unknown
    return undecided


def number(text):
    plain = text.strip()
    if len(plain) > 40 or not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", plain, re.A):
        raise Unknown
    return float(plain)


def same(a, b):
    return isinstance(a, bool) == isinstance(b, bool) and a == b


def ordered(compare):
    def compared(a, b):
        if isinstance(a, str) != isinstance(b, str):
            raise Unknown
        return compare(a, b)

    return compared


FUNCTIONS = {
    "!": lambda a: not truth(a),
    "==": same,
    "!=": lambda a, b: not same(a, b),
    "<": ordered(lambda a, b: a < b),
    "<=": ordered(lambda a, b: a <= b),
    ">": ordered(lambda a, b: a > b),
    ">=": ordered(lambda a, b: a >= b),
    "in": lambda a, b: any(same(a, each) for each in b),
    "size": len,
    "startsWith": lambda a, b: a.startswith(b),
    "endsWith": lambda a, b: a.endswith(b),
    "contains": lambda a, b: b in a,
    "matches": lambda a, b: re.search(b, a, re.ASCII) is not None,
    "number": number,
}


# Shares


def mixed(data):
    """The hash that assigns requests to shares, as in Signalbox: FNV-1a and SplitMix64's mixer."""
    mask = (1 << 64) - 1
    state = 0xCBF29CE484222325
    for byte in data:
        state = ((state ^ byte) * 0x100000001B3) & mask
    state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
    return state ^ (state >> 31)


SESSIONS = (
    "x-session-id x-claude-code-session-id thread-id session-id session_id x-opencode-session"
    " x-session-affinity"
).split()


def conversation(facts):
    given = [facts.labels().get("conversation", "")]
    given += [facts.headers.get(name, "") for name in SESSIONS]
    given.append(str(facts.body.get("prompt_cache_key") or ""))
    for each in given:
        if each.strip():
            return each
    told = ["", facts.user()]
    for message in facts.messages:
        told += [str(message.get("role", "")).upper(), text_of(message)]
        if message.get("role") == "user":
            break
    return "c-%016x" % mixed("".join(each + "\0" for each in told).encode())


def drawn(node, facts):
    who = {
        "user": facts.user,
        "conversation": lambda: conversation(facts),
        "app": lambda: "",
        "request": lambda: facts.headers.get("x-request-id") or str(uuid.uuid4()),
    }[node["by"]]()
    total = sum(share["share"] for share in node["shares"])
    draw = (mixed((node["of"] + "\0" + who).encode()) >> 11) * 2.0**-53 * total
    below = 0.0
    for share in node["shares"]:
        below += share["share"]
        if draw < below:
            return share["to"]
    return node["shares"][0]["to"]


# Changes of requests


def rewrite(body, change):
    if change["redact"]:
        from signalbox_redaction import redact

        redact(body, change["redact"])
    for name in change["drop"]:
        drop(body, name)
    for name, given in change["set"]:
        if name.startswith("metadata."):
            body["metadata"] = {**(body.get("metadata") or {}), name[9:]: str(given)}
        else:
            drop(body, name)
            body[{"max_output_tokens": "max_tokens", "stop_sequences": "stop"}.get(name, name)] = given
    frame(body, change["prepend"], change["append"])


SAME = (
    {"max_tokens", "max_completion_tokens", "max_output_tokens"},
    {"stop", "stop_sequences"},
    {"tools", "functions", "tool_choice", "function_call", "parallel_tool_calls"},
)


def drop(body, name):
    if name == "images":
        for message in body.get("messages") or []:
            if isinstance(message.get("content"), list):
                message["content"] = [each for each in message["content"] if not is_image(each)]
    elif name.startswith("metadata."):
        (body.get("metadata") or {}).pop(name[9:], None)
    else:
        alike = next((each for each in SAME[:2] if name in each), {name})
        for each in SAME[2] if name == "tools" else alike:
            body.pop(each, None)


def frame(body, before, after):
    messages = body.get("messages") or []
    if before:
        messages.insert(0, {"role": "system", "content": before})
    if after:
        at = next((i for i, each in enumerate(messages) if not is_system(each)), len(messages))
        messages.insert(at, {"role": "system", "content": after})
    body["messages"] = messages


# What was used


class Usage:
    """What budgets and limits have counted in their present windows; it survives a restart."""

    file = os.path.join(HERE, "signalbox_spend.json")

    def __init__(self):
        self.windows = {}
        with contextlib.suppress(OSError, ValueError):
            with open(self.file, encoding="utf-8") as kept:
                self.windows = json.load(kept)

    def of(self, claim):
        """US dollars, requests and tokens of a window."""
        start, *used = self.windows.get(claim[0], [None, 0.0, 0, 0])
        return used if start == claim[1] else [0.0, 0, 0]

    def add(self, claim, usd, requests, tokens):
        used = self.of(claim)
        if claim[0] not in self.windows and len(self.windows) >= 10_000:
            per = json.loads(claim[0])[2]
            self.windows = {  # without those of the same length that are over
                key: kept
                for key, kept in self.windows.items()
                if json.loads(key)[2] != per or kept[0] == claim[1]
            }
        self.windows[claim[0]] = [claim[1], used[0] + usd, used[1] + requests, used[2] + tokens]

    def spend(self, claims, usd, tokens):
        for claim in claims:
            self.add(claim, usd, 0, tokens)
        with contextlib.suppress(OSError):
            with open(self.file + ".new", "w", encoding="utf-8") as kept:
                json.dump(self.windows, kept)
            os.replace(self.file + ".new", self.file)


USED = Usage()
TURNS = {}


def claim_of(id, node, facts):
    """Names a node and whose share it is, and the window that it is now."""
    whose = node["whose"]
    key = facts.user() if whose[0] == "user" else ""
    key = facts.labels().get(whose[1], "null") if whose[0] == "metadata" else key
    now = local_time()
    seconds = calendar.timegm(now)
    start = {
        "month": now.tm_year * 12 + now.tm_mon,
        "week": (seconds // 86400 + 3) // 7,  # the epoch began on a Thursday
        "day": seconds // 86400,
        "hour": seconds // 3600,
        "minute": seconds // 60,
        "second": seconds,
    }[node["per"]]
    return json.dumps([id, key, node["per"]]), start


def cost(model, prompt, cached, completion, reasoning=0):
    price = model["price"]
    if not price:
        return float("inf")
    tier = [each for each in price["tiers"] if prompt > each[0] or each[0] == 0][-1]
    _, plain, again, said, thought = tier
    tokens = (prompt - cached) * plain + cached * again
    tokens += (completion - reasoning) * said + reasoning * thought
    return price["request"] + tokens / 1e6


def expected_cost(model, facts):
    most = model["most"] or 8192
    limit = min(facts.max_tokens() or most, most) if model["most"] else facts.max_tokens() or most
    said, prompt = min(limit, 380), facts.tokens()
    return max(cost(model, prompt, 0, said), cost(model, prompt, 0, said, said))


# The way through the graph


class Rejected(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status, self.message = status, message


class Place:
    """A request at a node or model, with what it collected on its way."""

    def __init__(self, at, facts, first=0, total=0, claims=(), hidden=()):
        self.at, self.facts, self.claims, self.hidden = at, facts, claims, hidden
        self.first, self.total = first, total

    def to(self, at, **other):
        return Place(**{**vars(self), **other, "at": at})


def tighter(a, b):
    return min(a, b) if a and b else a or b


class Branching:
    """A node on the way that has more targets if a call fails."""

    def __init__(self, node, place, targets):
        self.place, self.targets, self.on = place, targets, set(node["on"])
        self.retries, self.most, self.binding = node["retries"], node["attempts"], node["binding"]
        self.total = node["total"]
        self.index = self.retried = self.calls = 0
        self.begun = 0.0

    def here(self):
        return self.place.to(self.targets[self.index])

    def left(self):
        return self.total / 1000 - (time.monotonic() - self.begun) if self.calls else self.total / 1000

    def is_open(self):
        in_time = not self.total or not self.calls or self.left() > 0
        return in_time and (not self.binding or self.calls < self.most)

    def has_more(self):
        return self.index + 1 < len(self.targets) and self.calls < self.most

    def after(self, failure):
        if failure not in self.on or self.calls >= self.most:
            return False
        if self.retried < self.retries and failure in PASSING:
            self.retried += 1
            return True
        return self.onward()

    def onward(self):
        if not self.has_more():
            return False
        self.index, self.retried = self.index + 1, 0
        return True

    def called(self):
        self.begun = self.begun if self.calls else time.monotonic()
        self.calls += 1


class Route:
    """The route of one request, worked out as far as it is needed."""

    def __init__(self, facts):
        self.place = Place(GRAPH["start"], facts)
        self.branchings, self.made, self.allowed, self.too_small = [], 0, MOST_CALLS, 0
        self.counted, self.failures = set(), 0
        self.forbidden, self.promised = set(GRAPH["forbidden"]), GRAPH["promised"] or 1 << 30
        for promise in GRAPH["promises"]:
            if may_hold(promise["when"], facts):
                self.forbidden.update(promise["forbidden"])
                self.promised = min(self.promised, promise["calls"] or self.promised)

    def next(self):
        """The model to call; None if there is none.

        Raises Rejected if the graph refuses the request.
        """
        while True:
            node = NODES.get(self.place.at)
            if node is None:
                return self._passed_over()
            if node["kind"] == "model":
                return self._arrived(node["model"])
            self._take(self.place.at, node)

    def after(self, failure):
        """The model to call after the last one failed; None if there is none."""
        self.failures += 1
        while self.branchings and self._has_left():
            if self._is_open() and self.branchings[-1].after(failure):
                self.place = self.branchings[-1].here()
                return self.next()
            self.branchings.pop()
        return None

    def too_long(self, model):
        self.too_small = max(self.too_small, model["context"])

    def is_retry(self):
        return bool(self.branchings) and self.branchings[-1].retried > 0

    def time_left(self):
        times = [each.left() for each in self.branchings if each.total]
        return min(times) if times else self.place.total / 1000 or None

    def _passed_over(self):
        while self.branchings:
            if self._is_open() and self.branchings[-1].onward():
                self.place = self.branchings[-1].here()
                return self.next()
            self.branchings.pop()
        return None

    def _arrived(self, number):
        model, facts = MODELS[number], self.place.facts
        size = model["context"]
        small = size and (size <= self.too_small or (self._has_other() and facts.tokens() > size))
        if number in self.forbidden or small or not self._has_left():
            return self._passed_over()
        self.made += 1
        for each in self.branchings:
            each.called()
        for claim in set(self.place.claims) - self.counted:
            USED.add(claim, 0.0, 1, 0)
            self.counted.add(claim)
        return model

    def _has_left(self):
        return self.made < min(self.allowed, self.promised)

    def _is_open(self):
        return all(each.is_open() for each in self.branchings)

    def _has_other(self):
        return self._has_left() and any(each.has_more() for each in self.branchings)

    def _take(self, id, node):
        place, facts = self.place, self.place.facts
        kind = node["kind"]
        if kind == "rules":
            held = (rule["to"] for rule in node["rules"] if holds(rule["when"], facts))
            self.place = place.to(next(held, node["otherwise"]))
        elif kind == "split":
            self.place = place.to(drawn(node, facts))
        elif kind == "rewrite":
            change = GRAPH["rewrites"][node["rewrite"]]
            hidden = {*place.hidden, *change["redact"]}  # also in the user's name, when it is sent
            self.place = place.to(node["to"], facts=facts.changed(change), hidden=hidden)
        elif kind in ("budget", "limit"):
            self.place = self._within(id, node)
        elif kind == "reject":
            raise Rejected(node["status"], node["message"])
        else:
            self._enter(id, node)

    def _within(self, id, node):
        claim = claim_of(id, node, self.place.facts)
        usd, requests, tokens = USED.of(claim)
        if node["kind"] == "limit":
            over = 0 < node["requests"] <= requests or 0 < node["tokens"] <= tokens
            to = node["within"]
        else:
            over = usd >= node["usd"]
            reached = [to for at, to in node["tiers"] if usd / node["usd"] >= at] if not over else []
            to = reached[-1] if reached else node["within"]
        if over:
            return self.place.to(node["over"])
        return self.place.to(to, claims=(*self.place.claims, claim))

    def _enter(self, id, node):
        place = self.place.to(
            self.place.at,
            first=tighter(self.place.first, node["first"]),
            total=tighter(self.place.total, node["total"]),
        )
        targets = self._able(self._in_order(id, node))
        branching = Branching(node, place, targets)
        self.allowed = max(self.allowed, branching.most)
        self.branchings.append(branching)
        self.place = branching.here()

    def _in_order(self, id, node):
        if node.get("by") == "cost":
            costs = [
                min((expected_cost(MODELS[each], self.place.facts) for each in below), default=0)
                for below in node["below"]
            ]
            return [node["to"][i] for i in sorted(range(len(costs)), key=lambda i: costs[i])]
        if node.get("by") == "turns":
            turn = TURNS[id] = TURNS.get(id, -1) + 1
            at = turn % len(node["to"])
            return node["to"][at:] + node["to"][:at]
        return node["to"]

    def _able(self, targets):
        """Without the models that cannot do what the request asks for, if others may."""
        unable = [to for to in targets if self._lacks(NODES.get(to))]
        return targets if len(unable) == len(targets) else [to for to in targets if to not in unable]

    def _lacks(self, node):
        if not node or node["kind"] != "model":
            return False
        model, facts = MODELS[node["model"]], self.place.facts
        asked = {"images": facts.images() > 0, "tools": facts.tools(), "json": facts.wants_json()}
        return any(asked[each] for each in model["lacks"]) or (
            0 < model["context"] * 1.25 < facts.tokens()
        )


# Calls


TOO_LONG = re.compile(
    r"context[_ ](length|window|size)|maximum context|prompt is too long|too many tokens"
    r"|input is too long|exceeds the (maximum|limit)",
    re.I,
)
UNPAID = re.compile(
    r"insufficient_quota|insufficient[_ ](user_quota|balance|credits)|credit balance is too low"
    r"|billing_(hard_limit|not_active)|check your plan and billing|payment_required"
    r"|out_of_credit|spending limit|budget has been exceeded",
    re.I,
)
FILTERED = re.compile(r"content_filter|content_policy|ResponsibleAIPolicy|moderation_blocked", re.I)
BY_STATUS = {
    401: "unauthorized",
    402: "out_of_credit",
    403: "unauthorized",
    404: "model_not_found",
    408: "timeout",
    410: "model_not_found",
    413: "context_too_long",
    429: "rate_limited",
    498: "overloaded",
    504: "timeout",
    529: "overloaded",
}


def kind_of(error):
    """The class of a failure, by Signalbox's words."""
    status, text = getattr(error, "status_code", None), str(error)
    if isinstance(error, (litellm.Timeout, asyncio.TimeoutError, TimeoutError)):
        return "timeout"
    if isinstance(error, litellm.ContextWindowExceededError):
        return "context_too_long"
    if isinstance(error, litellm.ContentPolicyViolationError):
        return "content_filtered"
    if status in (400, 413, 422, 500) and TOO_LONG.search(text):
        return "context_too_long"
    if status in (400, 403) and FILTERED.search(text):
        return "content_filtered"
    if status in (400, 402, 403, 429) and UNPAID.search(text):
        return "out_of_credit"
    if type(error) is litellm.APIConnectionError:
        return "unreachable"
    if "overloaded" in text.lower() and (status in (429, None) or status >= 500):
        return "overloaded"
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status is None or status >= 500 or status == 424:
        return "server_error"
    return "bad_request"


def has_begun(chunk):
    """Whether a piece of a stream says something; from there on no other model is tried."""
    for choice in chunk.choices or []:
        delta = choice.delta
        said = delta and (
            delta.content or delta.tool_calls or getattr(delta, "reasoning_content", None)
        )
        if said or choice.finish_reason:
            return True
    return False


class Request:
    """One request on its way through the graph."""

    def __init__(self, body, headers, metadata):
        self.facts = Facts(body, headers)
        self.metadata = {k: v for k, v in metadata.items() if k.startswith("user_api_key")}
        self.stream = body.get("stream") is True

    async def answer(self):
        """The answer of the first model that gives one; of a stream its first pieces and the rest."""
        route, failed = None, None
        try:
            route = Route(self.facts)
            model = route.next()
            while model is not None:
                try:
                    return await self._called(route, model)
                except Exception as error:  # whatever the provider's client throws is a failure
                    failed = error
                    kind = kind_of(error)
                    if kind == "context_too_long" and getattr(error, "status_code", None) not in (413, 429):
                        route.too_long(model)
                    model = route.after(kind)
                    if model is not None and route.is_retry():
                        await asyncio.sleep(random.uniform(0, 0.5 * 2 ** min(route.failures - 1, 3)))
        except Rejected as rejected:
            if failed is None:
                raise refused(rejected.status, rejected.message) from None
        if failed is None:
            raise refused(403, "No model may answer this request.")
        raise failed

    async def _called(self, route, model):
        from litellm.proxy.proxy_server import llm_router

        place, left = route.place, route.time_left()
        body = place.facts.body
        params = {name: body[name] for name in MEMBERS & body.keys() if body[name] is not None}
        if place.hidden and "user" in params:
            from signalbox_redaction import Text

            params["user"] = Text(str(params["user"])).redacted(place.hidden)
        params.update(model["params"])
        call = llm_router.acompletion(
            model=model["group"],
            messages=copy.deepcopy(body["messages"]),
            stream=self.stream,
            num_retries=0,
            disable_fallbacks=True,
            metadata=dict(self.metadata),
            **({"timeout": left} if left else {}),
            **params,
        )
        if not self.stream:
            answer = await asyncio.wait_for(call, left)
            self._spent(model, place, getattr(answer, "usage", None))
            return answer
        return await self._begun(call, model, place, left)

    async def _begun(self, call, model, place, left):
        """Waits for the first piece that says something."""
        early = []

        async def beginning():
            stream = await call
            async for chunk in stream:
                early.append(chunk)
                if has_begun(chunk):
                    break
            return stream

        stream = await asyncio.wait_for(beginning(), tighter(place.first / 1000, left or 0) or None)
        if not early:
            raise litellm.InternalServerError("The stream was empty.", "signalbox", model["group"])
        return self._rest(early, stream, model, place)

    async def _rest(self, early, stream, model, place):
        usage, last = None, None
        try:
            for chunk in early:
                usage, last = getattr(chunk, "usage", None) or usage, chunk
                yield chunk
            async for chunk in stream:
                usage, last = getattr(chunk, "usage", None) or usage, chunk
                yield chunk
        finally:  # also if the client has gone; LiteLLM fills the last piece's hidden part at the end
            hidden = getattr(last, "_hidden_params", None) or {}
            self._spent(model, place, usage or hidden.get("usage"))

    def _spent(self, model, place, usage):
        if not place.claims:
            return
        prompt = getattr(usage, "prompt_tokens", None) or place.facts.tokens()
        said = getattr(usage, "completion_tokens", None) or 0
        cached = getattr(getattr(usage, "prompt_tokens_details", None), "cached_tokens", None) or 0
        usd = cost(model, prompt, cached, said)
        USED.spend(place.claims, usd if usd != float("inf") else 0.0, prompt + said)


def refused(status, message):
    return litellm.APIError(status, message, llm_provider="signalbox", model=GRAPH["graph"])


# What LiteLLM calls


# What clients sent, by the id of the call. LiteLLM loads this file once for each place of config.yaml
# that names it, so what the callback sees must lie where the provider finds it.
ASKED = vars(litellm).setdefault("signalbox_asked", OrderedDict())


# With these a client would have LiteLLM go on to a model that the graph has refused.
BYPASSES = (
    "fallbacks",
    "context_window_fallbacks",
    "content_policy_fallbacks",
    "router_settings_override",
)


class SignalboxRouter(CustomLogger, CustomLLM):
    async def async_pre_call_hook(self, user_api_key_dict, cache, data, call_type):
        if call_type in ("completion", "acompletion", "anthropic_messages", "aresponses"):
            request = data.get("proxy_server_request") or {}
            headers = {k.lower(): v for k, v in (request.get("headers") or {}).items()}
            ours = call_type in ("completion", "acompletion")  # bodies of OpenAI's chat completions
            body = dict(request.get("body") or {}) if ours else {}
            told = data.get("metadata") or data.get("litellm_metadata") or {}
            body.setdefault("metadata", told.get("requester_metadata") or {})
            ASKED[data.get("litellm_call_id")] = (str(data.get("model") or ""), headers, body)
            while len(ASKED) > 10_000:
                ASKED.popitem(last=False)
            for name in BYPASSES:
                data.pop(name, None)
            data["model"] = GRAPH["model_name"]
        elif str(data.get("model") or "").startswith("signalbox-"):
            raise refused(403, "Only chat requests go through the graph.")
        return data

    def _request(self, messages, optional_params, litellm_params, logging_obj, stream):
        id = getattr(logging_obj, "litellm_call_id", None) or litellm_params.get("litellm_call_id")
        model, headers, sent = ASKED.pop(id, ("", {}, {}))
        body = {**optional_params, "model": model, "messages": messages}
        for name in ("metadata", "user", *MEMBERS):
            if name in sent:
                body[name] = copy.deepcopy(sent[name])
        body["stream"] = stream
        metadata = litellm_params.get("metadata") or litellm_params.get("litellm_metadata") or {}
        return Request(body, headers, metadata)

    async def acompletion(
        self, *, messages, optional_params, litellm_params=None, logging_obj=None, **_
    ):
        request = self._request(messages, optional_params, litellm_params or {}, logging_obj, False)
        return await request.answer()

    async def astreaming(
        self, *, messages, optional_params, litellm_params=None, logging_obj=None, **_
    ):
        request = self._request(messages, optional_params, litellm_params or {}, logging_obj, True)
        async for chunk in await request.answer():
            yield chunk


router = SignalboxRouter()
