package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What the workbench remembers from one start to the next: words under names, kept in one small
/// JSON file. Immutable; what this version does not know is kept for the one that does.
public final class WorkbenchState {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Nothing is remembered.
  public static final WorkbenchState NOTHING = new WorkbenchState(Map.of());

  private final Map<String, Object> values;

  private WorkbenchState(Map<String, Object> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /// Reads a file; one that is not there, or is damaged, gives nothing. A damaged one is set aside
  /// as `NAME.damaged`.
  ///
  /// @throws IOException if the disk does not give it
  public static WorkbenchState load(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NOTHING;
    }
    OwnerOnly.tighten(file);
    try {
      Map<?, ?> read = read(DiskText.read(file).text().orElse(""));
      var values = new TreeMap<String, Object>();
      read.forEach((name, value) -> values.put(String.valueOf(name), value));
      return new WorkbenchState(values);
    } catch (JacksonException damaged) {
      Path aside = file.resolveSibling(file.getFileName() + ".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return NOTHING;
    }
  }

  private static Map<?, ?> read(String text) {
    @Nullable Map<?, ?> read = JSON.readValue(text, Map.class);
    return read == null ? Map.of() : read; // for the text `null`
  }

  /// Writes the file at once and whole.
  ///
  /// @throws IOException if the disk does not take it
  public void save(Path file) throws IOException {
    OwnerOnly.directory(Objects.requireNonNull(file.toAbsolutePath().getParent(), "folder"));
    DiskText.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n");
  }

  /// A word.
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(String.class::isInstance)
        .map(String::valueOf);
  }

  /// A number.
  public Optional<Double> number(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).doubleValue());
  }

  /// Yes or no.
  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(Boolean.class::isInstance)
        .map(Boolean.class::cast);
  }

  /// A list of words; empty if there is none.
  public List<String> list(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /// The same with something else under a name.
  ///
  /// @param value a word, a number, yes or no, or a list of words
  public WorkbenchState with(String name, Object value) {
    var other = new TreeMap<>(values);
    other.put(name, value);
    return new WorkbenchState(other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WorkbenchState state && state.values.equals(values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
