package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/// Events as the text of a stream, numbered from 0, or on from those that a provider told. Belongs
/// to one thread.
final class EventText implements Events {
  private static final byte[] NOTHING = {};
  private static final byte[] NUMBER = "\"sequence_number\":".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST = 100_000_000;

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

  /// Goes on behind events that were told in the provider's own bytes. Within a text the name's
  /// quotes are escaped.
  void passed(byte[] raw) {
    for (int at = 0; at + NUMBER.length < raw.length; at++) {
      if (raw[at] == NUMBER[0] && isNumber(raw, at)) {
        at += NUMBER.length;
        sequence = Math.max(sequence, 1 + number(raw, at));
      }
    }
  }

  private static boolean isNumber(byte[] raw, int at) {
    return Arrays.equals(raw, at, at + NUMBER.length, NUMBER, 0, NUMBER.length);
  }

  private static int number(byte[] raw, int from) {
    int at = from;
    while (at < raw.length && raw[at] == ' ') {
      at++;
    }
    int value = 0;
    while (at < raw.length && raw[at] >= '0' && raw[at] <= '9' && value < MOST) {
      value = value * 10 + raw[at++] - '0';
    }
    return value;
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
