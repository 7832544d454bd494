package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void messageAndCausesCannotCommandTheTerminalNorForgeLines() {
    var entry = new LogRecord(Level.WARNING, "host \u001b[2J\n2026 forged");
    entry.setThrown(
        new IllegalStateException("a\u202e\nforged", new RuntimeException("b\u009b\r\nforged")));
    String line = new LogLine().format(entry);
    assertTrue(line.contains(" WARNING host \\u001b[2J\\u000a2026 forged\n"), line);
    assertTrue(
        line.contains("Caused by: java.lang.RuntimeException: b\\u009b\\u000d\\u000af"), line);
    assertFalse(line.lines().anyMatch(each -> each.startsWith("forged")), line);
    assertEquals(
        0, line.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t').count());
  }
}
