package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.dialect.OneAnswer;
import io.signalbox.engine.dialect.openai.ErrorBody;
import io.signalbox.engine.dialect.openai.Failures;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Understands the events of one answer. It ends with `response.completed`, `.incomplete` or
/// `.failed`; there is no other end. Types that are not known are passed over, since new ones come
/// without notice. Belongs to one thread.
final class StreamReplyReader implements ReplyReader {
  private final Items items = new Items();
  private final OneAnswer answer = new OneAnswer();
  private boolean finished;
  private boolean over;

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (over) {
      return List.of();
    } else if (isBlank(frame.data())) {
      return List.of(new ReplyEvent.KeepAlive());
    } else if (isDone(frame.data())) {
      return List.of();
    }
    Optional<JsonNode> event = JsonTree.read(frame.data()).filter(JsonNode::isObject);
    if (event.isEmpty()) {
      return failed(Ending.unreadable("is not valid JSON"));
    }
    var out = new ArrayList<ReplyEvent>(3);
    tell(event.get(), frame, out);
    return out;
  }

  private void tell(JsonNode event, WireFrame frame, List<ReplyEvent> out) {
    String type = JsonTree.text(event, "type");
    JsonNode response = event.path("response");
    switch (type.isEmpty() ? frame.event() : type) {
      case "response.created" -> create(response, out);
      case "response.queued", "response.in_progress" -> start(response, out);
      case "response.output_item.added" -> items.added(event, out);
      case "response.output_item.done" -> items.done(event, out);
      case "response.output_text.delta" -> items.said(event, out);
      case "response.refusal.delta" -> items.refused(event, out);
      case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" ->
          items.thought(event, out);
      case "response.reasoning_summary_part.added" -> items.thoughtPart(event, out);
      case "response.function_call_arguments.delta" -> items.argued(event, out);
      case "response.completed", "response.incomplete", "response.failed", "response.cancelled" ->
          end(response, out);
      case "error" -> out.addAll(failed(Failures.inside(ErrorBody.of(frame.data()))));
      case "keepalive" -> out.add(new ReplyEvent.KeepAlive());
      default -> unknown(event, frame, type, out);
    }
  }

  /// Some servers report an error in no event of its own.
  private void unknown(JsonNode event, WireFrame frame, String type, List<ReplyEvent> out) {
    if (type.isEmpty() && event.path("error").isObject()) {
      out.addAll(failed(Failures.inside(ErrorBody.of(frame.data()))));
    }
  }

  /// Some servers give an answer another id in each of its events, but create it once.
  private void create(JsonNode response, List<ReplyEvent> out) {
    if (answer.isAnother(JsonTree.text(response, "id"))) {
      out.addAll(failed(OneAnswer.mixed()));
    } else {
      start(response, out);
    }
  }

  private void start(JsonNode response, List<ReplyEvent> out) {
    if (answer.begins(JsonTree.text(response, "id"))) {
      out.add(Ending.started(response));
    }
  }

  private void end(JsonNode response, List<ReplyEvent> out) {
    start(response, out);
    out.addAll(Ending.of(response, items.hasCalls()));
    over = true;
    finished = out.getLast() instanceof ReplyEvent.Finished;
  }

  private List<ReplyEvent> failed(io.signalbox.engine.chat.Failure failure) {
    over = true;
    return List.of(new ReplyEvent.Failed(failure));
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean isDone() {
    return over;
  }

  private static boolean isBlank(byte[] data) {
    for (byte b : data) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  /// Servers that also speak Chat Completions end all their streams like this.
  private static boolean isDone(byte[] data) {
    return new String(
            data, 0, Math.min(data.length, 16), java.nio.charset.StandardCharsets.US_ASCII)
        .strip()
        .equals("[DONE]");
  }
}
