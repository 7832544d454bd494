package io.signalbox.app.inspector;

import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.kit.code.Json;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Names with values. A new pair is written once it has a name and a value.
///
/// @param <T> what has them
final class KeyValuePairs<T> extends VBox {
  private final Subject<T> subject;
  private final String name;
  private final Format<String> format;
  private final Function<T, Map<String, String>> get;
  private final BiFunction<T, Map<String, String>, T> with;
  private final VBox list = new VBox();
  private final List<Pair> rows = new ArrayList<>();
  private boolean drafted;

  KeyValuePairs(
      Subject<T> subject,
      String name,
      Format<String> format,
      Function<T, Map<String, String>> get,
      BiFunction<T, Map<String, String>, T> with) {
    this.subject = subject;
    this.name = name;
    this.format = format;
    this.get = get;
    this.with = with;
    getStyleClass().add("pairs");
    list.getStyleClass().add("pairs");
    Button add = Parts.button("+ Entry", this::add, "small");
    add.setId("add-" + Form.slug(name));
    add.setAccessibleText("Add entry to " + name);
    getChildren().addAll(list, add);
  }

  /// A JSON value.
  static Format<String> json() {
    return guarded(
        Formats.of(
            text ->
                Json.isSound(text)
                    ? Format.value(text.strip())
                    : Format.fault("Write JSON: 0.2, true, \"text\", [1, 2]."),
            Function.identity()));
  }

  /// A text.
  static Format<String> plain() {
    return guarded(Formats.text());
  }

  /// Words with commas between them.
  static Format<List<String>> words() {
    return Formats.of(
        text ->
            Format.value(
                Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .distinct()
                    .toList()),
        words -> String.join(", ", words));
  }

  /// The same, but no keys: a graph never holds one.
  static Format<String> guarded(Format<String> format) {
    return Formats.of(
        text ->
            GraphText.holdsKey(text)
                ? Format.fault(
                    "This looks like a secret key. A graph must not contain keys; store it in the"
                        + " vault.")
                : format.read(text),
        format::shown);
  }

  /// Those that all have.
  private Map<String, String> all() {
    Map<String, String> first = subject.first().map(get).orElse(Map.of());
    var shared = new LinkedHashMap<>(first);
    subject.all().forEach(each -> shared.entrySet().retainAll(get.apply(each).entrySet()));
    return shared;
  }

  void follow() {
    var entries = new ArrayList<>(all().entrySet());
    int wanted = entries.size() + (drafted ? 1 : 0);
    while (rows.size() > wanted) {
      rows.removeLast();
      list.getChildren().removeLast();
    }
    while (rows.size() < wanted) {
      var row = new Pair(rows.size());
      rows.add(row);
      list.getChildren().add(row);
    }
    for (int i = 0; i < entries.size(); i++) {
      rows.get(i).key.show(entries.get(i).getKey());
      rows.get(i).value.show(entries.get(i).getValue());
    }
  }

  private void add() {
    drafted = true;
    follow();
    rows.getLast().key.control().requestFocus();
  }

  private void remove(int index) {
    if (index >= all().size()) {
      drafted = false;
      rows.removeLast();
      list.getChildren().removeLast();
      return;
    }
    var entries = new ArrayList<>(all().entrySet());
    entries.remove(index);
    put("Remove entry", entries);
  }

  private void set(int index, String key, String value) {
    var entries = new ArrayList<>(all().entrySet());
    if (key.isBlank() || format.read(value) instanceof Format.Reading.Fault) {
      return;
    }
    if (index < entries.size()) {
      entries.set(index, Map.entry(key, value));
    } else {
      drafted = false;
      entries.add(Map.entry(key, value));
    }
    put(Form.what(name), entries);
  }

  private void put(String what, List<Map.Entry<String, String>> entries) {
    var pairs = new LinkedHashMap<String, String>();
    entries.forEach(each -> pairs.put(each.getKey(), each.getValue()));
    Set<String> gone = new HashSet<>(all().keySet());
    gone.removeAll(pairs.keySet());
    subject.change(
        what, each -> with.apply(each, subject.single() ? pairs : merged(each, pairs, gone)));
    follow();
  }

  private Map<String, String> merged(T each, Map<String, String> pairs, Set<String> gone) {
    var merged = new LinkedHashMap<>(get.apply(each));
    merged.keySet().removeAll(gone);
    merged.putAll(pairs);
    return merged;
  }

  private final class Pair extends HBox {
    private final ValueField<String> key;
    private final ValueField<String> value;

    Pair(int index) {
      getStyleClass().add("pair");
      String which = name + ", entry " + (index + 1);
      key = new ValueField<>(which + ", name", Formats.word("Enter a name."));
      value = new ValueField<>(which + ", value", format);
      key.onTaken(text -> set(index, text, value.control().getText()));
      value.onTaken(text -> set(index, key.control().getText().strip(), text));
      value.control().getStyleClass().add("mono");
      key.setPrefWidth(110);
      HBox.setHgrow(value, Priority.ALWAYS);
      getChildren()
          .addAll(
              key,
              value,
              Parts.iconButton(MaterialDesignC.CLOSE, "Remove " + which, () -> remove(index)));
    }
  }
}
