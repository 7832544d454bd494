package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The samples on the class path, read without any problem.
final class Samples {
  private Samples() {}

  static RoutingGraph graph(String name) {
    String file = name + ".yaml";
    var text = GraphText.read(file, text(name, file));
    assertEquals(List.of(), text.problems());
    return text.graph().orElseThrow();
  }

  static SuiteFile suite(String name) {
    String file = name + ".suite.yaml";
    var text = SuiteText.read(file, text(name, file));
    assertEquals(List.of(), text.problems());
    return text.suite().orElseThrow();
  }

  private static String text(String name, String file) {
    String path = "/samples/" + name + "/" + file;
    try (InputStream in = Optional.ofNullable(open(path)).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) {
    return Samples.class.getResourceAsStream(path);
  }
}
