"""LangChain for Python, with its packages for each dialect."""

from features import *  # noqa: F403
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool


def model(name, key=KEY):
    if DIALECT in ("chat", "responses"):
        from langchain_openai import ChatOpenAI

        return ChatOpenAI(model=name, base_url=f"{URL}/v1", api_key=key, use_responses_api=DIALECT == "responses", max_retries=0,
                          stream_usage=True)
    if DIALECT == "messages":
        from langchain_anthropic import ChatAnthropic

        return ChatAnthropic(model=name, base_url=URL, api_key=key, max_retries=0, max_tokens=4096)
    from langchain_google_genai import ChatGoogleGenerativeAI

    return ChatGoogleGenerativeAI(model=name, base_url=URL, google_api_key=key, max_retries=1)


read_note = tool("read_file")(read_file)
known = model(MODEL)
able = known.bind_tools([read_note])


def said(answer):
    return answer.text if isinstance(answer.text, str) else answer.text()


def turn(ask):
    messages, most = [HumanMessage(QUESTION)], 0
    while True:
        answer = ask(messages)
        messages.append(answer)
        if not answer.tool_calls:
            return said(answer), most
        most = max(most, len(answer.tool_calls))
        for call in answer.tool_calls:
            messages.append(ToolMessage(read_note.invoke(call["args"]), tool_call_id=call["id"]))


def gathered(pieces):
    whole = None
    for piece in pieces:
        whole = piece if whole is None else whole + piece
    return whole


def tokens(answer):
    return answer.usage_metadata and answer.usage_metadata["total_tokens"]


@feature("text")
def text():
    answer = known.invoke(HELLO)
    greeted(said(answer))
    used(tokens(answer))


@feature("stream")
def stream():
    answer = gathered(known.stream(HELLO))
    greeted(said(answer))
    used(tokens(answer))


@feature("tools")
def tools():
    finished(*turn(able.invoke))
    finished(*turn(lambda messages: gathered(able.stream(messages))))


@feature("image")
def image():
    picture = {"type": "image", "base64": DOT, "mime_type": "image/png"}
    shown(said(known.invoke([HumanMessage([{"type": "text", "text": PICTURE}, picture])])))


@feature("structured")
def structured():
    named(known.with_structured_output(SCHEMA, method="json_schema").invoke(CITY)["city"])


@feature("error")
def error():
    thrown(Exception, "", lambda: model(MODEL, "wrong").invoke(HELLO))
    thrown(Exception, "This desk is closed.", lambda: model("closed").invoke(HELLO))
    thrown(Exception, "400", lambda: known.invoke(REFUSED))


@feature("cancel")
def cancel():
    pieces = known.stream(STORY)
    next(piece for piece in pieces if said(piece))
    pieces.close()


@feature("embeddings")
def embeddings():
    if DIALECT == "messages":
        raise Lacking("Messages has no embeddings")
    if DIALECT == "gemini":
        from langchain_google_genai import GoogleGenerativeAIEmbeddings

        embedding = GoogleGenerativeAIEmbeddings(model=vectors(), google_api_key=KEY, base_url=URL)
    else:
        from langchain_openai import OpenAIEmbeddings

        embedding = OpenAIEmbeddings(model=vectors(), base_url=f"{URL}/v1", api_key=KEY, max_retries=0, check_embedding_ctx_length=False)
    embedded(embedding.embed_documents(TEXTS))


@feature("counting")
def counting():
    if DIALECT in ("chat", "responses"):
        raise Lacking("the library counts by itself")
    if DIALECT == "gemini":
        counted(known.get_num_tokens(HELLO))
    else:
        counted(known.get_num_tokens_from_messages([HumanMessage(HELLO)]))


end()
