package io.signalbox.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorSpaceTest {
  private static final ModelCard CARD = ModelCard.unknown("acme", "embedder");

  private static VectorSpace space(Map<String, String> params) {
    return VectorSpace.of(CARD, Map.of(), params);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimensions",
        "outputDimensionality",
        "output_dimensionality",
        "output_dimension",
      })
  void lengthInTheWordOfAnyApiIsAnotherSpace(String name) {
    VectorSpace set = space(Map.of(name, "768"));
    assertNotEquals(space(Map.of()), set);
    assertNotEquals(space(Map.of(name, "256")), set);
    assertEquals(space(Map.of("dimensions", "768")), set);
    assertEquals(set, space(Map.of(name, "\"768\"")));
    assertEquals(set, space(Map.of(name, "768.0")));
  }

  @Test
  void lengthWithinAnotherMemberCounts() {
    assertEquals(
        space(Map.of("dimensions", "768")),
        space(Map.of("parameters", "{\"autoTruncate\": true, \"outputDimensionality\": 768}")));
  }

  @Test
  void otherMembersAreTheSameSpace() {
    assertEquals(space(Map.of()), space(Map.of("input_type", "\"search_query\"")));
  }
}
