package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedCollection;

/// Puts the entries of a section into another order, each with the comments right above it.
final class Order {
  private Order() {}

  /// Whether anything had to be moved.
  static boolean put(
      Source source,
      Splices splices,
      Yaml root,
      String section,
      SequencedCollection<String> wanted) {
    if (!(root instanceof Yaml.Mapping all)
        || !(all.get(section).orElse(root) instanceof Yaml.Mapping mapping)) {
      return false;
    }
    List<String> is = new ArrayList<>(mapping.entries().keySet());
    List<String> should = new ArrayList<>(wanted);
    should.retainAll(mapping.entries().keySet());
    if (is.equals(should) || is.size() != should.size()) {
      return false;
    }
    for (int i = 0; i < is.size(); i++) {
      Elements.Part to = span(source, mapping, is.get(i));
      Elements.Part from = span(source, mapping, should.get(i));
      splices.put(to.start(), to.end(), source.text().substring(from.start(), from.end()));
    }
    return true;
  }

  private static Elements.Part span(Source source, Yaml.Mapping mapping, String key) {
    Yaml.Keyed entry = mapping.entry(key);
    if (mapping.flow()) {
      return new Elements.Part(entry.start(), entry.end());
    }
    int line = source.lineOf(entry.start());
    int column = source.column(entry.start());
    int first = line;
    while (first > 0 && isComment(source, first - 1, column)) {
      first--;
    }
    int last = source.lineOf(Math.max(entry.start(), entry.end() - 1));
    return new Elements.Part(source.lineStart(first), source.lineEnd(last));
  }

  private static boolean isComment(Source source, int line, int column) {
    String text = source.text().substring(source.lineStart(line), source.lineEnd(line));
    return text.strip().startsWith("#") && text.indexOf('#') == column;
  }
}
