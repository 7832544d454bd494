package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where the texts of an answer stand in what clients are told as one text, for what points to
/// places in them: the provider counts the characters of each part. Belongs to one thread.
final class AnnotationPlaces {
  private static final String MEMBER = "annotations";

  /// A file is cited at one place.
  private static final List<String> PLACES = List.of("start_index", "end_index", "index");

  private final Map<Integer, Integer> begins = new HashMap<>();
  private int length;

  /// More of a message is told.
  ///
  /// @param place the message's
  /// @param between what is told before it, if it is not the first
  void said(int place, String between, String more) {
    begins.putIfAbsent(place, length + count(between));
    length += count(between) + count(more);
  }

  /// Something is told that is no text: the next one is apart.
  void brokenOff() {
    length = 0;
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  /// All that a message points to, with places in what is told.
  ArrayNode of(int place, JsonNode content) {
    ArrayNode all = JsonTree.array();
    int before = begins.getOrDefault(place, 0);
    for (JsonNode part : content) {
      for (JsonNode each : part.path(MEMBER)) {
        all.add(each instanceof ObjectNode note ? later(note.deepCopy(), before) : each);
      }
      before += count(JsonTree.text(part, "text"));
    }
    return all;
  }

  private static ObjectNode later(ObjectNode note, int by) {
    PLACES.stream()
        .filter(name -> note.path(name).isInt())
        .forEach(name -> note.put(name, note.path(name).intValue() + by));
    return note;
  }
}
