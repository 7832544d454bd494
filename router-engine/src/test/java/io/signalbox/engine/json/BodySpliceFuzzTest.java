package io.signalbox.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.wire.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A splice of a body means the same as an edit of its tree.
final class BodySpliceFuzzTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(Cursor.FACTORY)
          .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();
  private static final Map<String, String> CHANGES = new LinkedHashMap<>();

  static {
    CHANGES.put("model", "\"new\"");
    CHANGES.put("é\"\\", "{\"a\":[1]}");
  }

  @FuzzTest
  void meansTheSameAsAnEditOfTheTree(byte[] body) {
    if (!Utf8.isWellFormed(body)) { // refused before it comes here
      return;
    }
    Optional<JsonNode> tree = tree(body);
    Optional<BodySplice> splice = BodySplice.of(body);
    if (tree.isEmpty() || splice.isEmpty()) {
      return;
    }
    ObjectNode expected = (ObjectNode) tree.get();
    expected
        .propertyNames()
        .forEach(name ->
            assertEquals(
                expected.get(name), MAPPER.readTree(splice.get().value(name).orElseThrow())));
    CHANGES.forEach((name, json) -> expected.set(name, MAPPER.readTree(json)));
    byte[] changed = splice.get().with(CHANGES);
    assertEquals(expected, MAPPER.readTree(changed));
    assertTrue(BodySplice.of(changed).isPresent());
  }

  @FuzzTest
  void everyStepEndsOrThrowsAsDocumented(byte[] body) {
    try (var cursor = Cursor.ofClient(body)) {
      if (cursor.open()) {
        walk(cursor);
        cursor.atEnd();
      }
    } catch (JacksonException | DuplicateMemberException expected) {
      // No JSON, or too much of it.
    }
  }

  private static void walk(Cursor cursor) {
    while (cursor.nextMember()) {
      assertTrue(cursor.name() != null && cursor.kind() != null);
      if (cursor.isObject()) {
        walk(cursor);
      } else if (cursor.isNumber()) {
        assertTrue(cursor.count() >= 0);
        cursor.integer();
        cursor.amount().ifPresent(amount -> assertTrue(amount.signum() >= 0));
      } else {
        cursor.textOrRaw();
      }
    }
  }

  private static Optional<JsonNode> tree(byte[] body) {
    try {
      return Optional.of(MAPPER.readTree(body)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
