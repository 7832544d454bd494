package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
  private static final System.Logger LOG = System.getLogger(WorkbenchState.class.getName());
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
      return setAside(file);
    }
  }

  private static WorkbenchState setAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".damaged-" + i);
    }
    Files.move(file, aside);
    LOG.log(
        System.Logger.Level.WARNING,
        file
            + " was damaged; it is kept as "
            + aside.getFileName()
            + " and a new one was started.");
    return NOTHING;
  }

  private static Map<?, ?> read(String text) {
    @Nullable Map<?, ?> read =
        JSON.readValue(text.startsWith("\uFEFF") ? text.substring(1) : text, Map.class);
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

  /// A list of places of files; those that this system cannot name are left out.
  public List<Path> paths(String name) {
    return list(name).stream().flatMap(each -> path(each).stream()).toList();
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
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
