package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.check.GraphCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in a file of the workspace, it is read without an exception, and what was
/// understood can be written and read again.
final class WorkspaceFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void graph(byte[] file) {
    GraphText text = GraphText.read("f", utf8(file));
    assertTrue(text.graph().isPresent() || !text.problems().isEmpty());
    assertTrue(text.problems().size() <= Findings.MOST);
    assertTrue(text.problems().stream().allMatch(each -> each.at().isPresent()));
    text.graph().ifPresent(graph -> checked(text, graph));
    if (text.isSound()) {
      RoutingGraph graph = text.graph().orElseThrow();
      same(graph, GraphText.read("f", GraphText.write(graph)));
      assertEquals(text.text(), text.with(graph).text());
    }
  }

  private static void checked(GraphText text, RoutingGraph graph) {
    var found = GraphCheck.check(graph, each -> ModelCard.unknown(each.provider(), each.model()));
    text.located(found);
  }

  private static void same(RoutingGraph graph, GraphText again) {
    assertTrue(again.isSound(), () -> again.problems() + "\n" + again.text());
    assertEquals(GraphWriter.of(graph), GraphWriter.of(again.graph().orElseThrow()));
  }

  @FuzzTest
  void suite(byte[] file) {
    SuiteText text = SuiteText.read("f", utf8(file));
    assertTrue(text.suite().isPresent() || !text.problems().isEmpty());
    if (text.isSound() && !text.suite().orElseThrow().cases().isEmpty()) {
      SuiteFile suite = text.suite().orElseThrow();
      suite.cases().forEach(each -> SuiteText.begin("f", "g.yaml", each));
      text.expecting(0, suite.cases().getFirst().expect());
    }
  }

  @FuzzTest
  void workbench(byte[] file) throws IOException {
    Path state = folder.resolve("workbench.json");
    Files.write(state, file);
    WorkbenchState read = WorkbenchState.load(state);
    read.text("a");
    read.number("a");
    read.flag("a");
    read.list("a");
    read.save(state);
    assertEquals(read, WorkbenchState.load(state));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
