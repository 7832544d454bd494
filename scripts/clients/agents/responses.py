"""OpenAI's Responses, as the provider of a model that thinks. It keeps answers, unless it is told not to, for requests that refer to
them."""

import json

from chat import NAME, error, forced, text as joined  # noqa: F401, the same errors
from turn import Tool, View, picture_at

KNOWN = set(
    "background client_metadata context_management conversation include input instructions max_output_tokens max_tool_calls metadata model moderation"
    " parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning safety_identifier"
    " service_tier store stream stream_options temperature text tool_choice tools top_logprobs top_p truncation user".split()
)


def items(body):
    given = body.get("input", [])
    return [{"type": "message", "role": "user", "content": given}] if isinstance(given, str) else given


def resolved(body, given):
    """Puts what is referred to in the place of the references; says what is not known."""
    previous = body.get("previous_response_id")
    if previous and previous not in given.conversations:
        yield f"Previous response with id '{previous}' not found."
    said = []
    for item in items(body):
        if item.get("type") != "item_reference":
            said.append(item)
        elif item["id"] in given.items:
            said.append(given.items[item["id"]])
        else:
            yield f"Item with id '{item['id']}' not found."
    body["input"] = given.conversations.get(previous, []) + said


def kept(body, given, response):
    """The response, which is kept if that is wanted."""
    if body.get("store") is not False:
        given.items.update({item["id"]: item for item in response["output"]})
        given.conversations[response["id"]] = items(body) + response["output"]
    return response


def view(body):
    messages = [item for item in items(body) if item.get("type", "message") == "message"]
    texts = [body.get("instructions") or ""] + [joined(m.get("content")) for m in messages if m["role"] != "assistant"]
    results = [joined(item["output"]) for item in items(body) if item.get("type", "").endswith("call_output")]
    form = (body.get("text") or {}).get("format") or {}
    return View(texts, list(tools(body.get("tools", []))), results, form.get("schema"), bool(body.get("reasoning")),
                forced(body.get("tool_choice")), pictures(messages))


def pictures(messages):
    parts = [part for m in messages if isinstance(m.get("content"), list) for part in m["content"]]
    return [picture_at(part["image_url"]) for part in parts if part.get("type") == "input_image"]


def tools(listed, group=""):
    for tool in listed:
        if tool["type"] == "namespace":
            yield from tools(tool["tools"], tool["name"])
        elif tool["type"] in ("function", "custom"):
            yield Tool(tool["name"], tool.get("parameters") or {}, tool["type"] == "custom", group)


def faults(body, given):
    yield from (f"Unknown parameter: '{name}'." for name in sorted(body.keys() - KNOWN))
    for tool in tools(body.get("tools", [])):
        if not NAME.fullmatch(tool.name):
            yield f"Invalid 'tools[].name': {tool.name}"
    yield from resolved(body, given)
    waiting, thought = {}, None
    for at, item in enumerate(items(body)):
        kind = item.get("type", "message")
        if thought is not None and kind == "reasoning":
            yield f"Item {thought} of type 'reasoning' was provided without its required following item."
        thought = at if kind == "reasoning" else None
        if kind == "reasoning" and item.get("encrypted_content") not in given.seals and item["id"] not in given.items:
            yield "The encrypted content could not be verified."
        if kind in ("function_call", "custom_tool_call"):
            waiting[item["call_id"]] = kind
        if kind in ("function_call_output", "custom_tool_call_output") and waiting.pop(item["call_id"], "") + "_output" != kind:
            yield f"No tool call found for function call output with call_id {item['call_id']}."
        if kind == "message" and item.get("role") not in ("user", "assistant", "system", "developer"):
            yield f"Invalid value: '{item.get('role')}' of input[{at}].role"
        yield from contents(item, at)
    pictures(item for item in items(body) if item.get("type", "message") == "message")
    yield from (f"No tool output found for function call {call}." for call in waiting)


def contents(item, at):
    parts = item.get("content") if isinstance(item.get("content"), list) else []
    for part in parts if item.get("type", "message") == "message" else []:
        fits = ("output_text", "refusal") if item.get("role") == "assistant" else ("input_text", "input_image", "input_file")
        if part.get("type") not in fits:
            yield f"Invalid value: '{part.get('type')}' in input[{at}].content. Supported values are: {fits}"


def written(answer, body, given):
    """The items of the answer, each whole."""
    found = []
    if answer.thinking:
        sealed = "reasoning.encrypted_content" in (body.get("include") or [])
        seal = {"encrypted_content": given.seal()} if sealed else {}
        summary = [{"type": "summary_text", "text": answer.thinking}]
        found.append({"id": given.fresh("rs_"), "type": "reasoning", "summary": summary, **seal})
    if answer.text:
        part = {"type": "output_text", "text": answer.text, "annotations": [], "logprobs": []}
        found.append({"id": given.fresh("msg_"), "type": "message", "status": "completed", "role": "assistant", "content": [part]})
    for call in answer.calls:
        group = {"namespace": call.tool.group} if call.tool.group else {}
        found.append({"id": given.fresh("fc_"), "type": "function_call", "status": "completed", "call_id": given.fresh("call_"),
                      "name": call.tool.name, "arguments": call.text(), **group})
    return found


def response(body, given, status, output):
    asked = given.tokens(body)
    usage = {
        "input_tokens": asked, "input_tokens_details": {"cached_tokens": 128, "cache_write_tokens": 0}, "output_tokens": 20,
        "output_tokens_details": {"reasoning_tokens": 5}, "total_tokens": asked + 20,
    }
    return {
        "id": given.fresh("resp_"), "object": "response", "created_at": 1700000000, "status": status, "background": False,
        "error": None, "incomplete_details": None, "instructions": body.get("instructions"), "max_output_tokens": None,
        "model": body["model"], "output": output, "parallel_tool_calls": True, "previous_response_id": None,
        "reasoning": body.get("reasoning") or {"effort": None, "summary": None}, "service_tier": "default", "store": body.get("store") is not False,
        "temperature": 1.0, "text": body.get("text") or {"format": {"type": "text"}}, "tool_choice": body.get("tool_choice", "auto"),
        "tools": body.get("tools", []), "top_p": 1.0, "truncation": "disabled", "user": None, "metadata": {},
        "usage": usage if status == "completed" else None,
    }


def whole(answer, body, given):
    return kept(body, given, response(body, given, "completed", written(answer, body, given)))


def stream(answer, body, given):
    output = written(answer, body, given)
    start = response(body, given, "in_progress", [])
    number = iter(range(10_000))

    def event(kind, **more):
        return f"event: {kind}\ndata: {json.dumps({'type': kind, 'sequence_number': next(number), **more})}\n\n"

    yield event("response.created", response=start)
    yield event("response.in_progress", response=start)
    for index, item in enumerate(output):
        place = {"output_index": index, "item_id": item["id"]}
        yield event("response.output_item.added", output_index=index, item=begun(item))
        yield from PARTS[item["type"]](item, place, event, given)
        yield event("response.output_item.done", output_index=index, item=item)
    yield event("response.completed", response=kept(body, given, {**response(body, given, "completed", output), "id": start["id"]}))


def begun(item):
    empty = {"message": {"content": []}, "reasoning": {"summary": []}, "function_call": {"arguments": ""}}
    status = {} if item["type"] == "reasoning" else {"status": "in_progress"}
    return {**item, **empty[item["type"]], **status}


def message(item, place, event, given):
    part = item["content"][0]
    yield event("response.content_part.added", **place, content_index=0, part={**part, "text": ""})
    for piece in given.pieces(part["text"]):
        yield event("response.output_text.delta", **place, content_index=0, delta=piece, logprobs=[])
    yield event("response.output_text.done", **place, content_index=0, text=part["text"], logprobs=[])
    yield event("response.content_part.done", **place, content_index=0, part=part)


def reasoning(item, place, event, given):
    part = item["summary"][0]
    yield event("response.reasoning_summary_part.added", **place, summary_index=0, part={**part, "text": ""})
    yield event("response.reasoning_summary_text.delta", **place, summary_index=0, delta=part["text"])
    yield event("response.reasoning_summary_text.done", **place, summary_index=0, text=part["text"])
    yield event("response.reasoning_summary_part.done", **place, summary_index=0, part=part)


def function_call(item, place, event, given):
    for piece in given.pieces(item["arguments"]):
        yield event("response.function_call_arguments.delta", **place, delta=piece)
    yield event("response.function_call_arguments.done", **place, name=item["name"], arguments=item["arguments"])


PARTS = {"message": message, "reasoning": reasoning, "function_call": function_call}
