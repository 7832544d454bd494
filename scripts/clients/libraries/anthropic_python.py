"""anthropic-python."""

import anthropic
from features import *  # noqa: F403

client = anthropic.Anthropic(base_url=URL, api_key=KEY, max_retries=0)
stranger = anthropic.Anthropic(base_url=URL, api_key="wrong", max_retries=0)


def body(content, **more):
    return {"model": MODEL, "max_tokens": 1024, "messages": [{"role": "user", "content": content}], **more}


def ask(content, by=client, **more):
    return by.messages.create(**body(content, **more))


def said(message):
    return "".join(block.text for block in message.content if block.type == "text")


def turn(streamed):
    messages, most = [{"role": "user", "content": QUESTION}], 0
    while True:
        tool = {"name": "read_file", "description": "Reads a file", "input_schema": PATH}
        asked = {"model": MODEL, "max_tokens": 1024, "messages": messages, "tools": [tool]}
        if streamed:
            with client.messages.stream(**asked) as events:
                answer = events.get_final_message()
        else:
            answer = client.messages.create(**asked)
        calls = [block for block in answer.content if block.type == "tool_use"]
        must(answer.stop_reason == ("tool_use" if calls else "end_turn"), answer.stop_reason)
        if not calls:
            return said(answer), most
        most = max(most, len(calls))
        messages.append({"role": "assistant", "content": answer.content})
        results = [{"type": "tool_result", "tool_use_id": c.id, "content": called(c.input)} for c in calls]
        messages.append({"role": "user", "content": results})


@feature("text")
def text():
    answer = ask(HELLO)
    greeted(said(answer))
    used(answer.usage.input_tokens)


@feature("stream")
def stream():
    with client.messages.stream(**body(HELLO)) as events:
        heard = "".join(events.text_stream)
        used(events.get_final_message().usage.output_tokens)
    greeted(heard)


@feature("tools")
def tools():
    finished(*turn(False))
    finished(*turn(True))


@feature("image")
def image():
    source = {"type": "base64", "media_type": "image/png", "data": DOT}
    shown(said(ask([{"type": "text", "text": PICTURE}, {"type": "image", "source": source}])))


@feature("structured")
def structured():
    answer = ask(CITY, output_config={"format": {"type": "json_schema", "schema": SCHEMA}})
    named(json.loads(said(answer))["city"])


@feature("error")
def error():
    thrown(anthropic.AuthenticationError, "", lambda: ask(HELLO, by=stranger))
    thrown(anthropic.PermissionDeniedError, "This desk is closed.", lambda: ask(HELLO, **{"model": "closed"}))
    thrown(anthropic.BadRequestError, "", lambda: ask(REFUSED, stream=True))


@feature("cancel")
def cancel():
    with ask(STORY, stream=True) as events:
        next(event for event in events if event.type == "content_block_delta")


@feature("embeddings")
def embeddings():
    raise Lacking("Messages has no embeddings")


@feature("counting")
def counting():
    counted(client.messages.count_tokens(model=MODEL, messages=[{"role": "user", "content": HELLO}]).input_tokens)


end()
