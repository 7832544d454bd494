package io.signalbox.engine.proxy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class SafeStackTraceTest {
  @Test
  void bugIsLoggedWithItsPlacesButWithoutWhatItStumbledOver() {
    var inner = new NumberFormatException("For input string: \"my prompt\"");
    var outer = new IllegalStateException("could not read my prompt", inner);
    inner.initCause(outer);
    var text = new StringWriter();
    SafeStackTrace.of(outer).printStackTrace(new PrintWriter(text));
    assertFalse(text.toString().contains("my prompt"), text.toString());
    assertTrue(text.toString().contains("NumberFormatException"), text.toString());
    assertTrue(text.toString().contains("SafeStackTraceTest.java"), text.toString());
  }
}
