"""Drives the proxy with the embeddings of the clients of OpenAI, Google, Ollama and LangChain, and with OpenAI's
Completions. Each line is one check; a skipped one says why."""

import math
import os
import sys

import ollama
import openai
from google import genai
from google.genai import types
from langchain_ollama import OllamaEmbeddings
from langchain_openai import OpenAIEmbeddings

BASE_URL = os.environ["BASE_URL"]
HOST = BASE_URL.removesuffix("/v1")
KEY = os.environ["API_KEY"]
MODEL = os.environ["MODEL"]
MODE = os.environ["MODE"]
# The name of the graph that embeds.
VECTORS = "vectors"
TEXTS = ["the cat sat on the mat", "a cat sat on a mat", "stocks fell in Tokyo"]
client = openai.OpenAI(base_url=BASE_URL, api_key=KEY, max_retries=0)
google = genai.Client(api_key=KEY, http_options=types.HttpOptions(base_url=HOST))
local = ollama.Client(host=HOST, headers={"Authorization": f"Bearer {KEY}"})
failed = 0


def check(body):
    global failed
    name = body.__name__.replace("_", " ")
    try:
        skipped = "the server may not embed" if MODE == "url" and "text" not in name else body()
        print(f"skip  {name}: {skipped}" if skipped else f"ok    {name}", flush=True)
    except Exception as e:
        failed += 1
        print(f"FAIL  {name}: {type(e).__name__}: {e}", flush=True)


def must(condition, what):
    if not condition:
        raise AssertionError(what)


def close(one, other):
    """Whether two vectors are the same but for the rounding of floats to decimals and back."""
    return len(one) == len(other) and all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-7) for a, b in zip(one, other))


def expected():
    return [each.embedding for each in client.embeddings.create(model=VECTORS, input=TEXTS, encoding_format="float").data]


@check
def OpenAI_floats_and_base64_are_the_same():
    floats = expected()
    must(len(floats) == 3 and len(floats[0]) > 100, [len(each) for each in floats])
    packed = client.embeddings.create(model=VECTORS, input=TEXTS)  # base64, unpacked by the client
    must(all(close(a, b.embedding) for a, b in zip(floats, packed.data)), "other vectors")
    must(packed.usage.prompt_tokens > 0 and packed.model, packed.usage)


@check
def OpenAI_token_ids_mean_their_text():
    if MODE == "aimock":
        return "the mock reads no token ids"
    ids = client.embeddings.create(model=VECTORS, input=[[15339, 1917]]).data[0].embedding
    text = client.embeddings.create(model=VECTORS, input="hello world").data[0].embedding
    must(close(ids, text), "another vector")


@check
def OpenAI_dimensions():
    if MODE == "aimock":
        return "the mock has vectors of its own length"
    must(len(client.embeddings.create(model=VECTORS, input="a", dimensions=256).data[0].embedding) == 256, "other length")


@check
def OpenAI_texts_that_share_words_are_closer():
    if MODE != "simulated":
        return "the mock's vectors mean nothing"
    one, other, far = expected()
    dot = lambda a, b: sum(x * y for x, y in zip(a, b))
    must(abs(dot(one, one) - 1) < 1e-3, dot(one, one))
    must(dot(one, other) > dot(one, far), (dot(one, other), dot(one, far)))


@check
def Google_embeds_the_same():
    answer = google.models.embed_content(model=VECTORS, contents=TEXTS)
    must(all(close(a, b.values) for a, b in zip(expected(), answer.embeddings)), "other vectors")
    config = types.EmbedContentConfig(task_type="RETRIEVAL_QUERY")
    single = google.models.embed_content(model=VECTORS, contents=TEXTS[0], config=config)
    must(close(expected()[0], single.embeddings[0].values), "another vector")


@check
def Ollama_embeds_the_same():
    answer = local.embed(model=VECTORS, input=TEXTS)
    must(all(close(a, b) for a, b in zip(expected(), answer.embeddings)), "other vectors")
    must(close(expected()[0], local.embeddings(model=VECTORS, prompt=TEXTS[0]).embedding), "another vector")


@check
def LangChain_embeds_the_same():
    mine = OpenAIEmbeddings(model=VECTORS, base_url=BASE_URL, api_key=KEY, check_embedding_ctx_length=False)
    must(all(close(a, b) for a, b in zip(expected(), mine.embed_documents(TEXTS))), "other vectors")
    must(close(expected()[0], mine.embed_query(TEXTS[0])), "another vector")
    theirs = OllamaEmbeddings(model=VECTORS, base_url=HOST, client_kwargs={"headers": {"Authorization": f"Bearer {KEY}"}})
    must(all(close(a, b) for a, b in zip(expected(), theirs.embed_documents(TEXTS))), "other vectors")


@check
def graph_that_only_talks_or_rejects_is_an_error():
    for model, kind in ((MODEL, openai.BadRequestError), ("closed", openai.PermissionDeniedError)):
        try:
            client.embeddings.create(model=model, input="a")
        except kind as e:
            must(MODEL == "closed" or e.status_code in (400, 403), e)
        else:
            raise AssertionError(f"{model} embeds")


@check
def OpenAI_text_of_a_completion():
    more = {"max_tokens": 48, "temperature": 0} if MODE == "url" else {}
    whole = client.completions.create(model=MODEL, prompt="Tell me a story", **more)
    must(whole.choices[0].text and whole.object == "text_completion", whole)
    must(whole.choices[0].finish_reason in ("stop", "length") and whole.usage.completion_tokens > 0, whole)
    options = {"include_usage": True}
    chunks = list(
        client.completions.create(model=MODEL, prompt="Tell me a story", stream=True, stream_options=options, **more)
    )
    text = "".join(chunk.choices[0].text for chunk in chunks if chunk.choices)
    must(text and (MODE == "url" or text == whole.choices[0].text), (text, whole.choices[0].text))
    must(chunks[-1].usage.completion_tokens > 0, chunks[-1])
    if MODE != "url":
        echoed = client.completions.create(model=MODEL, prompt="Tell me a story", echo=True)
        must(echoed.choices[0].text == "Tell me a story" + text, echoed.choices[0].text)


sys.exit(1 if failed else 0)
