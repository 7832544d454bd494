package io.signalbox.app.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Lines that are put into a client's own file.
final class ConfigFileTest {
  private static final String LINES = "{ \"provider\": { \"signalbox\": { \"name\": \"Ours\" } } }";

  @TempDir private Path directory;

  @Test
  void createsMissingFile() throws IOException {
    Path file = directory.resolve("deep/opencode.json");
    ConfigFile change = ConfigFile.planned(file, LINES);
    assertEquals("", change.before());
    assertEquals(file, change.write());
    assertEquals(LINES + "\n", Files.readString(file));
  }

  @Test
  void keepsOtherEntriesAndBackup() throws IOException {
    Path file = directory.resolve("opencode.json");
    String old = "{\"theme\": \"dark\", \"provider\": {\"other\": {\"a\": [1, 2], \"b\": {}}}}";
    Files.writeString(file, old);
    ConfigFile change = ConfigFile.planned(file, LINES);
    assertEquals(
        """
        {
          "theme": "dark",
          "provider": {
            "other": {
              "a": [ 1, 2 ],
              "b": {}
            },
            "signalbox": {
              "name": "Ours"
            }
          }
        }
        """,
        change.after().replace("\r\n", "\n"));
    Path kept = change.write();
    assertEquals(directory.resolve("opencode.json.bak"), kept);
    assertEquals(old, Files.readString(kept));
    assertTrue(ConfigFile.planned(file, LINES).isThere());
  }

  @Test
  void doesNotChangeFileWithComments() throws IOException {
    Path file = directory.resolve("opencode.json");
    Files.writeString(file, "{ // mine\n}");
    var refused = assertThrows(IOException.class, () -> ConfigFile.planned(file, LINES));
    assertTrue(refused.getMessage().endsWith("Add the lines by hand."));
  }

  @Test
  void doesNotChangeBinaryFile() throws IOException {
    Path file = directory.resolve("opencode.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'});
    var refused = assertThrows(IOException.class, () -> ConfigFile.planned(file, LINES));
    assertTrue(refused.getMessage().endsWith("is not UTF-8 text. Add the lines by hand."));
  }

  @Test
  void doesNotReplaceFileChangedSincePreview() throws IOException {
    Path file = directory.resolve("opencode.json");
    Files.writeString(file, "{}");
    ConfigFile change = ConfigFile.planned(file, LINES);
    Files.writeString(file, "{\"a\": 1}");
    assertThrows(IOException.class, change::write);
    assertEquals("{\"a\": 1}", Files.readString(file));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void newFileIsPrivateAndExistingKeepsPermissions() throws IOException {
    Path fresh = directory.resolve("fresh.json");
    ConfigFile.planned(fresh, LINES).write();
    assertEquals("rw-------", permissions(fresh));
    Path old = directory.resolve("old.json");
    Files.writeString(old, "{}");
    for (String each : new String[] {"rw-------", "rw-r-----"}) {
      Files.writeString(old, "{}");
      Files.setPosixFilePermissions(old, PosixFilePermissions.fromString(each));
      ConfigFile.planned(old, LINES).write();
      assertEquals(each, permissions(old));
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
