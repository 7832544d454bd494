package io.signalbox.plugins.importer.litellm;

import io.signalbox.plugins.importer.Cel;
import java.util.List;
import java.util.stream.Collectors;

/// A name in which stars stand for any text. Immutable.
///
/// @param parts the texts between the stars, at least two
record Star(List<String> parts) {
  static Star of(String name) {
    return new Star(List.of(name.split("\\*", -1)));
  }

  boolean matches(String name) {
    int at = parts.getFirst().length();
    boolean fits = name.startsWith(parts.getFirst());
    for (String part : parts.subList(1, parts.size() - 1)) {
      int next = fits ? name.indexOf(part, at) : -1;
      fits = next >= 0;
      at = next + part.length();
    }
    return fits && name.length() - at >= parts.getLast().length() && name.endsWith(parts.getLast());
  }

  /// The condition of CEL for the model that a client asks for.
  String condition() {
    String starts = "model.startsWith(" + Cel.text(parts.getFirst()) + ")";
    if (parts.size() > 2) {
      String pattern = parts.stream().map(Star::quoted).collect(Collectors.joining(".*", "^", "$"));
      return "model.matches(" + Cel.text(pattern) + ")";
    }
    return parts.getLast().isEmpty()
        ? starts
        : starts + " && model.endsWith(" + Cel.text(parts.getLast()) + ")";
  }

  private static String quoted(String part) {
    return part.replaceAll("[^A-Za-z0-9_\\-/: ]", "\\\\$0");
  }
}
