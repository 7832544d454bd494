package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the shape of a benchmark's output only: figures of a busy machine mean nothing. */
class BenchCommandTest {
  private static final List<String> SHORT =
      List.of(
          "--seconds",
          "0.1",
          "--first-seconds",
          "0.1",
          "--streams",
          "10",
          "--stream-rounds",
          "2",
          "--idle",
          "5",
          "--no-nginx",
          "--no-envoy");

  @TempDir private Path directory;

  private Typed bench(String... more) throws IOException {
    var args = new ArrayList<String>();
    args.add("bench");
    args.addAll(SHORT);
    args.addAll(List.of(more));
    return Typed.run(directory, args.toArray(String[]::new));
  }

  @Test
  void everyPartIsMeasured() throws IOException {
    var typed = bench("--rounds", "1", "--json");
    assertEquals(0, typed.code(), typed.err());
    var json = JsonMapper.shared().readTree(typed.out());
    warmIsThere(json.get("warm"));
    startIsThere(json.get("start"));
    streamsAreThere(json.get("streams"));
    memoryIsThere(json.get("memory"));
  }

  private static void warmIsThere(JsonNode warm) {
    assertEquals("direct", warm.get("share_of").asString());
    assertEquals(2, warm.get("targets").size());
    for (var target : warm.get("targets")) {
      assertTrue(target.get("median_us").asDouble() > 0, warm.toString());
      assertTrue(target.get("per_second").asDouble() > 0, warm.toString());
    }
    assertEquals("Signalbox", warm.at("/targets/1/target").asString());
  }

  private static void startIsThere(JsonNode start) {
    assertEquals(1, start.get("starts").asInt());
    for (String figure :
        List.of("ready_ms", "first_answer_ms", "first_per_second", "share_of_warm")) {
      assertTrue(start.get(figure).asDouble() > 0, start.toString());
    }
  }

  private static void streamsAreThere(JsonNode streams) {
    assertEquals(10, streams.get("streams").asInt());
    assertEquals("Signalbox", streams.at("/targets/1/target").asString());
    for (var target : streams.get("targets")) {
      assertEquals(2, target.get("rounds").size());
      for (var round : target.get("rounds")) {
        assertEquals(0, round.get("lost").asInt(), streams.toString());
        assertTrue(round.get("first_p99_ms").asDouble() > 0, streams.toString());
        assertTrue(
            round.get("whole_median_ms").asDouble() > round.get("first_median_ms").asDouble(),
            streams.toString());
      }
    }
  }

  private static void memoryIsThere(JsonNode memory) {
    assertEquals(Files.exists(Path.of("/proc/self/status")), memory.get("known").asBoolean());
    if (memory.get("known").asBoolean()) {
      assertEquals(0, memory.at("/targets/0/moments/0/stream_rounds").asInt());
      assertEquals(2, memory.at("/targets/0/moments/1/stream_rounds").asInt());
      assertTrue(memory.at("/targets/0/moments/1/resident_kb").asInt() > 0, memory.toString());
      assertTrue(memory.has("idle_connection_kb"), memory.toString());
    }
  }

  @Test
  void textOutputSaysHowItWasMeasured() throws IOException {
    var typed = bench("--rounds", "1", "--only", "warm");
    assertEquals(0, typed.code(), typed.err());
    assertTrue(typed.out().contains("of warm-up"), typed.out());
    assertTrue(typed.out().contains("share this machine"), typed.out());
    assertFalse(typed.out().contains("Streams"), typed.out());
  }

  @Test
  void lengthsThatMeanNothingAreRefused() throws IOException {
    assertEquals(2, bench("--rounds", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--seconds", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--first-seconds", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--streams", "0").code());
    assertEquals(2, Typed.run(directory, "bench", "--stream-rounds", "101").code());
    assertEquals(2, Typed.run(directory, "bench", "--idle", "10001").code());
  }

  @Test
  void anUnknownPartIsRefusedWithThoseThatAreKnown() throws IOException {
    var typed = bench("--only", "warm,speed");
    assertEquals(2, typed.code());
    assertTrue(
        typed.err().contains("'speed' is none of warm, start, streams, memory"), typed.err());
  }
}
