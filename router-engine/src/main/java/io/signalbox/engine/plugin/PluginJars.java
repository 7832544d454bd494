package io.signalbox.engine.plugin;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/// The jars in a directory of plug-ins. They run with all rights of the program, so a directory or
/// jar that others can change is not used.
final class PluginJars {
  private static final int MOST = 100;

  private PluginJars() {}

  /// A loader of all of them; the parent itself if there are none.
  ///
  /// @param problems what is wrong with them is added
  static ClassLoader loader(Path directory, ClassLoader parent, List<Problem> problems) {
    var jars = new ArrayList<URL>();
    for (Path jar : jars(directory, problems)) {
      if (isSound(jar, problems)) {
        try {
          jars.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          problems.add(PluginSearch.broken(name(jar), e));
        }
      }
    }
    return jars.isEmpty() ? parent : new URLClassLoader(jars.toArray(URL[]::new), parent);
  }

  private static List<Path> jars(Path directory, List<Problem> problems) {
    if (!Files.isDirectory(directory) || isOpen(directory, problems)) {
      return List.of();
    }
    try (var files = Files.list(directory)) {
      return files.filter(file -> name(file).endsWith(".jar")).sorted().limit(MOST).toList();
    } catch (IOException e) {
      problems.add(PluginSearch.broken(directory.toString(), e));
      return List.of();
    }
  }

  private static boolean isSound(Path jar, List<Problem> problems) {
    if (isOpen(jar, problems)) {
      return false;
    }
    try (var file = new JarFile(jar.toFile())) {
      return file.entries().hasMoreElements();
    } catch (IOException e) {
      problems.add(PluginSearch.broken(name(jar), e));
      return false;
    }
  }

  /// Whether others than its owner may change it, which is a problem.
  private static boolean isOpen(Path file, List<Problem> problems) {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      boolean open =
          view != null
              && view.readAttributes().permissions().stream().anyMatch(PluginJars::isOthersWriting);
      if (open) {
        problems.add(Problem.of(ProblemCode.PLUGIN_OPEN).with("file", file));
      }
      return open;
    } catch (IOException e) {
      problems.add(PluginSearch.broken(name(file), e));
      return true;
    }
  }

  private static boolean isOthersWriting(PosixFilePermission permission) {
    return permission == PosixFilePermission.GROUP_WRITE
        || permission == PosixFilePermission.OTHERS_WRITE;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
