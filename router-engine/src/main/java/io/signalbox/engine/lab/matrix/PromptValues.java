package io.signalbox.engine.lab.matrix;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts the values of a prompt in the place of `{{NAME}}`.
final class PromptValues {
  private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.-]{1,100})\\s*}}");

  private PromptValues() {}

  /// The names in a text.
  static Set<String> names(String text) {
    var names = new LinkedHashSet<String>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /// A text with the values in it; empty if one is not there, or is empty.
  static Optional<String> fill(String text, Map<String, String> values) {
    boolean all = names(text).stream().noneMatch(name -> values.getOrDefault(name, "").isEmpty());
    return all
        ? Optional.of(
            NAME.matcher(text)
                .replaceAll(
                    found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ""))))
        : Optional.empty();
  }
}
