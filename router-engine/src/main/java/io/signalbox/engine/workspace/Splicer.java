package io.signalbox.engine.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes a text say something else by changing what differs and nothing more, so that comments,
/// order, quotes and line breaks of all the rest stay as a person wrote them.
///
/// **The idea.** Three things are walked side by side: the parsed text ([Yaml], which knows where
/// everything stands), what the text says now, and what it shall say (both [PlainValue], without
/// places or ways of writing). Where the two values are equal, nothing is touched. Where they
/// differ and both are collections, the walk goes in. Where they differ otherwise, a splice is
/// noted: "put these characters in the place of those". [Splices] carries all of them out at the
/// end, so that no splice shifts the places of another; [Elements] knows how an element of a
/// collection is taken out or put in (with its comma, its line, the comment above it).
///
/// Example: a branch is added and a deadline is changed. Two splices are noted, `, b` behind `a`
/// and `9s` in the place of `8s`; the comment and the other lines are not looked at.
///
/// ```
/// nodes:                        nodes:
///   f:                            f:
///     kind: fallback                kind: fallback
///     # the cheap one first         # the cheap one first
///     to: [ a ]                     to: [ a, b ]
///     first_token: 8s               first_token: 9s
/// ```
///
/// Of a list the equal items at both ends stay; what is left between is changed one by one, then
/// items are removed or inserted. A key that went while another came with the same value was
/// renamed: only the key is replaced.
///
/// **Where it gives up.** What comes out must be read again and compared: odd ways of writing
/// (aliases, a value on the line below its key) can mislead it. [GraphText] then splices again with
/// whole nodes and models written anew, and at last writes the whole file. For one thread, for one
/// change.
final class Splicer {
  private static final int NAMES = 1; // nodes, models
  private static final int LABELS = 3; // answers, classes: what is in a node

  private final Source source;
  private final Style style;
  private final Splices splices;
  private final boolean whole;

  /// @param whole whether nodes, models and promises that differ are written anew
  Splicer(Source source, Yaml root, boolean whole) {
    this.source = source;
    this.style = Style.of(source.text(), root);
    this.splices = new Splices(source.text());
    this.whole = whole;
  }

  /// The new text, if it is possible.
  Optional<String> splice(Yaml.Mapping root, PlainValue.Fields old, PlainValue.Fields now) {
    fields(root, old, now, 0);
    return splices.result();
  }

  private void fields(
      Yaml.Mapping mapping, PlainValue.Fields old, PlainValue.Fields now, int depth) {
    boolean named = depth == NAMES || depth >= LABELS;
    Map<String, String> renamed = named ? renamed(mapping, old, now) : Map.of();
    renamed.forEach((from, to) -> {
      Yaml.Scalar key = mapping.entry(from).key();
      splices.put(key.start(), key.end(), keyLike(key, to));
    });
    Elements elements = Elements.of(source, style, splices, mapping);
    int index = 0;
    for (Map.Entry<String, Yaml.Keyed> entry : mapping.entries().entrySet()) {
      String key = renamed.getOrDefault(entry.getKey(), entry.getKey());
      Optional<PlainValue> before = old.get(entry.getKey());
      Optional<PlainValue> after = now.get(key);
      if (after.isPresent()) {
        value(entry.getValue(), before, after.get(), depth, mapping.flow());
      } else if (before.isPresent()) {
        elements.remove(index);
      }
      index++;
    }
    PlainValue.Fields rest = depth == 0 && !mapping.flow() ? atTheTop(mapping, now, elements) : now;
    elements.finish(added(mapping, rest, renamed, elements, depth));
  }

  /// Writes new single values (`start`) of the graph below those at its top, and gives the rest.
  private PlainValue.Fields atTheTop(
      Yaml.Mapping mapping, PlainValue.Fields now, Elements elements) {
    List<Yaml.Keyed> is = List.copyOf(mapping.entries().values());
    int top = 0;
    while (top < is.size()
        && is.get(top).value() instanceof Yaml.Scalar scalar
        && !scalar.isEmpty()) {
      top++;
    }
    boolean stays = top > 0 && now.get(is.get(top - 1).key().text()).isPresent();
    if (!stays) {
      return now;
    }
    var rest = new LinkedHashMap<String, PlainValue>(now.fields());
    List<String> singles = new ArrayList<>();
    now.fields()
        .forEach((key, value) -> {
          boolean single = value instanceof PlainValue.Text || value instanceof PlainValue.Word;
          if (single && !mapping.entries().containsKey(key)) {
            singles.add(entry(mapping, key, value, elements, 0));
            rest.remove(key);
          }
        });
    if (!singles.isEmpty()) {
      elements.insertBelow(top - 1, singles);
    }
    return new PlainValue.Fields(rest);
  }

  private List<String> added(
      Yaml.Mapping mapping,
      PlainValue.Fields now,
      Map<String, String> renamed,
      Elements elements,
      int depth) {
    List<String> added = new ArrayList<>();
    now.fields()
        .forEach((key, value) -> {
          if (!mapping.entries().containsKey(key) && !renamed.containsValue(key)) {
            added.add(entry(mapping, key, value, elements, depth));
          }
        });
    return added;
  }

  private String entry(
      Yaml.Mapping mapping, String key, PlainValue value, Elements elements, int depth) {
    if (mapping.flow()) {
      return style.inline(key, value);
    }
    if (depth == 0 && value instanceof PlainValue.Fields section) {
      return style.section(key, section);
    }
    return style.lines(key, value, elements.indent(), depth == 1 && opens(mapping, value));
  }

  /// Whether a new node or model has a line for each field: as the last one has.
  private static boolean opens(Yaml.Mapping mapping, PlainValue value) {
    Yaml last = mapping.entries().lastEntry().getValue().value();
    return last instanceof Yaml.Mapping like
        ? !like.flow()
        : value instanceof PlainValue.Fields fields && fields.fields().containsKey("kind");
  }

  /// Names that went while others came with the same said of them.
  private static Map<String, String> renamed(
      Yaml.Mapping mapping, PlainValue.Fields old, PlainValue.Fields now) {
    var gone = new LinkedHashMap<String, PlainValue>(old.fields());
    gone.keySet().removeAll(now.fields().keySet());
    gone.keySet().retainAll(mapping.entries().keySet());
    var come = new LinkedHashMap<String, PlainValue>(now.fields());
    come.keySet().removeAll(mapping.entries().keySet());
    Map<String, String> renamed = new HashMap<>();
    gone.forEach((from, value) ->
        come.entrySet().stream()
            .filter(to -> to.getValue().equals(value) && !renamed.containsValue(to.getKey()))
            .findFirst()
            .ifPresent(to -> renamed.put(from, to.getKey())));
    return renamed;
  }

  private String keyLike(Yaml.Scalar key, String to) {
    return key.form() == Yaml.ScalarForm.PLAIN
        ? style.key(to)
        : style.text(new PlainValue.Text(to, true), key.form());
  }

  private void value(
      Yaml.Keyed entry, Optional<PlainValue> before, PlainValue now, int depth, boolean flow) {
    if (before.isPresent() && before.get().equals(now)) {
      return;
    }
    if (!inside(entry.value(), before, now, depth + 1)) {
      int colon = source.text().indexOf(':', entry.key().end());
      Yaml is = entry.value();
      boolean block = !flow && !isFlow(is);
      int indent = source.column(entry.start());
      if (block && colon >= 0) {
        boolean open = is instanceof Yaml.Mapping;
        splices.put(colon + 1, Math.max(colon + 1, is.end()), style.below(now, indent, open));
      } else {
        replace(is, now);
      }
    }
  }

  private static boolean isFlow(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> true;
      case Yaml.Mapping mapping -> mapping.flow();
      case Yaml.Sequence sequence -> sequence.flow();
    };
  }

  /// Changes a collection from within, if that can be.
  private boolean inside(Yaml is, Optional<PlainValue> before, PlainValue now, int depth) {
    if (whole && depth == 2) {
      return false;
    }
    if (is instanceof Yaml.Mapping mapping
        && !mapping.entries().isEmpty()
        && before.isPresent()
        && before.get() instanceof PlainValue.Fields old
        && now instanceof PlainValue.Fields fields
        && !fields.fields().isEmpty()) {
      fields(mapping, old, fields, depth);
      return true;
    }
    if (is instanceof Yaml.Sequence sequence
        && !sequence.items().isEmpty()
        && now instanceof PlainValue.Items items
        && !items.items().isEmpty()) {
      return items.ordered() ? items(sequence, before, items, depth) : bag(sequence, items);
    }
    return false;
  }

  private boolean items(
      Yaml.Sequence sequence, Optional<PlainValue> before, PlainValue.Items now, int depth) {
    if (before.isEmpty()
        || !(before.get() instanceof PlainValue.Items old)
        || old.items().size() != sequence.items().size()) {
      return false;
    }
    int from = old.items().size();
    int to = now.items().size();
    int head = same(old.items(), now.items());
    int tail =
        Math.min(same(old.items().reversed(), now.items().reversed()), Math.min(from, to) - head);
    int both = Math.min(from, to) - head - tail;
    for (int i = head; i < head + both; i++) {
      item(sequence.items().get(i), old.items().get(i), now.items().get(i), depth);
    }
    Elements elements = Elements.of(source, style, splices, sequence);
    for (int i = head + both; i < from - tail; i++) {
      elements.remove(i);
    }
    if (from > to) {
      elements.finish(List.of());
    } else if (to > from) {
      List<PlainValue> come = now.items().subList(head + both, to - tail);
      elements.insert(head + both - 1, come.stream().map(each -> listed(sequence, each)).toList());
    }
    return true;
  }

  private static int same(List<PlainValue> a, List<PlainValue> b) {
    int count = 0;
    while (count < Math.min(a.size(), b.size()) && a.get(count).equals(b.get(count))) {
      count++;
    }
    return count;
  }

  private String listed(Yaml.Sequence sequence, PlainValue item) {
    if (sequence.flow()) {
      return style.inline(item);
    }
    Yaml last = sequence.items().getLast();
    boolean open = last instanceof Yaml.Mapping mapping && !mapping.flow();
    int indent = source.column(last.start());
    return open && item instanceof PlainValue.Fields fields
        ? "- " + style.fields(fields, indent)
        : "- " + style.inline(item);
  }

  private void item(Yaml is, PlainValue old, PlainValue now, int depth) {
    if (!old.equals(now) && !inside(is, Optional.of(old), now, depth + 1)) {
      replace(is, now);
    }
  }

  /// A list whose order says nothing: some words go, others come.
  private boolean bag(Yaml.Sequence sequence, PlainValue.Items now) {
    List<PlainValue> come = new ArrayList<>(now.items());
    Elements elements = Elements.of(source, style, splices, sequence);
    for (int i = 0; i < sequence.items().size(); i++) {
      boolean stays =
          sequence.items().get(i) instanceof Yaml.Scalar scalar
              && come.remove(PlainValue.text(scalar.text()));
      if (!stays) {
        elements.remove(i);
      }
    }
    String dash = sequence.flow() ? "" : "- ";
    elements.finish(come.stream().map(each -> dash + style.inline(each)).toList());
    return true;
  }

  private void replace(Yaml is, PlainValue now) {
    String text =
        is instanceof Yaml.Scalar scalar && now instanceof PlainValue.Text said && !scalar.isEmpty()
            ? style.text(said, scalar.form())
            : style.inline(now);
    boolean tight = is.start() > 0 && ":-".indexOf(source.text().charAt(is.start() - 1)) >= 0;
    splices.put(is.start(), is.end(), tight ? " " + text : text);
  }
}
