"""openai-python, by Chat Completions or Responses."""

import openai
import pydantic
from features import *  # noqa: F403

client = openai.OpenAI(base_url=f"{URL}/v1", api_key=KEY, max_retries=0)
stranger = openai.OpenAI(base_url=f"{URL}/v1", api_key="wrong", max_retries=0)
READ = {"name": "read_file", "description": "Reads a file", "parameters": PATH, "strict": True}
IMAGE = f"data:image/png;base64,{DOT}"


class City(pydantic.BaseModel):
    city: str


class Chat:
    picture = [{"type": "text", "text": PICTURE}, {"type": "image_url", "image_url": {"url": IMAGE}}]

    @staticmethod
    def ask(content, by=client, model=MODEL, **more):
        return by.chat.completions.create(model=model, messages=[{"role": "user", "content": content}], **more)

    @staticmethod
    def text(answer):
        return answer.choices[0].message.content

    @staticmethod
    def streamed():
        text, reasons, tokens = "", [], 0
        for chunk in Chat.ask(HELLO, stream=True, stream_options={"include_usage": True}):
            for choice in chunk.choices:
                text += choice.delta.content or ""
                reasons += [choice.finish_reason] if choice.finish_reason else []
            tokens = chunk.usage.total_tokens if chunk.usage else tokens
        must(reasons == ["stop"], f"finish reasons {reasons}")
        return text, tokens

    @staticmethod
    def turn(streamed):
        messages, most = [{"role": "user", "content": QUESTION}], 0
        while True:
            asked = {"model": MODEL, "messages": messages, "tools": [{"type": "function", "function": READ}]}
            if streamed:
                with client.chat.completions.stream(**asked) as events:
                    answer = events.get_final_completion()
            else:
                answer = client.chat.completions.create(**asked)
            message = answer.choices[0].message
            if not message.tool_calls:
                return message.content, most
            most = max(most, len(message.tool_calls))
            calls = [{"id": c.id, "type": "function", "function": {"name": c.function.name, "arguments": c.function.arguments}}
                     for c in message.tool_calls]
            messages.append({"role": "assistant", "content": message.content, "tool_calls": calls})
            for call in message.tool_calls:
                messages.append({"role": "tool", "tool_call_id": call.id, "content": called(call.function.arguments)})

    @staticmethod
    def parsed():
        messages = [{"role": "user", "content": CITY}]
        return client.chat.completions.parse(model=MODEL, messages=messages, response_format=City).choices[0].message.parsed

    @staticmethod
    def is_text(piece):
        return piece.choices and piece.choices[0].delta.content

    @staticmethod
    def count():
        raise Lacking("Chat Completions counts nothing")


class Responses:
    picture = [{"role": "user", "content": [{"type": "input_text", "text": PICTURE},
                                            {"type": "input_image", "image_url": IMAGE, "detail": "auto"}]}]

    @staticmethod
    def ask(content, by=client, model=MODEL, **more):
        return by.responses.create(model=model, input=content, **more)

    @staticmethod
    def text(answer):
        return answer.output_text

    @staticmethod
    def streamed():
        events = list(Responses.ask(HELLO, stream=True))
        must(events[-1].type == "response.completed", events[-1].type)
        text = "".join(each.delta for each in events if each.type == "response.output_text.delta")
        return text, events[-1].response.usage.total_tokens

    @staticmethod
    def turn(streamed):
        said, most = [{"role": "user", "content": QUESTION}], 0
        while True:
            asked = {"model": MODEL, "input": said, "tools": [{"type": "function", **READ}]}
            if streamed:
                with client.responses.stream(**asked) as events:
                    answer = events.get_final_response()
            else:
                answer = client.responses.create(**asked)
            calls = [item for item in answer.output if item.type == "function_call"]
            if not calls:
                return answer.output_text, most
            most = max(most, len(calls))
            said += [item.model_dump(exclude_none=True, exclude={"parsed_arguments"}) for item in answer.output]
            said += [{"type": "function_call_output", "call_id": c.call_id, "output": called(c.arguments)} for c in calls]

    @staticmethod
    def parsed():
        return client.responses.parse(model=MODEL, input=CITY, text_format=City).output_parsed

    @staticmethod
    def is_text(piece):
        return piece.type == "response.output_text.delta"

    @staticmethod
    def count():
        return client.responses.input_tokens.count(model=MODEL, input=HELLO).input_tokens


api = {"chat": Chat, "responses": Responses}[DIALECT]


@feature("text")
def text():
    answer = api.ask(HELLO)
    greeted(api.text(answer))
    used(answer.usage and answer.usage.total_tokens)


@feature("stream")
def stream():
    said, tokens = api.streamed()
    greeted(said)
    used(tokens)


@feature("tools")
def tools():
    finished(*api.turn(False))
    finished(*api.turn(True))


@feature("image")
def image():
    shown(api.text(api.ask(api.picture)))


@feature("structured")
def structured():
    named(api.parsed().city)


@feature("error")
def error():
    thrown(openai.AuthenticationError, "", lambda: api.ask(HELLO, by=stranger))
    thrown(openai.PermissionDeniedError, "This desk is closed.", lambda: api.ask(HELLO, model="closed"))
    thrown(openai.BadRequestError, "", lambda: api.ask(REFUSED, stream=True))


@feature("cancel")
def cancel():
    with api.ask(STORY, stream=True) as pieces:
        next(piece for piece in pieces if api.is_text(piece))


@feature("embeddings")
def embeddings():
    embedded([each.embedding for each in client.embeddings.create(model=vectors(), input=TEXTS).data])


@feature("counting")
def counting():
    counted(api.count())


end()
