package io.signalbox.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in a file, reading it gives problems and never an exception. */
final class FuzzTest {
  private static final List<String> BITS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "\n",
          "\n  ",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "|",
          ">",
          "? ",
          "\t",
          "%",
          "<<: ",
          "---\n",
          "...\n",
          "\\",
          "\u0000",
          "\uD83D",
          "\uFEFF",
          "\u2028",
          "null",
          "1e999999999",
          "${X}",
          "sk-PLACEHOLDER0123456789abc",
          "\r",
          ",");

  @Test
  void mutatedFilesAreRead() throws IOException {
    Random random = new Random(20);
    for (Path file : Golden.files(".yaml")) {
      String text = Files.readString(file);
      for (int i = 0; i < 150; i++) {
        read(mutated(text, random));
      }
    }
  }

  @Test
  void anyBytesAreRead() {
    Random random = new Random(21);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      read(new String(bytes, StandardCharsets.UTF_8));
      read("signalbox: 1\nnodes: " + new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }

  private static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int i = 0; i <= random.nextInt(5); i++) {
      int at = random.nextInt(mutated.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> mutated.insert(at, BITS.get(random.nextInt(BITS.size())));
        case 1 -> mutated.delete(at, Math.min(mutated.length(), at + random.nextInt(8)));
        case 2 -> {
          int end = Math.min(mutated.length(), at + random.nextInt(60));
          mutated.insert(random.nextInt(mutated.length() + 1), mutated.substring(at, end));
        }
        default -> mutated.setLength(at);
      }
    }
    return mutated.toString();
  }

  private static void read(String text) {
    GraphText graph = GraphText.read("f", text);
    assertTrue(graph.graph().isPresent() || !graph.problems().isEmpty(), text);
    assertTrue(graph.problems().size() <= Findings.MOST, text);
    assertTrue(graph.problems().stream().allMatch(each -> each.at().isPresent()), text);
    graph.located(graph.problems());
    assertTrue(ComparisonText.read("f", text).problems().size() <= Findings.MOST);
    SuiteText suite = SuiteText.read("f", text);
    assertTrue(suite.suite().isPresent() || !suite.problems().isEmpty(), text);
  }
}
