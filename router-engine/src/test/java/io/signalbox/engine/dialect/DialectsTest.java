package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.spi.Dialect;
import org.junit.jupiter.api.Test;

final class DialectsTest {
  @Test
  void findsEveryDialectByItsId() {
    for (Dialect dialect : Dialects.all()) {
      assertEquals(dialect, Dialects.require(dialect.id()));
    }
    assertTrue(Dialects.of("openai").isPresent());
  }

  @Test
  void namesTheDialectsWhereOneIsUnknown() {
    assertTrue(Dialects.of("klingon").isEmpty());
    var thrown = assertThrows(IllegalArgumentException.class, () -> Dialects.require("klingon"));
    assertTrue(
        thrown.getMessage().startsWith("There is no dialect \"klingon\"; there are [openai"));
  }
}
