package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.workspace.GraphText;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the file of a graph is called before there is one.
final class OpenFileTest {
  private static String proposed(String file, String name) {
    String text = GraphText.write(RoutingGraph.empty(name));
    return new OpenFile(Document.of(file, text), Optional.empty()).proposedName();
  }

  @Test
  void graphWithoutFileIsNamedByItsName() {
    assertEquals("mein-bücher-desk.yaml", proposed("untitled.yaml", "Mein Bücher-Desk!"));
    assertEquals("untitled.yaml", proposed("untitled.yaml", "Untitled"));
    assertEquals("untitled.yaml", proposed("untitled.yaml", "🙂"));
    assertEquals("support-desk.yaml", proposed("support-desk.yaml", "My desk"));
  }
}
