"""Drives the proxy with OpenAI's Python client by the Responses API. Each line is one check; a skipped one says why."""

import json
import os
import sys

import openai
import pydantic

BASE_URL = os.environ["BASE_URL"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
REAL = MODE == "url"
LITTLE = {"max_output_tokens": 48, "temperature": 0} if REAL else {}
UNSURE = "no small model promises it"
ENDS = ("completed", "incomplete") if REAL else ("completed",)
WEATHER = {
    "type": "function",
    "name": "weather",
    "description": "The weather in a city",
    "parameters": {
        "type": "object",
        "properties": {"city": {"type": "string"}},
        "required": ["city"],
        "additionalProperties": False,
    },
    "strict": True,
}
client = openai.OpenAI(base_url=BASE_URL, api_key=os.environ["API_KEY"], max_retries=0)
failed = 0


class Place(pydantic.BaseModel):
    city: str


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
    return client.responses.create(model=model, input=content, **{**LITTLE, **more})


def thrown(kind, body):
    try:
        body()
    except kind as e:
        return e
    raise AssertionError(f"wanted {kind.__name__}, got an answer")


@check
def whole_answer():
    raw = client.responses.with_raw_response.create(model=MODEL, input="Tell me a story", **LITTLE)
    data = raw.parse()
    must(data.output_text, "no text")
    must(data.status in ENDS, data.status)
    must(raw.headers["x-request-id"].startswith("req_"), "no request id")


@check
def stream():
    events = list(ask("Tell me a story", stream=True))
    must([e.sequence_number for e in events] == list(range(len(events))), "numbers with gaps")
    must(events[0].type == "response.created", events[0].type)
    must(events[-1].response.status in ENDS, events[-1].type)
    text = "".join(e.delta for e in events if e.type == "response.output_text.delta")
    must(text and text == events[-1].response.output_text, "another text at the end")


@check
def stream_through_the_helper():
    with client.responses.stream(model=MODEL, input="Tell me a story", **LITTLE) as events:
        for _ in events:
            pass
        must(REAL or events.get_final_response().output_text, "no text")


@check
def instructions_and_settings_are_repeated():
    data = ask("Tell me a story", instructions="Be brief.", metadata={"team": "blue"})
    must(data.instructions == "Be brief.", data.instructions)
    must(data.metadata == {"team": "blue"}, data.metadata)
    must(data.store is False, "it says that it was stored")


@check
def forced_tool_call_and_its_result():
    question = [{"role": "user", "content": "What is the weather in Oslo?"}]
    first = ask(question, tools=[WEATHER], tool_choice={"type": "function", "name": "weather"})
    call = next(item for item in first.output if item.type == "function_call")
    json.loads(call.arguments)
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "rain"}
    answer = ask(question + first.output + [result], tools=[WEATHER])
    must(answer.output_text or REAL, "no text after the result")


@check
def streamed_tool_call():
    if REAL:
        return UNSURE
    question = "What is the weather in Oslo?"
    events = list(ask(question, tools=[WEATHER], tool_choice="required", stream=True))
    told = "".join(e.delta for e in events if e.type == "response.function_call_arguments.delta")
    call = next(item for item in events[-1].response.output if item.type == "function_call")
    must(call.arguments == told, told)
    json.loads(told)


@check
def answer_as_a_class():
    if REAL:
        return UNSURE
    data = client.responses.parse(model=MODEL, input="Give me a city as JSON", text_format=Place)
    must(data.output_parsed.city, data)


@check
def any_JSON_object():
    if MODE != "simulated":
        return "only a simulated model is sure to"
    json.loads(ask("Give me a city", text={"format": {"type": "json_object"}}).output_text)


@check
def tokens_are_counted():
    must(client.responses.input_tokens.count(model=MODEL, input="Tell me").input_tokens > 0, "none")


@check
def wrong_key_is_an_AuthenticationError():
    stranger = openai.OpenAI(base_url=BASE_URL, api_key="wrong", max_retries=0)
    e = thrown(openai.AuthenticationError, lambda: stranger.responses.create(model=MODEL, input="Hi"))
    must(e.code == "invalid_api_key", e.code)


@check
def follow_up_names_the_answer_before_it():
    first = ask("Tell me a story")
    must(ask("Tell me a story", previous_response_id=first.id).output_text, "nothing")


@check
def answers_that_cannot_be_fetched_are_refused():
    thrown(openai.BadRequestError, lambda: ask("Go", background=True))
    thrown(openai.NotFoundError, lambda: client.responses.retrieve("resp_1"))


@check
def graph_that_rejects():
    for streamed in (False, True):
        e = thrown(
            openai.PermissionDeniedError, lambda: ask("Tell me", model="closed", stream=streamed)
        )
        must("This desk is closed." in e.message, e.message)


@check
def broken_body_is_a_bad_request():
    e = thrown(openai.BadRequestError, lambda: ask([{"role": "robot", "content": "Go"}]))
    must(e.param == "input[0].role", e.param)


@check
def trouble_of_the_provider():
    if MODE != "aimock":
        return "only a played provider has some"
    e = thrown(openai.APIStatusError, lambda: ask("Fail please"))
    must(e.status_code == 502, e)
    e = thrown(openai.APIError, lambda: list(ask("Be cut off", stream=True)))
    must("interrupt" in e.message, e.message)


sys.exit(1 if failed else 0)
