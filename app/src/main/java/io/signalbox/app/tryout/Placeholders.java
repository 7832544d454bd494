package io.signalbox.app.tryout;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `{{name}}` in a prompt, a system prompt or a label: a place for a value that changes from one
/// try to the next. One without a value stays as it is.
public final class Placeholders {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s{0,4}([A-Za-z_][A-Za-z0-9_.-]{0,39})\\s{0,4}}}");

  private Placeholders() {}

  /// The names in what somebody composes, in the order in which they come.
  public static SequencedSet<String> names(RequestDraft ask) {
    var names = new LinkedHashSet<String>();
    collect(ask.system(), names);
    collect(ask.prompt(), names);
    ask.metadata().values().forEach(value -> collect(value, names));
    return names;
  }

  private static void collect(String text, SequencedSet<String> names) {
    Matcher matcher = PLACE.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
  }

  /// A text with the values that are known.
  static String filled(String text, Map<String, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(value(values, found.group(1)).orElse(found.group())));
  }

  private static Optional<String> value(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /// Labels with the values that are known.
  static Map<String, String> filled(Map<String, String> labels, Map<String, String> values) {
    var filled = new LinkedHashMap<String, String>();
    labels.forEach((name, value) -> filled.put(name, filled(value, values)));
    return filled;
  }
}
