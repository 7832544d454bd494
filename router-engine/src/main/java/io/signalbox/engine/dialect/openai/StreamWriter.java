package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An answer as chunks. Every chunk has the same id, time and model; the first names the role; one
/// chunk has a finish reason; usage comes last, in a chunk without choices, and only if asked for.
final class StreamWriter implements ReplyWriter {
  private static final byte[] ALIVE = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
  private static final String DONE = "data: [DONE]\n\n";

  private final ReplyHead head;
  private final CustomTools custom;
  private final boolean legacy;
  private final Map<Integer, StringBuilder> inputs = new TreeMap<>();
  private String beginning = "";
  private boolean called;
  private int lastCall;
  private String lastId = "";
  private boolean finished;

  StreamWriter(ReplyHead head) {
    this.head = head;
    this.custom = CustomTools.of(head.repeated());
    this.legacy = head.repeated().containsKey(CallReader.FUNCTIONS);
  }

  @Override
  public byte[] write(ReplyEvent event) {
    return text(event).getBytes(StandardCharsets.UTF_8);
  }

  private String text(ReplyEvent event) {
    return switch (event) {
      case ReplyEvent.Started started -> start(started.id());
      case ReplyEvent.TextDelta text -> more("content", text.text());
      case ReplyEvent.ReasoningDelta thought -> more("reasoning_content", thought.text());
      case ReplyEvent.RefusalDelta refusal -> more("refusal", refusal.text());
      case ReplyEvent.ToolCallStarted call -> call(call);
      case ReplyEvent.ToolCallDelta arguments -> arguments(arguments);
      case ReplyEvent.Foreign foreign -> foreign(foreign);
      case ReplyEvent.Finished end -> finish(end.reason());
      case ReplyEvent.ReasoningSigned signed -> "";
      case ReplyEvent.ReasoningRedacted redacted -> "";
      case ReplyEvent.UsageReported usage -> "";
      case ReplyEvent.Failed failed -> "";
      case ReplyEvent.KeepAlive alive -> "";
      case ReplyEvent.Embedded vector -> "";
    };
  }

  private String start(String id) {
    if (!beginning.isEmpty()) {
      return "";
    }
    var json = new JsonText().open('{').member("id", id.isEmpty() ? head.id() : id);
    json.member("object", "chat.completion.chunk").member("created", head.created());
    json.member("model", head.model()).name("choices").open('[');
    beginning = "data: " + json;
    return chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null");
  }

  private String more(String name, String text) {
    return text.isEmpty() ? "" : delta(new JsonText().open('{').member(name, text).close('}'));
  }

  private String call(ReplyEvent.ToolCallStarted call) {
    called = true;
    lastCall = call.index();
    lastId = call.id();
    if (legacy) {
      return call.index() > 0 ? "" : legacy("name", call.name());
    }
    String id = call.id().isEmpty() ? "call_" + ShortIds.of(head.id()) + call.index() : call.id();
    var json = new JsonText().open('{').name("tool_calls").open('[').open('{');
    boolean isCustom = custom.has(call.name());
    String type = isCustom ? CustomTools.TYPE : "function";
    if (isCustom) {
      inputs.put(call.index(), new StringBuilder());
    }
    json.member("index", call.index()).member("id", id).member("type", type).name(type).open('{');
    json.member("name", call.name()).member(isCustom ? "input" : "arguments", "");
    return delta(json.close('}').close('}').close(']').close('}'));
  }

  private String arguments(ReplyEvent.ToolCallDelta more) {
    StringBuilder input = inputs.get(more.index());
    if (input != null) {
      input.append(more.arguments());
      return "";
    } else if (legacy) {
      return more.index() > 0 ? "" : legacy("arguments", more.arguments());
    }
    var json = new JsonText().open('{').name("tool_calls").open('[').open('{');
    json.member("index", more.index()).name("function").open('{');
    json.member("arguments", more.arguments());
    return delta(json.close('}').close('}').close(']').close('}'));
  }

  private String legacy(String member, String text) {
    var json =
        new JsonText().open('{').name(CallReader.FUNCTION_CALL).open('{').member(member, text);
    return delta(json.close('}').close('}'));
  }

  /// What a custom tool is told is known only once all of the arguments are there.
  private String input(int index, String arguments) {
    var json = new JsonText().open('{').name("tool_calls").open('[').open('{');
    json.member("index", index).name(CustomTools.TYPE).open('{');
    json.member("input", CustomInput.text(arguments));
    return delta(json.close('}').close('}').close(']').close('}'));
  }

  private String foreign(ReplyEvent.Foreign foreign) {
    var signed = Seal.signedCall(foreign).filter(call -> call.id().equals(lastId));
    if (signed.isPresent()) {
      return delta(signature(signed.get().signature()));
    }
    return Endings.isMember(foreign.dialect(), foreign.kind())
        ? delta(new JsonText().open('{').rawMember(foreign.kind(), foreign.json()).close('}'))
        : "";
  }

  /// The call has its member as in every piece: the AI SDK refuses one without.
  private JsonText signature(String signature) {
    boolean isCustom = inputs.containsKey(lastCall);
    var json = new JsonText().open('{').name("tool_calls").open('[').open('{');
    json.member("index", lastCall).name(isCustom ? CustomTools.TYPE : "function").open('{');
    json.member(isCustom ? "input" : "arguments", "").close('}');
    ExtraContent.write(json, signature);
    return json.close('}').close(']').close('}');
  }

  private String delta(JsonText delta) {
    return start("") + chunk(delta.toString(), "null");
  }

  private String finish(FinishReason reason) {
    if (finished) {
      return "";
    }
    finished = true;
    var told = new StringBuilder();
    inputs.forEach((index, input) -> told.append(input(index, input.toString())));
    return start("") + told + chunk("{}", '"' + Endings.word(reason, called, legacy) + '"');
  }

  @Override
  public boolean finished() {
    return finished;
  }

  private String chunk(String delta, String finish) {
    return beginning
        + "{\"index\":0,\"delta\":"
        + delta
        + ",\"logprobs\":null,\"finish_reason\":"
        + finish
        + (head.usage() ? "}],\"usage\":null}\n\n" : "}]}\n\n");
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return Endings.tells(piece, legacy);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    String last = finish(FinishReason.STOP);
    String counted = usage.filter(used -> head.usage()).map(this::usage).orElse("");
    return (last + counted + DONE).getBytes(StandardCharsets.UTF_8);
  }

  private String usage(Usage usage) {
    var json = new JsonText().open('{');
    Endings.usage(json, usage);
    return beginning + "]," + json.close('}').toString().substring(1) + "\n\n";
  }

  @Override
  public byte[] failed(ClientError error) {
    return ("data: " + ErrorWords.body(error) + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] keepAlive() {
    return ALIVE.clone();
  }
}
