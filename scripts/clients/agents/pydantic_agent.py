"""pydantic-ai: tools in a stream and whole, an object by a schema and an error."""

import asyncio
import os
import pathlib
import sys

import pydantic
from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError

URL, KEY, MODEL, QUESTION = (os.environ[name] for name in ("URL", "KEY", "MODEL", "QUESTION"))


def model(name):
    dialect = os.environ["DIALECT"]
    if dialect in ("chat", "responses"):
        from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
        from pydantic_ai.providers.openai import OpenAIProvider

        kind = OpenAIChatModel if dialect == "chat" else OpenAIResponsesModel
        return kind(name, provider=OpenAIProvider(base_url=f"{URL}/v1", api_key=KEY))
    if dialect == "messages":
        from pydantic_ai.models.anthropic import AnthropicModel
        from pydantic_ai.providers.anthropic import AnthropicProvider

        return AnthropicModel(name, provider=AnthropicProvider(base_url=URL, api_key=KEY))
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    return GoogleModel(name, provider=GoogleProvider(base_url=URL, api_key=KEY))


class City(pydantic.BaseModel):
    city: str


agent = Agent(model(MODEL))


@agent.tool_plain
def read_file(path: str) -> str:
    """Reads a file."""
    return pathlib.Path(path).read_text()


async def main():
    async with agent.run_stream(QUESTION) as answer:
        print(await answer.get_output())
    print((await agent.run(QUESTION)).output)
    # Of models that it does not know, it asks Anthropic's for a call in the place of an object by a schema.
    wanted = City if os.environ["DIALECT"] == "messages" else NativeOutput(City)
    found = await Agent(model(MODEL), output_type=wanted).run("A city")
    if not found.output.city:
        sys.exit("no city")
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63fccfc0500f000485010084a98c21"
        "0000000049454e44ae426082"
    )
    await Agent(model(MODEL)).run(["What is this?", BinaryContent(dot, media_type="image/png")])
    try:
        await Agent(model("closed")).run(QUESTION)
    except ModelHTTPError as error:
        if error.status_code != 403:
            sys.exit(f"graph that rejects: {error}")
    else:
        sys.exit("graph that rejects: an answer")


asyncio.run(main())
