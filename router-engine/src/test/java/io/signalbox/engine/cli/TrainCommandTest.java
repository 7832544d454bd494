package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainCommandTest {
  @TempDir private Path directory;

  @BeforeEach
  void writeOutcomes() throws IOException {
    write("data.csv", 0);
    write("other.csv", 1000);
  }

  /** Long prompts are too hard for the small model. */
  private void write(String name, int from) throws IOException {
    var csv = new StringBuilder("prompt,small,large,small_cost,large_cost\n");
    for (int i = from; i < from + 200; i++) {
      int words = 3 + i * 37 % 50;
      boolean small = words < 30 || i % 9 == 0;
      boolean large = i % 10 != 0;
      csv.append("question number %d%s".formatted(i, " word".repeat(words)));
      csv.append(",%s,%s,0.001,0.01%n".formatted(small, large));
    }
    Files.writeString(directory.resolve(name), csv.toString());
  }

  private Typed typed(String... args) throws IOException {
    return Typed.run(directory, args);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void trainsAndMeasures() throws IOException {
    Typed trained =
        typed("train", file("data.csv"), "-o", file("r.json"), "--encoder", "word-bag", "--json");
    assertEquals("", trained.err());
    JsonNode proof = JsonMapper.shared().readTree(trained.out());
    assertTrue(proof.path("shown").asBoolean(), trained.out());
    assertEquals("word-bag", proof.path("encoder").asString());
    Typed curve = typed("curve", file("r.json"), file("other.csv"), "--svg", file("c.svg"));
    assertEquals(0, curve.code(), curve.err());
    assertTrue(curve.out().contains("prompt length"), curve.out());
    assertTrue(curve.out().contains("(best single model)"), curve.out());
    assertTrue(Files.readString(directory.resolve("c.svg")).endsWith("</svg>\n"));
  }

  @Test
  void promptsThatWereLearnedFromDoNotCount() throws IOException {
    typed("train", file("data.csv"), "-o", file("r.json"), "--encoder", "none");
    assertBad("fewer than 20 prompts", "curve", file("r.json"), file("data.csv"));
    String more = Files.readString(directory.resolve("other.csv"));
    String both =
        Files.readString(directory.resolve("data.csv"))
            + more.lines().skip(1).collect(Collectors.joining("\n"));
    Files.writeString(directory.resolve("both.csv"), both);
    Typed curve = typed("curve", file("r.json"), file("both.csv"));
    assertTrue(curve.err().contains("left out 200 prompts"), curve.err());
    assertTrue(curve.out().startsWith("200 prompts"), curve.out());
  }

  @Test
  void oneFileIsCrossValidated() throws IOException {
    Typed curve = typed("curve", file("data.csv"), "--folds", "2", "--encoder", "none", "--json");
    JsonNode json = JsonMapper.shared().readTree(curve.out());
    JsonNode router = json.path("routers").path(0);
    assertTrue(router.path("apgr").asDouble() > 0.6, curve.out());
    assertEquals(2, router.path("apgr_95").size());
    assertEquals(11, router.path("curve").size());
    assertEquals("large", json.path("best_single_model").asString());
  }

  @Test
  void unusableInputIsToldWithItsPlace() throws IOException {
    Files.writeString(directory.resolve("bad.csv"), "text,model,score\nx,a,7\n");
    assertBad("DIR/bad.csv: line 2: `score` must be", "train", file("bad.csv"), "-o", file("r"));
    assertBad("DIR/none.csv: no such file", "train", file("none.csv"), "-o", file("r"));
    assertBad("is not installed", "train", file("data.csv"), "-o", file("r"), "--encoder", "x");
    assertBad("no trained router", "curve", file("data.csv"), file("other.csv"));
    assertBad("--folds must be 2 to 20", "curve", file("data.csv"), "--folds", "1");
  }

  private void assertBad(String words, String... args) throws IOException {
    Typed typed = typed(args);
    assertEquals(2, typed.code(), typed.out());
    assertTrue(typed.err().contains(words), typed.err());
  }
}
