package io.signalbox.engine.home;

import io.signalbox.engine.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// Which files of a home are ours; a home may be a directory that holds others too.
public final class HomeFiles {
  private static final Pattern OURS =
      Pattern.compile(
          "lock|(traces|budgets|apps|cache|pairs)\\.db.*|vault\\.(json|secret).*|(workbench|gates|providers|models|token-shares)\\.json.*"
              + "|drafts|history");

  private HomeFiles() {}

  /// Takes the permission to read them away from everybody else, also where an older version or a
  /// copy left it. What lies in the directories among them is protected by these.
  public static void tighten(Path home) throws IOException {
    List<Path> ours;
    try (var inside = Files.list(home)) {
      ours = inside.filter(HomeFiles::isOurs).toList();
    }
    ours.forEach(OwnerOnly::tighten);
  }

  private static boolean isOurs(Path file) {
    return OURS.matcher(String.valueOf(file.getFileName())).matches();
  }
}
