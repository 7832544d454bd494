"""Validates bodies of requests, FOLDER/PRESET.jsonl with one a line, with the types of the providers' own SDKs.

Prints a line for each provider, and each kind of fault once; ends with 1 if there is any.
"""

import collections
import json
import pathlib
import re
import sys
import typing

import pydantic


def consumed(value):
    """Lists of typed dictionaries are only checked when they are read."""
    if isinstance(value, dict):
        return {key: consumed(each) for key, each in value.items()}
    if isinstance(value, (str, bytes)) or value is None:
        return value
    if hasattr(value, "__iter__") and not isinstance(value, pydantic.BaseModel):
        return [consumed(each) for each in value]
    return value


def members(*types):
    return {name for each in types for name in typing.get_type_hints(each)}


class Typed:
    """A body that is a typed dictionary."""

    def __init__(self, kind, *all_kinds, renamed=()):
        self.adapter = pydantic.TypeAdapter(kind)
        self.known = members(kind, *all_kinds) | set(renamed)

    def faults(self, body):
        for name in body.keys() - self.known:
            yield f"{name}: no such member"
        try:
            consumed(self.adapter.validate_python(body))
        except pydantic.ValidationError as error:
            yield from described(error)


class Responses(Typed):
    """The same, in which reasoning may have no id: OpenAI takes it so from Codex, and refuses a wrong one."""

    def faults(self, body):
        items = [{"id": "rs", **each} if each.get("type") == "reasoning" else each for each in body["input"]]
        yield from super().faults({**body, "input": items})


class Parts:
    """A body of which some members have types."""

    def __init__(self, **types):
        self.adapters = {name: pydantic.TypeAdapter(each) for name, each in types.items()}

    def faults(self, body):
        for name, adapter in self.adapters.items():
            if name in body:
                try:
                    adapter.validate_python(body[name])
                except pydantic.ValidationError as error:
                    yield from (f"{name}: {each}" for each in described(error))


class Converse:
    """Bedrock's, by AWS's own description of the service."""

    def __init__(self):
        import botocore.loaders
        import botocore.model
        import botocore.validate

        found = botocore.loaders.Loader().load_service_model("bedrock-runtime", "service-2")
        service = botocore.model.ServiceModel(found, "bedrock-runtime")
        self.shape = service.operation_model("Converse").input_shape
        self.validator = botocore.validate.ParamValidator()

    def faults(self, body):
        whole = {"modelId": "m", **body}
        report = self.validator.validate(whole, self.shape)
        if report.has_errors():
            yield report.generate_report()
        yield from self.bounds(whole, self.shape, "")

    def bounds(self, value, shape, place):
        if shape.type_name == "structure":
            for name, each in value.items() if isinstance(value, dict) else ():
                if name in shape.members:
                    yield from self.bounds(each, shape.members[name], f"{place}.{name}")
                elif not shape.is_document_type:
                    yield f"{place}.{name}: no such member"
            if getattr(shape, "is_tagged_union", False) and len(value) != 1:
                yield f"{place}: not one of a kind"
        elif shape.type_name == "list":
            for each in value:
                yield from self.bounds(each, shape.member, f"{place}[]")
            if not shape.metadata.get("min", 0) <= len(value) <= shape.metadata.get("max", 1 << 30):
                yield f"{place}: {len(value)} elements"
        elif shape.type_name == "string":
            pattern = shape.metadata.get("pattern")
            if pattern and not re.fullmatch(pattern, value):
                yield f"{place}: not {pattern}"
            if not shape.metadata.get("min", 0) <= len(value) <= shape.metadata.get("max", 1 << 30):
                yield f"{place}: {len(value)} characters"
            if shape.enum and value not in shape.enum:
                yield f"{place}: {value} is none of {shape.enum}"


def described(error):
    for each in error.errors(include_url=False, include_input=False):
        place = ".".join("[]" if isinstance(step, int) else str(step)[:40] for step in each["loc"])
        yield f"{place}: {each['msg']}"


def checks():
    import anthropic.types
    import cohere
    import openai.types.chat.completion_create_params
    import openai.types.responses.response_create_params
    from google.genai import types as google

    try:
        from mistralai.client.models import ChatCompletionRequest as mistral
    except ImportError:
        from mistralai.models import ChatCompletionRequest as mistral
    chat = openai.types.chat.completion_create_params
    responses = openai.types.responses.response_create_params
    messages = anthropic.types.message_create_params
    return {
        "openai": Typed(chat.CompletionCreateParamsNonStreaming),
        "openai-responses": Responses(responses.ResponseCreateParamsNonStreaming),
        "anthropic": Typed(messages.MessageCreateParamsNonStreaming),
        "gemini": Parts(
            contents=list[google.Content],
            systemInstruction=google.Content,
            tools=list[google.Tool],
            toolConfig=google.ToolConfig,
            generationConfig=google.GenerationConfig,
        ),
        "mistral": Whole(mistral),
        "cohere": Parts(messages=list[cohere.ChatMessageV2], tools=list[cohere.ToolV2]),
        "bedrock": Converse(),
    }


class Whole:
    """A body that is one model."""

    def __init__(self, kind):
        self.kind = kind
        self.known = {f.alias or name for name, f in kind.model_fields.items()}

    def faults(self, body):
        for name in body.keys() - self.known:
            yield f"{name}: no such member"
        try:
            self.kind.model_validate(body)
        except pydantic.ValidationError as error:
            yield from described(error)


def main(folder):
    bad = False
    for name, check in checks().items():
        file = folder / f"{name}.jsonl"
        bodies = file.read_text("utf-8").splitlines() if file.exists() else []
        kinds = collections.Counter()
        for line in bodies:
            kinds.update(set(check.faults(json.loads(line))))
        print(f"{name}: {len(bodies)} bodies, {sum(kinds.values())} faults of {len(kinds)} kinds")
        for kind, count in kinds.most_common(20):
            print(f"  {count} times: {kind}")
        bad = bad or bool(kinds) or not bodies
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
