package io.signalbox.engine.exchange;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import java.util.List;

/// Gathers the text of a short answer that no client waits for. What is longer than anybody asked
/// for is cut. While it is waited for, the client whose request it serves is kept waiting, and the
/// program may end. Belongs to one thread.
final class AnswerText implements ReplySink {
  private static final int LONGEST = 4_000; // characters

  private final ReplySink client;
  private final StringBuilder text = new StringBuilder();

  AnswerText(ReplySink client) {
    this.client = client;
  }

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
  public void silent() {
    client.silent();
  }

  @Override
  public boolean isStopping() {
    return client.isStopping();
  }

  /// What has come so far.
  String text() {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString();
  }
}
