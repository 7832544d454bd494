package io.signalbox.engine.catalog;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// What providers call the most tokens of an answer.
public final class AnswerLimit {
  private static final Set<String> NAMES =
      Set.of("max_tokens", "max_completion_tokens", "max_output_tokens", "maxOutputTokens");

  private static final Pattern MEMBER =
      Pattern.compile("\"(?:" + String.join("|", NAMES) + ")\"\\s*:\\s*(\\d{1,9})");

  private AnswerLimit() {}

  /// Whether a member of a body has this meaning.
  public static boolean isName(String member) {
    return NAMES.contains(member);
  }

  /// The first limit among members of a body, at any depth; empty if there is none.
  ///
  /// @param members JSON values by their names
  public static OptionalInt of(Map<String, String> members) {
    for (var member : members.entrySet()) {
      var limit = MEMBER.matcher("\"" + member.getKey() + "\":" + member.getValue());
      if (limit.find()) {
        return OptionalInt.of(Integer.parseInt(limit.group(1)));
      }
    }
    return OptionalInt.empty();
  }
}
