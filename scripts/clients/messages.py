"""Drives the proxy with Anthropic's official Python client. Each line is one check; a skipped one says why."""

import os
import sys

import anthropic

BASE_URL = os.environ["BASE_URL"].removesuffix("/v1")
API_KEY = os.environ["API_KEY"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# A real model may ramble: it is asked for little.
REAL = MODE == "url"
LIMIT = 48 if REAL else 1024
UNSURE = "no small model promises it"
ENDS = ("end_turn", "max_tokens") if REAL else ("end_turn",)
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
WEATHER = {
    "name": "weather",
    "description": "The weather in a city",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
    },
}
client = anthropic.Anthropic(base_url=BASE_URL, api_key=API_KEY, max_retries=0)
failed = 0


def check(body):
    global failed
    name = body.__name__.replace("_", " ")
    try:
        skipped = body()
        print(f"skip  {name}: {skipped}" if skipped else f"ok    {name}", flush=True)
    except Exception as e:
        failed += 1
        print(f"FAIL  {name}: {type(e).__name__}: {e}", flush=True)


def must(condition, what):
    if not condition:
        raise AssertionError(what)


def question(content, **more):
    return {
        "model": MODEL,
        "max_tokens": LIMIT,
        "messages": [{"role": "user", "content": content}],
        **more,
    }


def ask(content, **more):
    return client.messages.create(**question(content, **more))


def text(message):
    return "".join(block.text for block in message.content if block.type == "text")


def thrown(kind, body):
    try:
        body()
    except kind as e:
        return e
    raise AssertionError(f"wanted {kind.__name__}, got an answer")


@check
def whole_answer():
    message = ask("Tell me a story")
    must(text(message), "no text")
    must(message.stop_reason in ENDS, message.stop_reason)
    must(message.usage.input_tokens > 0 and message.usage.output_tokens > 0, message.usage)
    must(message._request_id.startswith("req_"), "no request id")


@check
def stream():
    types = [event.type for event in ask("Tell me a story", stream=True)]
    must(types[0] == "message_start" and types[-1] == "message_stop", types)


@check
def stream_through_the_helper():
    with client.messages.stream(**question("Tell me a story")) as events:
        heard = "".join(events.text_stream)
        message = events.get_final_message()
    must(heard and heard == text(message), heard)
    must(message.stop_reason in ENDS, message.stop_reason)
    must(REAL or message.usage.output_tokens > 0, message.usage)


@check
def forced_tool_call_and_its_result():
    asked = question("What is the weather in Oslo?", tools=[WEATHER])
    first = client.messages.create(**asked, tool_choice={"type": "tool", "name": "weather"})
    calls = [block for block in first.content if block.type == "tool_use"]
    must(calls and isinstance(calls[0].input, dict), first.content)
    result = {"type": "tool_result", "tool_use_id": calls[0].id, "content": "rain"}
    asked["messages"] += [
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [result]},
    ]
    must(text(client.messages.create(**asked)) or REAL, "no text after the result")


@check
def streamed_tool_call():
    if REAL:
        return UNSURE
    asked = question("What is the weather in Oslo?", tools=[WEATHER], tool_choice={"type": "any"})
    with client.messages.stream(**asked) as events:
        message = events.get_final_message()
    calls = [block for block in message.content if block.type == "tool_use"]
    must(calls and calls[0].name == "weather" and isinstance(calls[0].input, dict), message)
    must(message.stop_reason == "tool_use", message.stop_reason)


@check
def picture():
    if REAL:
        return UNSURE
    source = {"type": "base64", "media_type": "image/png", "data": DOT}
    words = {"type": "text", "text": "What is in this picture?"}
    must(text(ask([words, {"type": "image", "source": source}])), "no text")


@check
def tokens_are_counted():
    messages = [{"role": "user", "content": "Tell me a story"}]
    count = client.messages.count_tokens(model=MODEL, messages=messages)
    must(3 < count.input_tokens < 30, count)


@check
def wrong_key_is_an_authentication_error():
    stranger = anthropic.Anthropic(base_url=BASE_URL, api_key="wrong", max_retries=0)
    e = thrown(
        anthropic.AuthenticationError,
        lambda: stranger.messages.create(**question("Tell me " * 50_000)),
    )
    must(e.request_id.startswith("req_"), e)
    must(e.body["error"]["type"] == "authentication_error", e.body)


@check
def field_that_nobody_knows_is_accepted():
    if REAL:
        return "the server may refuse it"
    ask("Tell me a story", extra_body={"brand_new_field": {"a": [1]}})


@check
def graph_that_rejects():
    for streamed in (False, True):
        e = thrown(
            anthropic.PermissionDeniedError,
            lambda s=streamed: ask("Tell me a story", **{"model": "closed", "stream": s}),
        )
        must("This desk is closed." in str(e), e)


@check
def broken_body_is_a_bad_request():
    thrown(
        anthropic.BadRequestError,
        lambda: client.messages.create(model=MODEL, max_tokens=9, messages="none"),
    )


@check
def models_are_listed_and_found():
    ids = [model.id for model in client.models.list()]
    must(MODEL in ids and "closed" in ids, ids)
    must(client.models.retrieve(MODEL).id == MODEL, "another one")
    thrown(anthropic.NotFoundError, lambda: client.models.retrieve("nobody"))


@check
def stream_that_the_client_gives_up():
    with ask("Tell me a story", stream=True) as events:
        next(iter(events))
    must(client.models.retrieve(MODEL), "the proxy is gone")


sys.exit(1 if failed else 0)
