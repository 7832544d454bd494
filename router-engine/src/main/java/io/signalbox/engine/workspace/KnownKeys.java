package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.NodeKind;
import java.util.ArrayList;
import java.util.List;

/// The keys that one place of a file knows. The JSON Schemas name the same places and keys.
/// Required is what nothing could stand for; what a half-built graph may still lack is a matter of
/// its check.
///
/// @param place the place's name in the schema
/// @param article how messages call it
record KnownKeys(String place, String article, List<String> required, List<String> optional) {
  static final KnownKeys GRAPH =
      keys("graph", "a graph", "signalbox", "name start timezone models nodes promises frames");
  static final KnownKeys MODEL =
      keys("model", "a model", "", "provider model key url params labels name at note disabled");
  static final KnownKeys RULE = keys("rule", "a rule", "when", "to name");
  static final KnownKeys SHARE = keys("share", "a share", "share", "to");
  static final KnownKeys WHERE =
      keys("where", "`where`", "", "p95_first_token error_rate headroom");
  static final KnownKeys SYSTEM = keys("system", "`system`", "", "prepend append");
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
      keys("given", "`given`", "", "now seed spend spent requests health models");
  static final KnownKeys SPEND = keys("spend", "`spend`", "", "hour day week month");
  static final KnownKeys HEALTH = keys("health", "health", "", "p95 error_rate headroom open");
  static final KnownKeys ANSWER =
      keys("answer", "an answer", "answers", "first_token total tokens");
  static final KnownKeys FAULT = keys("fault", "a failure", "fails", "after retry_after");
  static final KnownKeys EXPECT =
      keys(
          "expect",
          "`expect`",
          "",
          "model path attempts status usd_below first_token_below total_below");

  private static KnownKeys keys(String place, String article, String required, String optional) {
    return new KnownKeys(place, article, words(required), words(optional));
  }

  private static List<String> words(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /// The keys of a kind of node; those of kinds that are not in this version are not known.
  static KnownKeys of(NodeKind kind) {
    String article = "a node of kind " + kind.id();
    return switch (kind) {
      case RULES -> node(kind, article, "rules", "otherwise");
      case SPLIT -> node(kind, article, "shares", "sticky experiment");
      case BALANCE -> node(kind, article, "to by", "where");
      case FALLBACK ->
          node(kind, article, "to", "on retries first_token total attempts hedge_after mid_stream");
      case BUDGET -> node(kind, article, "usd per", "of within over");
      case LIMIT -> node(kind, article, "per", "requests tokens of within over");
      case REWRITE -> node(kind, article, "", "set drop system redact to");
      case REJECT -> node(kind, article, "status", "message");
      case INTENT, ASK, STAY, GATE, CACHE, MIRROR -> node(kind, article, "", "");
    };
  }

  private static KnownKeys node(NodeKind kind, String article, String required, String optional) {
    List<String> all = new ArrayList<>(words(optional));
    all.addAll(List.of("name", "at", "note", "disabled"));
    List<String> needed = new ArrayList<>(List.of("kind"));
    needed.addAll(words(required));
    return new KnownKeys(kind.id(), article, List.copyOf(needed), List.copyOf(all));
  }

  List<String> all() {
    List<String> all = new ArrayList<>(required);
    all.addAll(optional);
    return all;
  }
}
