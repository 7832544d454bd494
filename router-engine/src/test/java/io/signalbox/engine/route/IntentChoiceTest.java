package io.signalbox.engine.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.IntentNode.IntentClass;
import io.signalbox.engine.intent.IntentVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IntentChoiceTest {
  private final IntentNode node = node();

  @Test
  void classIsTakenIfItIsSureEnough() {
    assertEquals(
        new IntentChoice("code", "a", "most like code, confidence 0.50, threshold 0.50"),
        IntentChoice.of(node, always("code", 0.5), "fix it"));
    assertEquals(
        new IntentChoice("otherwise", "c", "most like code, confidence 0.49, threshold 0.50"),
        IntentChoice.of(node, always("code", 0.49), "fix it"));
  }

  @Test
  void thresholdOfTheNodeCounts() {
    IntentNode strict = node.withThreshold(Optional.of(0.9));
    assertEquals("otherwise", IntentChoice.of(strict, always("maths", 0.8), "fix it").exit());
    assertEquals("b", IntentChoice.of(strict, always("maths", 0.95), "fix it").to());
  }

  @Test
  void withoutEncoderOrTextOtherwiseIsTaken() {
    assertEquals(
        new IntentChoice("otherwise", "c", "no encoder of texts is installed"),
        IntentChoice.of(node, IntentSource.NONE, "fix it"));
    assertEquals(
        new IntentChoice("otherwise", "c", "there is no user message"),
        IntentChoice.of(node, always("code", 1), " "));
  }

  private static IntentSource always(String label, double confidence) {
    return text -> new IntentFinding.Likely(new IntentVerdict(label, confidence));
  }

  private static IntentNode node() {
    var classes = new LinkedHashMap<String, IntentClass>();
    classes.put("code", new IntentClass("a", List.of("fix my loop")));
    classes.put("maths", new IntentClass("b", List.of("prove it")));
    return new IntentNode(
        "topic", About.NOTHING, classes, Optional.empty(), "c", IntentNode.USUAL_ENCODER);
  }
}
