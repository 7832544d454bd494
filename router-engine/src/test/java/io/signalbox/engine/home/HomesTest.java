package io.signalbox.engine.home;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HomesTest {
  @Test
  void environmentComesFirst() {
    assertEquals(
        Path.of("/srv/box"), Homes.usual(Map.of("SIGNALBOX_HOME", "/srv/box"), "Mac OS X", "/u"));
  }

  @Test
  void linuxFollowsTheDesktopsCustom() {
    assertEquals(Path.of("/u/.local/share/signalbox"), Homes.usual(Map.of(), "Linux", "/u"));
    assertEquals(
        Path.of("/data/signalbox"), Homes.usual(Map.of("XDG_DATA_HOME", "/data"), "Linux", "/u"));
    assertEquals(
        Path.of("/u/.local/share/signalbox"),
        Homes.usual(Map.of("XDG_DATA_HOME", "data"), "Linux", "/u"));
  }

  @Test
  void othersHaveTheirOwn() {
    assertEquals(
        Path.of("/u/Library/Application Support/Signalbox"),
        Homes.usual(Map.of(), "Mac OS X", "/u"));
    assertEquals(
        Path.of("/local/Signalbox"),
        Homes.usual(Map.of("LOCALAPPDATA", "/local"), "Windows 11", "/u"));
    assertEquals(Path.of("/u/AppData/Local/Signalbox"), Homes.usual(Map.of(), "Windows 11", "/u"));
  }
}
