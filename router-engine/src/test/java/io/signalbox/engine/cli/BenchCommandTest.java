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
  void everyTargetIsMeasured() throws IOException {
    var typed =
        Typed.run(directory, "bench", "--seconds", "0.1", "--rounds", "2", "--no-nginx", "--json");
    assertEquals(0, typed.code(), typed.err());
    var json = JsonMapper.shared().readTree(typed.out());
    assertEquals("direct", json.get("share_of").asString());
    assertEquals(2, json.get("targets").size());
    for (var target : json.get("targets")) {
      assertTrue(target.get("median_us").asDouble() > 0, typed.out());
      assertTrue(target.get("per_second").asDouble() > 0, typed.out());
    }
    assertEquals("Signalbox", json.at("/targets/1/target").asString());
  }

  @Test
  void textOutputSaysHowItWasMeasured() throws IOException {
    var typed = Typed.run(directory, "bench", "--seconds", "0.1", "--rounds", "1", "--no-nginx");
    assertEquals(0, typed.code(), typed.err());
    assertTrue(typed.out().contains("of warm-up"), typed.out());
    assertTrue(typed.out().contains("share this machine"), typed.out());
  }

  @Test
  void lengthsThatMeanNothingAreRefused() throws IOException {
    assertEquals(2, Typed.run(directory, "bench", "--seconds", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--rounds", "0").code());
  }
}
