"""Drives the proxy with Google's official Python client. Each line is one check; a skipped one says why."""

import os
import sys

from google import genai
from google.genai import errors, types

BASE_URL = os.environ["BASE_URL"].removesuffix("/v1")
API_KEY = os.environ["API_KEY"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# A real model may ramble: it is asked for little.
REAL = MODE == "url"
LIMIT = 48 if REAL else 1024
UNSURE = "no small model promises it"
ENDS = ("STOP", "MAX_TOKENS") if REAL else ("STOP",)
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63606060000000040001f61738550000000049454e44ae426082"
)
WEATHER = types.FunctionDeclaration(
    name="weather",
    description="The weather in a city",
    parameters=types.Schema(
        type=types.Type.OBJECT,
        properties={"city": types.Schema(type=types.Type.STRING)},
        required=["city"],
    ),
)
STORY = "Tell me a story"


def client_with(key):
    return genai.Client(api_key=key, http_options=types.HttpOptions(base_url=BASE_URL))


client = client_with(API_KEY)
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


def wishes(**more):
    return types.GenerateContentConfig(**{"max_output_tokens": LIMIT, **more})


def ask(contents, model=MODEL, **more):
    return client.models.generate_content(model=model, contents=contents, config=wishes(**more))


def stream(contents, model=MODEL, **more):
    return client.models.generate_content_stream(
        model=model, contents=contents, config=wishes(**more)
    )


def thrown(kind, body):
    try:
        body()
    except kind as e:
        return e
    raise AssertionError(f"wanted {kind.__name__}, got an answer")


def tools(mode="ANY"):
    return {
        "tools": [types.Tool(function_declarations=[WEATHER])],
        "tool_config": types.ToolConfig(
            function_calling_config=types.FunctionCallingConfig(mode=mode)
        ),
        "automatic_function_calling": types.AutomaticFunctionCallingConfig(disable=True),
    }


def ended(answer):
    return answer.candidates[0].finish_reason.name in ENDS


@check
def whole_answer():
    answer = ask(STORY)
    must(answer.text and ended(answer), answer)
    used = answer.usage_metadata
    must(used.prompt_token_count > 0 and used.candidates_token_count > 0, used)
    must(used.total_token_count >= used.prompt_token_count + used.candidates_token_count, used)
    # The mock's Gemini, whose bytes are passed on, leaves them out.
    must((answer.response_id and answer.model_version) or MODE == "aimock", answer)
    must(answer.sdk_http_response.headers.get("x-request-id", "").startswith("req_"), "no id")


@check
def streamed_answer():
    chunks = list(stream(STORY))
    must("".join(chunk.text or "" for chunk in chunks), "no text")
    must(ended(chunks[-1]), chunks[-1])
    must(REAL or chunks[-1].usage_metadata.candidates_token_count > 0, chunks[-1])


@check
def system_instruction_and_roles():
    contents = [
        types.UserContent("Hello"),
        types.ModelContent("Hello! What can I do?"),
        types.UserContent(STORY),
    ]
    answer = ask(contents, system_instruction="You tell stories.", temperature=0.5, top_k=40)
    must(answer.text, "no text")


@check
def forced_call_and_its_result():
    question = "What is the weather in Oslo?"
    first = ask(question, **tools())
    calls = first.function_calls
    must(calls and calls[0].name == "weather" and isinstance(calls[0].args, dict), first)
    result = types.Part.from_function_response(name="weather", response={"result": "rain"})
    result.function_response.id = calls[0].id
    contents = [
        types.UserContent(question), first.candidates[0].content, types.UserContent([result]),
    ]
    must(ask(contents, **tools("AUTO")).text or REAL, "no text after the result")


@check
def calls_side_by_side():
    if REAL:
        return UNSURE
    if MODE == "simulated":
        return "a simulated model calls one tool"
    question = "Compare the weather in Oslo and Rome"
    for answers in ([ask(question, **tools())], list(stream(question, **tools()))):
        parts = [
            part
            for answer in answers
            for part in answer.candidates[0].content.parts or []
            if part.function_call
        ]
        must([part.function_call.args["city"] for part in parts] == ["Oslo", "Rome"], parts)
        results = [
            types.Part.from_function_response(name="weather", response={"output": "rain"})
            for _ in parts
        ]
        contents = [
            types.UserContent(question), types.ModelContent(parts), types.UserContent(results),
        ]
        must(ask(contents, **tools("AUTO")).text, "no text after the results")


@check
def functions_that_the_client_calls_itself():
    if REAL:
        return UNSURE
    asked = []

    def weather(city: str) -> str:
        """The weather in a city."""
        asked.append(city)
        return "rain"

    answer = ask("What is the weather in Oslo?", tools=[weather])
    must(asked and answer.text, (asked, answer))


@check
def streamed_call():
    if REAL:
        return UNSURE
    chunks = list(stream("What is the weather in Oslo?", **tools()))
    calls = [call for chunk in chunks for call in chunk.function_calls or []]
    must(calls and calls[0].name == "weather" and isinstance(calls[0].args, dict), chunks)


@check
def picture():
    if REAL:
        return UNSURE
    dot = types.Part.from_bytes(data=DOT, mime_type="image/png")
    must(ask(["What is in this picture?", dot]).text, "no text")


@check
def answer_in_json():
    if REAL:
        return UNSURE
    schema = types.Schema(
        type=types.Type.OBJECT,
        properties={"name": types.Schema(type=types.Type.STRING, nullable=True)},
    )
    answer = ask("A name in JSON", response_mime_type="application/json", response_schema=schema)
    must(isinstance(answer.parsed, dict) or MODE == "simulated", answer.text)


@check
def thoughts_are_shown_to_those_who_ask():
    if REAL:
        return UNSURE
    thinking = types.ThinkingConfig(thinking_budget=2048, include_thoughts=True)
    answer = ask("Think of a story", max_output_tokens=8192, thinking_config=thinking)
    thoughts = [part for part in answer.candidates[0].content.parts if part.thought]
    must(answer.text, "no text")
    must(all(part.text for part in thoughts), thoughts)


@check
def tokens_are_counted():
    count = client.models.count_tokens(model=MODEL, contents=STORY)
    must(3 < count.total_tokens < 30, count)


@check
def wrong_key_is_refused():
    stranger = client_with("wrong")
    e = thrown(
        errors.ClientError,
        lambda: stranger.models.generate_content(model=MODEL, contents="Tell me " * 50_000),
    )
    must(e.code == 401 and e.status == "UNAUTHENTICATED", e)


@check
def graph_that_rejects():
    for ways in (lambda: ask(STORY, "closed"), lambda: list(stream(STORY, "closed"))):
        e = thrown(errors.ClientError, ways)
        must(e.code == 403 and e.status == "PERMISSION_DENIED", e)
        must(e.message == "This desk is closed.", e)


@check
def broken_body_is_a_bad_request():
    nobody = types.Content(role="assistant", parts=[types.Part(text="x")])
    e = thrown(errors.ClientError, lambda: ask([nobody]))
    must(e.code == 400 and e.status == "INVALID_ARGUMENT", e)
    must("contents[0].role" in e.message, e)


@check
def trouble_of_the_provider_is_a_server_error():
    if MODE != "aimock":
        return "this provider does as it is told"
    for ways in (lambda: ask("Fail please"), lambda: list(stream("Fail please"))):
        e = thrown(errors.ServerError, ways)
        must(e.code == 502 and e.status == "INTERNAL", e)


@check
def models_are_listed_and_found():
    names = [model.name for model in client.models.list()]
    must("models/" + MODEL in names and "models/closed" in names, names)
    must(client.models.get(model=MODEL).name == "models/" + MODEL, "another one")
    e = thrown(errors.ClientError, lambda: client.models.get(model="nobody"))
    must(e.code == 404, e)


@check
def stream_that_the_client_gives_up():
    chunks = stream(STORY)
    next(chunks)
    chunks.close()
    must(client.models.get(model=MODEL), "the proxy is gone")


sys.exit(1 if failed else 0)
