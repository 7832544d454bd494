package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;

/// The keys that one place of a file knows. The JSON Schemas name the same places and keys.
/// Required is what nothing could stand for; what a half-built graph may still lack is a matter of
/// its check.
///
/// @param place the place's name in the schema
/// @param article how messages call it
public record KnownKeys(
    String place, String article, List<String> required, List<String> optional) {
  /// The keys of every node, besides its kind.
  private static final List<String> OF_NODES = List.of("name", "at", "note", "disabled");

  static final KnownKeys GRAPH =
      keys("graph", "a graph", "signalbox", "name start timezone models nodes promises frames");
  static final KnownKeys MODEL =
      keys(
          "model",
          "a model",
          "",
          "provider model key url params labels prompt_cache name at note disabled");
  static final KnownKeys WHERE =
      keys("where", "`where`", "", "p95_first_token error_rate headroom");
  static final KnownKeys PROMISE = keys("promise", "a promise", "", "name when only attempts usd");
  static final KnownKeys FRAME = keys("frame", "a frame", "at size", "name note");

  static final KnownKeys SUITE = keys("suite", "a suite", "graph cases", "");
  static final KnownKeys CASE = keys("case", "a case", "name request expect", "given");
  static final KnownKeys REQUEST =
      keys(
          "request",
          "a request",
          "",
          "text messages system model app user conversation metadata headers tools images"
              + " max_tokens stream json");
  static final KnownKeys MESSAGE = keys("message", "a message", "role text", "");
  static final KnownKeys GIVEN =
      keys("given", "`given`", "", "now seed spend spent requests health cached gates stay models");
  static final KnownKeys STAY = keys("stay", "`stay`", "model", "ago cached turns");
  static final KnownKeys SPEND = keys("spend", "`spend`", "", "hour day week month");
  static final KnownKeys HEALTH =
      keys("health", "health", "", "p95 error_rate headroom open success scores");
  static final KnownKeys ANSWER =
      keys("answer", "an answer", "answers", "first_token total tokens");
  static final KnownKeys FAULT = keys("fault", "a failure", "fails", "answers after retry_after");
  static final KnownKeys EXPECT =
      keys(
          "expect",
          "`expect`",
          "",
          "model path attempts status answer usd_below first_token_below total_below");
  static final KnownKeys EXPECTED_ANSWER =
      keys("expected_answer", "`answer`", "", "contains matches json");

  /// The keys of a place.
  ///
  /// @param required with a space between them
  /// @param optional likewise
  public static KnownKeys keys(String place, String article, String required, String optional) {
    return new KnownKeys(place, article, words(required), words(optional));
  }

  private static List<String> words(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /// The keys of a part of a graph with a format; those of a node are joined by what all nodes
  /// have.
  static KnownKeys of(RecordFormat<?> format) {
    boolean node = format.nothing() instanceof Node;
    List<String> required = new ArrayList<>(node ? List.of("kind") : List.of());
    required.addAll(format.required());
    List<String> optional = new ArrayList<>(format.optional());
    optional.addAll(node ? OF_NODES : List.of());
    return new KnownKeys(
        format.name(), format.article(), List.copyOf(required), List.copyOf(optional));
  }

  /// All of them, those that are required first.
  public List<String> all() {
    List<String> all = new ArrayList<>(required);
    all.addAll(optional);
    return all;
  }
}
