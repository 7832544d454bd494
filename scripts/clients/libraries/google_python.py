"""google-genai."""

from features import *  # noqa: F403
from google import genai
from google.genai import errors, types


def connected(key):
    return genai.Client(api_key=key, http_options=types.HttpOptions(base_url=URL))


client = connected(KEY)
TOOL = types.Tool(function_declarations=[
    types.FunctionDeclaration(name="read_file", description="Reads a file", parameters_json_schema=PATH),
])
BY_HAND = types.AutomaticFunctionCallingConfig(disable=True)


def ask(contents, by=client, model=MODEL, **config):
    return by.models.generate_content(model=model, contents=contents, config=types.GenerateContentConfig(**config))


def heard(contents, model=MODEL, **config):
    return client.models.generate_content_stream(model=model, contents=contents, config=types.GenerateContentConfig(**config))


def parts(answer):
    return (answer.candidates[0].content.parts or []) if answer.candidates and answer.candidates[0].content else []


def turn(streamed):
    contents, most = [types.UserContent(QUESTION)], 0
    while True:
        config = {"tools": [TOOL], "automatic_function_calling": BY_HAND}
        answers = list(heard(contents, **config)) if streamed else [ask(contents, **config)]
        said = [part for answer in answers for part in parts(answer)]
        calls = [part.function_call for part in said if part.function_call]
        if not calls:
            return "".join(part.text or "" for part in said), most
        most = max(most, len(calls))
        contents.append(types.ModelContent(said))
        results = [types.Part.from_function_response(name=c.name, response={"output": called(c.args)}) for c in calls]
        for result, call in zip(results, calls):
            result.function_response.id = call.id
        contents.append(types.UserContent(results))


@feature("text")
def text():
    answer = ask(HELLO)
    greeted(answer.text)
    used(answer.usage_metadata and answer.usage_metadata.total_token_count)


@feature("stream")
def stream():
    chunks = list(heard(HELLO))
    greeted("".join(chunk.text or "" for chunk in chunks))
    must(chunks[-1].candidates[0].finish_reason.name == "STOP", chunks[-1])
    used(chunks[-1].usage_metadata and chunks[-1].usage_metadata.total_token_count)


@feature("tools")
def tools():
    finished(*turn(False))
    finished(*turn(True))
    # The library can call a function by itself, too.
    must("signalbox-was-here" in ask(QUESTION, tools=[read_file]).text, "called by the library: no note")


@feature("image")
def image():
    shown(ask([PICTURE, types.Part.from_bytes(data=PNG, mime_type="image/png")]).text)


@feature("structured")
def structured():
    named(ask(CITY, response_mime_type="application/json", response_json_schema=SCHEMA).parsed["city"])


@feature("error")
def error():
    for code, body in (
        (401, lambda: ask(HELLO, by=connected("wrong"))),
        (403, lambda: ask(HELLO, model="closed")),
        (400, lambda: list(heard(REFUSED))),
    ):
        must(thrown(errors.ClientError, "", body).code == code, f"another code than {code}")


@feature("cancel")
def cancel():
    chunks = heard(STORY)
    next(chunk for chunk in chunks if chunk.text)
    chunks.close()


@feature("embeddings")
def embeddings():
    embedded([each.values for each in client.models.embed_content(model=vectors(), contents=TEXTS).embeddings])


@feature("counting")
def counting():
    counted(client.models.count_tokens(model=MODEL, contents=HELLO).total_tokens)


end()
