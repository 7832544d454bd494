#!/usr/bin/env python3
"""Makes the endpoints of signalbox_endpoints.json in MLflow's AI Gateway.

    MLFLOW_TRACKING_URI=http://127.0.0.1:5000 python3 signalbox_mlflow.py [FILE]

Keys come from the environment variables that the file names. What this script made before is changed, what is no longer in
the file is deleted, and what somebody else made is never touched. Made by Signalbox: change the graph, not this file.
"""

import base64
import json
import os
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE = "/api/3.0/mlflow/gateway/"


class Failed(Exception):
    """What went wrong and how to fix it, in a sentence."""


class Server:
    """MLflow's REST API."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.headers = {"content-type": "application/json"}
        user = os.environ.get("MLFLOW_TRACKING_USERNAME", "")
        token = os.environ.get("MLFLOW_TRACKING_TOKEN", "")
        if user:
            pair = user + ":" + os.environ.get("MLFLOW_TRACKING_PASSWORD", "")
            self.headers["authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
        elif token:
            self.headers["authorization"] = "Bearer " + token

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + BASE + path, data, self.headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            # MLflow may repeat what it refuses, a key, too.
            said = error.read(2000).decode(errors="replace")
            key = (body or {}).get("secret_value", {}).get("api_key")
            said = said.replace(key, "•••") if key else said
            raise Failed(f"MLflow answered {path} with {error.code}: {said}") from None
        except (OSError, ValueError) as error:
            raise Failed(f"MLflow cannot be reached at {self.url}: {error}. Start it, or set MLFLOW_TRACKING_URI.") from None

    def listed(self, kind, field):
        return self.call("GET", kind + "/list").get(field, [])


class Made:
    """Things of one kind that are there, by name."""

    def __init__(self, what, things, name, made_by):
        self.what = what
        self.by_name = {thing[name]: thing for thing in things}
        self.name = name
        self.made_by = made_by

    def mine(self, name):
        """The thing of a name; None if there is none."""
        thing = self.by_name.get(name)
        if thing and thing.get("created_by") != self.made_by:
            raise Failed(f"The {self.what} {name!r} exists and was not made for this graph. Delete or rename it, or rename the graph.")
        return thing

    def others(self, names):
        """What was made before and is not wanted any more."""
        return [each for name, each in self.by_name.items() if name not in names and each.get("created_by") == self.made_by]


def keys(models):
    names = sorted({model["key"] for model in models if model["key"]})
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise Failed("Set the environment variables of the keys: " + ", ".join(missing) + ".")
    return {name: os.environ[name] for name in names}


def secret(server, there, model, values):
    body = {
        # A model without a key is called with a word that is none.
        "secret_value": {"api_key": values.get(model["key"], "none")},
        "auth_config": {"api_base": model["api_base"]},
    }
    known = there.mine(model["name"])
    if known:
        server.call("POST", "secrets/update", dict(body, secret_id=known["secret_id"]))
        return known["secret_id"]
    body.update(secret_name=model["name"], provider="openai", created_by=there.made_by)
    return server.call("POST", "secrets/create", body)["secret"]["secret_id"]


def definition(server, there, model, secret_id):
    body = {"name": model["name"], "secret_id": secret_id, "provider": "openai", "model_name": model["model"]}
    known = there.mine(model["name"])
    if known:
        body["model_definition_id"] = known["model_definition_id"]
        server.call("POST", "model-definitions/update", body)
        return known["model_definition_id"]
    body["created_by"] = there.made_by
    return server.call("POST", "model-definitions/create", body)["model_definition"]["model_definition_id"]


def endpoint(server, there, wanted, ids):
    first = [{"model_definition_id": ids[each["model"]], "linkage_type": "PRIMARY", "weight": each["weight"]} for each in wanted["first"]]
    then = [{"model_definition_id": ids[name], "linkage_type": "FALLBACK", "fallback_order": order, "weight": 1} for order, name in enumerate(wanted["then"], 1)]
    body = {
        "name": wanted["name"],
        "model_configs": first + then,
        "routing_strategy": "REQUEST_BASED_TRAFFIC_SPLIT",
        # Its traces would keep prompts and answers.
        "usage_tracking": False,
    }
    if then:
        body["fallback_config"] = {"strategy": "SEQUENTIAL", "max_attempts": len(then)}
    known = there.mine(wanted["name"])
    if known:
        server.call("POST", "endpoints/update", dict(body, endpoint_id=known["endpoint_id"]))
    else:
        server.call("POST", "endpoints/create", dict(body, created_by=there.made_by))


def run(file):
    wanted = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    values = keys(wanted["models"])
    server = Server(os.environ.get("MLFLOW_TRACKING_URI", "http://127.0.0.1:5000"))
    made_by = wanted["made_by"]
    endpoints = Made("endpoint", server.listed("endpoints", "endpoints"), "name", made_by)
    models = Made("model", server.listed("model-definitions", "model_definitions"), "name", made_by)
    secrets = Made("key", server.listed("secrets", "secrets"), "secret_name", made_by)
    names = {model["name"] for model in wanted["models"]}
    # An endpoint without a model must not be there: MLflow answers its name with 404.
    called = {each["name"] for each in wanted["endpoints"] if each["first"]}
    for each in [endpoints, models, secrets]:
        for name in called if each is endpoints else names:
            each.mine(name)
    for each in endpoints.others(called):
        server.call("DELETE", "endpoints/delete", {"endpoint_id": each["endpoint_id"]})
    ids = {}
    for model in wanted["models"]:
        ids[model["name"]] = definition(server, models, model, secret(server, secrets, model, values))
    for each in wanted["endpoints"]:
        if each["first"]:
            endpoint(server, endpoints, each, ids)
    for each in models.others(names):
        server.call("DELETE", "model-definitions/delete", {"model_definition_id": each["model_definition_id"]})
    for each in secrets.others(names):
        server.call("DELETE", "secrets/delete", {"secret_id": each["secret_id"]})
    print(f"{len(called)} endpoints and {len(names)} models are in MLflow.")


if __name__ == "__main__":
    try:
        run(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("signalbox_endpoints.json"))
    except Failed as failed:
        sys.exit(str(failed))
