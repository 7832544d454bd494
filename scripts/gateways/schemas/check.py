"""Holds exported files against schemas, definitions and validators; ends with 1 if one does not fit, or if a check was given nothing to do."""

import glob
import json
import os
import re
import subprocess
import sys

import jsonschema
import yaml

EXPORTS = sys.argv[1]
failures = []


def files(target, name="*"):
    return sorted(glob.glob(os.path.join(glob.escape(EXPORTS), target, "*", name)))


def report(check, count, wrong):
    print(f"{check}: {count} checked, {len(wrong)} wrong")
    failures.extend(wrong)
    if count == 0:
        failures.append(check + ": nothing was checked")
    for each in wrong[:10]:
        print("  " + each)


def skipped(check, variable):
    print(f"{check}: skipped, {variable} names no copy of what it publishes")


def agentgateway():
    path = os.environ.get("AGENTGATEWAY")
    if not path:
        return skipped("agentgateway", "AGENTGATEWAY")
    validator = jsonschema.Draft202012Validator(json.load(open(path)))
    wrong = []
    for file in files("agentgateway", "config.yaml"):
        for error in validator.iter_errors(yaml.safe_load(open(file))):
            wrong.append(f"{file}: {error.json_path}: {error.message[:200]}")
    if validator.is_valid({"gateways": {"default": {"prot": 1}}}):
        wrong.append("the schema of agentgateway refuses nothing")
    report("agentgateway", len(files("agentgateway", "config.yaml")), wrong)


def closed(schema):
    """The same definition, refusing members that it does not name, as a server does that is asked to be strict."""
    if isinstance(schema, dict):
        out = {key: closed(value) for key, value in schema.items()}
        free = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
        if "properties" in schema and not free:
            out["additionalProperties"] = False
        if schema.get("x-kubernetes-int-or-string"):
            out.pop("type", None)
        return out
    return [closed(each) for each in schema] if isinstance(schema, list) else schema


def definitions(variable):
    found = {}
    for file in glob.glob(os.path.join(os.environ.get(variable) or "/nowhere", "*.yaml")):
        for crd in yaml.safe_load_all(re.sub(r"\{\{.*?\}\}", "", open(file).read())):
            for version in (crd or {}).get("spec", {}).get("versions", []):
                api = crd["spec"]["group"] + "/" + version["name"]
                schema = closed(version["schema"]["openAPIV3Schema"])
                found[api, crd["spec"]["names"]["kind"]] = jsonschema.Draft202012Validator(schema)
    return found


def envoy_ai_gateway():
    known = definitions("AI_GATEWAY") | definitions("ENVOY_GATEWAY")
    if not known:
        return skipped("envoy-ai-gateway", "AI_GATEWAY")
    wrong, count, unknown = [], 0, set()
    for file in files("envoy-ai-gateway", "ai-gateway.yaml"):
        names = set()
        for resource in yaml.safe_load_all(open(file)):
            kind = resource["apiVersion"], resource["kind"]
            if (kind, resource["metadata"]["name"]) in names:
                wrong.append(f"{file}: {kind} {resource['metadata']['name']} stands twice")
            names.add((kind, resource["metadata"]["name"]))
            if not re.fullmatch(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", resource["metadata"]["name"]):
                wrong.append(f"{file}: {resource['metadata']['name']} is no name")
            if kind not in known:
                unknown.add(kind)
                continue
            count += 1
            for error in known[kind].iter_errors(resource):
                wrong.append(f"{file}: {kind[1]} {error.json_path}: {error.message[:200]}")
            if resource["kind"] == "AIGatewayRoute":
                wrong += [f"{file}: {each}" for each in rules(resource)]
    for each in sorted(unknown):
        print("  no definition of", *each)
    report("envoy-ai-gateway", count, wrong)


def rules(route):
    """What the definition says in CEL: names are unique, headers stand once in a match."""
    names = [rule["name"] for rule in route["spec"]["rules"]]
    if len(set(names)) < len(names) or "route-not-found" in names:
        yield "names of rules"
    for rule in route["spec"]["rules"]:
        for match in rule.get("matches", []):
            headers = [header["name"].lower() for header in match["headers"]]
            if len(set(headers)) < len(headers):
                yield "a header stands twice in a match"
        for ref in rule["backendRefs"]:
            for each in ref.get("bodyMutation", {}).get("set", []):
                json.loads(each["value"])


def vllm_sr():
    wrong = []
    all_files = files("vllm-sr", "config.yaml")
    program = """
import sys
from cli.parser import parse_user_config
from cli.validator import validate_user_config
for path in sys.argv[1:]:
    try:
        errors = validate_user_config(parse_user_config(path, log_summary=False), log_summary=False)
        for error in errors:
            print(path + ": " + str(error))
    except Exception as e:
        print(path + ": " + str(e).replace(chr(10), " ")[:300])
"""
    for i in range(0, len(all_files), 100):
        done = subprocess.run(
            [sys.executable, "-c", program] + all_files[i : i + 100], capture_output=True, text=True
        )
        if done.returncode:
            wrong.append("vllm-sr: " + done.stderr[-300:])
        wrong += [line for line in done.stdout.splitlines() if line.startswith(EXPORTS)]
    broken = os.path.join(EXPORTS, "broken.yaml")
    with open(broken, "w") as file:
        file.write("version: v0.3\nprovidrs: {}\n")
    done = subprocess.run([sys.executable, "-c", program, broken], capture_output=True, text=True)
    if broken not in done.stdout:
        wrong.append("vllm-sr's validator refuses nothing")
    report("vllm-sr", len(all_files), wrong)


def openrouter():
    path = os.environ.get("OPENROUTER")
    if not path:
        return skipped("openrouter", "OPENROUTER")
    described = json.loads(json.dumps(yaml.safe_load(open(path)), default=str))
    schema = {"$ref": "#/components/schemas/ChatRequest", "components": described["components"]}
    members = described["components"]["schemas"]["ChatRequest"]["properties"]
    validator = jsonschema.Draft202012Validator(schema)
    wrong = []
    for file in files("openrouter", "*.json"):
        body = json.load(open(file)) | {"messages": [{"role": "user", "content": "hi"}]}
        wrong += [f"{file}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(body)]
        wrong += [f"{file}: {name} is no member" for name in body if name not in members]
        if len(body.get("models", [])) > 3 or body["model"] not in body.get("models", [body["model"]]):
            wrong.append(f"{file}: models")
    if validator.is_valid({"messages": 5}):
        wrong.append("the description of OpenRouter refuses nothing")
    report("openrouter", len(files("openrouter", "*.json")), wrong)


def agentgateway_cel():
    """Each request's route by agentgateway's own CEL, and what that route calls first, is what Signalbox decides."""
    runner = os.environ.get("CEL_RUNNER")
    cases = sorted(glob.glob(os.path.join(glob.escape(EXPORTS), "agentgateway-cases", "*.jsonl")))
    if not runner or not cases:
        return skipped("agentgateway's CEL", "CEL_RUNNER")
    wrong, count = [], 0
    process = subprocess.Popen([runner], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def value(expression, request, metadata):
        line = json.dumps({"expr": expression, "vars": {"request": request, "metadata": metadata}})
        process.stdin.write(line + "\n")
        process.stdin.flush()
        said = process.stdout.readline().strip()
        return json.loads(said) if not re.match(r"(parse|json|error): ", said) else None

    for file in cases:
        config = yaml.safe_load(open(file.replace(".jsonl", ".yaml")))
        change = config["gateways"]["default"]["transformations"]["request"]
        routes = {each["matches"][0]["headers"][0]["value"]["exact"]: each for each in config["routes"]}
        for line in open(file):
            case = json.loads(line)
            request = {"headers": case["headers"], "body": json.dumps(case["body"]), "path": "/v1/chat/completions"}
            metadata = {}
            for name, expression in change["metadata"].items():
                got = value(expression, request, metadata)
                if got is not None:
                    metadata[name] = got
            route = routes.get(value(change["set"]["x-signalbox-route"], request, metadata))
            count += 1
            got = called(route)
            if got != case["expect"]:
                wrong.append(f"{file}: {case['body']} {case['headers']}: {got} instead of {case['expect']}")
    report("agentgateway's CEL", count, wrong)


def called(route):
    if route is None:
        return "none"
    if "directResponse" in route["policies"]:
        return "status " + str(route["policies"]["directResponse"]["status"])
    ai = route["backends"][0]["ai"]
    first = ai["groups"][0]["providers"][0] if "groups" in ai else ai
    return list(first["provider"].values())[0]["model"]


for check in (agentgateway, envoy_ai_gateway, vllm_sr, openrouter, agentgateway_cel):
    check()
sys.exit(1 if failures else 0)
