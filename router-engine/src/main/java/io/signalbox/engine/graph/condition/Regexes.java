package io.signalbox.engine.graph.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.MatchResult;

/// Compiles the regular expressions of conditions (RE2: time grows with the text's length, never
/// faster) and refuses those whose program would be huge.
final class Regexes {
  /// Longer expressions are refused.
  static final int MOST_CHARS = 1_000;

  /// The most steps that an expression may have once its repeats are written out.
  static final int MOST_STEPS = 10_000;

  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private Regexes() {}

  /// Why an expression cannot be used; empty if it can.
  static Optional<String> objection(String regex) {
    if (regex.length() > MOST_CHARS) {
      return Optional.of("the regular expression is longer than " + MOST_CHARS + " characters");
    }
    if (steps(regex) > MOST_STEPS) {
      return Optional.of("the repeats of the regular expression are too many: " + regex);
    }
    try {
      Pattern.compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of("not a regular expression (RE2), " + e.getDescription() + ": " + regex);
    }
  }

  /// An estimate from above: each character is a step, a repeat multiplies what it follows.
  static long steps(String regex) {
    Deque<Long> outer = new ArrayDeque<>();
    long sum = 0;
    long last = 0;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      Optional<MatchResult> repeat = c == '{' ? repeat(regex, i) : Optional.empty();
      if (repeat.isPresent()) {
        sum = Math.min(Integer.MAX_VALUE, sum + last * count(repeat.get()));
        last = Math.min(Integer.MAX_VALUE, last * (1 + count(repeat.get())));
        i = repeat.get().end() - 1;
      } else if (c == '(') {
        outer.push(sum);
        sum = 0;
      } else if (c == ')' && !outer.isEmpty()) {
        last = sum + 1;
        sum = Math.min(Integer.MAX_VALUE, outer.pop() + last);
      } else {
        i += c == '\\' ? 1 : 0;
        last = 1;
        sum += last;
      }
    }
    return sum;
  }

  private static Optional<MatchResult> repeat(String regex, int from) {
    var matcher = REPEAT.matcher(regex).region(from, regex.length());
    return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
  }

  private static long count(MatchResult repeat) {
    long low = Long.parseLong(repeat.group(1));
    boolean high = Optional.ofNullable(repeat.group(2)).filter(s -> !s.isEmpty()).isPresent();
    return high ? Math.max(low, Long.parseLong(repeat.group(2))) : low;
  }
}
