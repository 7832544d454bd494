package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.dialect.JsonTree;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.spi.CallPlan;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The members that a graph sets, in the words of this API. Graphs are written for whichever
/// dialect a model is called in, so what Chat Completions calls otherwise is set under its name
/// here, and what this API does not have is lost.
final class GraphMembers {
  /// Source: OpenAI's description of its API, 2026-08-21.
  private static final Set<String> OWN =
      Set.of(
          "context_management",
          "include",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "parallel_tool_calls",
          "prompt",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream_options",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  /// What Chat Completions calls otherwise.
  private static final Set<String> RENAMED =
      Set.of(
          "max_completion_tokens",
          "max_tokens",
          "reasoning_effort",
          "response_format",
          "verbosity");

  /// What only Chat Completions has. Servers refuse members that they do not know.
  private static final Set<String> CHAT_ONLY =
      Set.of(
          "audio",
          "frequency_penalty",
          "logit_bias",
          "logprobs",
          "modalities",
          "n",
          "prediction",
          "presence_penalty",
          "seed",
          "stop",
          "web_search_options");

  private GraphMembers() {}

  /// Whether this API has a member that a graph sets for whichever model is called.
  static boolean isKnown(String member) {
    return OWN.contains(member) || RENAMED.contains(member);
  }

  /// What is set in a body, name → JSON text.
  ///
  /// @param body the members that it has without that, by name
  /// @param losses told what this API does not have
  static Map<String, String> of(
      CallPlan plan, Function<String, Optional<String>> body, Set<String> losses) {
    Map<String, String> set = new LinkedHashMap<>();
    plan.params()
        .forEach((name, json) -> {
          if (JsonTree.read(json).isEmpty()) {
            losses.add(name + ": what the graph sets is not JSON, so it was left out");
          } else if (CHAT_ONLY.contains(name)) {
            losses.add(
                name + ": the Responses API does not have it, so what the graph sets was left out");
          } else if (!List.of("model", "input", "stream").contains(name)) {
            put(set, name, json, body);
          }
        });
    return set;
  }

  private static void put(
      Map<String, String> set, String name, String json, Function<String, Optional<String>> body) {
    switch (name) {
      case "max_tokens", "max_completion_tokens" -> set.put("max_output_tokens", json);
      case "reasoning_effort" -> inside(set, "reasoning", "effort", json, body);
      case "verbosity" -> inside(set, "text", "verbosity", json, body);
      case "response_format" -> inside(set, "text", "format", TextFormat.ofChat(json), body);
      default -> set.put(name, json);
    }
  }

  private static void inside(
      Map<String, String> set,
      String object,
      String name,
      String json,
      Function<String, Optional<String>> body) {
    String before = Optional.ofNullable(set.get(object)).or(() -> body.apply(object)).orElse("{}");
    set.put(object, with(before, name, json));
  }

  /// An object with a member.
  ///
  /// @param object JSON text; what is no object counts as an empty one
  static String with(String object, String name, String json) {
    return BodySplice.of(object.getBytes(StandardCharsets.UTF_8))
        .map(each -> new String(each.with(Map.of(name, json)), StandardCharsets.UTF_8))
        .orElseGet(() -> new JsonText().open('{').rawMember(name, json).close('}').toString());
  }
}
