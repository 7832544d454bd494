package io.signalbox.engine.graph.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Models that conditions name get other ids.
final class ModelReferencesTest {
  private static String renamed(String text) {
    var read = (Condition.Parsed.Ready) Condition.read(text);
    return ModelReferences.renamed(read.condition(), "opus", "large").text();
  }

  @Test
  void textsKeepWhatTheySay() {
    assertEquals(
        "health.large.open && text == \"health.opus\"",
        renamed("health[\"opus\"].open && text == \"health.opus\""));
  }

  @Test
  void textMayBeAsLongAsAConditionMay() {
    String text = "\"" + "a".repeat(7_900) + "\"";
    assertEquals(
        "text == " + text + " || health.large.open",
        renamed("text == " + text + " || health.opus.open"));
  }
}
