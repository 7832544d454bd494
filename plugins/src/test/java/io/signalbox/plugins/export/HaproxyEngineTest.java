package io.signalbox.plugins.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HAProxy's own parser takes what is exported; skipped where there is no HAProxy. */
final class HaproxyEngineTest {
  private static final int GRAPHS = 25;

  @TempDir private Path directory;

  /** The program; the test is skipped where there is none. */
  static Path haproxy() {
    var found =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1)),
                Stream.of("/usr/sbin", "/usr/local/sbin"))
            .map(place -> Path.of(place, "haproxy"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "there is no haproxy on this machine");
    return found.orElseThrow();
  }

  @Test
  void samplesAreTaken() throws Exception {
    Path program = haproxy();
    for (RoutingGraph graph : Samples.all().values()) {
      assertEquals(
          "", checked(program, new HaproxyExporter().export(graph, Samples.providers()), ""));
    }
  }

  @Test
  void itsLuaReadsNamesAndValuesAsTheyWentIn() throws Exception {
    Path program = haproxy();
    var graphs = new OddGraphs(11);
    for (int i = 0; i < GRAPHS; i++) {
      var export = new HaproxyExporter().export(graphs.next().graph(), Desks.PROVIDERS);
      String dump =
          "\nlocal out = io.open('dump.json', 'w')\nout:write(encode(TABLE))\nout:close()\n";
      assertEquals("", checked(program, export, dump));
      String script = export.files().getLast().text();
      JsonNode written = JsonMapper.shared().readTree(InjectionTest.lua(script));
      String read = Files.readString(directory.resolve("dump.json"));
      assertTrue(
          written.equals(HaproxyEngineTest::order, JsonMapper.shared().readTree(read)), read);
    }
  }

  /** Lua writes 0.0 as 0. */
  private static int order(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? Double.compare(one.asDouble(), other.asDouble())
        : one.equals(other) ? 0 : 1;
  }

  /** What HAProxy says against an export; empty if it takes it. */
  private String checked(Path program, ConfigExporter.Export export, String more)
      throws IOException, InterruptedException {
    for (ConfigExporter.File file : export.files()) {
      String text = file.name().endsWith(".lua") ? file.text() + more : file.text();
      Files.writeString(directory.resolve(file.name()), text);
    }
    Process check =
        new ProcessBuilder(
                List.of(program.toString(), "-C", directory.toString(), "-f", "haproxy.cfg", "-c"))
            .redirectErrorStream(true)
            .start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean warned =
        said.lines()
            .filter(line -> line.contains("[WARNING]"))
            .anyMatch(
                line -> !line.contains("could not resolve address")); // there may be no network
    return check.waitFor() == 0 && !warned ? "" : said;
  }
}
