package io.signalbox.engine.dialect;

import io.signalbox.engine.chat.Extras;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Members of a client's body that a request has no place for, seen from a provider of another
/// dialect: those that several dialects have under names of their own, and those of which nothing
/// is lost where they are left out. Sources: the descriptions of the APIs, read 2026-11.
public final class SharedMembers {
  /// How many of the likeliest tokens are drawn from.
  public static final String TOP_K = "top_k";

  public static final String MIN_P = "min_p";
  public static final String FREQUENCY_PENALTY = "frequency_penalty";
  public static final String PRESENCE_PENALTY = "presence_penalty";

  /// Dialect → its name → the common one.
  private static final Map<String, Map<String, String>> NAMES =
      Map.of(
          "openai",
          same(TOP_K, MIN_P, FREQUENCY_PENALTY, PRESENCE_PENALTY),
          "openai-completions",
          same(TOP_K, MIN_P, FREQUENCY_PENALTY, PRESENCE_PENALTY),
          "responses",
          Map.of(
              "text.verbosity",
              "verbosity",
              "prompt_cache_key",
              "prompt_cache_key",
              "safety_identifier",
              "safety_identifier",
              "service_tier",
              "service_tier"),
          "anthropic",
          same(TOP_K),
          "gemini",
          Map.of(
              "generationConfig.topK",
              TOP_K,
              "generationConfig.frequencyPenalty",
              FREQUENCY_PENALTY,
              "generationConfig.presencePenalty",
              PRESENCE_PENALTY),
          "ollama",
          Map.of(
              "options.top_k",
              TOP_K,
              "options.min_p",
              MIN_P,
              "options.frequency_penalty",
              FREQUENCY_PENALTY,
              "options.presence_penalty",
              PRESENCE_PENALTY));

  /// What a request says in its own words, too.
  private static final Set<String> TRANSLATED =
      Set.of("thinking", "generationConfig.thinkingConfig");

  private static final Set<String> TRANSLATED_OUTPUT = Set.of("effort", "format");

  /// What each means that is as good as absent.
  private static final Map<String, Set<String>> USUAL =
      Map.ofEntries(
          Map.entry("frequency_penalty", Set.of("0", "0.0")),
          Map.entry("generationConfig.frequencyPenalty", Set.of("0", "0.0")),
          Map.entry("generationConfig.presencePenalty", Set.of("0", "0.0")),
          Map.entry("options.frequency_penalty", Set.of("0", "0.0")),
          Map.entry("options.presence_penalty", Set.of("0", "0.0")),
          Map.entry("logit_bias", Set.of("{}")),
          Map.entry("logprobs", Set.of("false")),
          Map.entry("modalities", Set.of("[\"text\"]")),
          Map.entry("generationConfig.responseModalities", Set.of("[\"TEXT\"]")),
          Map.entry("n", Set.of("1")),
          Map.entry("parallel_tool_calls", Set.of("true")),
          Map.entry("presence_penalty", Set.of("0", "0.0")),
          Map.entry("service_tier", Set.of("\"auto\"", "\"default\"")),
          Map.entry("store", Set.of("false")),
          Map.entry("stream", Set.of("false")),
          Map.entry("temperature", Set.of("1", "1.0")),
          Map.entry("tool_choice", Set.of("\"auto\"")),
          Map.entry("top_logprobs", Set.of("0")),
          Map.entry("top_p", Set.of("1", "1.0")),
          Map.entry("verbosity", Set.of("\"medium\"")));

  private SharedMembers() {}

  private static Map<String, String> same(String... names) {
    return Stream.of(names).collect(Collectors.toUnmodifiableMap(each -> each, each -> each));
  }

  /// Whether a member says nothing but the usual.
  ///
  /// @param name as OpenAI or its own dialect has it
  /// @param json its value
  public static boolean isUsual(String name, String json) {
    String value = json.strip();
    return Set.of("null", "[]").contains(value)
        || USUAL.getOrDefault(name, Set.of()).contains(value);
  }

  /// Those of a client of another dialect that others have too, common name → JSON text.
  ///
  /// @param dialect the provider's
  public static Map<String, String> of(Extras extras, String dialect) {
    Map<String, String> names = names(extras, dialect);
    Map<String, String> shared = new LinkedHashMap<>();
    extras
        .members()
        .forEach((name, json) -> {
          if (names.containsKey(name)) {
            shared.put(names.get(name), json);
          }
        });
    return shared;
  }

  private static Map<String, String> names(Extras extras, String dialect) {
    return extras.dialect().equals(dialect)
        ? Map.of()
        : NAMES.getOrDefault(extras.dialect(), Map.of());
  }

  /// How many of the likeliest tokens a client of another dialect wants drawn from; empty if it
  /// says nothing of it, wants all, or says no whole number.
  ///
  /// @param dialect the provider's
  public static Optional<Integer> topK(Extras extras, String dialect) {
    return Optional.ofNullable(of(extras, dialect).get(TOP_K))
        .flatMap(SharedMembers::whole)
        .filter(wanted -> wanted > 0);
  }

  /// Servers of open models write that all tokens are drawn from as 0 or −1.
  private static boolean drawsFromAll(String common, String json) {
    return common.equals(TOP_K) && whole(json).filter(wanted -> wanted <= 0).isPresent();
  }

  /// What of a client of another dialect is lost, in its own words.
  ///
  /// @param dialect the provider's
  /// @param taken common names of what is told, or of whose loss is told
  public static List<String> lost(Extras extras, String dialect, Set<String> taken) {
    Map<String, String> names = names(extras, dialect);
    return extras.foreignTo(dialect).stream()
        .filter(name -> !taken.contains(names.getOrDefault(name, "")))
        .filter(name -> !isSaid(name, extras.members().getOrDefault(name, "null")))
        .filter(name ->
            !drawsFromAll(
                names.getOrDefault(name, ""), extras.members().getOrDefault(name, "null")))
        .toList();
  }

  private static boolean isSaid(String name, String json) {
    boolean translated =
        TRANSLATED.contains(name) || (name.equals("output_config") && hasOnlyTranslated(json));
    return translated || isUsual(name, json);
  }

  private static boolean hasOnlyTranslated(String json) {
    return JsonTree.readObject(json)
        .map(output -> TRANSLATED_OUTPUT.containsAll(output.propertyNames()))
        .orElse(false);
  }

  private static Optional<Integer> whole(String json) {
    return JsonTree.read(json).filter(JsonNode::isInt).map(JsonNode::intValue);
  }
}
