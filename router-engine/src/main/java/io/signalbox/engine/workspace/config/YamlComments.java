package io.signalbox.engine.workspace.config;

import io.signalbox.engine.workspace.Yaml;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/// The comments of a YAML text by line: all that begins with `#` and stands in no value. For one
/// thread, for one text.
final class YamlComments {
  private final String text;
  private final IntUnaryOperator lines;
  private final BitSet values = new BitSet();

  private YamlComments(String text, IntUnaryOperator lines) {
    this.text = text;
    this.lines = lines;
  }

  static SortedMap<Integer, String> of(String text, Yaml root, IntUnaryOperator lines) {
    var comments = new YamlComments(text, lines);
    comments.cover(root);
    return comments.found();
  }

  private void cover(Yaml value) {
    switch (value) {
      case Yaml.Scalar scalar -> values.set(scalar.start(), Math.max(scalar.start(), scalar.end()));
      case Yaml.Sequence sequence -> sequence.items().forEach(this::cover);
      case Yaml.Mapping mapping ->
          mapping
              .entries()
              .values()
              .forEach(entry -> {
                cover(entry.key());
                cover(entry.value());
              });
    }
  }

  private SortedMap<Integer, String> found() {
    var found = new TreeMap<Integer, String>();
    for (int at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
      boolean apart = at == 0 || Character.isWhitespace(text.charAt(at - 1));
      if (apart && !values.get(at)) {
        int end = text.indexOf('\n', at);
        int last = end < 0 ? text.length() : end;
        found.put(lines.applyAsInt(at), text.substring(at, last));
        at = last - 1;
      }
    }
    return found;
  }
}
