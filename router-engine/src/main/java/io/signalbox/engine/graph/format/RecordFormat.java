package io.signalbox.engine.graph.format;

import java.util.List;

/// How something is written as keys and values. Immutable.
///
/// @param <R> what is written
/// @param name its name in the JSON Schema
/// @param article what messages call it: `a rule`
/// @param meaning what it is, in a sentence
/// @param nothing what is read where nothing is written
/// @param fields its keys, in the order of the file
public record RecordFormat<R>(
    String name, String article, String meaning, R nothing, List<Field<R, ?>> fields) {
  public RecordFormat {
    fields = List.copyOf(fields);
  }

  /// What stands there; what is missing or wrong is as in [#nothing()].
  public R read(FieldSource from) {
    return read(from, nothing);
  }

  /// The same, beginning with something else than nothing.
  public R read(FieldSource from, R begin) {
    R read = begin;
    for (Field<R, ?> field : fields) {
      read = field.read(from, read);
    }
    return read;
  }

  /// What a record says but for one field, in which it is as in [#nothing()].
  public R without(R record, Field<R, ?> gone) {
    R copy = nothing;
    for (Field<R, ?> field : fields) {
      copy = field.equals(gone) ? copy : field.copied(record, copy);
    }
    return copy;
  }

  /// Writes what is not usual.
  public void write(FieldSink to, R value) {
    for (Field<R, ?> field : fields) {
      field.write(to, value);
    }
  }

  /// The keys that must be there.
  public List<String> required() {
    return fields.stream().filter(Field::required).map(Field::key).toList();
  }

  /// The keys that may be left out.
  public List<String> optional() {
    return fields.stream().filter(field -> !field.required()).map(Field::key).toList();
  }
}
