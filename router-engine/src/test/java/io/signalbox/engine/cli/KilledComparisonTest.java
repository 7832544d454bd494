package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.Main;
import io.signalbox.engine.spi.ProviderPlugin;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A matrix of 5 models and 200 prompts is killed with -9 and stopped by a signal in between: each
 * answer is asked for once but those that were under way at the kill, and none is lost.
 */
final class KilledComparisonTest {
  private static final int MODELS = 5;
  private static final int PROMPTS = 200;
  private static final int PARALLEL = 8;
  private static final int PATIENCE = 120;
  private static final Pattern ASKED = Pattern.compile("\"model\":\"(m\\d)\"|prompt (\\d+)\\.");

  @TempDir private Path directory;

  /** Answers, and at some answer ends the process that asks; what it kills must not be counted. */
  private static final class Counting {
    private final Map<String, Integer> asked = new HashMap<>();
    private final AtomicInteger answers = new AtomicInteger();
    private volatile int endAt = Integer.MAX_VALUE;
    private volatile Runnable end = () -> {};

    Play play() {
      return line -> {
        while (true) {
          String request = line.request();
          count(request);
          if (answers.incrementAndGet() == endAt) {
            end.run();
          }
          line.beginStream();
          line.event(
              "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,"
                  + "\"delta\":{\"content\":\"fine\"},\"finish_reason\":\"stop\"}]}");
          line.event("[DONE]");
          line.endStream();
        }
      };
    }

    private synchronized void count(String request) {
      Matcher matcher = ASKED.matcher(request);
      String model = "";
      String prompt = "";
      while (matcher.find()) {
        model = matcher.group(1) == null ? model : matcher.group(1);
        prompt = matcher.group(2) == null ? prompt : matcher.group(2);
      }
      asked.merge(model + " " + prompt, 1, Integer::sum);
    }

    synchronized Map<String, Integer> asked() {
      return Map.copyOf(asked);
    }
  }

  @Test
  void nothingIsAskedTwiceAndNothingIsLost() throws Exception {
    var counting = new Counting();
    try (var provider = new FakeProvider(counting.play())) {
      write(provider);
      killed(counting);
      Map<String, Integer> before = counting.asked();
      assertTrue(before.size() < MODELS * PROMPTS, before.size() + " asked");
      stopped(counting);
      Map<String, Integer> twice = new HashMap<>(counting.asked());
      twice.values().removeIf(times -> times == 1);
      assertTrue(twice.size() <= PARALLEL, () -> "asked twice: " + twice);
      assertTrue(before.keySet().containsAll(twice.keySet()), "only what was under way then");
      Process last = start("--resume");
      assertTrue(last.waitFor(PATIENCE, TimeUnit.SECONDS));
      assertEquals(0, last.exitValue(), errors());
      assertEquals(MODELS * PROMPTS, counting.asked().size());
      Map<String, Integer> repeated = new HashMap<>(counting.asked());
      repeated.values().removeIf(times -> times == 1);
      assertEquals(twice, repeated, "an orderly stop repeats nothing");
      assertEveryAnswerIsThereOnce(repeated.size());
    }
  }

  private void write(FakeProvider provider) throws IOException {
    var graph = new StringBuilder("signalbox: 1\nname: G\nstart: m0\nmodels:\n");
    for (int i = 0; i < MODELS; i++) {
      graph.append(
          "  m%d: { provider: vllm, model: m%d, url: \"%s/v1\" }%n"
              .formatted(i, i, provider.url()));
    }
    var prompts = new StringBuilder("text\n");
    for (int i = 0; i < PROMPTS; i++) {
      prompts.append("This is prompt ").append(i).append(".\n");
    }
    Files.writeString(directory.resolve("g.yaml"), graph);
    Files.writeString(directory.resolve("q.csv"), prompts);
    Files.writeString(
        directory.resolve("m.compare.yaml"),
        "graph: g.yaml\nmodels: [ m0, m1, m2, m3, m4 ]\nprompts: [ { csv: q.csv } ]\nparallel: "
            + PARALLEL
            + "\nchecks: [ { contains: fine } ]\n");
  }

  /** As the machine would: in the middle of calls, without a word. */
  private void killed(Counting counting) throws Exception {
    counting.endAt = 300;
    var running = new ArrayList<Process>();
    counting.end = () -> running.forEach(Process::destroyForcibly);
    running.add(start());
    assertTrue(running.getFirst().waitFor(PATIENCE, TimeUnit.SECONDS));
    assertTrue(running.getFirst().exitValue() != 0, errors());
  }

  private void stopped(Counting counting) throws Exception {
    counting.endAt = counting.answers.get() + 300;
    var running = new ArrayList<Process>();
    counting.end = () -> running.forEach(Process::destroy);
    running.add(start("--resume"));
    assertTrue(running.getFirst().waitFor(PATIENCE, TimeUnit.SECONDS));
  }

  private Process start(String... more) throws IOException {
    Path plugins = directory.resolve("plugins");
    Path services = Files.createDirectories(plugins.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(ProviderPlugin.class.getName()), PriceListPlugin.class.getName());
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                plugins + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName(),
                "compare",
                directory.resolve("m.compare.yaml").toString(),
                "--home",
                directory.resolve("home").toString()));
    command.addAll(List.of(more));
    return new ProcessBuilder(command)
        .redirectOutput(directory.resolve("out.txt").toFile())
        .redirectError(directory.resolve("errors.txt").toFile())
        .start();
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("errors.txt"))
        + Files.readString(directory.resolve("out.txt"));
  }

  private void assertEveryAnswerIsThereOnce(int repeated) throws IOException {
    Map<String, Integer> cells = new HashMap<>();
    Map<String, Integer> calls = new HashMap<>();
    try (var files = Files.list(directory.resolve("home/comparisons"))) {
      List<Path> runs = files.toList();
      assertEquals(1, runs.size());
      for (String line : Files.readAllLines(runs.getFirst())) {
        JsonNode row = JsonMapper.shared().readTree(line);
        if (row.has("cell")) {
          JsonNode cell = row.get("cell");
          assertEquals("fine", cell.path("answer").asString());
          cells.merge(
              cell.path("target").asString() + cell.path("prompt").asString(), 1, Integer::sum);
        } else if (row.has("asked")) {
          calls.merge(row.get("asked").path("call").asString(), 1, Integer::sum);
        }
      }
    }
    assertEquals(MODELS * PROMPTS, cells.size());
    assertTrue(cells.values().stream().allMatch(times -> times == 1), "kept twice");
    long again = calls.values().stream().filter(times -> times > 1).count();
    assertTrue(again >= repeated && again <= PARALLEL, again + " calls begun twice");
  }
}
