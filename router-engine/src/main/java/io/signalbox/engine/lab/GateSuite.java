package io.signalbox.engine.lab;

import io.signalbox.engine.graph.GateNode;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.RegularFile;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What came of the suite of a gate.
public sealed interface GateSuite {
  /// Larger files are no suites.
  int MOST_BYTES = 4 << 20;

  /// It can be run.
  ///
  /// @param cases those that expect something of the answer, at least one
  /// @param fingerprint of its text
  record Ready(List<SuiteCase> cases, String fingerprint) implements GateSuite {
    public Ready {
      cases = List.copyOf(cases);
    }
  }

  /// It cannot.
  ///
  /// @param why for a person
  record Failed(String why) implements GateSuite {}

  /// Where it is; empty if that is not in the directory of the graph, or no path.
  static Optional<Path> file(GateNode gate, RoutingGraph graph) {
    try {
      return graph.file(gate.suite());
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// Reads it.
  static GateSuite load(GateNode gate, RoutingGraph graph) {
    return file(gate, graph)
        .map(file -> read(gate.suite(), file))
        .orElseGet(() -> new Failed("it is not in the directory of the graph"));
  }

  private static GateSuite read(String name, Path file) {
    try {
      byte[] bytes = RegularFile.read(file, MOST_BYTES);
      if (bytes.length > MOST_BYTES) {
        return new Failed("it is larger than 4 MiB");
      }
      var decoder = StandardCharsets.UTF_8.newDecoder();
      String text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
      return read(SuiteText.read(name, text), Fingerprints.of(bytes));
    } catch (NoSuchFileException e) {
      return new Failed("there is no such file");
    } catch (CharacterCodingException e) {
      return new Failed("it is not UTF-8 text");
    } catch (IOException | SecurityException e) {
      return new Failed("it cannot be read: " + e.getMessage());
    }
  }

  private static GateSuite read(SuiteText text, String fingerprint) {
    if (!text.isSound()) {
      return text.problems().stream()
          .filter(Problem::isError)
          .findFirst()
          .map(problem -> new Failed("it has errors: " + problem.message()))
          .orElseGet(() -> new Failed("it has errors"));
    }
    List<SuiteCase> cases =
        text.suite().orElseThrow().cases().stream()
            .filter(each -> each.expect().answer().isPresent())
            .toList();
    return cases.isEmpty()
        ? new Failed("no case expects an answer")
        : new Ready(cases, fingerprint);
  }
}
