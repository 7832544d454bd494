"""What a request of the soak is meant to go through, and what its books must say."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Kind:
    """A kind of request; each has an app of its own, so that the ledger can be summed up by kind.

    weight    how often it is drawn
    family    the fake provider's port and key, so that bad kinds do not cool good ones
    books     exact: what the provider told is charged, to the token
              estimate: the prompt as we count it, and a token for four characters of the answer
              between: at least nothing, at most the estimate of the whole answer
              nothing: costs nothing
    whole     whether each client gets a whole answer
    """

    weight: int
    family: str
    books: str
    whole: bool


KINDS = {
    "fine": Kind(30, "good", "exact", True),
    "big": Kind(2, "good", "exact", True),
    "reads-slowly": Kind(4, "good", "exact", True),
    "absurd": Kind(6, "good", "estimate", True),
    "purse": Kind(6, "good", "exact", False),
    "unasked": Kind(6, "odd", "exact", True),
    "closes": Kind(6, "odd", "exact", True),
    "leaves": Kind(6, "odd", "between", False),
    "cut": Kind(4, "cut", "between", False),
    "garbled": Kind(3, "cut", "between", False),
    "resets": Kind(3, "cut", "between", False),
    "stalls": Kind(1, "cut", "between", False),
    "error": Kind(10, "error", "nothing", False),
    "over": Kind(6, "good", "exact", True),
}
FAMILIES = ("good", "odd", "cut", "error")
DIALECTS = ("openai", "anthropic", "gemini")
MODELS = {
    "openai": "gpt-4.1-mini",
    "anthropic": "claude-haiku-4-5",
    "gemini": "gemini-2.5-flash-lite",
}

# What good providers tell.
PROMPT = 1000
COMPLETION = 60
BIG_PROMPT = 60_000
PURSE_PROMPT = 12  # no more than was reserved
PIECES = 12
PURSE_CAP = "0.02"


def piece(number, request):
    return f"{request} piece {number:02} of it. "


def answer(request):
    return "".join(piece(i, request) for i in range(PIECES))


def rule(model, to):
    return f"""      - {{ when: 'model == "{model}"', to: {to} }}"""


def graph(urls, version):
    """The graph; the version changes nothing but the file."""
    lines = [f"# version {version}", "signalbox: 1", "name: Soak", "start: all", "models:"]
    rules = []
    for family in FAMILIES:
        for dialect in DIALECTS:
            path = {"openai": "/v1", "anthropic": "", "gemini": ""}[dialect]
            name = f"{family}_{dialect}"
            lines.append(
                f"  {name}: {{ provider: {dialect}, model: {MODELS[dialect]},"
                f' key: "env:SOAK_{family.upper()}_KEY", url: "{urls[family]}{path}" }}'
            )
            rules.append(rule(f"{family}-{dialect}", name))
    lines += [
        "nodes:",
        "  all: { kind: budget, usd: 100000, per: month, of: app, within: bounded, over: broke }",
        "  bounded: { kind: fallback, to: [ pick ], first_token: 4s, total: 60s }",
        "  broke: { kind: reject, status: 429, message: Nothing left }",
    ]
    for dialect in DIALECTS:
        rules.append(rule(f"purse-{dialect}", f"purse_{dialect}"))
        rules.append(rule(f"over-{dialect}", f"over_{dialect}"))
        lines.append(
            f"  purse_{dialect}: {{ kind: budget, usd: {PURSE_CAP}, per: month,"
            f" of: metadata.purse, within: good_{dialect}, over: broke }}"
        )
        lines.append(f"  over_{dialect}: {{ kind: fallback, to: [ error_{dialect}, good_{dialect} ] }}")
    lines += ["  pick:", "    kind: rules", "    rules:", *rules, "    otherwise: broke", ""]
    return "\n".join(lines)
