package io.signalbox.app.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelsTextTest {
  private static final Map<String, String> COMMAS = Map.of("tags", "a, b=c", "note", "one, two");

  @Test
  void leavesLabelsWithCommasAlone() {
    assertEquals(COMMAS, LabelsText.read(LabelsText.of(COMMAS), COMMAS));
  }

  @Test
  void readsNewLabelsBesideThoseThatStay() {
    assertEquals(
        Map.of("tags", "a, b=c", "note", "one, two", "team", "red", "tier", "gold"),
        LabelsText.read("team = red, " + LabelsText.of(COMMAS) + ",tier=gold", COMMAS));
  }

  @Test
  void refusesWhatIsNoLabel() {
    assertEquals(Map.of(), LabelsText.read(" ", COMMAS));
    assertThrows(IllegalArgumentException.class, () -> LabelsText.read("tags = a, b", Map.of()));
  }
}
