package io.signalbox.engine.dialect.anthropic.client;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.AnswerOrder;
import io.signalbox.engine.dialect.Seal;
import io.signalbox.engine.dialect.anthropic.CallIds;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ReplyWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// An answer as events: `message_start`, one content block after the other, `message_delta` with
/// the reason for the end and the usage, `message_stop`. The first event waits for content, so that
/// it can tell the usage that is known by then; clients that count the prompt by it get our own
/// estimate where the provider tells it only at the end. Where a provider mixes the pieces of
/// several calls, a call waits until the one before it is whole: a block that is closed gets
/// nothing more.
final class StreamWriter implements ReplyWriter {
  private static final byte[] PING =
      "event: ping\ndata: {\"type\":\"ping\"}\n\n".getBytes(StandardCharsets.UTF_8);

  private final ReplyHead head;
  private final ReplyEnd ending = new ReplyEnd();
  private final AnswerOrder order = new AnswerOrder();

  private String id = "";
  private Usage usage = UsageWriter.UNKNOWN;
  private boolean begun;
  private Block open = Block.NONE;
  private int blocks;
  private boolean called;

  /// The kind of the block that is being written.
  private enum Block {
    NONE,
    TEXT,
    THINKING,
    CALL
  }

  StreamWriter(ReplyHead head) {
    this.head = head;
  }

  @Override
  public byte[] write(ReplyEvent event) {
    return texts(order.take(event)).getBytes(StandardCharsets.UTF_8);
  }

  private String texts(List<ReplyEvent> next) {
    return next.size() == 1
        ? text(next.getFirst())
        : next.stream().map(this::text).collect(Collectors.joining());
  }

  private String text(ReplyEvent event) {
    return switch (event) {
      case ReplyEvent.Started started -> {
        id = started.id();
        yield "";
      }
      case ReplyEvent.TextDelta more -> say(more.text());
      case ReplyEvent.RefusalDelta more -> say(more.text());
      case ReplyEvent.ReasoningDelta more -> think(more.text());
      case ReplyEvent.ReasoningSigned signed -> sign(signed.signature());
      case ReplyEvent.ReasoningRedacted redacted -> whole(redacted(redacted.data()));
      case ReplyEvent.ToolCallStarted call -> call(call);
      case ReplyEvent.ToolCallDelta more -> arguments(more);
      case ReplyEvent.Foreign piece -> own(piece);
      case ReplyEvent.UsageReported reported -> {
        usage = reported.usage();
        yield "";
      }
      case ReplyEvent.Finished end -> {
        ending.finish(end);
        yield begin() + close();
      }
      case ReplyEvent.Failed failed -> "";
      case ReplyEvent.KeepAlive alive -> "";
      case ReplyEvent.Embedded vector -> "";
    };
  }

  private String say(String more) {
    return more.isEmpty()
        ? ""
        : into(Block.TEXT, "{\"type\":\"text\",\"text\":\"\"}") + piece("text_delta", "text", more);
  }

  private String think(String more) {
    return more.isEmpty() ? "" : thinking() + piece("thinking_delta", "thinking", more);
  }

  private String thinking() {
    return into(Block.THINKING, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
  }

  /// A signature ends its block: what is thought afterwards has another.
  private String sign(String signature) {
    return thinking() + piece("signature_delta", "signature", signature) + close();
  }

  private static String redacted(String data) {
    return new JsonText()
        .open('{')
        .member("type", "redacted_thinking")
        .member("data", data)
        .close('}')
        .toString();
  }

  private String call(ReplyEvent.ToolCallStarted call) {
    var json = new JsonText().open('{').member("type", "tool_use");
    json.member("id", CallIds.of(call, head.id())).member("name", call.name());
    called = true;
    return open(Block.CALL, json.rawMember("input", "{}").close('}').toString());
  }

  private String arguments(ReplyEvent.ToolCallDelta more) {
    return more.arguments().isEmpty()
        ? ""
        : piece("input_json_delta", "partial_json", more.arguments());
  }

  private String own(ReplyEvent.Foreign piece) {
    switch (OwnPiece.of(piece)) {
      case BLOCK -> {
        return whole(piece.json());
      }
      case CITATION -> {
        String block = "{\"type\":\"text\",\"text\":\"\",\"citations\":[]}";
        return into(Block.TEXT, block) + delta(piece.json());
      }
      case DELTA_MEMBER -> ending.addBeside(piece);
      case MEMBER -> ending.addMember(piece);
      case NOWHERE -> {
        return Seal.ofCall(piece).map(seal -> whole(redacted(seal))).orElse("");
      }
    }
    return "";
  }

  private String into(Block kind, String start) {
    return open == kind ? "" : open(kind, start);
  }

  private String open(Block kind, String start) {
    String before = begin() + close();
    open = kind;
    var json = typed("content_block_start").member("index", blocks++);
    return before + line("content_block_start", json.rawMember("content_block", start));
  }

  private String whole(String block) {
    return open(Block.CALL, block) + close();
  }

  private String close() {
    if (open == Block.NONE) {
      return "";
    }
    open = Block.NONE;
    return line("content_block_stop", typed("content_block_stop").member("index", blocks - 1));
  }

  private String piece(String type, String name, String text) {
    return delta(typed(type).member(name, text).close('}').toString());
  }

  private String delta(String delta) {
    var json = typed("content_block_delta").member("index", blocks - 1);
    return line("content_block_delta", json.rawMember("delta", delta));
  }

  private String begin() {
    if (begun) {
      return "";
    }
    begun = true;
    if (usage.promptTokens() == 0) {
      usage = Usage.of(head.promptTokens().getAsInt(), 0);
    }
    var json = typed("message_start").name("message").open('{');
    json.member("id", id.isEmpty() ? "msg_" + head.id() : id).member("type", "message");
    json.member("role", "assistant").member("model", head.model()).rawMember("content", "[]");
    json.rawMember("stop_reason", "null").rawMember("stop_sequence", "null");
    UsageWriter.write(json, usage);
    return line("message_start", json.close('}'));
  }

  private static JsonText typed(String type) {
    return new JsonText().open('{').member("type", type);
  }

  private static String line(String type, JsonText json) {
    return "event: " + type + "\ndata: " + json.close('}') + "\n\n";
  }

  @Override
  public boolean tells(ReplyEvent piece) {
    return !(piece instanceof ReplyEvent.Foreign own) || OwnPiece.of(own) != OwnPiece.NOWHERE;
  }

  @Override
  public byte[] end(Optional<Usage> used) {
    String before = texts(order.release()) + begin() + close();
    var json = typed("message_delta").name("delta").open('{');
    ending.writeReason(json, called);
    UsageWriter.write(json.close('}'), used.orElse(usage));
    ending.writeMembers(json);
    String last = line("message_delta", json) + line("message_stop", typed("message_stop"));
    return (before + last).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] failed(ClientError error) {
    return ("event: error\ndata: " + ErrorWords.body(error, head.id()) + "\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] keepAlive() {
    return PING.clone();
  }
}
