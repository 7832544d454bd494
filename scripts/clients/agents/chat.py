"""OpenAI's Chat Completions, as the provider of a model that takes what gpt-5.1 takes."""

import json
import re

from turn import Tool, View, picture_at

KNOWN = set(
    "model messages audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens metadata"
    " modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention"
    " reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options temperature"
    " tool_choice tools top_logprobs top_p user verbosity web_search_options".split()
)
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def view(body):
    texts = [text(m.get("content")) for m in body["messages"] if m["role"] in ("system", "developer", "user")]
    results = [text(m.get("content")) for m in body["messages"] if m["role"] == "tool"]
    tools = [Tool(t["function"]["name"], t["function"].get("parameters") or {}) for t in body.get("tools", []) if t.get("type") == "function"]
    form = body.get("response_format") or {}
    schema = (form.get("json_schema") or {}).get("schema")
    return View(texts, tools, results, schema, forced=forced(body.get("tool_choice")), pictures=pictures(body["messages"]))


def pictures(messages):
    parts = [part for m in messages if isinstance(m.get("content"), list) for part in m["content"]]
    return [picture_at(part["image_url"]["url"]) for part in parts if part["type"] == "image_url"]


def forced(choice):
    """The name of the tool that must be called, empty if any must, None if none must."""
    if isinstance(choice, dict):
        return choice.get("function", choice).get("name", "")
    return "" if choice == "required" else None


def text(content):
    if isinstance(content, list):
        return "\n".join(part.get("text", "") for part in content)
    return content or ""


def faults(body, given):
    yield from (f"Unrecognized request argument supplied: {name}" for name in sorted(body.keys() - KNOWN))
    if "max_tokens" in body and not given.quiet:
        yield "Unsupported parameter: 'max_tokens' is not supported with this model."
    if body.get("stream_options") and not body.get("stream"):
        yield "The 'stream_options' parameter is only allowed when 'stream' is enabled."
    for tool in body.get("tools", []):
        name = tool.get("function", {}).get("name", "")
        if tool.get("type") == "function" and not NAME.fullmatch(name):
            yield f"Invalid 'tools[].function.name': {name}"
    if "tool_choice" in body and not body.get("tools"):
        yield "'tool_choice' is only allowed when 'tools' are specified."
    pictures(body["messages"])
    yield from order(body["messages"])


def order(messages):
    waiting = set()
    for at, message in enumerate(messages):
        role = message.get("role")
        if role == "tool":
            if message.get("tool_call_id") not in waiting:
                yield f"messages.[{at}]: messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
            waiting.discard(message.get("tool_call_id"))
        elif waiting:
            yield f"messages.[{at}]: an assistant message with 'tool_calls' must be followed by tool messages: {sorted(waiting)}"
        if role not in ("system", "developer", "user", "assistant", "tool"):
            yield f"Invalid value: '{role}' of messages[{at}].role"
        if message.get("content") is None and not message.get("tool_calls"):
            yield f"Invalid value for 'content' of messages[{at}]: expected a string, got null."
        if role == "assistant":
            waiting = {call["id"] for call in message.get("tool_calls") or []}
    if waiting:
        yield f"tool_call_ids did not have response messages: {sorted(waiting)}"


def head(body, given):
    return {"id": given.fresh("chatcmpl-"), "created": 1700000000, "model": body["model"], "service_tier": "default"}


def usage(body, given):
    asked = given.tokens(body)
    return {
        "prompt_tokens": asked, "completion_tokens": 20, "total_tokens": asked + 20,
        "prompt_tokens_details": {"cached_tokens": 128, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
    }


def called(answer, given):
    return [
        {"id": given.fresh("call_"), "type": "function", "function": {"name": c.tool.name, "arguments": c.text()}}
        for c in answer.calls
    ]


def whole(answer, body, given):
    message = {"role": "assistant", "content": answer.text or None, "refusal": None, "annotations": []}
    if answer.calls:
        message["tool_calls"] = called(answer, given)
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "tool_calls" if answer.calls else "stop"}
    told = {} if given.quiet else {"usage": usage(body, given)}
    return {**head(body, given), "object": "chat.completion", "choices": [choice], **told}


def stream(answer, body, given):
    start = {**head(body, given), "object": "chat.completion.chunk"}

    def chunk(delta, reason=None):
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return event({**start, "choices": [choice], "usage": None} if wanted else {**start, "choices": [choice]})

    wanted = (body.get("stream_options") or {}).get("include_usage") and not given.quiet
    yield chunk({"role": "assistant", "content": "", "refusal": None})
    for piece in given.pieces(answer.text):
        yield chunk({"content": piece})
    for index, call in enumerate(called(answer, given)):
        name, arguments = call["function"]["name"], call["function"]["arguments"]
        yield chunk({"tool_calls": [{"index": index, **call, "function": {"name": name, "arguments": ""}}]})
        for piece in given.pieces(arguments):
            yield chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
    yield chunk({}, "tool_calls" if answer.calls else "stop")
    if wanted:
        yield event({**start, "choices": [], "usage": usage(body, given)})
    yield "data: [DONE]\n\n"


def event(value):
    return f"data: {json.dumps(value)}\n\n"


def error(message):
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}
