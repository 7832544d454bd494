"""Anthropic's Messages, as the provider of a model with budgets for thinking."""

import json
import re

from turn import Tool, View, picture

KNOWN = set(
    "cache_control container context_management inference_geo max_tokens mcp_servers messages metadata model output_config output_format service_tier"
    " speed stop_sequences stream system temperature thinking tool_choice tools top_k top_p diagnostics".split()
)
NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}")
ID = re.compile(r"[a-zA-Z0-9_-]+")


def blocks(content):
    return [{"type": "text", "text": content}] if isinstance(content, str) else content or []


def view(body):
    found = [block for m in body["messages"] if m["role"] != "assistant" for block in blocks(m["content"])]
    texts = [b.get("text", "") for b in blocks(body.get("system")) + found if b["type"] == "text"]
    results = [said(b.get("content")) for b in found if b["type"] == "tool_result"]
    tools = [Tool(t["name"], t["input_schema"]) for t in body.get("tools", []) if "input_schema" in t]
    form = (body.get("output_config") or {}).get("format") or body.get("output_format") or {}
    choice = body.get("tool_choice") or {}
    forced = choice.get("name", "") if choice.get("type") in ("tool", "any") else None
    return View(texts, tools, results, form.get("schema"), thinks(body), forced, pictures(found))


def pictures(found):
    sources = [block["source"] for block in found if block["type"] == "image"]
    return [picture(source["media_type"], source["data"]) for source in sources if source["type"] == "base64"]


def said(content):
    return "\n".join(block.get("text", "") for block in blocks(content))


def thinks(body):
    return (body.get("thinking") or {}).get("type") in ("enabled", "adaptive")


def faults(body, given):
    yield from (f"{name}: Extra inputs are not permitted" for name in sorted(body.keys() - KNOWN))
    if not body.get("max_tokens"):
        yield "max_tokens: Field required"
    yield from budget(body, "interleaved-thinking" in given.headers.get("anthropic-beta", ""))
    marks = json.dumps(body).count('"cache_control": {')
    if marks > 4:
        yield f"A maximum of 4 blocks with cache_control may be provided. Found {marks}."
    for at, tool in enumerate(body.get("tools", [])):
        if not NAME.fullmatch(tool.get("name", "")):
            yield f"tools.{at}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'"
        if "input_schema" in tool and tool["input_schema"].get("type") != "object":
            yield f"tools.{at}.custom.input_schema.type: Field required"
    if body.get("tool_choice") and not body.get("tools"):
        yield "tool_choice: may only be specified while providing tools"
    yield from order(body, given)


def budget(body, interleaved):
    if (body.get("thinking") or {}).get("type") == "enabled":
        tokens = body["thinking"]["budget_tokens"]
        if tokens < 1024 or not interleaved and tokens >= body.get("max_tokens", 0):
            yield "`max_tokens` must be greater than `thinking.budget_tokens`"
    if thinks(body) and body.get("temperature", 1) != 1:
        yield "`temperature` may only be set to 1 when thinking is enabled."
    if "temperature" in body and "top_p" in body:
        yield "`temperature` and `top_p` cannot both be specified for this model."


def order(body, given):
    before = []
    for at, message in enumerate(body["messages"]):
        if message["role"] not in ("user", "assistant"):
            yield f"messages.{at}.role: Input should be 'user' or 'assistant'"
        found = blocks(message["content"])
        if not found:
            yield f"messages.{at}: all messages must have non-empty content"
        results = {b["tool_use_id"] for b in found if b["type"] == "tool_result"}
        calls = {b["id"] for b in before if b["type"] == "tool_use"}
        if results != calls:
            yield f"messages.{at}: `tool_use` ids {sorted(calls)} and `tool_result` blocks {sorted(results)} do not agree"
        yield from each(found, at, given)
        if message["role"] == "assistant" and thinks(body) and any(b["type"] == "tool_use" for b in found):
            if body["thinking"]["type"] == "enabled" and found[0]["type"] not in ("thinking", "redacted_thinking"):
                yield f"messages.{at}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{found[0]['type']}`."
        before = found if message["role"] == "assistant" else []
    if any(b["type"] == "tool_use" for b in before):
        yield "`tool_use` ids were found without `tool_result` blocks immediately after"


def each(found, at, given):
    pictures(found)
    for block in found:
        if block["type"] == "text" and not block["text"].strip():
            yield f"messages.{at}: text content blocks must be non-empty"
        if block["type"] == "thinking" and block.get("signature") not in given.seals:
            yield f"messages.{at}: Invalid `signature` in `thinking` block"
        if block["type"] == "tool_use" and not ID.fullmatch(block["id"]):
            yield f"messages.{at}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'"


def written(answer, given):
    found = []
    if answer.thinking:
        found.append({"type": "thinking", "thinking": answer.thinking, "signature": given.seal()})
    if answer.text:
        found.append({"type": "text", "text": answer.text})
    return found + [
        {"type": "tool_use", "id": given.fresh("toolu_"), "name": c.tool.name, "input": c.arguments} for c in answer.calls
    ]


def head(answer, body, given, content, reason, produced):
    usage = {
        "input_tokens": given.tokens(body) - 128, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 128, "output_tokens": produced,
        "service_tier": "standard",
    }
    return {"id": given.fresh("msg_"), "type": "message", "role": "assistant", "model": body["model"], "content": content,
            "stop_reason": reason, "stop_sequence": None, "usage": usage}


def reason(answer):
    return "tool_use" if answer.calls else "end_turn"


def whole(answer, body, given):
    return head(answer, body, given, written(answer, given), reason(answer), 20)


def stream(answer, body, given):
    yield event("message_start", message=head(answer, body, given, [], None, 1))
    yield event("ping")
    for index, block in enumerate(written(answer, given)):
        empty = {"text": {"text": ""}, "thinking": {"thinking": "", "signature": ""}, "tool_use": {"input": {}}}[block["type"]]
        yield event("content_block_start", index=index, content_block={**block, **empty})
        for delta in deltas(block, given):
            yield event("content_block_delta", index=index, delta=delta)
        yield event("content_block_stop", index=index)
    yield event("message_delta", delta={"stop_reason": reason(answer), "stop_sequence": None}, usage={"output_tokens": 20})
    yield event("message_stop")


def deltas(block, given):
    if block["type"] == "text":
        yield from ({"type": "text_delta", "text": piece} for piece in given.pieces(block["text"]))
    elif block["type"] == "thinking":
        yield {"type": "thinking_delta", "thinking": block["thinking"]}
        yield {"type": "signature_delta", "signature": block["signature"]}
    else:
        yield {"type": "input_json_delta", "partial_json": ""}
        yield from ({"type": "input_json_delta", "partial_json": p} for p in given.pieces(json.dumps(block["input"])))


def event(kind, **more):
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **more})}\n\n"


def error(message):
    return {"type": "error", "error": {"type": "invalid_request_error", "message": message}, "request_id": "req_played"}
