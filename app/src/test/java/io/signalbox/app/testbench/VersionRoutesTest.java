package io.signalbox.app.testbench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.RealDesk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which tested requests take another route now than in an earlier version.
final class VersionRoutesTest {
  private static final String SUITE =
      """
      graph: small-desk.yaml
      cases:
        - name: code goes to the large one
          request: { text: "Why is this code slow?" }
          expect: { model: large }
        - name: the rest to the small one
          request: { text: "hello" }
          expect: { model: small }
      """;

  @TempDir private Path home;
  private Session session;
  private VersionRoutes routes;

  @BeforeEach
  void open() throws IOException {
    Path graph = home.resolve("small-desk.yaml");
    Files.writeString(graph, RealDesk.TEXT);
    session = new Session(RealDesk.installation(home, 0), Background.direct());
    routes =
        new VersionRoutes(
            session.editor(),
            session.testBench(),
            session.installation().engine(),
            Background.direct());
    session.editor().open(GraphFile.load(graph));
  }

  @AfterEach
  void close() {
    session.installation().engine().store().close();
  }

  @Test
  void saysWithoutTestsThatThereAreNone() {
    assertEquals(
        List.of("No tests yet. With tests, the routes of both versions are compared."), compared());
  }

  @Test
  void namesTestsWhoseRouteChanges() throws IOException {
    Files.writeString(home.resolve("small-desk.suite.yaml"), SUITE);
    session.testBench().look();
    assertEquals("0 of 2 tested routes change.", compared().getFirst());
    session
        .editor()
        .edit("Connect", new GraphEdit.Connect("safe", new Slot.Item("to", 0), "small"));
    List<String> lines = compared();
    assertEquals("1 of 2 tested routes change.", lines.getFirst().split(" Estimated")[0]);
    assertEquals(
        "large (simulated/claude-opus-4-5) → small (simulated/gpt-5.1): code goes to the large one",
        lines.getLast());
  }

  @Test
  void saysThatBrokenVersionCannotBeCompared() throws IOException {
    Files.writeString(home.resolve("small-desk.suite.yaml"), SUITE);
    session.testBench().look();
    var told = new ArrayList<String>();
    routes.compare("signalbox: 1\nnodes: [", told::addAll);
    assertEquals(List.of("This version has errors, so its routes cannot be compared."), told);
  }

  private List<String> compared() {
    var told = new ArrayList<String>();
    routes.compare(RealDesk.TEXT, told::addAll);
    return told;
  }
}
