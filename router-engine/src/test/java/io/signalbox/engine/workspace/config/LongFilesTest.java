package io.signalbox.engine.workspace.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;

/// Long files are told apart as short ones are.
final class LongFilesTest {
  @Test
  void manyCommentsStandBeforeTheFirstKeyOfATable() {
    String text = "[gateway]\n" + "# nothing\n".repeat(100_000) + "bind = \"here\"\n";
    var read =
        assertInstanceOf(ConfigReader.Understood.class, ConfigReader.read("tensorzero", text));
    assertEquals(
        "here", read.file().root().at("gateway", "bind").orElseThrow().asText().orElse(""));
  }
}
