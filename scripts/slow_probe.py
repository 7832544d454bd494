#!/usr/bin/env python3
"""The two ends of scripts/slow.sh: `probe` asks with a key and says how long the worst answer took, `idle` holds
connections open without a word and comes back whenever it is sent away."""
import http.client
import json
import selectors
import socket
import sys
import time
from urllib.parse import urlparse

BODY = json.dumps({"model": "any", "messages": [{"role": "user", "content": "How do I reset my password?"}]})

RATE = 1000  # new idle connections a second


def once(address, key, odd):
    begun = time.monotonic()
    client = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    headers = {"Authorization": "Bearer " + key}
    # Both are answered by the proxy itself: no model's own time is in the figures.
    if odd:
        headers["Content-Type"] = "application/json"
        client.request("POST", "/v1/messages/count_tokens", BODY, headers)
    else:
        client.request("GET", "/v1/models", headers=headers)
    reply = client.getresponse()
    reply.read()
    client.close()
    return reply.status, (time.monotonic() - begun) * 1000


def answered(address, key):
    headers = {"Authorization": "Bearer " + key, "Content-Type": "application/json"}
    client = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    client.request("POST", "/v1/chat/completions", BODY, headers)
    reply = client.getresponse()
    reply.read()
    client.close()
    return reply.status


def probe(url, key, seconds, limit_ms, name):
    address = urlparse(url)
    end = time.monotonic() + float(seconds)
    times, bad = [], []
    while time.monotonic() < end:
        try:
            status, millis = once(address, key, len(times) % 2 == 1)
            times.append(millis)
            if status != 200:
                bad.append(str(status))
            if len(times) % 25 == 1 and answered(address, key) != 200:
                bad.append("a chat failed")
        except OSError as e:
            bad.append(repr(e))
        time.sleep(0.2)
    times.sort()
    worst = times[-1] if times else float("inf")
    median = times[len(times) // 2] if times else float("inf")
    late = sum(1 for each in times if each > float(limit_ms))
    print(f"{name:24} {len(times):4} asked  median {median:6.1f} ms  worst {worst:6.1f} ms  late {late}  failed {len(bad)} {bad[:3]}", flush=True)
    return 1 if bad or late else 0


def idle(url, count, seconds):
    address = urlparse(url)
    end = time.monotonic() + float(seconds)
    selector = selectors.DefaultSelector()
    while time.monotonic() < end:
        wanted = min(RATE // 5, int(count) - len(selector.get_map()))
        for _ in range(wanted):
            try:
                client = socket.create_connection((address.hostname, address.port), timeout=5)
            except OSError:
                break
            client.setblocking(False)
            selector.register(client, selectors.EVENT_READ)
        time.sleep(0.2)
        for event, _ in selector.select(timeout=0):
            selector.unregister(event.fileobj)
            event.fileobj.close()
    return 0


def main():
    what, *rest = sys.argv[1:]
    sys.exit(probe(*rest) if what == "probe" else idle(*rest))


main()
