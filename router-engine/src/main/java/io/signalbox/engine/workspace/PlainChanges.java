package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Says in a line each where two values differ. For one thread.
final class PlainChanges {
  /// They are of the canvas.
  private static final Set<String> NOT_LOOKED_AT = Set.of("at", "note");

  private static final int LONGEST = 160; // characters of a value

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  /// @param key where the values stand: `rules[1].to`
  void compare(String key, Optional<PlainValue> before, Optional<PlainValue> after) {
    if (before.equals(after)) {
      return;
    }
    if (before.isEmpty() || after.isEmpty()) {
      String change = before.isEmpty() ? " added: " : " removed: ";
      lines.add(key + change + inline(before.or(() -> after).orElseThrow()));
      return;
    }
    PlainValue a = before.get();
    PlainValue b = after.get();
    if (a instanceof PlainValue.Fields x && b instanceof PlainValue.Fields y) {
      fields(key, x, y);
    } else if (a instanceof PlainValue.Items x && b instanceof PlainValue.Items y) {
      items(key, x, y);
    } else {
      lines.add(key + ": " + inline(a) + " → " + inline(b));
    }
  }

  private void fields(String key, PlainValue.Fields before, PlainValue.Fields after) {
    var keys = new LinkedHashSet<>(before.fields().keySet());
    keys.addAll(after.fields().keySet());
    keys.removeAll(NOT_LOOKED_AT);
    for (String each : keys) {
      compare(key.isEmpty() ? each : key + "." + each, before.get(each), after.get(each));
    }
  }

  /// Lists of one length differ item by item, others by what is in one of them only.
  private void items(String key, PlainValue.Items before, PlainValue.Items after) {
    List<PlainValue> a = before.items();
    List<PlainValue> b = after.items();
    if (before.holdsFields() && after.holdsFields() && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        compare(key + "[" + i + "]", Optional.of(a.get(i)), Optional.of(b.get(i)));
      }
      return;
    }
    if (!before.holdsFields() && !after.holdsFields()) {
      lines.add(key + ": " + inline(before) + " → " + inline(after));
      return;
    }
    int said = lines.size();
    a.stream().filter(each -> !b.contains(each)).forEach(each -> one(key, "removed", each));
    b.stream().filter(each -> !a.contains(each)).forEach(each -> one(key, "added", each));
    if (lines.size() == said) {
      lines.add(key + ": repeated or in another order");
    }
  }

  private void one(String key, String how, PlainValue item) {
    lines.add(key + " " + how + ": " + inline(item));
  }

  /// In one line, as a file says it, but without quotes.
  static String inline(PlainValue value) {
    String text = whole(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String whole(PlainValue value) {
    return switch (value) {
      case PlainValue.Text text -> text.text().replaceAll("\\R", " ");
      case PlainValue.Word word -> word.json();
      case PlainValue.Items items ->
          items.items().stream()
              .map(PlainChanges::whole)
              .collect(Collectors.joining(", ", "[ ", " ]"));
      case PlainValue.Fields fields ->
          fields.fields().entrySet().stream()
              .filter(each -> !NOT_LOOKED_AT.contains(each.getKey()))
              .map(each -> each.getKey() + ": " + whole(each.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }
}
