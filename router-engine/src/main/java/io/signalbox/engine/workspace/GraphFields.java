package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.FieldSource;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The fields of a part of a graph, for its format. For one thread.
///
/// @param conditions reads the conditions among them
record GraphFields(Fields fields, Conditions conditions) implements FieldSource {
  @Override
  public boolean has(String key) {
    return fields.has(key);
  }

  @Override
  public Optional<String> text(String key) {
    return fields.textIfAny(key);
  }

  @Override
  public List<String> texts(String key) {
    return fields.texts(key);
  }

  @Override
  public Optional<Long> number(String key, long least, long most) {
    return fields.whole(key, least, most).stream().boxed().findFirst();
  }

  @Override
  public Optional<Boolean> truth(String key) {
    return fields.truth(key);
  }

  @Override
  public <T> Optional<T> scalar(
      String key, String wanted, String fix, Function<String, Optional<T>> reading) {
    return fields.read(key, wanted, fix, reading);
  }

  @Override
  public <T> List<T> scalars(
      String key, String wanted, String fix, Function<String, Optional<T>> reading) {
    List<T> read = new ArrayList<>();
    List<Yaml> items = fields.items(key);
    for (int i = 0; i < items.size(); i++) {
      Optional<T> value =
          items.get(i) instanceof Yaml.Scalar scalar
              ? reading.apply(scalar.text())
              : Optional.empty();
      value.ifPresent(read::add);
      if (value.isEmpty()) {
        fields.wrong(fields.place(key).at(i), items.get(i), wanted, fix);
      }
    }
    return read;
  }

  @Override
  public <T> Optional<T> word(String key, Map<String, T> words) {
    return fields.word(key, words);
  }

  @Override
  public <T> List<T> words(String key, Map<String, T> words) {
    List<T> known = new ArrayList<>();
    List<Yaml> items = fields.items(key);
    for (int i = 0; i < items.size(); i++) {
      Place at = fields.place(key).at(i);
      if (items.get(i) instanceof Yaml.Scalar scalar) {
        fields.word(at, scalar, words).ifPresent(known::add);
      } else {
        fields.wrong(at, items.get(i), "one word", "");
      }
    }
    return known;
  }

  @Override
  public Optional<Condition> condition(String key) {
    return conditions.ofRequest(fields, key);
  }

  @Override
  public Optional<Condition> conditionOfModel(String key) {
    return conditions.ofModel(fields, key);
  }

  @Override
  public Map<String, String> members(String key) {
    return members(fields, key);
  }

  /// Members of a request under a key, as name → JSON text.
  static Map<String, String> members(Fields fields, String key) {
    var texts = new LinkedHashMap<String, String>();
    for (Yaml.Keyed entry : fields.entries(key)) {
      texts.put(entry.key().text(), JsonText.of(entry.value()));
    }
    return texts;
  }

  @Override
  public <T> Optional<T> section(String key, RecordFormat<T> format) {
    return fields
        .fields(key, KnownKeys.of(format))
        .map(each -> format.read(new GraphFields(each, conditions)));
  }

  @Override
  public <T> List<T> items(String key, RecordFormat<T> format) {
    return fields.listed(key, KnownKeys.of(format)).stream()
        .map(each -> format.read(new GraphFields(each, conditions)))
        .toList();
  }

  @Override
  public SequencedMap<String, String> textsByLabel(String key) {
    var texts = new LinkedHashMap<String, String>();
    for (Yaml.Keyed entry : fields.entries(key)) {
      String label = entry.key().text();
      texts.put(label, text(fields.place(key).at(label), entry.value()));
    }
    return texts;
  }

  private String text(Place at, Yaml value) {
    if (value instanceof Yaml.Scalar scalar) {
      return scalar.text();
    }
    fields.wrong(at, value, "a text", "");
    return "";
  }

  @Override
  public <T> SequencedMap<String, T> byLabel(String key, RecordFormat<T> format) {
    var read = new LinkedHashMap<String, T>();
    for (Yaml.Keyed entry : fields.entries(key)) {
      String label = entry.key().text();
      Fields each = fields.labelled(key, entry, KnownKeys.of(format));
      read.put(label, format.read(new GraphFields(each, conditions)));
    }
    return read;
  }

  @Override
  public void notYet(String key, String word) {
    fields.notYet(key, word);
  }
}
