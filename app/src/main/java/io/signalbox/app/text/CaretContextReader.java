package io.signalbox.app.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a text as far as a caret needs it: indentation, keys, lists, braces, quotation marks.
final class CaretContextReader {
  private final String text;
  private final int caret;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final Map<String, String> kinds = new HashMap<>();
  private Optional<Found> found = Optional.empty();
  private boolean passed;
  private int at;

  /// A mapping or list that is open.
  private static final class Frame {
    final int indent;
    final List<String> path;
    final boolean list;
    final boolean flow;
    final Set<String> keys = new LinkedHashSet<>();
    String key = "";

    Frame(int indent, List<String> path, boolean list, boolean flow) {
      this.indent = indent;
      this.path = path;
      this.list = list;
      this.flow = flow;
    }

    /// The path of the value that is written.
    List<String> value() {
      return list ? plus(path, "[]") : key.isEmpty() ? path : plus(path, key);
    }
  }

  /// The caret's frame, whose keys may still grow.
  private record Found(Frame frame, boolean value, int start, List<String> path, String begun) {}

  CaretContextReader(String text, int caret) {
    this.text = text;
    this.caret = caret;
    frames.push(new Frame(0, List.of(), false, false));
  }

  Optional<CaretContext> place() {
    while (at < text.length() || (at == text.length() && !passed)) {
      line();
    }
    return found.map(each -> {
      var taken = new LinkedHashSet<>(each.frame().keys);
      taken.remove(each.begun());
      boolean node = each.path().size() >= 2 && each.path().getFirst().equals("nodes");
      String kind = node ? kinds.getOrDefault(each.path().get(1), "") : "";
      return new CaretContext(each.path(), each.value(), each.start(), taken, kind);
    });
  }

  private static List<String> plus(List<String> path, String step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  /// A line, with all that goes on from it in braces or quotation marks.
  private void line() {
    int start = at;
    int end = lineEnd();
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    boolean here = start <= caret && caret <= end;
    if (at == end || text.charAt(at) == '#') {
      if (here && (at == end || caret < at)) {
        enter(caret - start, false);
        see(frames.element(), false, caret, "");
      }
      passed |= here;
      at = end + 1;
      return;
    }
    int indent = at - start;
    enter(indent, isDash(at));
    while (isDash(at)) {
      at = dash(at - start);
    }
    content(end);
    passed |= caret <= at;
    at = Math.min(text.length() + 1, lineEnd() + 1);
  }

  private boolean isDash(int i) {
    return i < text.length()
        && text.charAt(i) == '-'
        && (i + 1 == text.length() || " \n".indexOf(text.charAt(i + 1)) >= 0);
  }

  /// Closes what is further in, opens what the last key holds.
  private void enter(int indent, boolean dash) {
    while (frames.size() > 1
        && (frames.element().indent > indent
            || (frames.element().list && !dash && frames.element().indent == indent))) {
      frames.pop();
    }
    Frame top = frames.element();
    if (!top.list && !top.key.isEmpty() && (top.indent < indent || dash)) {
      frames.push(new Frame(indent, top.value(), dash, false));
    }
  }

  /// An item of a list begins.
  private int dash(int indent) {
    if (!frames.element().list) {
      frames.push(new Frame(indent, frames.element().value(), true, false));
    }
    int next = at + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    frames.push(new Frame(indent + next - at, frames.element().value(), false, false));
    return next;
  }

  /// What stands in a line behind its indentation.
  private void content(int end) {
    Frame frame = frames.element();
    frame.key = "";
    int colon = colon(at, end);
    if (colon < 0) {
      value(frame, end, at);
      return;
    }
    int start = at;
    String key = plain(text.substring(start, colon));
    frame.keys.add(key);
    if (start <= caret && caret <= colon) {
      see(frame, false, start, key);
    }
    frame.key = key;
    at = colon + 1;
    spaces(end);
    value(frame, end, colon + 1);
    if (key.equals("kind") && frame.path.size() == 2) {
      kinds.put(
          frame.path.get(1), plain(text.substring(colon + 1, end).replaceFirst("\\s#.*", "")));
    }
  }

  private void spaces(int end) {
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
  }

  /// The colon that ends a key; -1 if there is none.
  private int colon(int from, int end) {
    int i = from;
    if (i < end && "\"'".indexOf(text.charAt(i)) >= 0) {
      int close = text.indexOf(text.charAt(i), i + 1);
      i = close < 0 ? end : close + 1;
    } else if (i < end && "{[&*!|>".indexOf(text.charAt(i)) >= 0) {
      return -1;
    }
    for (; i < end; i++) {
      boolean ends = i + 1 == end || text.charAt(i + 1) == ' ';
      if (text.charAt(i) == ':' && ends) {
        return i;
      }
      if (text.charAt(i) == '#' && text.charAt(i - 1) == ' ') {
        return -1;
      }
    }
    return -1;
  }

  private static String plain(String word) {
    String bare = word.strip();
    boolean quoted = bare.length() > 1 && "\"'".indexOf(bare.charAt(0)) >= 0;
    return quoted ? bare.substring(1, bare.length() - 1) : bare;
  }

  /// A value in a block: braces, a quotation, a block of text, or a word.
  ///
  /// @param from behind the colon
  private void value(Frame frame, int end, int from) {
    char first = at < end ? text.charAt(at) : '\n';
    if (first == '{' || first == '[') {
      flow();
      return;
    }
    if (first == '"' || first == '\'') {
      quoted(frame);
      frame.key = "";
      return;
    }
    int comment = text.substring(at, end).indexOf(" #");
    int stop = comment < 0 ? end : at + comment;
    boolean inValue = !frame.key.isEmpty();
    if (from <= caret && caret <= stop && (inValue ? caret > from - 1 : true)) {
      see(frame, inValue, Math.min(at, caret), text.substring(at, stop).strip());
    }
    if (first == '|' || first == '>') {
      block(frame, end);
      frame.key = "";
      return;
    }
    if (at < stop) {
      frame.key = "";
    }
    at = end;
  }

  /// Lines further in than the key that they belong to.
  private void block(Frame frame, int end) {
    int next = end + 1;
    int last = end;
    while (next <= text.length()) {
      int stop = text.indexOf('\n', next) < 0 ? text.length() : text.indexOf('\n', next);
      String line = text.substring(next, stop);
      int indent = line.length() - line.stripLeading().length();
      if (!line.isBlank() && indent <= frame.indent) {
        break;
      }
      if (next <= caret
          && caret <= stop
          && (indent > frame.indent || caret - next > frame.indent)) {
        see(frame, true, Math.min(next + indent, caret), "");
      }
      last = stop;
      next = stop + 1;
    }
    at = last;
  }

  private void quoted(Frame frame) {
    char mark = text.charAt(at);
    int start = ++at;
    while (at < text.length() && text.charAt(at) != mark) {
      at += mark == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, text.length());
    if (start <= caret && caret <= at) {
      see(frame, frame.list || !frame.key.isEmpty(), start, "");
    }
    at = Math.min(at + 1, text.length());
  }

  /// Braces and brackets, over any number of lines.
  private void flow() {
    int depth = frames.size();
    do {
      char c = text.charAt(at);
      switch (c) {
        case '{', '[' -> frames.push(new Frame(0, frames.element().value(), c == '[', true));
        case '}', ']' -> frames.pop();
        case ',' -> frames.element().key = "";
        case '"', '\'' -> {
          quoted(frames.element());
          continue;
        }
        case ' ', '\n' -> {
          space();
          continue;
        }
        default -> {
          word();
          continue;
        }
      }
      at++;
      if (at == caret && frames.size() > depth && text.startsWith("\n", at)) {
        see(frames.element(), frames.element().list, at, "");
      }
    } while (frames.size() > depth && at < text.length());
    while (frames.size() > depth) {
      frames.pop();
    }
  }

  private void space() {
    at++;
    boolean word = at < text.length() && ", \n]}".indexOf(text.charAt(at)) < 0;
    if (at == caret && !word) {
      Frame frame = frames.element();
      see(frame, frame.list || !frame.key.isEmpty(), at, "");
    }
  }

  /// A word within braces: a key if a colon follows.
  private void word() {
    Frame frame = frames.element();
    int start = at;
    while (at < text.length() && ",]}\n".indexOf(text.charAt(at)) < 0 && !ends(at)) {
      at++;
    }
    boolean key = at < text.length() && text.charAt(at) == ':';
    String said = text.substring(start, at).strip();
    if (start <= caret && caret <= at) {
      see(frame, frame.list || !frame.key.isEmpty(), start, key ? said : "");
    }
    if (key && !frame.list) {
      frame.keys.add(said);
      frame.key = said;
    } else if (frame.key.equals("kind") && frame.path.size() == 2) {
      kinds.put(frame.path.get(1), said);
    }
    at += key ? 1 : 0;
    at = Math.max(at, start + 1);
  }

  private boolean ends(int i) {
    return text.charAt(i) == ':'
        && (i + 1 == text.length() || " \n".indexOf(text.charAt(i + 1)) >= 0);
  }

  private void see(Frame frame, boolean value, int start, String begun) {
    passed = true;
    boolean item = frame.list && !frame.flow;
    List<String> path = value || item || frame.list ? frame.value() : frame.path;
    found = Optional.of(new Found(frame, value, start, path, begun));
  }
}
