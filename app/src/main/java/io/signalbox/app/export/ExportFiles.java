package io.signalbox.app.export;

import io.signalbox.engine.spi.ConfigExporter.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Puts the files of an export into a directory. What is there already is never replaced unasked.
final class ExportFiles {
  private ExportFiles() {}

  /// What came of it.
  ///
  /// @param written what lies there now
  /// @param there what was there with another text, and was left alone
  record Outcome(List<Path> written, List<There> there) {
    Outcome {
      written = List.copyOf(written);
      there = List.copyOf(there);
    }
  }

  /// A file that was there already.
  ///
  /// @param theirs its text
  /// @param ours what would take its place
  record There(Path path, String theirs, String ours) {}

  /// Writes the files; one that is there with the same text counts as written.
  ///
  /// @throws IOException if the disk does not take them
  static Outcome write(Path directory, List<File> files) throws IOException {
    var written = new ArrayList<Path>();
    var there = new ArrayList<There>();
    for (File file : files) {
      Path path = directory.resolve(file.name());
      if (!Files.exists(path)) {
        Files.writeString(path, file.text(), StandardOpenOption.CREATE_NEW);
        written.add(path);
      } else {
        String theirs = text(path);
        if (theirs.equals(file.text())) {
          written.add(path);
        } else {
          there.add(new There(path, theirs, file.text()));
        }
      }
    }
    return new Outcome(written, there);
  }

  private static String text(Path path) throws IOException {
    return new String(Files.readAllBytes(path), java.nio.charset.StandardCharsets.UTF_8);
  }

  /// Puts the new text in the place of the old one, which stays beside it.
  ///
  /// @return where the old one lies now
  /// @throws IOException if the disk does not take it
  static Path replace(There there) throws IOException {
    Path old = free(there.path());
    Files.move(there.path(), old);
    Files.writeString(there.path(), there.ours(), StandardOpenOption.CREATE_NEW);
    return old;
  }

  /// `NAME.bak`, or `NAME.bak2` and so on if that is taken.
  private static Path free(Path path) {
    Path first = path.resolveSibling(path.getFileName() + ".bak");
    Path free = first;
    for (int i = 2; Files.exists(free); i++) {
      free = path.resolveSibling(path.getFileName() + ".bak" + i);
    }
    return free;
  }
}
