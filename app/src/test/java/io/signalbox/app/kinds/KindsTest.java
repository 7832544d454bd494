package io.signalbox.app.kinds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.edit.NewNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The faces of the kinds of nodes.
final class KindsTest {
  @Test
  void nodesHaveSummaries() {
    assertEquals("$40 a month", subtitle("cap"));
    assertEquals("cheapest eligible", subtitle("cheap"));
    assertEquals("first token within 8 s", subtitle("code"));
  }

  private static String subtitle(String id) {
    return Desk.graph().node(id).map(Kinds::subtitle).orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void everyRunnableKindHasSummary(NodeKind kind) {
    if (kind.supported() && kind != NodeKind.REWRITE) {
      assertFalse(Kinds.subtitle(NewNode.of(kind, "n")).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasColour(NodeKind kind) throws IOException {
    String rule = "\\." + Kinds.of(kind).style() + "\\b[^{]*\\{ -kind:";
    assertTrue(Pattern.compile(rule).matcher(styles()).find(), rule);
  }

  private static String styles() throws IOException {
    try (InputStream css =
        Objects.requireNonNull(
            Kinds.class.getResourceAsStream("/io/signalbox/app/shell/workbench.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void shortcutLettersAreUnique() {
    long letters =
        Arrays.stream(NodeKind.values()).map(kind -> Kinds.of(kind).letter()).distinct().count();
    assertEquals(NodeKind.values().length, letters);
    List<String> taken = List.of(Kinds.MODEL.letter(), "D"); // D: toggle disabled
    assertTrue(
        Arrays.stream(NodeKind.values())
            .noneMatch(kind -> taken.contains(Kinds.of(kind).letter())));
  }
}
