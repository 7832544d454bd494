package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page on security names tests that exist.
final class SecurityPageTest {
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
  private static final Path ROOT = root();

  @Test
  void eachTestThatThePageNamesExists() throws IOException {
    Map<String, String> sources = sources();
    var missing = new ArrayList<String>();
    int named = 0;
    var names = NAMED.matcher(Files.readString(ROOT.resolve("docs/security.md")));
    while (names.find()) {
      named++;
      String source = sources.getOrDefault(names.group(1), "");
      boolean there = names.group(2) == null || source.contains(" " + names.group(2) + "(");
      if (source.isEmpty() || !there) {
        missing.add(names.group());
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(named > 40, "the page names " + named + " tests");
  }

  @Test
  void eachRuleNamesATest() throws IOException {
    List<String> without =
        Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
            .filter(
                line -> line.startsWith("| ") && !line.matches("\\| (rule|command|`scripts/).*"))
            .filter(line -> !NAMED.matcher(line).find())
            .toList();
    assertEquals(List.of(), without);
  }

  private static Map<String, String> sources() throws IOException {
    var sources = new HashMap<String, String>();
    for (String module : List.of("router-engine", "plugins", "app")) {
      try (var files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
          String name = file.getFileName().toString();
          sources.merge(
              name.substring(0, name.length() - 5), Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("router-engine"))) {
      here = here.getParent();
    }
    return here;
  }
}
