package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the shape of a benchmark's output only: figures of a busy machine mean nothing. */
class BenchCommandTest {
  @TempDir private Path directory;

  @Test
  void everyWayIsMeasured() throws IOException {
    var typed =
        Typed.run(directory, "bench", "--seconds", "0.1", "--rounds", "2", "--no-nginx", "--json");
    assertEquals(0, typed.code(), typed.err());
    var json = JsonMapper.shared().readTree(typed.out());
    assertEquals("straight", json.get("share_of").asString());
    assertEquals(2, json.get("ways").size());
    for (var way : json.get("ways")) {
      assertTrue(way.get("median_us").asDouble() > 0, typed.out());
      assertTrue(way.get("per_second").asDouble() > 0, typed.out());
    }
    assertEquals("Signalbox", json.at("/ways/1/way").asString());
  }

  @Test
  void peopleAreToldHowItWasMeasured() throws IOException {
    var typed = Typed.run(directory, "bench", "--seconds", "0.1", "--rounds", "1", "--no-nginx");
    assertEquals(0, typed.code(), typed.err());
    assertTrue(typed.out().contains("to warm up"), typed.out());
    assertTrue(typed.out().contains("share this machine"), typed.out());
  }

  @Test
  void lengthsThatMeanNothingAreRefused() throws IOException {
    assertEquals(2, Typed.run(directory, "bench", "--seconds", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--rounds", "0").code());
  }
}
