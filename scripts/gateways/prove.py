"""Sends prompts through real gateways that run exported graphs. See prove.sh."""

import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile

import program
from gateway import GATEWAYS
from upstream import Upstream

RULE_LEFT_OUT = "the rule is left out"

# Sentences of a report that can explain why another model than the predicted one is asked first.
OF_THE_WAY = (
    "every request takes",
    "are refused",
    "are rejected",
    "left out",
    "is lost",
    "always first",
    "random per request",
    "Only the first branch",
    "users land in other branches",
    "may be absent",
)


def asked_in(way):
    return [attempt["model"] for attempt in way["attempts"]]


def answered_in(way):
    return way["model"]


def repeats(asked):
    return sum(a == b for a, b in zip(asked, asked[1:]))


def causes(predicted, asked, prompt):
    """Parts of the sentences that can explain this difference."""
    failures = set(prompt.get("given", {}).values())
    streams = ["Streams fail"] if prompt.get("stream") else []
    if predicted == asked:
        return [*streams, "returns status 500"]
    if predicted[:1] != asked[:1]:
        return OF_THE_WAY
    if repeats(asked) > repeats(predicted):
        return []
    if not failures:
        return streams
    if len(asked) < len(predicted):
        told = ["falls back only with status"] if "context_too_long" in failures else []
        return [*told, *streams, "never falls back", "There are no retries", "left out", "is lost"]
    later = ["is sent there"] if len(prompt.get("metadata", {})) > 1 else []
    return [*later, "Every failure falls back", "always first", "A request can make", "left out"]


def excuse(way, rows, prompt, asked):
    """The sentence of the report that declares a difference; empty if there is none."""
    predicted = asked_in(way)
    steps = {step["node"]: step for step in way["steps"]}
    promises = [id for id, row in rows.items() if row["kind"] == "promise"]
    for id in [*way["path"], *predicted, *promises, ""]:
        for sentence in sentences(rows, id):
            if RULE_LEFT_OUT in sentence and not concerns(sentence, steps.get(id)):
                continue
            if any(part in sentence for part in causes(predicted, asked, prompt)):
                return f"{id or 'graph'}: {sentence}"
    return ""


def sentences(rows, id):
    return [why["reason"] for why in rows.get(id, {"reasons": []})["reasons"]]


def concerns(sentence, step):
    """Whether the rule that was left out is the one that held."""
    condition = sentence.split(": ")[0]
    return step is None or condition in step["because"] or condition in step["exit"]


class Row:
    def __init__(self, graph, gateway, name, wanted, asked, verdict):
        self.cells = (graph, gateway, name, wanted, asked, verdict)
        self.verdict = verdict


def shown(asked, answered):
    return " > ".join(asked) + ("" if answered else " (refused)" if not asked else " (failed)")


def tried(gateway, upstream, prompt, way, rows, models):
    upstream.failing = prompt.get("given", {})
    upstream.seen.clear()
    status, text = gateway.ask(prompt, program.body_of(prompt))
    asked = [call["leaf"] for call in upstream.seen]
    answered = asked[-1] if status == 200 and asked and "from " + asked[-1] in text else ""
    for call in upstream.seen:
        if call["leaf"] not in models:
            return asked, answered, f"WRONG: a call without a leaf's key for {call['model']}"
    if asked == asked_in(way) and answered == answered_in(way):
        return asked, answered, "as predicted"
    declared = excuse(way, rows, prompt, asked)
    if declared:
        return asked, answered, "declared: " + declared
    return asked, answered, f"WRONG: status {status}: {text[:300]}"


def prove(name, graph, prompts, ways, directory):
    gateway_type = GATEWAYS[name]
    upstream = Upstream()
    copy = program.Copy(graph, upstream.port if gateway_type.addresses else None)
    exported = directory / name
    rows = program.export(copy, name, exported)
    gateway = gateway_type(exported, copy.keys, upstream.port)
    table = []
    try:
        for prompt, way in zip(prompts, ways):
            asked, answered, verdict = tried(gateway, upstream, prompt, way, rows, copy.leaves)
            wanted = shown(asked_in(way), answered_in(way))
            table.append(
                Row(graph.stem, name, prompt["name"], wanted, shown(asked, answered), verdict)
            )
    finally:
        gateway.close()
        upstream.close()
    return table


def lines(file):
    return [json.loads(line) for line in file.read_text().splitlines() if line.strip()]


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompts", type=pathlib.Path, required=True)
    parser.add_argument("--to", action="append", choices=list(GATEWAYS), default=[])
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("graphs", nargs="+", type=pathlib.Path)
    return parser.parse_args()


def main():
    given = arguments()
    table, missing = [], []
    for name in given.to or list(GATEWAYS):
        if not os.path.exists(os.environ.get(GATEWAYS[name].program, "")):
            missing.append(name)
            print(f"{name} is not installed here: set {GATEWAYS[name].program}.", file=sys.stderr)
    for graph in given.graphs:
        at = pathlib.Path(tempfile.mkdtemp(prefix="prove-"))
        try:
            prompts = lines(given.prompts / (graph.stem + ".jsonl"))
            ways = program.predictions(graph, prompts, at)
            for name in given.to or list(GATEWAYS):
                if name not in missing:
                    table += prove(name, graph, prompts, ways, at)
        finally:
            finish(at, given.keep)
    return report(table, missing)


def finish(directory, keep):
    if keep:
        print(f"What was exported and what the gateways said lies in {directory}.")
    else:
        shutil.rmtree(directory, ignore_errors=True)


def report(table, missing):
    print("%-14s %-8s %-34s %-26s %-26s %s" % ("GRAPH", "GATEWAY", "PROMPT", "PREDICTED", "ASKED", ""))
    for row in table:
        print("%-14s %-8s %-34s %-26s %-26s %s" % row.cells)
    held = sum(row.verdict == "as predicted" for row in table)
    told = sum(row.verdict.startswith("declared") for row in table)
    wrong = len(table) - held - told
    print(f"{held} as predicted, {told} different as declared, {wrong} wrong")
    return 1 if wrong or missing else 0


if __name__ == "__main__":
    sys.exit(main())
