package io.signalbox.engine.route.redaction;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.ResponseFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Gives one answer back the values that were redacted in its request: in texts, thinking,
/// refusals, arguments of tools, and what only one dialect knows. In JSON they are escaped. A mark
/// that stands for nothing stays. A mark may be cut anywhere between the pieces of a text, and of
/// the arguments of a call that others interrupt. Belongs to one thread.
public final class AnswerRestoration {
  private final RedactionMarks marks;
  private final Map<Integer, MarkReader> calls = new TreeMap<>();
  private final MarkReader text;
  private final MarkReader refusal;
  private MarkReader thinking;

  /// The thinking since its last signature, as the provider gave it.
  private final StringBuilder thought = new StringBuilder();

  /// @param request what is answered, whose form of the answer may be JSON
  public AnswerRestoration(RedactionMarks marks, ChatRequest request) {
    this.marks = marks;
    this.text = new MarkReader(marks, !(request.format() instanceof ResponseFormat.Text));
    this.refusal = new MarkReader(marks, false);
    this.thinking = new MarkReader(marks, false);
  }

  /// The events as the client is to see them.
  public List<ReplyEvent> take(List<ReplyEvent> events) {
    var told = new ArrayList<ReplyEvent>();
    events.forEach(event -> take(event, told));
    return told;
  }

  /// What was held back, for no more will come.
  public List<ReplyEvent> flush() {
    var told = new ArrayList<ReplyEvent>();
    endParts(told);
    endCalls(told);
    return told;
  }

  private void take(ReplyEvent event, List<ReplyEvent> told) {
    switch (event) {
      case ReplyEvent.TextDelta(String piece) -> {
        endThinking(told);
        endRefusal(told);
        add(text.take(piece), piece, ReplyEvent.TextDelta::new, told);
      }
      case ReplyEvent.ReasoningDelta(String piece) -> {
        endText(told);
        endRefusal(told);
        thought.append(piece);
        add(thinking.take(piece), piece, ReplyEvent.ReasoningDelta::new, told);
      }
      case ReplyEvent.RefusalDelta(String piece) -> {
        endText(told);
        endThinking(told);
        add(refusal.take(piece), piece, ReplyEvent.RefusalDelta::new, told);
      }
      case ReplyEvent.ToolCallDelta(int index, String piece) -> {
        MarkReader call = calls.computeIfAbsent(index, each -> new MarkReader(marks, true));
        add(call.take(piece), piece, more -> new ReplyEvent.ToolCallDelta(index, more), told);
      }
      case ReplyEvent.ReasoningSigned signed -> sign(signed, told);
      case ReplyEvent.ReasoningRedacted redacted -> behindParts(redacted, told);
      case ReplyEvent.ToolCallStarted started -> behindParts(started, told);
      case ReplyEvent.Foreign foreign -> behindParts(restored(foreign), told);
      case ReplyEvent.Finished finished -> behindAll(finished, told);
      case ReplyEvent.Failed failed -> behindAll(failed, told);
      case ReplyEvent.Started started -> told.add(started);
      case ReplyEvent.UsageReported usage -> told.add(usage);
      case ReplyEvent.KeepAlive sign -> told.add(sign);
      case ReplyEvent.Embedded vector -> told.add(vector);
    }
  }

  /// A piece of which nothing can be told yet is none.
  private static void add(
      String now, String came, Function<String, ReplyEvent> event, List<ReplyEvent> told) {
    if (!now.isEmpty() || came.isEmpty()) {
      told.add(event.apply(now));
    }
  }

  private void behindParts(ReplyEvent event, List<ReplyEvent> told) {
    endParts(told);
    told.add(event);
  }

  private void behindAll(ReplyEvent event, List<ReplyEvent> told) {
    told.addAll(flush());
    told.add(event);
  }

  private void sign(ReplyEvent.ReasoningSigned signed, List<ReplyEvent> told) {
    String provider = thought.toString();
    boolean changed = thinking.isChanged();
    endParts(told);
    told.add(
        changed
            ? new ReplyEvent.ReasoningSigned(RestoredThinking.sealed(signed.signature(), provider))
            : signed);
  }

  private ReplyEvent restored(ReplyEvent.Foreign foreign) {
    String json =
        JsonStrings.changedStrings(
            foreign.json(),
            each -> {
              var reader = new MarkReader(marks, false);
              return reader.take(each) + reader.flush();
            });
    return new ReplyEvent.Foreign(foreign.dialect(), foreign.kind(), json);
  }

  private void endParts(List<ReplyEvent> told) {
    endThinking(told);
    endText(told);
    endRefusal(told);
  }

  private void endText(List<ReplyEvent> told) {
    end(text, ReplyEvent.TextDelta::new, told);
  }

  private void endRefusal(List<ReplyEvent> told) {
    end(refusal, ReplyEvent.RefusalDelta::new, told);
  }

  private void endThinking(List<ReplyEvent> told) {
    end(thinking, ReplyEvent.ReasoningDelta::new, told);
    thinking = new MarkReader(marks, false);
    thought.setLength(0);
  }

  private void endCalls(List<ReplyEvent> told) {
    calls.forEach(
        (index, call) -> end(call, more -> new ReplyEvent.ToolCallDelta(index, more), told));
  }

  private static void end(
      MarkReader part, Function<String, ReplyEvent> event, List<ReplyEvent> told) {
    String rest = part.flush();
    if (!rest.isEmpty()) {
      told.add(event.apply(rest));
    }
  }
}
