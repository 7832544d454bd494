package io.signalbox.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What is said where no window can be opened. */
final class NoDisplayTest {
  @Test
  void missingGtkErrorNamesPackage() {
    var why = new UnsupportedOperationException("Unable to load glass GTK library.");
    String message = NoDisplay.message(new IllegalStateException("no toolkit", why));
    assertTrue(message.contains("Unable to load glass GTK library."), message);
    assertTrue(message.contains("apt install libgtk-3-0"), message);
    assertTrue(message.contains("./signalbox demo"), message);
  }

  @Test
  void otherErrorsAreUnchanged() {
    String message = NoDisplay.message(new UnsupportedOperationException("Unable to open DISPLAY"));
    assertTrue(message.contains("Unable to open DISPLAY"), message);
    assertFalse(message.contains("apt install"), message);
  }
}
