package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Events as the text of a stream, numbered from 0. Belongs to one thread.
final class EventText implements Events {
  private static final byte[] NOTHING = {};

  private final StringBuilder out = new StringBuilder();
  private int sequence;

  @Override
  public void tell(String type, Consumer<JsonText> members) {
    var json = new JsonText().open('{').member("type", type);
    members.accept(json.member("sequence_number", sequence++));
    out.append("event: ").append(type).append("\ndata: ").append(json.close('}')).append("\n\n");
  }

  /// Whether nothing has been told yet.
  boolean isSilent() {
    return sequence == 0;
  }

  /// What was told since the last time.
  byte[] take() {
    if (out.isEmpty()) {
      return NOTHING;
    }
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    out.setLength(0);
    return bytes;
  }
}
