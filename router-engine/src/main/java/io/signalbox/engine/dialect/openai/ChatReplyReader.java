package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.FinishReason;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.wire.WireFrame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;

/// Understands one answer of an OpenAI-like provider: the chunks of a stream, or a whole body. It
/// is complete when its finish reason was seen, and the absence of `[DONE]` cuts nothing. Some
/// servers give no reason: there `[DONE]`, or the end of a whole body, is the end of what was said
/// until then.
final class ChatReplyReader implements ReplyReader {
  private final boolean stream;
  private final boolean reasoningApart;
  private final CallTracker calls = new CallTracker();
  private String id = "";
  private final Set<Long> otherChoices = new HashSet<>();
  private final Set<String> toldBeside = new HashSet<>();
  private boolean started;
  private boolean said;
  private boolean finished;
  private boolean over;

  ChatReplyReader(boolean stream, Set<Quirk> quirks) {
    this.stream = stream;
    this.reasoningApart = quirks.contains(Quirk.REASONING_APART);
  }

  @Override
  public List<ReplyEvent> read(WireFrame frame) {
    if (over) {
      return List.of();
    } else if (isBlank(frame.data())) {
      return blank();
    } else if (isDone(frame.data())) {
      return done();
    }
    try {
      return events(frame);
    } catch (JacksonException e) {
      return failed(noSense("is not valid JSON"));
    }
  }

  @Override
  public boolean isFinished() {
    return finished && otherChoices.isEmpty();
  }

  @Override
  public boolean isDone() {
    return over;
  }

  private List<ReplyEvent> blank() {
    return stream ? List.of(new ReplyEvent.KeepAlive()) : failed(noSense("is empty"));
  }

  private List<ReplyEvent> events(WireFrame frame) {
    Chunk chunk = Chunk.of(frame.data(), reasoningApart);
    List<ReplyEvent> out = new ArrayList<>(4);
    if (!started && (chunk.hasChoice() || !chunk.id().isEmpty())) {
      started = true;
      id = chunk.id();
      out.add(chunk.started());
    }
    chunk.delta().tell(calls, id, out);
    for (var each : chunk.beside()) {
      if (toldBeside.add(each.kind())) {
        out.add(each);
      }
    }
    chunk.others().forEach(other -> other(other, out));
    said = said || ReplyEvent.hasContent(out);
    chunk.usage().ifPresent(usage -> out.add(new ReplyEvent.UsageReported(usage)));
    if (chunk.hasTrouble() || frame.event().equals("error")) {
      out.addAll(failed(Failures.inside(ErrorBody.of(frame.data()))));
    } else if (!stream && !chunk.hasChoice()) {
      out.addAll(failed(noAnswer(frame.data())));
    } else {
      finish(chunk, out);
    }
    return out;
  }

  private void other(Chunk.Other other, List<ReplyEvent> out) {
    out.add(new ReplyEvent.Foreign(OpenAiApi.ID, ReplyEvent.Foreign.CHOICE, other.json()));
    if (other.over() || !stream) {
      otherChoices.remove(other.index());
    } else {
      otherChoices.add(other.index());
    }
  }

  private List<ReplyEvent> done() {
    over = true;
    otherChoices.clear();
    var out = new ArrayList<ReplyEvent>(2);
    if (said && !finished) {
      finish("", "", out);
    }
    return out;
  }

  private void finish(Chunk chunk, List<ReplyEvent> out) {
    if (finished || (stream && chunk.finish().isEmpty())) {
      return;
    }
    if (isBreakdown(chunk.finish())) {
      out.addAll(failed(breakdown(chunk.finish())));
      return;
    }
    finish(chunk.finish(), chunk.rawFinish(), out);
  }

  private void finish(String reason, String raw, List<ReplyEvent> out) {
    calls.finish(out);
    finished = true;
    out.add(new ReplyEvent.Finished(reason(reason), raw));
  }

  /// Gemini's compatible API and others say `stop` although they called tools. It says
  /// `content_filter: RECITATION`, and `function_call_filter: MALFORMED_FUNCTION_CALL` for a call
  /// that it could not make. Others have words of their own: `eos` Together, `eos_token` Hugging
  /// Face, `sensitive` Zhipu.
  private FinishReason reason(String raw) {
    String word = raw.toLowerCase(Locale.ROOT);
    return switch (word) {
      case "" -> said && calls.areWhole() ? stop() : FinishReason.OTHER;
      case "stop", "eos", "eos_token", "stop_sequence", "end_turn" -> stop();
      case "length", "model_length", "max_tokens", "model_context_window_exceeded" ->
          FinishReason.LENGTH;
      case "tool_calls", "function_call", "tool_use" -> FinishReason.TOOL_CALLS;
      case "safety", "refusal", "sensitive", "recitation" -> FinishReason.CONTENT_FILTER;
      default ->
          word.startsWith("content_filter") ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
    };
  }

  private FinishReason stop() {
    return calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
  }

  private static boolean isBreakdown(String finish) {
    return finish.equals("error") || finish.equals("insufficient_system_resource");
  }

  private static Failure breakdown(String finish) {
    boolean overload = !finish.equals("error");
    FailureClass kind = overload ? FailureClass.OVERLOADED : FailureClass.SERVER_ERROR;
    return Failure.of(
        kind, 0, "The provider interrupted its answer with the finish reason \"" + finish + "\".");
  }

  private static Failure noAnswer(byte[] body) {
    ErrorBody error = ErrorBody.of(body);
    return error.message().isEmpty() ? noSense("has no choices") : Failures.inside(error);
  }

  private static Failure noSense(String what) {
    return Failure.of(
        FailureClass.INTERRUPTED, 0, "The provider's answer cannot be read: it " + what + ".");
  }

  private List<ReplyEvent> failed(Failure failure) {
    over = true;
    finished = false;
    return List.of(new ReplyEvent.Failed(failure));
  }

  private static boolean isBlank(byte[] data) {
    for (byte b : data) {
      if (b > ' ' || b < 0) {
        return false;
      }
    }
    return true;
  }

  /// `[DONE]`, at most with spaces around it.
  private static boolean isDone(byte[] data) {
    return data.length >= 6
        && data.length < 16
        && new String(data, java.nio.charset.StandardCharsets.US_ASCII).strip().equals("[DONE]");
  }
}
