package io.signalbox.engine.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Places in graphs.
final class PlaceTest {
  private static final Place RULE = Place.node("gpt-5.1").at("rules").at(1);

  @Test
  void writesKeysAndIndices() {
    assertEquals("nodes.gpt-5.1.rules[1].when", RULE.at("when").path());
    assertEquals("promises[10].only", Place.promise(10).at("only").path());
    assertEquals("", Place.WHOLE.path());
  }

  @Test
  void idsWithDotsStayWhole() {
    assertEquals(Optional.of("gpt-5.1"), RULE.node());
    assertEquals(Optional.of("gpt-5.1"), Place.model("gpt-5.1").at("url").id());
    assertTrue(Place.START.id().isEmpty());
  }

  @Test
  void liesInItsPartsAndInNoneWithALongerName() {
    assertTrue(RULE.at("when").isIn(Place.node("gpt-5.1")));
    assertFalse(RULE.isIn(Place.node("gpt-5")));
    assertFalse(Place.promise(10).isIn(Place.promise(1)));
  }

  @Test
  void saysWhichExitItIs() {
    for (Slot slot :
        List.of(
            new Slot.Field("otherwise"),
            new Slot.Item("to", 2),
            new Slot.ItemField("rules", 1, "to"),
            new Slot.Entry("answers", "no idea"),
            new Slot.EntryField("classes", "gpt-5.1", "to"))) {
      assertEquals(Optional.of(slot), Slot.of(Place.node("a.b").at(slot).field()));
      assertEquals("nodes.a.b." + slot.path(), Place.node("a.b").at(slot).path());
    }
    assertTrue(Slot.of(Place.node("a").field()).isEmpty());
  }
}
