package io.signalbox.engine.lab;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.exchange.ReplySink;
import java.util.List;

/// Reads the answer of a test, however many models have spoken. Belongs to one thread.
final class SuiteClient implements ReplySink {
  private final StringBuilder text = new StringBuilder();

  /// What it has read.
  String text() {
    return text.toString();
  }

  @Override
  public void begin(Beginning beginning) {}

  @Override
  public void take(List<ReplyEvent> events, byte[] raw) {
    for (ReplyEvent event : events) {
      if (event instanceof ReplyEvent.TextDelta(String more)) {
        text.append(more);
      }
    }
  }

  @Override
  public void end(Ending ending) {}

  @Override
  public void broken(Failure failure) {}

  @Override
  public void silent() {}
}
