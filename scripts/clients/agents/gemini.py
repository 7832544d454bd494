"""Gemini's API, as the provider of a Gemini 3, which wants the signatures of its calls back."""

import json
import re

from turn import Tool, View, picture

KNOWN = set("contents systemInstruction tools toolConfig safetySettings generationConfig cachedContent labels model store serviceTier".split())
CONFIG = set(
    "stopSequences responseMimeType responseSchema responseJsonSchema responseModalities candidateCount maxOutputTokens temperature topP"
    " topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers speechConfig thinkingConfig"
    " imageConfig mediaResolution".split()
)
SCHEMA = set(
    "type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength maxLength"
    " pattern example anyOf propertyOrdering default items minimum maximum".split()
)
NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}")
# Google's own words for a call whose signature nobody has.
UNSIGNED = ("skip_thought_signature_validator", "context_engineering_is_the_way_to_go")


def parts(body):
    return [part for content in body["contents"] for part in content.get("parts", []) if content.get("role") != "model"]


def view(body):
    asked = (body.get("systemInstruction") or {}).get("parts", []) + parts(body)
    texts = [part["text"] for part in asked if "text" in part]
    results = [json.dumps(p["functionResponse"].get("response", {})) for p in parts(body) if "functionResponse" in p]
    config = body.get("generationConfig") or {}
    schema = config.get("responseSchema") or config.get("responseJsonSchema")
    thinks = (config.get("thinkingConfig") or {}).get("includeThoughts", False)
    calling = (body.get("toolConfig") or {}).get("functionCallingConfig") or {}
    forced = (calling.get("allowedFunctionNames") or [""])[0] if calling.get("mode") == "ANY" else None
    return View(texts, [tool(d) for d in declared(body)], results, schema, thinks, forced, pictures(body))


def pictures(body):
    blobs = [part["inlineData"] for part in parts(body) if "inlineData" in part]
    # Both spellings are fine in JSON of protocol buffers.
    return [picture(blob.get("mimeType") or blob["mime_type"], blob["data"]) for blob in blobs]


def tool(declaration):
    names = ("parametersJsonSchema", "parameters_json_schema", "parameters")
    return Tool(declaration["name"], next((declaration[name] for name in names if declaration.get(name)), {}))


def declared(body):
    return [d for group in body.get("tools", []) for d in group.get("functionDeclarations", [])]


def faults(body, given):
    unknown = sorted(body.keys() - KNOWN) + sorted((body.get("generationConfig") or {}).keys() - CONFIG)
    yield from (f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.' for name in unknown)
    for declaration in declared(body):
        if not NAME.fullmatch(declaration["name"]):
            yield f"Invalid function name: {declaration['name']}"
        if "parameters" in declaration and "parametersJsonSchema" in declaration:
            yield "Only one of parameters and parametersJsonSchema may be set."
        yield from subset(declaration.get("parameters") or {}, declaration["name"])
    pictures(body)
    yield from order(body["contents"], given)


def subset(schema, where):
    for name in sorted(schema.keys() - SCHEMA):
        yield f'Invalid JSON payload received. Unknown name "{name}" at {where}: Cannot find field.'
    for each in [*schema.get("properties", {}).values(), schema.get("items"), *schema.get("anyOf", [])]:
        if each:
            yield from subset(each, where)


def order(contents, given):
    calls, turn = 0, last_question(contents)
    for at, content in enumerate(contents):
        found = content.get("parts", [])
        if content.get("role", "user") not in ("user", "model"):
            yield "Please use a valid role: user, model."
        if not found:
            yield f"contents[{at}].parts: must not be empty"
        results = sum("functionResponse" in part for part in found)
        if results != calls:
            yield "Please ensure that the number of function response parts is equal to the number of function call parts."
        made = [part for part in found if "functionCall" in part]
        calls = len(made)
        if made and at > turn and made[0].get("thoughtSignature") not in (*given.seals, *UNSIGNED):
            yield f"Function call is missing a valid thought_signature: {made[0]['functionCall']['name']}, position {at}"
    if calls:
        yield "Please ensure that function call turn comes immediately before a function response turn."


def last_question(contents):
    asked = [at for at, c in enumerate(contents) if c.get("role") != "model" and any("text" in p for p in c.get("parts", []))]
    return asked[-1] if asked else -1


def written(answer, given):
    found = []
    if answer.thinking:
        found.append({"text": answer.thinking, "thought": True})
    if answer.text:
        found.append({"text": answer.text})
    for at, call in enumerate(answer.calls):
        seal = {} if at else {"thoughtSignature": given.seal()}
        found.append({"functionCall": {"name": call.tool.name, "args": call.arguments, "id": given.fresh("g")}, **seal})
    return found


def piece(body, given, answer_id, found, end=False):
    candidate = {"content": {"role": "model", "parts": found}, "index": 0, **({"finishReason": "STOP"} if end else {})}
    asked = given.tokens(body)
    usage = {
        "promptTokenCount": asked, "candidatesTokenCount": 15, "totalTokenCount": asked + 20, "thoughtsTokenCount": 5,
        "cachedContentTokenCount": 128, "promptTokensDetails": [{"modality": "TEXT", "tokenCount": asked}],
    }
    return {"candidates": [candidate], "usageMetadata": usage, "modelVersion": "gemini-3-flash", "responseId": answer_id}


def whole(answer, body, given):
    return piece(body, given, given.fresh("r"), written(answer, given), True)


def stream(answer, body, given):
    answer_id = given.fresh("r")
    for part in written(answer, given):
        several = given.pieces(part["text"]) if "text" in part else [None]
        for text in several:
            yield event(piece(body, given, answer_id, [{**part, "text": text} if text is not None else part]))
    yield event(piece(body, given, answer_id, [{"text": ""}], True))


def event(value):
    return f"data: {json.dumps(value)}\r\n\r\n"


def error(message):
    return {"error": {"code": 400, "message": message, "status": "INVALID_ARGUMENT"}}
