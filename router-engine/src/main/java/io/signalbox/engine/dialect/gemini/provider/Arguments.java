package io.signalbox.engine.dialect.gemini.provider;

import io.signalbox.engine.dialect.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The arguments of a call that come piece by piece, each with the path of its place:
/// `{"jsonPath":"$.steps[0]","stringValue":"Pre","willContinue":true}`. A text goes on as long as
/// its pieces say so.
final class Arguments {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,4})]|\\['([^']*)']|\\[\"([^\"]*)\"]");
  private static final int DEEPEST = 64;
  private static final int LARGEST_GAP = 8;

  private final ObjectNode root = JsonTree.object();
  private String open = "";

  void addAll(ObjectNode args) {
    root.setAll(args);
  }

  /// Whether the piece could be placed.
  boolean add(JsonNode piece) {
    String path = JsonTree.text(piece, "jsonPath");
    List<Object> steps = steps(path);
    if (steps.isEmpty() || steps.size() > DEEPEST) {
      return false;
    }
    JsonNode place = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      place = descend(place, steps.get(i), steps.get(i + 1) instanceof Integer);
    }
    Object last = steps.getLast();
    String before = open.equals(path) ? get(place, last).stringValue("") : "";
    open = piece.path("willContinue").booleanValue(false) ? path : "";
    return set(place, last, value(piece, before));
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private static JsonNode value(JsonNode piece, String before) {
    for (String kind : List.of("numberValue", "boolValue")) {
      if (piece.path(kind).isValueNode() && !piece.path(kind).isNull()) {
        return piece.get(kind);
      }
    }
    if (piece.has("nullValue")) {
      return JsonTree.object().nullNode();
    }
    return JsonTree.object().stringNode(before + JsonTree.text(piece, "stringValue"));
  }

  private static JsonNode descend(JsonNode place, Object step, boolean list) {
    JsonNode there = get(place, step);
    if (list ? there.isArray() : there.isObject()) {
      return there;
    }
    JsonNode made = list ? JsonTree.object().arrayNode() : JsonTree.object();
    return set(place, step, made) ? made : JsonTree.object();
  }

  private static JsonNode get(JsonNode place, Object step) {
    return step instanceof Integer index ? place.path(index) : place.path((String) step);
  }

  private static boolean set(JsonNode place, Object step, JsonNode value) {
    if (place instanceof ObjectNode object && step instanceof String name) {
      object.set(name, value);
      return true;
    }
    if (place instanceof ArrayNode array
        && step instanceof Integer index
        && index <= array.size() + LARGEST_GAP) {
      while (array.size() <= index) {
        array.addNull();
      }
      array.set(index, value);
      return true;
    }
    return false;
  }

  /// Names as text, places in a list as numbers; empty if it is no path.
  private static List<Object> steps(String path) {
    var steps = new ArrayList<Object>();
    Matcher matcher = STEP.matcher(path);
    int at = 1;
    while (path.startsWith("$") && at < path.length()) {
      matcher.region(at, path.length());
      if (!matcher.lookingAt()) {
        return List.of();
      }
      steps.add(step(matcher));
      at = matcher.end();
    }
    return steps;
  }

  private static Object step(Matcher matcher) {
    if (matcher.group(2) != null) {
      return Integer.parseInt(matcher.group(2));
    }
    String name = matcher.group(1) == null ? matcher.group(3) : matcher.group(1);
    return name == null ? matcher.group(4) : name;
  }
}
