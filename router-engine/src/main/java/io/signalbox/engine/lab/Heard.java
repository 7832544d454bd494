package io.signalbox.engine.lab;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/// The text of one answer of a [LiveRun] as it comes. Belongs to one thread.
public final class Heard {
  private final StringBuilder text = new StringBuilder();
  private final List<String> tools = new ArrayList<>();
  private boolean whole;
  private String trouble = "";

  /// Hears the next piece.
  public void take(LiveRun.Told told) {
    switch (told) {
      case LiveRun.Told.Begun begun -> {}
      case LiveRun.Told.Said(ReplyEvent event) -> said(event);
      case LiveRun.Told.Ended ended -> whole = true;
      case LiveRun.Told.Broken(Failure failure) -> trouble = failure.kind().id();
      case LiveRun.Told.Refused refused -> {}
    }
  }

  private void said(ReplyEvent event) {
    if (event instanceof ReplyEvent.TextDelta delta) {
      text.append(delta.text());
    } else if (event instanceof ReplyEvent.ToolCallStarted call) {
      tools.add(call.name());
    }
  }

  /// The names of the tools that were called so far, in order.
  public List<String> tools() {
    return List.copyOf(tools);
  }

  /// What has come so far.
  public String text() {
    return text.toString();
  }

  /// Whether all of it came.
  public boolean isWhole(Trace trace) {
    return whole && trace.isAnswered();
  }

  /// Why it did not, in words of our own: a provider's may hold what was asked.
  public String why(Trace trace) {
    if (!trouble.isEmpty()) {
      return "the answer broke off: " + trouble;
    }
    return trace.error().isEmpty() ? "status " + trace.status() : trace.error();
  }
}
