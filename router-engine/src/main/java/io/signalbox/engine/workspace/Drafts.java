package io.signalbox.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What was typed and not saved yet, kept beside the file that it belongs to as `.NAME.draft`, so
/// that nothing is lost when the program or the machine stops. Drafts of graphs that lie nowhere
/// yet are kept in a directory of the program. Safe for threads as long as each file is drafted by
/// one of them.
///
/// @param homeless where drafts of graphs without a file go; made when it is needed
public record Drafts(Path homeless) {
  private static final String ENDING = ".draft";

  /// A draft.
  ///
  /// @param name the file's name that it was typed for
  /// @param at when it was kept
  public record Draft(String name, String text, Instant at) {}

  /// Keeps the draft of a file, in the place of an earlier one.
  ///
  /// @throws IOException if the disk does not take it
  public void keep(Path file, String text) throws IOException {
    DiskText.write(beside(file), text);
  }

  /// Keeps the draft of a graph that lies nowhere.
  ///
  /// @param name the name of its tab; one draft a name
  /// @throws IOException if the disk does not take it
  public void keepHomeless(String name, String text) throws IOException {
    OwnerOnly.directory(homeless);
    DiskText.write(homeless(name), text);
  }

  /// The draft of a file; empty if there is none or it is no text.
  ///
  /// @throws IOException if the disk does not give it
  public Optional<Draft> of(Path file) throws IOException {
    return read(beside(file), String.valueOf(file.getFileName()));
  }

  /// The drafts of graphs that lie nowhere, by their names.
  ///
  /// @throws IOException if the disk does not give them
  public List<Draft> homelessOnes() throws IOException {
    if (!Files.isDirectory(homeless)) {
      return List.of();
    }
    try (var files = Files.list(homeless)) {
      List<Path> all = files.filter(each -> each.toString().endsWith(ENDING)).sorted().toList();
      var drafts = new java.util.ArrayList<Draft>();
      for (Path each : all) {
        try {
          read(each, name(each)).ifPresent(drafts::add);
        } catch (IOException e) { // the others are no worse for it
          System.getLogger(Drafts.class.getName())
              .log(System.Logger.Level.WARNING, "The draft " + each + " cannot be read.", e);
        }
      }
      return List.copyOf(drafts);
    }
  }

  /// Drops the draft of a file: it was saved, or is not wanted.
  ///
  /// @throws IOException if the disk does not let go of it
  public void drop(Path file) throws IOException {
    Files.deleteIfExists(beside(file));
  }

  /// Drops the draft of a graph that lies nowhere.
  ///
  /// @throws IOException if the disk does not let go of it
  public void dropHomeless(String name) throws IOException {
    Files.deleteIfExists(homeless(name));
  }

  private static Optional<Draft> read(Path draft, String name) throws IOException {
    try {
      Instant at = Files.getLastModifiedTime(draft).toInstant();
      return DiskText.read(draft).text().map(text -> new Draft(name, text, at));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  private static Path beside(Path file) {
    String name = Objects.requireNonNull(file.getFileName(), "a file's name").toString();
    return file.toAbsolutePath().resolveSibling("." + name + ENDING);
  }

  private Path homeless(String name) {
    return homeless.resolve(safe(name) + ENDING);
  }

  private static String safe(String name) {
    String plain = name.replaceAll("[^\\p{Alnum}._ -]", "_");
    return plain.isBlank() ? "untitled" : plain.toLowerCase(Locale.ROOT);
  }

  private static String name(Path draft) {
    String name = String.valueOf(draft.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }
}
