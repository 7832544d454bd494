package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/// A graph's file on disk as it was last read or written. Immutable; saving gives another.
public final class GraphFile {
  private final Path path;
  private final byte[] bytes;
  private final GraphText text;

  private GraphFile(Path path, byte[] bytes, GraphText text) {
    this.path = path;
    this.bytes = bytes;
    this.text = text;
  }

  /// What came of saving.
  public sealed interface Saving {
    /// It is on disk.
    record Saved(GraphFile file) implements Saving {}

    /// Another program changed or removed the file meanwhile; it was left alone.
    record ChangedMeanwhile() implements Saving {}

    /// What is on disk cannot be read as a graph, so it was left alone: save under another name.
    record Unreadable() implements Saving {}
  }

  /// Reads a file of at most 4 MiB. One that is no graph gives a text without a graph, and
  /// problems.
  ///
  /// @throws IOException if the disk does not give it
  public static GraphFile load(Path path) throws IOException {
    DiskText.Held held = DiskText.read(path);
    GraphText text =
        held.problem()
            .map(problem -> GraphText.unreadable(path.toString(), problem))
            .orElseGet(() -> GraphText.read(path.toString(), held.text().orElse("")));
    return new GraphFile(path, held.bytes(), text);
  }

  /// Writes a new file; one that is there already is left alone.
  ///
  /// @throws IOException if the disk does not take it
  public static Saving create(Path path, GraphText text) throws IOException {
    if (Files.exists(path)) {
      return new Saving.ChangedMeanwhile();
    }
    return new Saving.Saved(written(path, text));
  }

  private static GraphFile written(Path path, GraphText text) throws IOException {
    DiskText.writeShared(path, text.text());
    return new GraphFile(path, text.text().getBytes(StandardCharsets.UTF_8), text);
  }

  /// Puts another text in the file's place, at once and whole.
  ///
  /// @throws IOException if the disk does not take it
  public Saving save(GraphText other) throws IOException {
    if (text.graph().isEmpty()) {
      return new Saving.Unreadable();
    }
    return isUnchanged() ? new Saving.Saved(written(path, other)) : new Saving.ChangedMeanwhile();
  }

  /// Whether the disk still holds what was read.
  ///
  /// @throws IOException if the disk does not say
  public boolean isUnchanged() throws IOException {
    try {
      return Arrays.equals(bytes, DiskText.read(path).bytes());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /// Whether it holds a text, if not a graph: a file that is being written may end within a letter.
  public boolean isText() {
    return bytes.length == 0 || !text.text().isEmpty();
  }

  public Path path() {
    return path;
  }

  public GraphText text() {
    return text;
  }
}
