"""LangChain: tools in a stream and whole, an object by a schema, a picture and an error."""

import os
import pathlib
import sys

from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool

URL, KEY, MODEL, QUESTION = (os.environ[name] for name in ("URL", "KEY", "MODEL", "QUESTION"))
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def model(name):
    dialect = os.environ["DIALECT"]
    if dialect in ("chat", "responses"):
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(model=name, base_url=f"{URL}/v1", api_key=KEY, use_responses_api=dialect == "responses", max_retries=0)
    if dialect == "messages":
        from langchain_anthropic import ChatAnthropic

        return ChatAnthropic(model=name, base_url=URL, api_key=KEY, max_retries=0, max_tokens=4096)
    from langchain_google_genai import ChatGoogleGenerativeAI

    return ChatGoogleGenerativeAI(model=name, base_url=URL, google_api_key=KEY, max_retries=1)


@tool
def read_file(path: str) -> str:
    """Reads a file."""
    return pathlib.Path(path).read_text()


def turn(ask):
    messages = [HumanMessage(QUESTION)]
    for _ in range(4):
        answer = ask(messages)
        messages.append(answer)
        if not answer.tool_calls:
            return answer.text if isinstance(answer.text, str) else answer.text()
        for call in answer.tool_calls:
            messages.append(ToolMessage(read_file.invoke(call["args"]), tool_call_id=call["id"]))
    sys.exit("no end")


def gathered(pieces):
    whole = None
    for piece in pieces:
        whole = piece if whole is None else whole + piece
    return whole


known = model(MODEL)
able = known.bind_tools([read_file])
print(turn(lambda messages: gathered(able.stream(messages))))
print(turn(able.invoke))
schema = {"title": "City", "description": "A city", "type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
if "city" not in known.with_structured_output(schema, method="json_schema").invoke("A city"):
    sys.exit("no city")
picture = [{"type": "text", "text": "What is this?"}, {"type": "image", "base64": DOT, "mime_type": "image/png"}]
known.invoke([HumanMessage(picture)])
try:
    model("closed").invoke("Hello")
except Exception as error:
    if "This desk is closed." not in str(error):
        raise
else:
    sys.exit("graph that rejects: an answer")
