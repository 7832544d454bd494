package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The runs that lie in a home, each in a file that only its owner may read. Safe for threads.
public final class MatrixRuns {
  private static final String FOLDER = "comparisons";
  private static final String END = ".jsonl";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NAME = 40;

  private final Path folder;

  public MatrixRuns(Path home) {
    this.folder = home.resolve(FOLDER);
  }

  /// Begins a run of a comparison.
  ///
  /// @throws IOException if the disk does not take it
  public MatrixJournal begin(MatrixPlan plan, Instant now) throws IOException {
    OwnerOnly.directory(folder);
    String id = free(NAME.format(now) + "-" + slug(plan.file()));
    String file = plan.file().toAbsolutePath().normalize().toString();
    return MatrixJournal.begin(
        file(id), new MatrixHead(id, file, plan.title(), now, plan.simulated()));
  }

  private static String slug(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(\\.compare)?\\.ya?ml$", "");
    String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return slug.substring(0, Math.min(slug.length(), LONGEST_NAME));
  }

  private String free(String wanted) {
    String id = wanted;
    for (int i = 2; Files.exists(file(id)); i++) {
      id = wanted + "-" + i;
    }
    return id;
  }

  /// Where the journal of a run lies.
  public Path file(String id) {
    return folder.resolve(id + END);
  }

  /// The runs of a comparison's file, the latest first. What cannot be read is left out.
  public List<MatrixHead> of(Path comparison) {
    String file = comparison.toAbsolutePath().normalize().toString();
    return all().stream().filter(head -> head.file().equals(file)).toList();
  }

  private List<MatrixHead> all() {
    var heads = new ArrayList<MatrixHead>();
    try (var files = Files.newDirectoryStream(folder, "*" + END)) {
      files.forEach(file -> head(file).ifPresent(heads::add));
    } catch (IOException e) {
      return List.of(); // there is none yet
    }
    heads.sort(Comparator.comparing(MatrixHead::began).thenComparing(MatrixHead::id).reversed());
    return heads;
  }

  private static Optional<MatrixHead> head(Path file) {
    try {
      return Optional.of(MatrixJournal.head(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Deletes a run.
  ///
  /// @throws IOException if the disk keeps it
  public void delete(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }
}
