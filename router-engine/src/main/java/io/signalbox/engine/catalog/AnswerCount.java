package io.signalbox.engine.catalog;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What providers call the answers that they write to one prompt, shown or not: the best of twenty
/// costs as much as twenty.
///
/// Source of the names: OpenAI's API reference (`n`, `best_of`), Google's of `generateContent`
/// (`candidateCount`, in Vertex AI's older SDKs `candidate_count`).
public final class AnswerCount {
  private static final String CANDIDATES = "candidate(?:Count|_count)";
  private static final Set<String> CONFIGS = Set.of("generationConfig", "generation_config");

  private static final Pattern OWN =
      Pattern.compile(
          "(?:n|best_of|(?:(?:generationConfig|generation_config)\\.)?%s)".formatted(CANDIDATES));

  private static final Pattern NUMBER =
      Pattern.compile("\"?([0-9]{1,19}|[0-9.]{1,9}(?:[eE]\\+?[0-9]{1,2})?)\"?");

  private static final Pattern INSIDE =
      Pattern.compile("\"%s\"\\s*:\\s*(%s)".formatted(CANDIDATES, NUMBER.pattern()));

  /// More than any budget has room for, and so little that products stay within a `long`.
  private static final long MOST = 1_000_000_000;

  private AnswerCount() {}

  /// The answers to one prompt that members of a body ask for, at least 1.
  ///
  /// @param members JSON values by their names; members within others have dotted names or are part
  ///   of the value
  public static long of(Map<String, String> members) {
    long most = 1;
    for (var member : members.entrySet()) {
      String json = member.getValue().strip();
      if (OWN.matcher(member.getKey()).matches()) {
        most = Math.max(most, number(json));
      } else if (CONFIGS.contains(member.getKey())) {
        most = Math.max(most, inside(json));
      }
    }
    return most;
  }

  private static long inside(String json) {
    var found = INSIDE.matcher(json);
    long most = 1;
    while (found.find()) {
      most = Math.max(most, number(found.group(1)));
    }
    return most;
  }

  private static long number(String json) {
    var written = NUMBER.matcher(json);
    if (!written.matches()) {
      return 1;
    }
    try {
      return (long) Math.min(Math.ceil(Double.parseDouble(written.group(1))), MOST);
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
