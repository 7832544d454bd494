"""Drives the proxy with the official Python client. Each line is one check; a skipped one says why."""

import json
import os
import sys

import openai

BASE_URL = os.environ["BASE_URL"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
REAL = MODE == "url"
LITTLE = {"max_tokens": 48, "temperature": 0} if REAL else {}
UNSURE = "no small model promises it"
ENDS = ("stop", "length") if REAL else ("stop",)
DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather in a city",
        "parameters": {
            "type": "object",
            "properties": {"city": {"type": "string"}},
            "required": ["city"],
        },
    },
}
client = openai.OpenAI(base_url=BASE_URL, api_key=os.environ["API_KEY"], max_retries=0)
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


def ask(content, model=MODEL, **more):
    messages = [{"role": "user", "content": content}]
    return client.chat.completions.create(model=model, messages=messages, **{**LITTLE, **more})


def thrown(kind, body):
    try:
        body()
    except kind as e:
        return e
    raise AssertionError(f"wanted {kind.__name__}, got an answer")


@check
def whole_answer():
    raw = client.chat.completions.with_raw_response.create(
        model=MODEL, messages=[{"role": "user", "content": "Tell me a story"}], **LITTLE
    )
    data = raw.parse()
    must(data.choices[0].message.content, "no text")
    must(data.choices[0].finish_reason in ENDS, data.choices[0].finish_reason)
    must(data.usage.total_tokens > 0, "no usage")
    must(raw.headers["x-request-id"].startswith("req_"), "no request id")


@check
def stream():
    chunks = list(ask("Tell me a story", stream=True))
    must("".join(c.choices[0].delta.content or "" for c in chunks if c.choices), "no text")
    must(len({c.id for c in chunks}) == 1, "several ids")
    must([c.choices[0].finish_reason for c in chunks if c.choices][-1] in ENDS, "no end")
    must(REAL or not any(c.usage for c in chunks), "usage that nobody asked for")


@check
def stream_with_usage():
    chunks = list(ask("Tell me a story", stream=True, stream_options={"include_usage": True}))
    usages = [c.usage for c in chunks if c.usage]
    if REAL and not usages:
        return "this server never tells"
    must(len(usages) == 1 and usages[0].total_tokens > 0, usages)


@check
def forced_tool_call_and_its_result():
    choice = {"type": "function", "function": {"name": "weather"}}
    question = "What is the weather in Oslo?"
    message = ask(question, tools=[WEATHER], tool_choice=choice).choices[0].message
    must(message.tool_calls, message)
    call = message.tool_calls[0]
    json.loads(call.function.arguments)
    answer = client.chat.completions.create(
        model=MODEL,
        tools=[WEATHER],
        messages=[
            {"role": "user", "content": question},
            message.model_dump(exclude_none=True),
            {"role": "tool", "tool_call_id": call.id, "content": "rain"},
        ],
        **LITTLE,
    )
    must(answer.choices[0].message.content or REAL, "no text after the result")
    must(answer.choices[0].finish_reason in (*ENDS, "tool_calls"), answer)


@check
def streamed_tool_call():
    if REAL:
        return UNSURE
    deltas = [
        call
        for chunk in ask(
            "What is the weather in Oslo?", tools=[WEATHER], tool_choice="required", stream=True
        )
        if chunk.choices
        for call in chunk.choices[0].delta.tool_calls or []
    ]
    must(deltas and deltas[0].function.name == "weather", deltas)
    json.loads("".join(d.function.arguments or "" for d in deltas if d.index == 0))


@check
def picture():
    if REAL:
        return UNSURE
    text = {"type": "text", "text": "What is in this picture?"}
    image = {"type": "image_url", "image_url": {"url": DOT}}
    must(ask([text, image]).choices[0].message.content, "no text")


@check
def json_by_a_schema():
    if REAL:
        return UNSURE
    schema = {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    }
    form = {"name": "place", "strict": True, "schema": schema}
    data = ask(
        "Give me a city as JSON", response_format={"type": "json_schema", "json_schema": form}
    )
    must(isinstance(json.loads(data.choices[0].message.content)["city"], str), data)


@check
def wrong_key_is_an_authentication_error():
    stranger = openai.OpenAI(base_url=BASE_URL, api_key="wrong", max_retries=0)
    messages = [{"role": "user", "content": "Tell me " * 50_000}]
    e = thrown(
        openai.AuthenticationError,
        lambda: stranger.chat.completions.create(model=MODEL, messages=messages),
    )
    must(e.code == "invalid_api_key" and e.request_id.startswith("req_"), e)


@check
def field_that_nobody_knows_is_accepted():
    if REAL:
        return "the server may refuse it"
    ask("Tell me a story", extra_body={"brand_new_field": {"a": [1]}})


@check
def graph_that_rejects():
    for streamed in (False, True):
        e = thrown(
            openai.PermissionDeniedError,
            lambda s=streamed: ask("Tell me a story", model="closed", stream=s),
        )
        must("This desk is closed." in str(e), e)


@check
def broken_body_is_a_bad_request():
    thrown(
        openai.BadRequestError,
        lambda: client.chat.completions.create(model=MODEL, messages="none"),
    )


@check
def models_are_listed_and_found():
    ids = [model.id for model in client.models.list()]
    must(MODEL in ids and "closed" in ids, ids)
    must(client.models.retrieve(MODEL).id == MODEL, "another one")
    thrown(openai.NotFoundError, lambda: client.models.retrieve("nobody/there"))


@check
def stream_that_the_client_gives_up():
    with ask("Tell me a story", stream=True) as chunks:
        next(iter(chunks))
    must(client.models.retrieve(MODEL), "the proxy is gone")


sys.exit(1 if failed else 0)
