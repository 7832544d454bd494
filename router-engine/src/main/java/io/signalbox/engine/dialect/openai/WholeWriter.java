package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An answer as one body, written at its end.
final class WholeWriter implements ReplyWriter {
  private static final byte[] NOTHING = {};

  private final ReplyHead head;
  private final CustomTools custom;
  private final boolean legacy;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final Map<Integer, Call> calls = new TreeMap<>();
  private final Map<String, String> foreign = new LinkedHashMap<>();
  private final Map<String, String> signatures = new LinkedHashMap<>();
  private String id;
  private FinishReason reason = FinishReason.STOP;

  private record Call(String id, String name, StringBuilder arguments) {}

  WholeWriter(ReplyHead head) {
    this.head = head;
    this.custom = CustomTools.of(head.repeated());
    this.legacy = head.repeated().containsKey(CallReader.FUNCTIONS);
    this.id = head.id();
  }

  @Override
  public byte[] write(ReplyEvent event) {
    switch (event) {
      case ReplyEvent.Started started -> id = started.id().isEmpty() ? id : started.id();
      case ReplyEvent.TextDelta more -> text.append(more.text());
      case ReplyEvent.ReasoningDelta more -> reasoning.append(more.text());
      case ReplyEvent.RefusalDelta more -> refusal.append(more.text());
      case ReplyEvent.ToolCallStarted call -> call(call);
      case ReplyEvent.ToolCallDelta more -> arguments(more);
      case ReplyEvent.Foreign piece -> foreign(piece);
      case ReplyEvent.Finished end -> reason = end.reason();
      case ReplyEvent.ReasoningSigned signed -> {}
      case ReplyEvent.ReasoningRedacted redacted -> {}
      case ReplyEvent.UsageReported usage -> {}
      case ReplyEvent.Failed failed -> {}
      case ReplyEvent.KeepAlive alive -> {}
      case ReplyEvent.Embedded vector -> {}
    }
    return NOTHING;
  }

  private void call(ReplyEvent.ToolCallStarted call) {
    String name = call.id().isEmpty() ? "call_" + ShortIds.of(head.id()) + call.index() : call.id();
    calls.put(call.index(), new Call(name, call.name(), new StringBuilder()));
  }

  private void arguments(ReplyEvent.ToolCallDelta more) {
    Call call = calls.get(more.index());
    if (call != null) {
      call.arguments().append(more.arguments());
    }
  }

  private void foreign(ReplyEvent.Foreign piece) {
    Seal.signedCall(piece).ifPresent(call -> signatures.put(call.id(), call.signature()));
    if (Endings.isMember(piece.dialect(), piece.kind())) {
      foreign.merge(piece.kind(), piece.json().strip(), WholeWriter::joined);
    }
  }

  /// Lists that came in pieces are put together; of anything else the last holds.
  private static String joined(String before, String after) {
    boolean lists = before.endsWith("]") && after.startsWith("[");
    return lists ? before.substring(0, before.length() - 1) + "," + after.substring(1) : after;
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return Endings.tells(piece, legacy);
  }

  @Override
  public byte[] end(Optional<Usage> usage) {
    var json = new JsonText().open('{').member("id", id).member("object", "chat.completion");
    json.member("created", head.created()).member("model", head.model());
    json.name("choices").open('[').open('{').member("index", 0);
    json.name("message");
    message(json);
    json.rawMember("logprobs", "null");
    json.member("finish_reason", Endings.word(reason, !calls.isEmpty(), legacy))
        .close('}')
        .close(']');
    usage.ifPresent(used -> Endings.usage(json, used));
    return json.close('}').toBytes();
  }

  private void message(JsonText json) {
    json.open('{').member("role", "assistant");
    boolean silent = text.isEmpty() && !(calls.isEmpty() && refusal.isEmpty());
    json.name("content");
    orNull(json, text, silent);
    json.name("refusal");
    orNull(json, refusal, refusal.isEmpty());
    if (!reasoning.isEmpty()) {
      json.member("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty() && legacy) {
      Call first = calls.values().iterator().next();
      json.name(CallReader.FUNCTION_CALL).open('{').member("name", first.name());
      json.member("arguments", first.arguments().toString()).close('}');
    } else if (!calls.isEmpty()) {
      json.name("tool_calls").open('[');
      calls.values().forEach(call -> call(json, call));
      json.close(']');
    }
    foreign.forEach(json::rawMember);
    json.close('}');
  }

  private static void orNull(JsonText json, CharSequence value, boolean none) {
    if (none) {
      json.raw("null");
    } else {
      json.string(value.toString());
    }
  }

  private void call(JsonText json, Call call) {
    String said = call.arguments().toString();
    boolean isCustom = custom.has(call.name());
    String type = isCustom ? CustomTools.TYPE : "function";
    json.open('{').member("id", call.id()).member("type", type).name(type).open('{');
    json.member("name", call.name());
    json.member(isCustom ? "input" : "arguments", isCustom ? CustomInput.text(said) : said);
    json.close('}');
    Optional.ofNullable(signatures.get(call.id()))
        .ifPresent(signature -> ExtraContent.write(json, signature));
    json.close('}');
  }

  @Override
  public byte[] failed(ClientError error) {
    return ErrorWords.body(error).toBytes();
  }

  @Override
  public byte[] keepAlive() {
    return NOTHING;
  }
}
