"""Drives the proxy with Ollama's Python client and with LangChain's ChatOllama. Each line is one check; a skipped one
says why."""

import base64
import json
import os
import sys

import httpx
import ollama
import pydantic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_ollama import ChatOllama

HOST = os.environ["BASE_URL"].removesuffix("/v1")
KEY = os.environ["API_KEY"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
REAL = MODE == "url"
LITTLE = {"num_predict": 48, "temperature": 0} if REAL else {}
ENDS = "the mock ends the calls of its Gemini with a word that Gemini does not have"
UNSURE = "no small model promises it"
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
client = ollama.Client(host=HOST, headers={"Authorization": f"Bearer {KEY}"})
failed = 0


class Place(pydantic.BaseModel):
    city: str


def weather(city: str) -> str:
    """The weather in a city.

    Args:
      city: The city
    """
    return "rain"


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


def user(content, **more):
    return {"role": "user", "content": content, **more}


def ask(messages, model=MODEL, **more):
    return client.chat(model=model, messages=messages, options=LITTLE, **more)


def chain(**more):
    return ChatOllama(
        model=MODEL, base_url=HOST, client_kwargs={"headers": {"Authorization": f"Bearer {KEY}"}}, **{**LITTLE, **more}
    )


def thrown(body):
    try:
        body()
    except ollama.ResponseError as e:
        return e
    raise AssertionError("wanted a ResponseError, got an answer")


@check
def whole_answer():
    data = ask([user("Tell me a story")])
    must(data.message.content, "no text")
    must(data.done and data.done_reason in ("stop", "length"), data.done_reason)
    must(data.total_duration > 0 and data.eval_duration > 0, "it took no time")
    must(REAL or data.eval_count > 0, "no tokens")


@check
def stream():
    pieces = list(ask([user("Tell me a story")], stream=True))
    must("".join(p.message.content for p in pieces), "no text")
    must([p.done for p in pieces] == [False] * (len(pieces) - 1) + [True], "done too early or never")
    must(pieces[-1].done_reason in ("stop", "length"), pieces[-1].done_reason)


@check
def prompt_without_a_conversation():
    data = client.generate(model=MODEL, prompt="Tell me a story", system="Be brief.", options=LITTLE)
    must(data.response, "no text")
    pieces = list(client.generate(model=MODEL, prompt="Tell me a story", options=LITTLE, stream=True))
    must("".join(p.response for p in pieces) and pieces[-1].done, "no text or no end")


@check
def picture():
    if REAL:
        return UNSURE
    must(ask([user("What is in this picture?", images=[base64.b64decode(DOT)])]).message.content, "no text")


@check
def tool_calls_and_their_results():
    if MODE != "aimock":
        return "only a played model is sure to call"
    if MODEL == "gemini":
        return ENDS
    for streamed in (False, True):
        messages = [user("Compare the weather in Oslo and Rome")]
        answer = ask(messages, tools=[weather], stream=streamed)
        answer = answer if not streamed else next(p for p in list(answer) if p.message.tool_calls)
        calls = answer.message.tool_calls
        must([c.function.arguments["city"] for c in calls] == ["Oslo", "Rome"], calls)
        messages.append(answer.message)
        for call in calls:
            messages.append({"role": "tool", "tool_name": call.function.name, "content": weather(**call.function.arguments)})
        must("rains" in ask(messages, tools=[weather]).message.content, "no text after the results")


@check
def answer_as_a_class():
    if REAL:
        return UNSURE
    data = ask([user("Give me a city as JSON")], format=Place.model_json_schema())
    must(Place.model_validate_json(data.message.content).city, data)


@check
def any_JSON_object():
    if MODE != "simulated":
        return "only a simulated model is sure to"
    json.loads(ask([user("Give me a city")], format="json").message.content)


@check
def thinking_can_be_asked_for():
    for think in (True, False, "high"):
        must(ask([user("Tell me a story")], think=think).message.content, "no text")
    if MODE == "aimock" and MODEL != "openai":
        told = list(ask([user("Think of a story")], think=True, stream=True))
        must("".join(p.message.thinking or "" for p in told) == "A short one will do.", told)


@check
def models_are_listed_and_shown():
    names = [m.model for m in client.list().models]
    must(MODEL in names, names)
    must("tools" in client.show(MODEL).capabilities, "no tools")
    must(thrown(lambda: client.show("nobody")).status_code == 404, "a model that does not exist")
    must(list(client.ps().models) == [], "models that are loaded")


@check
def loading_a_model():
    must(client.generate(model=MODEL, keep_alive="5m").done_reason == "load", "not loaded")
    must(client.chat(model=MODEL, messages=[], keep_alive=0).done_reason == "unload", "not unloaded")


@check
def what_a_proxy_cannot_do():
    must(thrown(lambda: client.pull("llama3.2")).status_code == 501, "pulled")
    must(thrown(lambda: client.delete("llama3.2")).status_code == 501, "deleted")
    must(thrown(lambda: client.copy("a", "b")).status_code == 501, "copied")
    must(thrown(lambda: client.embed(model=MODEL, input="Hi")).status_code == 501, "embedded")
    must(thrown(lambda: client.generate(model=MODEL, prompt="a", raw=True)).status_code == 400, "raw")


@check
def wrong_key_is_a_ResponseError():
    stranger = ollama.Client(host=HOST, headers={"Authorization": "Bearer wrong"})
    e = thrown(lambda: stranger.chat(model=MODEL, messages=[user("Hi")]))
    must(e.status_code == 401 and "app key" in e.error, e)


@check
def key_of_the_environment():
    os.environ["OLLAMA_API_KEY"] = KEY
    try:
        must(ollama.Client(host=HOST).list().models, "no models")
    finally:
        del os.environ["OLLAMA_API_KEY"]


@check
def graph_that_rejects():
    for streamed in (False, True):
        e = thrown(lambda: list(ask([user("Tell me")], model="closed", stream=streamed)))
        must(e.status_code == 403 and "This desk is closed." in e.error, e)


@check
def stream_that_is_canceled():
    pieces = ask([user("Tell me a story")], stream=True)
    next(pieces)
    pieces.close()
    must(ask([user("Tell me a story")]).message.content, "no text afterwards")


@check
def trouble_of_the_provider():
    if MODE != "aimock":
        return "only a played provider has some"
    e = thrown(lambda: ask([user("Fail please")]))
    must(e.status_code == 502, e)
    e = thrown(lambda: list(ask([user("Be cut off")], stream=True)))
    must("interrupt" in e.error, e)


@check
def LangChain_answers_and_streams():
    model = chain()
    data = model.invoke("Tell me a story")
    must(data.content, "no text")
    must(REAL or data.usage_metadata["output_tokens"] > 0, data)
    must("".join(piece.content for piece in model.stream("Tell me a story")), "no text in the stream")


@check
def LangChain_calls_tools():
    if MODE != "aimock":
        return "only a played model is sure to call"
    if MODEL == "gemini":
        return ENDS
    model = chain().bind_tools([weather])
    question = HumanMessage("Compare the weather in Oslo and Rome")
    answer = model.invoke([question])
    must([c["args"]["city"] for c in answer.tool_calls] == ["Oslo", "Rome"], answer.tool_calls)
    results = [ToolMessage("rain", tool_call_id=c["id"]) for c in answer.tool_calls]
    must("rains" in model.invoke([question, answer, *results]).content, "no text after the results")


@check
def LangChain_answers_as_a_class():
    if REAL:
        return UNSURE
    must(chain().with_structured_output(Place).invoke("Give me a city as JSON").city, "no city")


@check
def address_alone_does_not_pretend():
    answer = httpx.get(HOST, headers={"User-Agent": "ollama-python/0.6"})
    must(answer.status_code == 200 and httpx.head(HOST).status_code == 200, answer.status_code)


sys.exit(1 if failed else 0)
