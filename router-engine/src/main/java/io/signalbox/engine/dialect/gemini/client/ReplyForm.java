package io.signalbox.engine.dialect.gemini.client;

import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import java.util.HashMap;
import java.util.Map;

/// In which form a client wants its answer, as far as the request alone says it.
///
/// @param list whether a stream is one JSON array, and not events: the API's usual form, of which
///   all SDKs want the other
/// @param thoughts whether the client wants to see what the model thinks
record ReplyForm(boolean list, boolean thoughts) {
  private static final String LIST = "alt";
  private static final String THOUGHTS = "includeThoughts";

  /// What a request asks for.
  static ReplyForm of(ClientCall call, boolean thoughts) {
    boolean events = ("&" + call.query() + "&").matches(".*&(\\$|%24)?alt=sse&.*");
    return new ReplyForm(!events, thoughts);
  }

  /// What the writer of the answer is told of it.
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    if (list) {
      told.put(LIST, "\"json\"");
    }
    if (thoughts) {
      told.put(THOUGHTS, "true");
    }
    return told;
  }

  static ReplyForm of(ReplyHead head) {
    return new ReplyForm(head.repeated().containsKey(LIST), head.repeated().containsKey(THOUGHTS));
  }
}
