package io.signalbox.engine.dialect.openai.responses;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.spi.ToldAnswer;
import io.signalbox.engine.spi.ToldAnswer.ToldItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The object of a response that is over, as its client was told it.
final class ToldResponse {
  private static final String DATA = "data:";
  private static final Set<String> ENDINGS = Set.of("response.completed", "response.incomplete");
  private static final List<byte[]> MARKS =
      ENDINGS.stream().map(each -> each.getBytes(StandardCharsets.US_ASCII)).toList();

  private ToldResponse() {}

  /// Of the object itself.
  ///
  /// @param byProvider whether a provider wrote it
  static Optional<ToldAnswer> of(byte[] json, boolean byProvider) {
    return JsonTree.read(json).filter(JsonNode::isObject).map(each -> of(each, byProvider));
  }

  private static ToldAnswer of(JsonNode response, boolean byProvider) {
    List<ToldItem> items = new ArrayList<>();
    for (JsonNode item : response.path("output")) {
      String json = new String(JsonTree.bytes(item), StandardCharsets.UTF_8);
      items.add(new ToldItem(JsonTree.text(item, "id"), json));
    }
    // What says nothing of it is kept: so is the usual of this API.
    boolean kept = byProvider && response.path("store").asBoolean(true);
    return new ToldAnswer(JsonTree.text(response, "id"), items, kept);
  }

  /// Whether a provider's events may be the end of a response.
  static boolean mayEnd(byte[] events) {
    return MARKS.stream().anyMatch(mark -> contains(events, mark));
  }

  private static boolean contains(byte[] text, byte[] mark) {
    for (int at = 0; at + mark.length <= text.length; at++) {
      if (text[at] == mark[0] && Arrays.equals(text, at, at + mark.length, mark, 0, mark.length)) {
        return true;
      }
    }
    return false;
  }

  /// Of the last event of a provider.
  static Optional<ToldAnswer> ofEvents(byte[] events) {
    return new String(events, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(DATA))
        .flatMap(line -> JsonTree.read(line.substring(DATA.length())).stream())
        .filter(event -> ENDINGS.contains(JsonTree.text(event, "type")))
        .map(event -> of(event.path("response"), true))
        .findFirst();
  }
}
