package io.signalbox.app.wording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.app.Desk;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Words beside ports and below names.
final class WordingTest {
  @Test
  void shortensConditions() {
    assertEquals("task is “translate”", label("metadata.task == \"translate\"", Optional.empty()));
    assertEquals(
        "tokens > 8\u202f000 and stream", label("tokens > 8000 && stream", Optional.empty()));
  }

  @Test
  void keepsStringLiteralsOfConditions() {
    assertEquals(
        "q is “a == b && metadata.x 12345”",
        label("metadata.q == \"a == b && metadata.x 12345\"", Optional.empty()));
    String cel = "size(text) > 3 ? text == \"a == b\" : stream";
    assertEquals(cel, label(cel, Optional.empty()));
  }

  @Test
  void keepsNamesOfRules() {
    assertEquals("a == b && 12345", label("stream", Optional.of("a == b && 12345")));
  }

  private static String label(String when, Optional<String> name) {
    var rule = new RulesNode.Rule(Condition.of(when), "x", name);
    var node = new RulesNode("n", About.NOTHING, List.of(rule), "x");
    return ExitLabel.of(node, node.exits().getFirst().label());
  }

  @Test
  void durationsHaveOneUnit() {
    assertEquals("250 ms", Wording.duration(Duration.ofMillis(250)));
    assertEquals("1.5 s", Wording.duration(Duration.ofMillis(1500)));
    assertEquals("8 s", Wording.duration(Duration.ofSeconds(8)));
    assertEquals("5 min", Wording.duration(Duration.ofMinutes(5)));
    assertEquals("2 h", Wording.duration(Duration.ofHours(2)));
  }

  @Test
  void modelSubtitleHasProviderAndPrice() {
    assertEquals(
        "Anthropic · $5 / $25",
        Wording.subtitle(Model.of("opus", "anthropic", "claude-opus-4-5"), Desk.installation()));
    assertEquals(
        "nobody · price unknown",
        Wording.subtitle(Model.of("x", "nobody", "x"), Desk.installation()));
  }
}
