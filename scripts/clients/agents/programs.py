"""The programs that are run: which package they are, which dialects they speak, and how each is pointed at the proxy."""

import dataclasses
import json
import pathlib
import typing

NODE = ("node", "22.23.3")


@dataclasses.dataclass
class Place:
    """Where a program runs: a home and a folder of its own, the proxy's address and key, and the graph as its model."""

    home: pathlib.Path
    folder: pathlib.Path
    url: str
    key: str
    model: str
    dialect: str
    question: str
    bin: typing.Callable

    def write(self, name, value):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value if isinstance(value, str) else json.dumps(value, indent=1))
        return path

    @property
    def base(self):
        return {"messages": self.url, "gemini": self.url}.get(self.dialect, self.url + "/v1")


@dataclasses.dataclass
class Run:
    command: list
    env: dict = dataclasses.field(default_factory=dict)
    before: list = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Program:
    name: str
    package: str
    version: str
    speaks: list
    run: typing.Callable
    registry: str = "npm"
    more: list = dataclasses.field(default_factory=list)


def claude(place):
    env = {"ANTHROPIC_BASE_URL": place.url, "ANTHROPIC_AUTH_TOKEN": place.key, "ANTHROPIC_MODEL": place.model,
           "ANTHROPIC_DEFAULT_HAIKU_MODEL": place.model, "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1"}
    return Run([place.bin("claude"), "-p", place.question], env)


def codex(place):
    place.write(".codex/config.toml", f'''model = "{place.model}"
model_provider = "signalbox"

[model_providers.signalbox]
name = "Signalbox"
base_url = "{place.base}"
wire_api = "responses"
env_key = "SIGNALBOX_KEY"
''')
    command = [place.bin("codex"), "exec", "--skip-git-repo-check", "-s", "read-only", place.question]
    return Run(command, {"SIGNALBOX_KEY": place.key})


def gemini(place):
    place.write(".gemini/settings.json", {
        "security": {"auth": {"selectedType": "gemini-api-key"}}, "privacy": {"usageStatisticsEnabled": False},
    })
    env = {"GOOGLE_GEMINI_BASE_URL": place.url, "GEMINI_API_KEY": place.key}
    return Run([place.bin("gemini"), "--skip-trust", "-m", place.model, "-p", place.question], env)


def qwen(place):
    kind = {"chat": "openai", "responses": "openai", "messages": "anthropic", "gemini": "gemini"}[place.dialect]
    wire = {"wireApi": "responses"} if place.dialect == "responses" else {}
    settings = {"privacy": {"usageStatisticsEnabled": False}}
    env = {"SIGNALBOX_KEY": place.key}
    if place.dialect == "chat":
        env |= {"OPENAI_API_KEY": place.key, "OPENAI_BASE_URL": place.base, "OPENAI_MODEL": place.model}
    else:
        model = {"id": place.model, "envKey": "SIGNALBOX_KEY", "baseUrl": place.base, **wire}
        settings |= {"modelProviders": {kind: [model]}, "model": {"name": place.model}}
    place.write(".qwen/settings.json", settings)
    return Run([place.bin("qwen"), "--auth-type", kind, "-m", place.model, "-p", place.question], env)


def opencode(place):
    package = {"chat": "openai-compatible", "responses": "openai", "messages": "anthropic", "gemini": "google"}[place.dialect]
    base = place.url + ("/v1beta" if place.dialect == "gemini" else "/v1")
    place.write(".config/opencode/opencode.json", {
        "$schema": "https://opencode.ai/config.json",
        "autoupdate": False, "share": "disabled",
        "provider": {"signalbox": {
            "npm": f"@ai-sdk/{package}", "name": "Signalbox",
            "options": {"baseURL": base, "apiKey": "{env:SIGNALBOX_KEY}"},
            "models": {place.model: {}},
        }},
    })
    return Run([place.bin("opencode"), "run", "--model", f"signalbox/{place.model}", place.question],
               {"SIGNALBOX_KEY": place.key, "OPENCODE_DISABLE_MODELS_FETCH": "1"})


def pi(place):
    api = {"chat": "openai-completions", "responses": "openai-responses", "messages": "anthropic-messages",
           "gemini": "google-generative-ai"}[place.dialect]
    base = place.url + "/v1beta" if place.dialect == "gemini" else place.base
    model = {"id": place.model, "reasoning": True, "contextWindow": 128000, "maxTokens": 16000}
    place.write(".pi/agent/models.json", {"providers": {
        "signalbox": {"baseUrl": base, "api": api, "apiKey": "SIGNALBOX_KEY", "models": [model]},
    }})
    command = [place.bin("pi"), "--offline", "--provider", "signalbox", "--model", place.model, "--thinking", "high", "-p", place.question]
    return Run(command, {"SIGNALBOX_KEY": place.key, "PI_OFFLINE": "1"})


def cline(place):
    provider = {"chat": "openai", "responses": "openai-native", "messages": "anthropic", "gemini": "gemini"}[place.dialect]
    auth = [place.bin("cline"), "auth", "-p", provider, "-k", place.key, "-m", place.model, "-b", place.base]
    return Run([place.bin("cline"), "-P", provider, "-m", place.model, "--json", place.question], {}, [auth])


def aider(place):
    name = {"chat": "OPENAI", "messages": "ANTHROPIC", "gemini": "GEMINI"}[place.dialect]
    prefix = {"chat": "openai", "messages": "anthropic", "gemini": "gemini"}[place.dialect]
    env = {f"{name}_API_KEY": place.key, f"{name}_API_BASE": place.base}
    command = [place.bin("aider"), "--model", f"{prefix}/{place.model}", "--edit-format", "whole", "--yes-always", "--no-git",
               "--no-check-update", "--no-analytics", "--no-show-model-warnings", "--no-gitignore", "--no-pretty",
               "--read", "note.txt", "--message", place.question]
    return Run(command, env)


PROGRAMS = [
    Program("codex", "@openai/codex", "0.171.0", ["responses"], codex),
    Program("claude", "@anthropic-ai/claude-code", "2.1.332", ["messages"], claude),
    Program("gemini", "@google/gemini-cli", "0.61.0", ["gemini"], gemini),
    Program("qwen", "@qwen-code/qwen-code", "0.24.4", ["chat", "responses", "messages", "gemini"], qwen),
    Program("opencode", "opencode-ai", "1.18.33", ["chat", "responses", "messages", "gemini"], opencode),
    Program("pi", "@mariozechner/pi-coding-agent", "0.73.1", ["chat", "responses", "messages", "gemini"], pi),
    Program("cline", "cline", "3.0.65", ["chat"], cline),
    Program("aider", "aider-chat", "0.86.2", ["chat", "messages"], aider, registry="pypi"),
]
