package io.signalbox.engine.graph.condition;

import io.signalbox.engine.catalog.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The variables that a condition can ask for: name, type, unit and meaning, said once for the
/// compiler, completion, the condition builder and the format's page.
public enum Signal {
  MODEL("string", "", "the requested model"),
  APP("string", "", "the app whose key was sent"),
  USER("string", "", "the request's user"),
  CONVERSATION("string", "", "the conversation's id"),
  METADATA("map(string, string)", "", "the request's labels; an absent key reads as an empty text"),
  HEADERS("map(string, string)", "", "request headers in lower case, without credentials"),
  TEXT("string", "", "the last user message"),
  SYSTEM("string", "", "the system prompt"),
  MESSAGES("int", "messages", "how many messages the conversation has"),
  TOKENS("int", "tokens", "the estimated size of the prompt"),
  MAX_TOKENS("int", "tokens", "max_tokens of the request; 0 if not set"),
  IMAGES("int", "images", "how many images the conversation has"),
  STREAM("bool", "", "whether a stream was requested"),
  HAS_TOOLS("bool", "", "whether tools are offered"),
  WANTS_JSON("bool", "", "whether the answer must be JSON"),
  TOOLS(
      "list(string)",
      "",
      "the names of the tools offered; of those that the client's provider runs itself the types,"
          + " as web_search_20250305"),
  LANGUAGE("string", "ISO 639-1", "the language of the last user message; empty if unclear"),
  CLIENT("string", "", "the program that asks, as in claude-code, codex or curl; empty if unknown"),
  AGENT(
      "string",
      "",
      "main, or the sub-agent that the program asks for: its kind where it is sent, else subagent"),
  PURPOSE(
      "string",
      "chat, title, compact, background, embedding",
      "what the program wants the answer for: a turn of the conversation (chat), the conversation's"
          + " title, a summary that replaces it (compact), vectors of texts (embedding), or"
          + " anything else of its own (background)"),
  REASONING(
      "string", "none, minimal, low, medium, high …", "the requested effort; empty if not set"),
  HOUR("int", "0–23", "the hour in the graph's time zone"),
  WEEKDAY("int", "1 (Monday) – 7 (Sunday)", "the day of the week in the graph's time zone"),
  NOW("timestamp", "", "the time of the decision"),
  SPEND("map(string, double)", "US dollars", "spend so far"),
  PRICE("map(string, map)", "", "what a model costs, by its card"),
  HEALTH("map(string, map)", "", "what has been measured of a model");

  private final String id = name().toLowerCase(Locale.ROOT);
  private final String type;
  private final String unit;
  private final String meaning;

  Signal(String type, String unit, String meaning) {
    this.type = type;
    this.unit = unit;
    this.meaning = meaning;
  }

  /// A key below a signal.
  ///
  /// @param key the name, lower case
  /// @param type its CEL type in words
  /// @param unit what a number counts; empty if that is plain
  /// @param meaning what it says, for people
  public record Member(String key, String type, String unit, String meaning) {
    /// Meaning and unit, for people.
    public String description() {
      return meaning + (unit.isEmpty() ? "" : ", in " + unit);
    }
  }

  private static final List<Member> SPENDS =
      Arrays.stream(Window.values())
          .map(window ->
              new Member(
                  window.id(), "double", "US dollars", "spend so far in this " + window.id()))
          .toList();

  private static final List<Member> MEASURES =
      List.of(
          new Member("p95", "double", "seconds", "95th percentile of the time to the first token"),
          new Member("error_rate", "double", "shares of 1", "share of calls that failed"),
          new Member("headroom", "double", "shares of 1", "what is left of the rate limit"),
          new Member("open", "bool", "", "whether its circuit breaker is open"),
          new Member("success", "double", "shares of 1", "mean score of its latest feedback"),
          new Member("scores", "int", "scores", "how many of these scores there are, 200 at most"));

  private static final List<Member> PRICES =
      List.of(
          new Member("input", "double", "US dollars for a million tokens", "price of the prompt"),
          new Member(
              "output", "double", "US dollars for a million tokens", "price of the completion"));

  /// Whether the keys below it are ids of models.
  public boolean isOfModels() {
    return this == PRICE || this == HEALTH;
  }

  /// The keys that are known: of spend, and of each model's price and health.
  public List<Member> members() {
    return switch (this) {
      case SPEND -> SPENDS;
      case PRICE -> PRICES;
      case HEALTH -> MEASURES;
      default -> List.of();
    };
  }

  /// The name in conditions: lower case.
  public String id() {
    return id;
  }

  /// Its CEL type in words.
  public String type() {
    return type;
  }

  /// What a number counts, or which values there are; empty if that is plain.
  public String unit() {
    return unit;
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
