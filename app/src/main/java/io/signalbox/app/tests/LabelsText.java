package io.signalbox.app.tests;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Labels of a request in one line: `key = value, key = value`.
final class LabelsText {
  private LabelsText() {}

  /// Labels as they are written.
  static String of(Map<String, String> labels) {
    return labels.entrySet().stream().map(LabelsText::words).collect(Collectors.joining(", "));
  }

  private static String words(Map.Entry<String, String> label) {
    return label.getKey() + " = " + label.getValue();
  }

  /// What a line says. A label that is still there as it was keeps its value, commas and all.
  ///
  /// @param before the labels that were written there
  /// @throws IllegalArgumentException if something is no label, with words for the user
  static Map<String, String> read(String line, Map<String, String> before) {
    var all = new LinkedHashMap<String, String>();
    String rest = line.strip();
    while (!rest.isEmpty()) {
      String part = first(rest, before);
      add(all, part, before);
      rest = rest.substring(Math.min(rest.length(), part.length() + 1)).strip();
    }
    return all;
  }

  /// What stands before the next comma that ends a label.
  private static String first(String rest, Map<String, String> before) {
    return before.entrySet().stream()
        .map(LabelsText::words)
        .filter(kept -> rest.equals(kept) || rest.startsWith(kept + ","))
        .findFirst()
        .orElseGet(() -> rest.split(",", -1)[0]);
  }

  private static void add(Map<String, String> all, String part, Map<String, String> before) {
    for (Map.Entry<String, String> label : before.entrySet()) {
      if (words(label).equals(part)) {
        all.put(label.getKey(), label.getValue());
        return;
      }
    }
    int sign = part.indexOf('=');
    if (sign > 0) {
      all.put(part.substring(0, sign).strip(), part.substring(sign + 1).strip());
    } else if (!part.isBlank()) {
      throw new IllegalArgumentException("Write labels as key = value, with commas between.");
    }
  }
}
