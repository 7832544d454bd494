package io.signalbox.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class BodySpliceTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final List<String> NAMES =
      List.of("model", "seed", "stop", "größe", "\uD83D\uDE00", "a\"b", "messages", "x");
  private static final List<String> SPACES = List.of("", " ", "\n\t", "\r\n  ");
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-12.5e3",
          "123456789012345678901234567890",
          "\"\"",
          "\"plain\"",
          "\"Grüße, 世界 \uD83D\uDE00\"",
          "\"\\u00e9\\n\\\"}]\\\\\"",
          "1e-7");

  @Test
  void replacesOnlyMembersAtTop() {
    assertEquals(
        "{\"a\":{\"model\":\"inner\"},\"model\": \"new\" , \"b\":[1]}",
        spliced(
            "{\"a\":{\"model\":\"inner\"},\"model\": \"old\" , \"b\":[1]}",
            Map.of("model", "\"new\"")));
  }

  @Test
  void countsBytesNotCharacters() {
    assertEquals(
        "{\"ä€\uD83D\uDE00\":\"ü€\uD83D\uDE00\",\"model\":\"new\",\"z\":1}",
        spliced(
            "{\"ä€\uD83D\uDE00\":\"ü€\uD83D\uDE00\",\"model\":\"ö\",\"z\":1}",
            Map.of("model", "\"new\"")));
  }

  @Test
  void addsWhatIsMissing() {
    assertEquals("{\"model\":\"m\"}", spliced("{}", Map.of("model", "\"m\"")));
    assertEquals("{\"a\":1 ,\"model\":\"m\"}", spliced("{\"a\":1 }", Map.of("model", "\"m\"")));
  }

  @Test
  void replacesEveryMemberOfName() {
    assertEquals(
        "{\"model\":\"m\",\"model\":\"m\"}",
        spliced("{\"model\":\"a\",\"model\":\"b\"}", Map.of("model", "\"m\"")));
  }

  @Test
  void isEmptyForWhatIsNoObjectInUtf8() {
    for (String body : List.of("", "[]", "3", "{", "{\"a\":", "{\"a\" 1}", "\uFEFF{}")) {
      assertTrue(BodySplice.of(body.getBytes(StandardCharsets.UTF_8)).isEmpty(), body);
    }
    assertTrue(BodySplice.of("{\"a\":1}".getBytes(StandardCharsets.UTF_16BE)).isEmpty());
    assertTrue(BodySplice.of("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE)).isEmpty());
  }

  @Test
  void keepsEverythingElseForRandomBodies() {
    var random = new Random(20261123);
    for (int round = 0; round < 3_000; round++) {
      String body = object(random, 0, true);
      Map<String, String> changes = changes(random);
      String result = spliced(body, changes);
      assertEquals(expected(body, changes), MAPPER.readTree(result), body);
      assertEquals(withoutValues(body, changes), withoutValues(result, changes), body);
    }
  }

  private static Map<String, String> changes(Random random) {
    Map<String, String> changes = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      changes.put(pick(random, NAMES), value(random, 1));
    }
    return changes;
  }

  private static JsonNode expected(String body, Map<String, String> changes) {
    ObjectNode node = (ObjectNode) MAPPER.readTree(body);
    changes.forEach((name, value) -> node.set(name, MAPPER.readTree(value)));
    return node;
  }

  /// The body with every changed member set to 0: what is left are the bytes that must not change.
  private static String withoutValues(String body, Map<String, String> changes) {
    Map<String, String> blank = new TreeMap<>();
    changes.keySet().forEach(name -> blank.put(name, "0"));
    return spliced(body, blank);
  }

  private static String object(Random random, int depth, boolean unique) {
    var out = new StringBuilder(pick(random, depth == 0 ? SPACES : List.of(""))).append('{');
    List<String> names = new java.util.ArrayList<>(NAMES);
    java.util.Collections.shuffle(names, random);
    int count = random.nextInt(unique ? NAMES.size() : 3);
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ",").append(pick(random, SPACES));
      out.append(MAPPER.writeValueAsString(names.get(i))).append(pick(random, SPACES)).append(':');
      out.append(pick(random, SPACES)).append(value(random, depth + 1));
      out.append(pick(random, SPACES));
    }
    return out.append('}').toString();
  }

  private static String value(Random random, int depth) {
    int kind = depth > 3 ? 0 : random.nextInt(4);
    if (kind == 1) {
      return object(random, depth, false);
    } else if (kind == 2) {
      return "[" + value(random, depth + 1) + " , " + value(random, depth + 1) + "]";
    }
    return pick(random, SCALARS);
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String spliced(String body, Map<String, String> changes) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new String(BodySplice.of(bytes).orElseThrow().with(changes), StandardCharsets.UTF_8);
  }
}
