package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SuiteReadingTest {

  @TestFactory
  Stream<DynamicTest> problemsAreAsExpected() throws IOException {
    return Golden.files("suite.yaml").stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    SuiteText text = SuiteText.read(file.getFileName().toString(), Files.readString(file));
    String problems = text.problems().stream().map(each -> each.line() + "\n").collect(joining());
    Golden.check(Golden.beside(file, ".err"), problems);
  }

  @Test
  void wholeSuiteIsUnderstood() throws IOException {
    SuiteText text = SuiteText.load(Golden.files("whole.suite.yaml").getFirst());
    SuiteFile suite = text.suite().orElseThrow();
    assertTrue(text.isSound());
    assertEquals("support-desk.yaml", suite.graph());
    SuiteCase moves = suite.cases().get(1);
    assertEquals(
        FailureClass.OVERLOADED,
        ((SuiteCase.Happening.Fails) moves.given().models().get("opus").getFirst()).failure());
    assertEquals(List.of("opus", "gpt"), moves.expect().attempts().orElseThrow());
    assertEquals(4, suite.cases().get(2).request().messages().size());
    assertEquals(
        List.of("gpt", "now"), List.copyOf(suite.cases().get(2).given().models().keySet()));
    assertEquals(
        "9:78",
        text.spotOf(Place.WHOLE.at("cases").at(1).at("expect").at("model"))
            .orElseThrow()
            .toString()
            .split(":", 2)[1]);
  }
}
