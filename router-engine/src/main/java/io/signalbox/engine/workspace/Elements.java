package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The elements of a mapping or list in a text, to take some away and put others in. For one
/// thread, for one change.
///
/// **The idea.** YAML writes a collection in one of two ways, and an element owns other characters
/// in each. In a *block* collection it owns its lines, and the comment lines right above it with
/// the same indent. In a *flow* collection it owns one comma: the one behind it if another element
/// follows, else the one before it.
///
/// | | block | flow |
/// |---|---|---|
/// | removed: b | the lines of `# why`, newline, `b: 2` | `{ a: 1, b: 2, c: 3 }` → `{ a: 1, c: 3 }` |
/// | removed: the last | its lines | `[ a, b ]` → `[ a ]` |
/// | removed: all | what holds them becomes `{}` or `[]` | the same |
/// | added | lines below the last element, with an empty line between if the last two have one | `, d` behind the last; on a line of its own if the last stands on one |
///
/// Removals are only noted by [#remove]; [#finish] carries them out together with what is added,
/// for whether an element takes the comma before or behind it depends on which others go.
final class Elements {
  /// Where an element stands: a key and its value, or an item and its dash.
  record Part(int start, int end) {}

  private final Source source;
  private final Style style;
  private final Splices splices;
  private final Yaml whole;
  private final boolean flow;
  private final List<Part> parts;
  private final TreeSet<Integer> removed = new TreeSet<>();

  private Elements(
      Source source, Style style, Splices splices, Yaml whole, boolean flow, List<Part> parts) {
    this.source = source;
    this.style = style;
    this.splices = splices;
    this.whole = whole;
    this.flow = flow;
    this.parts = parts;
  }

  static Elements of(Source source, Style style, Splices splices, Yaml.Mapping mapping) {
    List<Part> parts = new ArrayList<>();
    for (Yaml.Keyed entry : mapping.entries().values()) {
      parts.add(new Part(entry.start(), colon(source.text(), entry)));
    }
    return new Elements(source, style, splices, mapping, mapping.flow(), parts);
  }

  /// Where an entry ends, or if it has no value, its colon.
  private static int colon(String text, Yaml.Keyed entry) {
    int end = entry.end();
    return entry.value().end() <= entry.key().end()
            && end < text.length()
            && text.charAt(end) == ':'
        ? end + 1
        : end;
  }

  static Elements of(Source source, Style style, Splices splices, Yaml.Sequence sequence) {
    List<Part> parts = new ArrayList<>();
    for (Yaml item : sequence.items()) {
      int start = sequence.flow() ? item.start() : dash(source.text(), item.start());
      parts.add(new Part(start, item.end()));
    }
    return new Elements(source, style, splices, sequence, sequence.flow(), parts);
  }

  private static int dash(String text, int start) {
    int at = start - 1;
    while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '-' ? at : start;
  }

  boolean isFlow() {
    return flow;
  }

  /// How far the elements are indented.
  int indent() {
    return parts.isEmpty() ? 0 : source.column(parts.getFirst().start());
  }

  void remove(int index) {
    removed.add(index);
  }

  /// Takes away what was to be removed and adds elements after the last one that stays.
  void finish(List<String> added) {
    if (removed.isEmpty() && added.isEmpty()) {
      return;
    }
    if (removed.size() == parts.size()) {
      anew(added);
    } else if (flow) {
      flow(added);
    } else {
      removed.forEach(this::removeLines);
      if (!added.isEmpty()) {
        insertLines(parts.getLast(), added);
      }
    }
  }

  private void anew(List<String> added) {
    boolean list = whole instanceof Yaml.Sequence;
    if (flow || added.isEmpty()) {
      String space = style.spaced() && !added.isEmpty() ? " " : "";
      String inside = space + String.join(", ", added) + space;
      splices.put(whole.start(), whole.end(), list ? "[" + inside + "]" : "{" + inside + "}");
      return;
    }
    String joint = style.lineBreak() + " ".repeat(indent());
    splices.put(parts.getFirst().start(), parts.getLast().end(), String.join(joint, added));
  }

  // Block collections: elements stand on lines of their own.

  private void removeLines(int index) {
    Part part = parts.get(index);
    int line = source.lineOf(part.start());
    if (!blank(source.lineStart(line), part.start())) {
      int next = index + 1 < parts.size() ? parts.get(index + 1).start() : part.end();
      splices.put(part.start(), next, "");
      return;
    }
    int first = index == 0 && indent() == 0 ? line : withComments(line, indent());
    splices.put(source.lineStart(first), nextLine(part.end()), "");
  }

  /// The first of the comment lines that stand right above a line.
  private int withComments(int line, int indent) {
    int first = line;
    while (first > 0 && isComment(first - 1, indent)) {
      first--;
    }
    return first;
  }

  private boolean isComment(int line, int indent) {
    int at = source.lineStart(line) + indent;
    return at < source.lineEnd(line)
        && source.text().charAt(at) == '#'
        && blank(source.lineStart(line), at);
  }

  private boolean blank(int start, int end) {
    return source.text().substring(start, end).isBlank();
  }

  private int nextLine(int offset) {
    int line = source.lineOf(Math.max(0, offset - 1));
    return line + 1 < source.lineCount() ? source.lineStart(line + 1) : source.text().length();
  }

  /// Adds elements below the one with this index, without an empty line; of a block collection.
  void insertBelow(int index, List<String> added) {
    insertLines(parts.get(index), added, "");
  }

  /// Adds elements below another.
  private void insertLines(Part after, List<String> added) {
    insertLines(after, added, spreadOut() ? style.lineBreak() : "");
  }

  private void insertLines(Part after, List<String> added, String gap) {
    int at = nextLine(after.end());
    String indent = " ".repeat(indent());
    boolean open = at == source.text().length() && !source.text().endsWith("\n");
    StringBuilder lines = new StringBuilder();
    for (String each : added) {
      lines.append(open ? style.lineBreak() : "").append(gap).append(indent).append(each);
      lines.append(open ? "" : style.lineBreak());
    }
    splices.insert(at, lines.toString());
  }

  /// Whether the last two elements have an empty line between them.
  private boolean spreadOut() {
    if (parts.size() < 2) {
      return false;
    }
    int line = source.lineOf(parts.getLast().start());
    int above = withComments(line, indent()) - 1;
    return above >= 0 && blank(source.lineStart(above), source.lineEnd(above));
  }

  /// Adds elements after the one with this index, or before all.
  void insert(int index, List<String> added) {
    if (flow) {
      String joined = String.join(", ", added);
      if (index < 0) {
        splices.insert(parts.getFirst().start(), joined + ", ");
      } else if (index == parts.size() - 1) {
        append(parts.get(index), added);
      } else {
        splices.insert(parts.get(index).end(), ", " + joined);
      }
    } else if (index >= 0) {
      insertLines(parts.get(index), added);
    } else {
      String joint = style.lineBreak() + " ".repeat(indent());
      splices.insert(parts.getFirst().start(), String.join(joint, added) + joint);
    }
  }

  // Flow collections: commas between elements, lines or no lines.

  private void flow(List<String> added) {
    int last = parts.size() - 1;
    while (removed.contains(last)) {
      last--;
    }
    Part stays = parts.get(last);
    for (int index : removed) {
      if (index < last) {
        removeBefore(parts.get(index), parts.get(index + 1));
      }
    }
    if (last < parts.size() - 1) {
      removeAfter(last);
    }
    if (!added.isEmpty()) {
      if (last < parts.size() - 1) {
        splices.insert(stays.end(), ", " + String.join(", ", added));
      } else {
        append(stays, added);
      }
    }
  }

  /// Removes an element that another one follows.
  private void removeBefore(Part part, Part next) {
    int comma = source.text().indexOf(',', part.end());
    int line = source.lineOf(comma);
    boolean alone =
        blank(source.lineStart(source.lineOf(part.start())), part.start())
            && source.lineOf(next.start()) > line;
    if (alone) {
      splices.put(source.lineStart(source.lineOf(part.start())), source.lineStart(line + 1), "");
    } else {
      splices.put(part.start(), next.start(), "");
    }
  }

  /// Removes all elements after one.
  private void removeAfter(int last) {
    Part stays = parts.get(last);
    Part first = parts.get(last + 1);
    int line = source.lineOf(first.start());
    if (source.lineOf(stays.end()) == line || !blank(source.lineStart(line), first.start())) {
      splices.put(stays.end(), parts.getLast().end(), "");
      return;
    }
    int comma = source.text().indexOf(',', stays.end());
    splices.put(comma, comma + 1, "");
    int end = parts.getLast().end();
    int lineEnd = source.lineEnd(source.lineOf(end));
    String rest = source.text().substring(end, lineEnd).strip();
    boolean alone = rest.isEmpty() || rest.equals(",") || rest.startsWith("#");
    splices.put(source.lineStart(line), alone ? nextLine(end) : end, "");
  }

  /// Adds elements after the last one.
  private void append(Part last, List<String> added) {
    int line = source.lineOf(last.start());
    boolean own = blank(source.lineStart(line), last.start()) && parts.size() > 1;
    boolean comma = hasComma(last.end());
    if (!own) {
      splices.insert(last.end(), ", " + String.join(", ", added));
      return;
    }
    String indent = source.text().substring(source.lineStart(line), last.start());
    String joint = "," + style.lineBreak() + indent;
    int at = source.lineEnd(source.lineOf(Math.max(last.start(), last.end() - 1)));
    String rest = source.text().substring(last.end(), at).strip();
    boolean free = rest.isEmpty() || rest.equals(",") || rest.startsWith("#");
    if (comma && free) {
      splices.insert(at, style.lineBreak() + indent + String.join(joint, added));
    } else if (free) {
      splices.insert(last.end(), ",");
      splices.insert(at, style.lineBreak() + indent + String.join(joint, added));
    } else {
      splices.insert(last.end(), ", " + String.join(", ", added));
    }
  }

  private boolean hasComma(int end) {
    String text = source.text();
    int at = end;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) == ',';
  }
}
