package io.signalbox.engine.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Messages of real servers, each with where it is known from.
final class ContextTooLongTest {
  @TestFactory
  Stream<DynamicTest> messageOfAnyServerIsUnderstood() {
    return rows("context-too-long.tsv", 3)
        .map(row ->
            DynamicTest.dynamicTest(
                row.get(0) + ": " + row.get(1),
                () -> {
                  assertTrue(ContextTooLong.isSaidIn(row.get(1)));
                  assertFalse(row.get(2).isBlank(), "where it is known from");
                }));
  }

  @TestFactory
  Stream<DynamicTest> messageAboutAnotherLimitIsNot() {
    return rows("context-not-too-long.tsv", 2)
        .map(row ->
            DynamicTest.dynamicTest(
                row.get(0) + ": " + row.get(1),
                () -> assertFalse(ContextTooLong.isSaidIn(row.get(1)))));
  }

  private static Stream<List<String>> rows(String file, int columns) {
    var stream = Objects.requireNonNull(ContextTooLongTest.class.getResourceAsStream(file));
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList().stream()
          .map(line -> row(line, columns));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> row(String line, int columns) {
    List<String> row = List.of(line.split("\t", -1));
    assertEquals(columns, row.size(), line);
    return row;
  }
}
