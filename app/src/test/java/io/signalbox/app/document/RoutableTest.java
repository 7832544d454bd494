package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.tryout.Simulation;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a graph that is half built can be asked.
final class RoutableTest {
  private static final String LOOSE = RealDesk.TEXT + "  idea: { kind: split, shares: [] }\n";

  @TempDir private Path home;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(RealDesk.installation(home, 0), Background.direct());
  }

  @AfterEach
  void close() {
    session.close();
    session.installation().engine().close();
  }

  private Document open(String text) {
    session.editor().open(Document.of("desk.yaml", text));
    return session.editor().document();
  }

  @Test
  void halfBuiltNodeThatNothingReachesBlocksNoRequest() {
    Document document = open(LOOSE);
    assertFalse(document.valid(), document.problems().toString());
    assertFalse(document.routable().orElseThrow().has("idea"));
    session.simulator().simulate("code", Map.of());
    var done = assertInstanceOf(Simulation.Done.class, session.simulator().resultProperty().get());
    assertEquals(Optional.of("large"), done.way().end());
  }

  @Test
  void halfBuiltNodeThatIsReachedBlocksRequests() {
    Document document = open(LOOSE.replace("otherwise: small", "otherwise: idea"));
    assertEquals(Optional.empty(), document.routable());
    session.simulator().simulate("code", Map.of());
    assertInstanceOf(Simulation.Failed.class, session.simulator().resultProperty().get());
  }

  @Test
  void graphWithoutErrorsIsAllOfIt() {
    Document document = open(RealDesk.TEXT);
    assertTrue(document.valid());
    assertEquals(Optional.of(document.graph()), document.routable());
  }
}
