"""A provider that speaks Responses, Chat Completions, Embeddings, Messages and Gemini's API. It calls the first tool that is
offered, and else says a few words."""

import http.server
import json
import threading
import time

WORDS = ["Aye", ", ", "hello there."]
ARGUMENTS = '{"location":"San Francisco, CA"}'


class Fake(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        path = self.path.split("?")[0]
        stream = body.get("stream", False) or path.endswith(":streamGenerateContent")
        if path.endswith("/responses"):
            answer = responses(body, stream)
        elif path.endswith("/embeddings"):
            answer = embeddings(body)
        elif path.endswith("/chat/completions"):
            answer = chat(body, stream)
        elif path.endswith("/messages"):
            answer = messages(body, stream)
        else:
            answer = gemini(body, stream)
        data = answer.encode()
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if stream else "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def events(all_events, named=True):
    lines = []
    for event in all_events:
        name = f"event: {event['type']}\n" if named else ""
        lines.append(f"{name}data: {json.dumps(event)}\n\n")
    return "".join(lines)


def chat(body, stream):
    head = {"id": "chatcmpl-1", "created": 1, "model": body["model"]}
    usage = {"prompt_tokens": 9, "completion_tokens": 5, "total_tokens": 14}
    tool = body["tools"][0]["function"]["name"] if body.get("tools") else None
    finish = "tool_calls" if tool else "stop"
    call = {"id": "call_1", "type": "function", "function": {"name": tool, "arguments": ARGUMENTS}}
    if not stream:
        message = {"role": "assistant", "content": None if tool else "".join(WORDS), "refusal": None}
        if tool:
            message["tool_calls"] = [call]
        choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
        return json.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": usage})
    deltas = [{"tool_calls": [{"index": 0, **call}]}] if tool else [{"content": word} for word in WORDS]
    chunks = [{"choices": [{"index": 0, "delta": each, "finish_reason": None}]} for each in deltas]
    chunks += [{"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]}, {"choices": [], "usage": usage}]
    all_chunks = [{**head, "object": "chat.completion.chunk", **chunk} for chunk in chunks]
    return events(all_chunks, named=False) + "data: [DONE]\n\n"


def embeddings(body):
    base64 = body.get("encoding_format") == "base64"
    inputs = body["input"] if isinstance(body["input"], list) else [body["input"]]
    vectors = [
        {"object": "embedding", "index": n, "embedding": "AACAPwAAAEA=" if base64 else [1.0, 2.0]}
        for n, _ in enumerate(inputs)
    ]
    usage = {"prompt_tokens": 2, "total_tokens": 2}
    return json.dumps({"object": "list", "data": vectors, "model": body["model"], "usage": usage})


def messages(body, stream):
    tool = body["tools"][0]["name"] if body.get("tools") else None
    reason = "tool_use" if tool else "end_turn"
    head = {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"]}
    call = {"type": "tool_use", "id": "toolu_1", "name": tool}
    if not stream:
        block = {**call, "input": json.loads(ARGUMENTS)} if tool else {"type": "text", "text": "".join(WORDS)}
        usage = {"input_tokens": 9, "output_tokens": 5}
        return json.dumps({**head, "content": [block], "stop_reason": reason, "stop_sequence": None, "usage": usage})
    start = {**call, "input": {}} if tool else {"type": "text", "text": ""}
    deltas = (
        [{"type": "input_json_delta", "partial_json": ARGUMENTS}]
        if tool
        else [{"type": "text_delta", "text": word} for word in WORDS]
    )
    begun = {**head, "content": [], "stop_reason": None, "usage": {"input_tokens": 9, "output_tokens": 1}}
    return events(
        [
            {"type": "message_start", "message": begun},
            {"type": "content_block_start", "index": 0, "content_block": start},
            *({"type": "content_block_delta", "index": 0, "delta": each} for each in deltas),
            {"type": "content_block_stop", "index": 0},
            {"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 5}},
            {"type": "message_stop"},
        ]
    )


def gemini(body, stream):
    functions = [each for tool in body.get("tools", []) for each in tool.get("functionDeclarations", [])]
    parts = (
        [{"functionCall": {"name": functions[0]["name"], "args": json.loads(ARGUMENTS)}}]
        if functions
        else [{"text": word} for word in WORDS]
    )
    usage = {"promptTokenCount": 9, "candidatesTokenCount": 5, "totalTokenCount": 14}

    def chunk(some, last):
        candidate = {"content": {"role": "model", "parts": some}, "index": 0}
        if last:
            candidate["finishReason"] = "STOP"
        return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m", "responseId": "g1"}

    if not stream:
        return json.dumps(chunk(parts, True))
    return events([chunk([each], each is parts[-1]) for each in parts], named=False)


def responses(body, stream):
    tools = [{"strict": None, "description": None, "parameters": None, **tool} for tool in body.get("tools", [])]
    text = {"type": "output_text", "text": "".join(WORDS), "annotations": [], "logprobs": []}
    if tools:
        item = {"type": "function_call", "id": "fc_1", "call_id": "call_1", "name": tools[0]["name"]}
        item |= {"arguments": ARGUMENTS, "status": "completed"}
    else:
        item = {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [text]}
    now = int(time.time())
    response = {
        "id": "resp_1",
        "object": "response",
        "created_at": now,
        "completed_at": now,
        "status": "completed",
        "incomplete_details": None,
        "model": body["model"],
        "previous_response_id": None,
        "instructions": None,
        "output": [item],
        "error": None,
        "tools": tools,
        "tool_choice": "auto",
        "truncation": "disabled",
        "parallel_tool_calls": True,
        "text": {"format": {"type": "text"}},
        "top_p": 1.0,
        "presence_penalty": 0.0,
        "frequency_penalty": 0.0,
        "top_logprobs": 0,
        "temperature": 1.0,
        "reasoning": None,
        "usage": {
            "input_tokens": 9,
            "output_tokens": 5,
            "total_tokens": 14,
            "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
            "output_tokens_details": {"reasoning_tokens": 0},
        },
        "max_output_tokens": None,
        "max_tool_calls": None,
        "store": False,
        "background": False,
        "service_tier": "default",
        "metadata": {},
        "safety_identifier": None,
        "prompt_cache_key": None,
    }
    if not stream:
        return json.dumps(response)
    begun = {**response, "status": "in_progress", "completed_at": None, "output": [], "usage": None}
    where = {"item_id": item["id"], "output_index": 0}
    steps = [("response.created", {"response": begun}), ("response.in_progress", {"response": begun})]
    open_item = {**item, "status": "in_progress"} | ({"arguments": ""} if tools else {"content": []})
    steps.append(("response.output_item.added", {"output_index": 0, "item": open_item}))
    if tools:
        steps.append(("response.function_call_arguments.delta", {**where, "delta": ARGUMENTS}))
        steps.append(("response.function_call_arguments.done", {**where, "name": item["name"], "arguments": ARGUMENTS}))
    else:
        place = {**where, "content_index": 0}
        steps.append(("response.content_part.added", {**place, "part": {**text, "text": ""}}))
        for word in WORDS:
            steps.append(("response.output_text.delta", {**place, "delta": word, "logprobs": []}))
        steps.append(("response.output_text.done", {**place, "text": text["text"], "logprobs": []}))
        steps.append(("response.content_part.done", {**place, "part": text}))
    steps.append(("response.output_item.done", {"output_index": 0, "item": item}))
    steps.append(("response.completed", {"response": response}))
    numbered = [{"type": type_, "sequence_number": n, **more} for n, (type_, more) in enumerate(steps)]
    return events(numbered)


def start():
    """The address of a new one, which ends with the program."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"
