"""pydantic-ai, with its models of each dialect."""

import pydantic
from features import *  # noqa: F403
from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.messages import ModelRequest, ToolCallPart, UserPromptPart


def model(name, key=KEY):
    if DIALECT in ("chat", "responses"):
        from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
        from pydantic_ai.providers.openai import OpenAIProvider

        kind = OpenAIChatModel if DIALECT == "chat" else OpenAIResponsesModel
        return kind(name, provider=OpenAIProvider(base_url=f"{URL}/v1", api_key=key))
    if DIALECT == "messages":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        return AnthropicModel(name, provider=AnthropicProvider(base_url=URL, api_key=key))
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    return GoogleModel(name, provider=GoogleProvider(base_url=URL, api_key=key))


class City(pydantic.BaseModel):
    city: str


plain = Agent(model(MODEL))
able = Agent(model(MODEL), tools=[read_file])


def most(answer):
    return max(sum(isinstance(part, ToolCallPart) for part in message.parts) for message in answer.all_messages())


async def heard(_, events):
    async for _ in events:
        pass


def tokens(answer):
    usage = answer.usage() if callable(answer.usage) else answer.usage
    return usage.output_tokens


@feature("text")
async def text():
    answer = await plain.run(HELLO)
    greeted(answer.output)
    used(tokens(answer))


@feature("stream")
async def stream():
    async with plain.run_stream(HELLO) as answer:
        greeted(await answer.get_output())
        used(tokens(answer))


@feature("tools")
async def tools():
    answer = await able.run(QUESTION)
    finished(answer.output, most(answer))
    # Of a stream as such the library takes the first text for the end, whatever is called after it.
    answer = await able.run(QUESTION, event_stream_handler=heard)
    finished(answer.output, most(answer))


@feature("image")
async def image():
    shown((await plain.run([PICTURE, BinaryContent(PNG, media_type="image/png")])).output)


@feature("structured")
async def structured():
    # Of models that it does not know, it asks Anthropic's for a call in the place of an object by a schema.
    wanted = City if DIALECT == "messages" else NativeOutput(City)
    named((await Agent(model(MODEL), output_type=wanted).run(CITY)).output.city)


@feature("error")
async def error():
    for status, agent, words in ((401, Agent(model(MODEL, "wrong")), HELLO), (403, Agent(model("closed")), HELLO), (400, plain, REFUSED)):
        try:
            await agent.run(words)
        except ModelHTTPError as e:
            must(e.status_code == status, f"{e.status_code} in the place of {status}")
        else:
            raise AssertionError(f"wanted {status}, got an answer")


@feature("cancel")
async def cancel():
    async def heard():
        async with plain.run_stream(STORY) as answer:
            async for _ in answer.stream_text(delta=True, debounce_by=None):
                begun.set()

    begun = asyncio.Event()
    task = asyncio.create_task(heard())
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@feature("embeddings")
async def embeddings():
    if DIALECT == "messages":
        raise Lacking("Messages has no embeddings")
    from pydantic_ai import Embedder

    if DIALECT == "gemini":
        from pydantic_ai.embeddings.google import GoogleEmbeddingModel
        from pydantic_ai.providers.google import GoogleProvider

        embedding = GoogleEmbeddingModel(vectors(), provider=GoogleProvider(base_url=URL, api_key=KEY))
    else:
        from pydantic_ai.embeddings.openai import OpenAIEmbeddingModel
        from pydantic_ai.providers.openai import OpenAIProvider

        embedding = OpenAIEmbeddingModel(vectors(), provider=OpenAIProvider(base_url=f"{URL}/v1", api_key=KEY))
    embedded([list(each) for each in (await Embedder(embedding).embed_documents(TEXTS)).embeddings])


@feature("counting")
async def counting():
    from pydantic_ai.models import ModelRequestParameters

    try:
        usage = await model(MODEL).count_tokens([ModelRequest(parts=[UserPromptPart(HELLO)])], None, ModelRequestParameters())
    except NotImplementedError as e:
        raise Lacking("the library counts nothing in this dialect") from e
    counted(usage.input_tokens)


end()
