package io.signalbox.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.document.Document;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was proved of a graph is told until the graph changes. */
final class ProofNoteTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Desk
      start: m
      models: { m: { provider: openai, model: gpt-5.1 } }
      """;

  @TempDir private Path folder;

  @Test
  void proofIsToldUntilTheGraphChanges() throws Exception {
    Path graph = folder.resolve("desk.yaml");
    Files.writeString(folder.resolve("desk.proof-nginx.json"), proof(hash(GRAPH)));
    assertEquals(
        Optional.of("Proved on nginx 1.22.1, 276 decisions, 0 wrong, 2026-12-01."),
        ProofNote.of(Document.of(graph, GRAPH), "nginx"));
    assertEquals(Optional.empty(), ProofNote.of(Document.of(graph, GRAPH + "# new\n"), "nginx"));
    assertEquals(Optional.empty(), ProofNote.of(Document.of(graph, GRAPH), "envoy"));
  }

  private static String proof(String hash) {
    return """
    {
      "graph" : "Desk",
      "target" : "nginx",
      "version" : "1.22.1",
      "at" : "2026-12-01T05:14:53Z",
      "of" : "%s",
      "decisions" : 276,
      "same" : 270,
      "declared" : 6,
      "wrong" : 0,
      "different" : [ { "request" : "wrong" } ]
    }
    """
        .formatted(hash);
  }

  private static String hash(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
