package io.signalbox.engine.graph.condition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The variables that a condition can ask for.
public enum Signal {
  MODEL("string", "the model that the client asked for"),
  APP("string", "whose proxy key it is"),
  USER("string", "the request's user"),
  CONVERSATION("string", "the conversation's id"),
  METADATA("map(string, string)", "the request's labels; an absent key reads as an empty text"),
  HEADERS("map(string, string)", "request headers in lower case, without credentials"),
  TEXT("string", "the last user message"),
  SYSTEM("string", "the system prompt"),
  MESSAGES("int", "how many messages the conversation has"),
  TOKENS("int", "the estimated size of the prompt"),
  MAX_TOKENS("int", "the most completion tokens that the client wants; 0 if it does not say"),
  IMAGES("int", "how many pictures the conversation has"),
  STREAM("bool", "whether the client wants a stream"),
  HAS_TOOLS("bool", "whether tools are offered"),
  WANTS_JSON("bool", "whether the answer must be JSON"),
  TOOLS("list(string)", "the names of the tools offered"),
  LANGUAGE("string", "the language of the last user message, ISO 639-1; empty if unclear"),
  HOUR("int", "0–23 in the graph's time zone"),
  WEEKDAY("int", "1 (Monday) – 7 (Sunday) in the graph's time zone"),
  NOW("timestamp", "the moment of the decision"),
  SPEND("map(string, double)", "US dollars so far: spend.hour, spend.day, spend.month"),
  HEALTH("map(string, …)", "what has been measured of a model: health.ID.p95, …");

  private final String type;
  private final String meaning;

  Signal(String type, String meaning) {
    this.type = type;
    this.meaning = meaning;
  }

  /// The name in conditions: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its CEL type in words.
  public String type() {
    return type;
  }

  /// What it says, for people.
  public String meaning() {
    return meaning;
  }

  /// The signal with this name, if there is one.
  public static Optional<Signal> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
