package io.signalbox.engine.workspace.comparison;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.workspace.comparison.AnswerCheck.CheckRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparisons are read, and what is wrong with them is told with its place. */
final class ComparisonTextTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/workspace");

  @Test
  void wholeFileIsRead() throws IOException {
    ComparisonText text = ComparisonText.load(GOLDEN.resolve("whole.compare.yaml"));
    assertEquals(List.of(), text.problems());
    ComparisonFile file = text.file().orElseThrow();
    assertEquals(List.of("opus", "deepseek/deepseek-chat"), file.models());
    assertEquals(5, file.prompts().size());
    assertEquals(11, file.checks().size());
    assertEquals(
        new AnswerCheck("not contains: sorry", true, new CheckRule.Contains(List.of("sorry"))),
        file.checks().get(1));
    assertEquals("opus", file.judge().orElseThrow().model());
    assertTrue(file.judge().orElseThrow().bothOrders());
    assertEquals(8, file.parallel());
  }

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    Path file = GOLDEN.resolve("wrong.compare.yaml");
    ComparisonText text =
        ComparisonText.read(file.getFileName().toString(), Files.readString(file));
    assertFalse(text.isSound());
    assertTrue(text.problems().stream().allMatch(each -> each.at().isPresent()));
    String lines = text.problems().stream().map(Problem::line).collect(joining("\n")) + "\n";
    Path expected = GOLDEN.resolve("wrong.compare.err");
    if ("write".equals(System.getenv("SIGNALBOX_GOLDEN")) || !Files.exists(expected)) {
      Files.writeString(expected, lines);
      fail("written, look at it: " + expected);
    }
    assertEquals(Files.readString(expected), lines);
  }

  @Test
  void otherFilesAreNoComparisons() {
    for (String text : List.of("", "- a", "hello", "graph: g.yaml\nprompts: [ hi ]")) {
      assertFalse(ComparisonText.read("f", text).isSound(), text);
    }
  }

  @Test
  void schemaReadsNothingFromElsewhere() {
    assertTrue(AnswerSchema.objection("{\"$ref\":\"https://example.com/a.json\"}").isPresent());
    assertTrue(AnswerSchema.objection("{\"properties\":{\"a\":{\"$ref\":\"/a\"}}}").isPresent());
    assertTrue(AnswerSchema.objection("[1]").isPresent());
    AnswerSchema schema = AnswerSchema.of("{\"required\":[\"a\"]}");
    assertEquals(List.of(), schema.mismatch("{\"a\":1}").stream().toList());
    assertEquals("/ breaks required", "/" + schema.mismatch("{}").orElseThrow());
  }
}
