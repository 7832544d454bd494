#!/usr/bin/env python3
"""Makes what the program knows of Qwen's encoding, and what it is tested against, from dashscope's wheel and JTokkit's jar.

  pip download --no-deps dashscope==2.0.2
  python3 -m venv v && v/bin/pip install tiktoken
  v/bin/python scripts/tokens.py dashscope-2.0.2-py3-none-any.whl jtokkit-1.1.0.jar [COUNT SEED FILE]

Qwen's encoding is cl100k_base without its tokens of several digits, and more tokens behind: only those are kept. With COUNT it writes so many
texts of a seed, each with its tokens by dashscope's own way (NFC, then tiktoken with its pattern), to FILE instead, one JSON array a line.
"""

import base64
import gzip
import json
import pathlib
import random
import re
import sys
import unicodedata
import zipfile

import tiktoken

HOME = pathlib.Path(__file__).resolve().parent.parent / "router-engine/src"
TOKENS = HOME / "main/resources/io/signalbox/engine/catalog/tokens/qwen.gz"
GOLDEN = HOME / "test/resources/golden/tokens/qwen.jsonl"
FRAGMENTS = ["'s", "'S", "'ſ", "'t", "'RE", "'Ve", "'m", "'LL", "'d", "'x", "''s", "'", "’s", " ", "  ", "   ", "\n", "\r\n", "\n\n", "\t", "\u00a0",
             "\u2028", "\u3000", "\u0085", "\u000b", "/", "://", "!", "...", "=====", " -----", '{"', '":', "0", "12", "345", "67890", "٣", "½", "Ⅷ",
             "the", " the", "The", " THE", "ing", "camelCase", "HTTPServer", "ǅa", "ʰ", "\u0301", "e\u0301", "A\u0301B", "\u20dd", "\u0903", "日本語",
             "漢", "한국어", "\u1112\u1161\u11ab", "ไทย", "हिन्दी", "עברית", "العربية", "ß", "İ", "ı", "Å", "😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "\ufffd", "\x00",
             "\u200b", "\ufeff", "<|endoftext|>", "<|im_start|>", "𝒜", "𐐀", "ﷺ", "_", "$", "+", "def f(x):\n    return x\n", "Съешь ещё", "我想退掉上周买的耳机"]


def ranks(data):
    return [base64.b64decode(line.split()[0]) for line in data.splitlines() if line]


def texts(count, seed):
    draw = random.Random(seed)
    project = "\n".join(each.read_text() for each in sorted((HOME.parent.parent / "docs").glob("*.md")))
    real = [chr(c) for c in range(0x20000) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Co")]
    for i in range(count):
        kind = i % 4
        if kind == 0:
            yield "".join(draw.choice(FRAGMENTS) for _ in range(draw.randint(1, 12)))
        elif kind == 1:
            yield "".join(real[draw.randrange(min(len(real), draw.choice([0x80, 0x600, len(real)])))] for _ in range(draw.randint(1, 40)))
        elif kind == 2:
            at = draw.randrange(len(project))
            yield project[at:at + draw.randint(1, 300)]
        else:
            yield bytes(draw.randrange(256) for _ in range(draw.randint(1, 60))).decode("utf-8", "replace")


def main(wheel, jar, count="1200", seed="1", file=GOLDEN):
    with zipfile.ZipFile(wheel) as source:
        data = source.read("dashscope/resources/qwen.tiktoken")
        code = source.read("dashscope/tokenizers/qwen_tokenizer.py").decode()
    with zipfile.ZipFile(jar) as source:
        known = ranks(source.read("com/knuddels/jtokkit/cl100k_base.tiktoken"))
    all_tokens = ranks(data)
    kept = [token for token in known if not (len(token) > 1 and token.isdigit())]
    more = all_tokens[len(kept):]
    assert all_tokens[:len(kept)] == kept, "the encoding is no longer made after cl100k_base"
    if file == GOLDEN:
        packed = bytes(map(len, more)) + b"".join(more)
        TOKENS.parent.mkdir(parents=True, exist_ok=True)
        TOKENS.write_bytes(gzip.compress(packed, 9, mtime=0))
        print(f"{len(more)} tokens more than {len(kept)}, {TOKENS.stat().st_size} bytes")
    pattern = re.search(r'PAT_STR = r"""(.*)"""', code).group(1)
    origin = tiktoken.Encoding("qwen", pat_str=pattern, mergeable_ranks={token: rank for rank, token in enumerate(all_tokens)}, special_tokens={})
    with open(file, "w") as out:
        for text in texts(int(count), int(seed)):
            out.write(json.dumps([text, len(origin.encode_ordinary(unicodedata.normalize("NFC", text)))]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
