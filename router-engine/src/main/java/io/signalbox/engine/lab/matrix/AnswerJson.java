package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.condition.ConditionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Answers as JSON.
final class AnswerJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private AnswerJson() {}

  /// Whether a text is one JSON value and nothing else.
  static boolean is(String text) {
    try {
      return !JSON.readTree(text).isMissingNode();
    } catch (JacksonException e) {
      return false;
    }
  }

  /// The value as conditions read it: maps, lists, texts, `Long`, `Double`, `Boolean`; null is an
  /// empty text. Of a text that is no JSON, the failure to read it.
  static Object value(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isMissingNode() ? none() : value(node);
    } catch (JacksonException e) {
      return none();
    }
  }

  private static Object none() {
    return new ConditionException("the answer is not JSON");
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new LinkedHashMap<>();
      node.properties().forEach(each -> members.put(each.getKey(), value(each.getValue())));
      return members;
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(each -> items.add(value(each)));
      return items;
    }
    if (node.isNumber()) {
      boolean whole = node.isIntegralNumber() && node.canConvertToLong();
      return whole ? (Object) node.asLong() : (Object) node.asDouble();
    }
    return node.isBoolean() ? (Object) node.asBoolean() : node.isNull() ? "" : node.asString();
  }
}
