"""llm, with the models that its users describe in a file of its own."""

import llm
from features import *  # noqa: F403

known = llm.get_model("signalbox")


@feature("text")
def text():
    answer = known.prompt(HELLO, stream=False, key=KEY)
    greeted(answer.text())
    usage = answer.usage()
    used(usage and usage.output)


@feature("stream")
def stream():
    answer = known.prompt(HELLO, stream=True, key=KEY)
    greeted("".join(answer))
    usage = answer.usage()
    used(usage and usage.output)


@feature("tools")
def tools():
    for streamed in (False, True):
        chain = known.chain(QUESTION, tools=[read_file], stream=streamed, key=KEY)
        answers = list(chain.responses())
        finished(answers[-1].text(), max(len(answer.tool_calls()) for answer in answers))


@feature("image")
def image():
    picture = llm.Attachment(type="image/png", content=PNG)
    shown(known.prompt(PICTURE, attachments=[picture], stream=False, key=KEY).text())


@feature("structured")
def structured():
    named(json.loads(known.prompt(CITY, schema=SCHEMA, stream=False, key=KEY).text())["city"])


@feature("error")
def error():
    thrown(Exception, "", lambda: known.prompt(HELLO, stream=False, key="wrong").text())
    thrown(Exception, "This desk is closed.", lambda: llm.get_model("closed").prompt(HELLO, stream=False, key=KEY).text())
    thrown(Exception, "400", lambda: known.prompt(REFUSED, stream=False, key=KEY).text())


@feature("cancel")
def cancel():
    pieces = iter(known.prompt(STORY, stream=True, key=KEY))
    next(pieces)
    pieces.close()


@feature("embeddings")
def embeddings():
    raise Lacking("llm embeds with plug-ins only")


@feature("counting")
def counting():
    raise Lacking("llm counts nothing")


end()
