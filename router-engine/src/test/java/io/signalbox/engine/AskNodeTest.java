package io.signalbox.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Decisions by a small model through the whole program.
@Timeout(120)
final class AskNodeTest {
  private static final String TEXT = "why does my loop never end";

  private static final String GRAPH =
      """
      signalbox: 1
      name: Test
      start: topic
      models:
        sorter: { provider: fake-openai, model: priced, url: "%s/v1" }
        a: { provider: fake-openai, model: priced, url: "%s/v1" }
      nodes:
        topic: { kind: ask, model: sorter, question: What is it about?, answers: { code: a }, otherwise: no }
        no: { kind: reject, status: 403, message: forbidden }
      """;

  @TempDir private Path home;

  @Test
  void sameTextIsAskedAboutOnceInAnHourAndLiesInNoFile() throws Exception {
    try (var sorter = new FakeProvider(FakeAnswers.says("code"));
        var model = new FakeProvider(FakeAnswers.says("here"));
        var rig = new Rig(home, GRAPH.formatted(sorter.url(), model.url()))) {
      rig.ask(false, TEXT);
      Rig.Reply second = rig.ask(true, TEXT);
      assertTrue(second.says("here"), second.body());
      assertEquals(1, sorter.requests.size());
      assertEquals(2, model.requests.size());
      String steps = rig.trace(second).all().get("steps").toString();
      assertTrue(steps.contains("cached: sorter answered code"), steps);
      rig.pass(Duration.ofHours(1));
      rig.ask(false, TEXT);
      assertEquals(2, sorter.requests.size());
    }
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertTrue(
            !new String(Files.readAllBytes(file), ISO_8859_1).contains(TEXT), file.toString());
      }
    }
  }
}
