package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each graph as each gateway's configuration, with the report, is what the golden files say. */
final class ExportGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/export");
  private static final boolean WRITE = "write".equals(System.getenv("SIGNALBOX_GOLDEN"));

  private static final Set<String> SERVER =
      Set.of("graph.yaml", "README.md", "signalbox.service", "Dockerfile", "compose.yaml");

  @TestFactory
  Stream<DynamicTest> exportsAreAsRecorded() {
    var tests = new ArrayList<DynamicTest>();
    Desks.all().forEach((name, graph) -> tests.addAll(tests(name, graph, Desks.PROVIDERS)));
    var providers = Samples.providers();
    Samples.all().forEach((name, graph) -> tests.addAll(tests("sample-" + name, graph, providers)));
    assertTrue(tests.size() >= 60, "an exporter was not found");
    return tests.stream();
  }

  private static List<DynamicTest> tests(
      String name, RoutingGraph graph, Map<String, Provider> providers) {
    var tests = new ArrayList<DynamicTest>();
    for (ConfigExporter exporter : ServiceLoader.load(ConfigExporter.class)) {
      var files = files(exporter.export(graph, providers));
      Path at = GOLDEN.resolve(name).resolve(exporter.id());
      files.forEach((file, text) ->
          tests.add(
              DynamicTest.dynamicTest(
                  name + " " + exporter.id() + " " + file, () -> compare(at.resolve(file), text))));
    }
    return tests;
  }

  private static Map<String, String> files(ConfigExporter.Export export) {
    var files = new LinkedHashMap<String, String>();
    // What is the same for all graphs lies in the sources; the graph itself is GraphText's.
    export.files().stream()
        .filter(file -> !file.name().endsWith(".py"))
        .filter(file -> !SERVER.contains(file.name()))
        .forEach(file -> files.put(file.name(), withoutProgram(file)));
    files.put("report.txt", report(export.report()));
    files.put("run.txt", export.run());
    return files;
  }

  private static String withoutProgram(ConfigExporter.File file) {
    return switch (file.name()) {
      case "route.js" -> file.text().replace(ProgramText.of(NginxExporter.PROGRAM), "");
      case "signalbox-router.js" -> file.text().replace(ProgramText.of(CcrExporter.PROGRAM), "");
      case "signalbox.lua" ->
          file.text()
              .lines()
              .dropWhile(line -> !line.startsWith("local TABLE"))
              .takeWhile(line -> !line.startsWith("local NODES"))
              .collect(java.util.stream.Collectors.joining("\n", "", "\n"));
      default -> file.text();
    };
  }

  private static String report(List<ConfigExporter.Fidelity> rows) {
    var out = new StringBuilder();
    for (var row : rows) {
      out.append("%s %s %s%n".formatted(row.grade().id(), row.kind(), Scripts.json(row.id())));
      for (var why : row.reasons()) {
        String text = why.text().replace("\n", "\\n");
        out.append("  - %s: %s%n".formatted(why.grade().id(), text));
      }
    }
    return out.toString();
  }

  private static void compare(Path file, String text) throws IOException {
    if (WRITE || !Files.exists(file)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      throw new AssertionError("written anew: " + file + "; look at it and run again");
    }
    assertEquals(Files.readString(file), text);
  }
}
