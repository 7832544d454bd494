package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import java.util.List;

/// Gathers the text of a short answer that no client waits for. What is longer than anybody asked
/// for is cut. Belongs to one thread.
final class AnswerText implements ReplySink {
  private static final int LONGEST = 4_000; // characters

  private final StringBuilder text = new StringBuilder();

  @Override
  public void begin(Beginning beginning) {}

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) {
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.TextDelta delta && text.length() < LONGEST) {
        text.append(delta.text());
      }
    }
  }

  @Override
  public void end(Ending ending) {}

  @Override
  public void broken(Failure failure) {
    text.setLength(0);
  }

  @Override
  public void silent() {}

  /// What has come so far.
  String text() {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
  }
}
