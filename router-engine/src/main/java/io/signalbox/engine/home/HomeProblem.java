package io.signalbox.engine.home;

import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The words for what can be wrong with the files of a home.
public final class HomeProblem {
  private HomeProblem() {}

  /// A damaged file was put aside.
  ///
  /// @param lost what is not there any more
  /// @param fix what can be done
  public static Problem setAside(Path file, Path aside, String lost, String fix) {
    return Problem.of(ProblemCode.STORE_DAMAGED, Place.file(file))
        .with("aside", aside.getFileName())
        .with("lost", lost)
        .with("hint", fix);
  }

  /// What went wrong, in the system's own short words.
  public static String cause(Throwable trouble) {
    Throwable deepest = trouble;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    if (deepest instanceof FileSystemException disk && disk.getReason() == null) {
      return cause(disk);
    }
    String words = deepest.getMessage();
    return words == null || words.isBlank() ? deepest.getClass().getSimpleName() : words.strip();
  }

  private static String cause(FileSystemException trouble) {
    return switch (trouble) {
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileAlreadyExistsException there -> there.getFile() + " is not a directory";
      case NoSuchFileException gone -> gone.getFile() + " does not exist";
      default -> trouble.getFile() + ": " + trouble.getClass().getSimpleName();
    };
  }
}
