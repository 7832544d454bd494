package io.signalbox.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The shape of every module's main sources: no file is too long to be read at once, no package too
 * full to be searched by eye, and a name that is searched for is one type.
 */
final class SourceShapeTest {
  private static final int MOST_LINES = 350;
  private static final int MOST_FILES = 40;

  @TestFactory
  Stream<DynamicTest> filesHaveAtMost350Lines() throws IOException {
    return modules(module -> {
      var tooLong = new TreeMap<String, Long>();
      for (Path file : sources(module)) {
        try (var lines = Files.lines(file)) {
          long count = lines.count();
          if (count > MOST_LINES) {
            tooLong.put(module.relativize(file).toString(), count);
          }
        }
      }
      assertEquals(Map.of(), tooLong, "divide by idea, not by length");
    });
  }

  @TestFactory
  Stream<DynamicTest> packagesHaveAtMost40Files() throws IOException {
    return modules(module -> {
      var tooFull = new TreeMap<String, Integer>();
      sources(module).stream()
          .collect(groupingBy(Path::getParent, toList()))
          .forEach((folder, files) -> {
            if (files.size() > MOST_FILES) {
              tooFull.put(module.relativize(folder).toString(), files.size());
            }
          });
      assertEquals(Map.of(), tooFull, "divide by what the types are about");
    });
  }

  /** Cases of a sealed interface may repeat: they are always written behind its name. */
  @TestFactory
  Stream<DynamicTest> publicTypesOfModuleHaveDifferentNames() throws IOException {
    return modules(module -> {
      var places = new TreeMap<String, List<String>>();
      for (CompilationUnitTree unit : parsed(sources(module))) {
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree top && isPublic(top)) {
            collect(String.valueOf(unit.getPackageName()), top, places);
          }
        }
      }
      places.values().removeIf(all -> all.size() == 1);
      assertEquals(Map.of(), places, "give each a name of its own");
    });
  }

  private static void collect(String outer, ClassTree type, Map<String, List<String>> places) {
    String name = type.getSimpleName().toString();
    String full = outer + "." + name;
    places.computeIfAbsent(name, key -> new ArrayList<>()).add(full);
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree nested
          && (type.getKind() == Tree.Kind.INTERFACE || isPublic(nested))
          && !isCaseOf(type, nested)) {
        collect(full, nested, places);
      }
    }
  }

  private static boolean isPublic(ClassTree type) {
    return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
  }

  private static boolean isCaseOf(ClassTree sealed, ClassTree nested) {
    return nested.getImplementsClause().stream()
        .map(each -> each.toString().replaceFirst("<.*", ""))
        .anyMatch(sealed.getSimpleName()::contentEquals);
  }

  private static Iterable<? extends CompilationUnitTree> parsed(List<Path> files)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      return ((JavacTask) compiler.getTask(null, manager, problem -> {}, List.of(), null, units))
          .parse();
    }
  }

  /** What is asserted of a module's directory. */
  @FunctionalInterface
  private interface Shape {
    void of(Path module) throws IOException;
  }

  private static Stream<DynamicTest> modules(Shape shape) throws IOException {
    try (var folders = Files.list(root())) {
      return folders
          .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
          .sorted()
          .map(module -> dynamicTest(module.getFileName().toString(), () -> shape.of(module)))
          .toList()
          .stream();
    }
  }

  private static List<Path> sources(Path module) throws IOException {
    try (var files = Files.walk(module.resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("router-engine")) ? here : here.getParent();
  }
}
