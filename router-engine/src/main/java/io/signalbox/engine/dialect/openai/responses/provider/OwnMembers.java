package io.signalbox.engine.dialect.openai.responses.provider;

import io.signalbox.engine.chat.Extras;
import io.signalbox.engine.dialect.SharedMembers;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Members of a client's body that a request has no place for, as far as this API has them: all of
/// a client that speaks it, and of one that speaks Chat Completions those that mean the same here.
///
/// @param isOfClient whether they were written in this API
/// @param members name → JSON text
/// @param tools tools that are no functions, as they were written
/// @param verbosity how wordy the answer is to be, as JSON text
record OwnMembers(
    boolean isOfClient,
    Map<String, String> members,
    List<String> tools,
    Optional<String> verbosity) {
  private static final String CHAT = "openai";
  private static final String VERBOSITY = "text.verbosity";

  /// Source: OpenAI's description of both APIs, 2026-08-21.
  private static final Set<String> SHARED =
      Set.of(
          "prompt_cache_key",
          "prompt_cache_retention",
          "safety_identifier",
          "service_tier",
          "store",
          "top_logprobs");

  /// A tool of a client's list, and not a member of one.
  private static final Pattern TOOL = Pattern.compile("tools\\[\\d+\\] \\([a-z0-9_]+\\)");

  /// @param losses told what is left out
  static OwnMembers of(Extras extras, Set<String> losses) {
    if (extras.dialect().equals(ResponsesClient.ID)) {
      return ofClient(extras, losses);
    }
    boolean chat = extras.dialect().equals(CHAT) || extras.dialect().isEmpty();
    Map<String, String> shared = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    Optional<String> verbosity = Optional.empty();
    for (var each : extras.members().entrySet()) {
      if (chat && SHARED.contains(each.getKey())) {
        shared.put(each.getKey(), each.getValue());
      } else if (chat && each.getKey().equals("verbosity")) {
        verbosity = Optional.of(each.getValue());
      } else {
        others.add(each.getKey());
      }
    }
    others.retainAll(SharedMembers.lost(extras, ResponsesClient.ID, Set.of()));
    lose(others, extras.dialect(), losses);
    return new OwnMembers(false, shared, List.of(), verbosity);
  }

  private static void lose(List<String> others, String dialect, Set<String> losses) {
    if (!others.isEmpty()) {
      losses.add(
          "members of %s that only %s supports were left out: %s"
              .formatted(dialect, dialect, String.join(", ", others)));
    }
  }

  private static OwnMembers ofClient(Extras extras, Set<String> losses) {
    Map<String, String> members = new LinkedHashMap<>();
    members.putAll(extras.usual());
    List<String> tools = new ArrayList<>();
    for (var each : extras.members().entrySet()) {
      String name = each.getKey();
      if (TOOL.matcher(name).matches()) {
        tools.add(each.getValue());
      } else if (isPlace(name)) {
        losses.add(name + " was left out of the request that the graph changed");
      } else if (!name.equals(VERBOSITY)) {
        members.put(name, new JsonText().raw(each.getValue()).toString());
      }
    }
    return new OwnMembers(
        true, members, tools, Optional.ofNullable(extras.members().get(VERBOSITY)));
  }

  /// Whether it names a place within a member, and no member.
  private static boolean isPlace(String name) {
    return !name.equals(VERBOSITY)
        && (name.contains(".") || name.contains("[") || name.contains(" "));
  }
}
