package io.signalbox.engine.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemWordsTest {
  @ParameterizedTest
  @EnumSource
  void everyCodeHasAMessage(ProblemCode code) {
    assertFalse(ProblemWords.message(code).isBlank());
    assertEquals(code.id(), code.toString());
  }

  @Test
  void fileHasTheWordsOfTheCodesAndNoOthers() {
    var wanted =
        Stream.of(ProblemCode.values())
            .flatMap(code -> Stream.of(code.id() + ".message", code.id() + ".fix"))
            .collect(Collectors.toCollection(TreeSet::new));
    wanted.add("did-you-mean");
    wanted.add("one-of");
    ResourceBundle file =
        ResourceBundle.getBundle("io.signalbox.engine.graph.problems", Locale.ROOT);
    assertEquals(wanted, new TreeSet<>(file.keySet()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5.1", "it's", "a`b", "{id}", "{0}", "größer 🚀", "$1 \\ \"x\""})
  void argumentsAreInsertedAsTheyAre(String id) {
    Problem problem =
        Problem.of(ProblemCode.UNKNOWN_TARGET, Place.START)
            .with("id", id)
            .suggesting(Optional.of(id));
    assertEquals("There is no node or model " + id + ".", problem.message());
    assertEquals("Did you mean `" + id + "`?", problem.fix());
    assertEquals(Optional.of(id), problem.argument("id"));
  }

  @Test
  void argumentStaysInOneLineAndIsShortened() {
    String message =
        Problem.of(ProblemCode.UNKNOWN_VALUE).with("value", "a\nb" + "x".repeat(999)).message();
    assertEquals("The value `a b" + "x".repeat(97) + "…` is unknown here.", message);
  }

  @Test
  void bracesThatNameNoArgumentAreText() {
    String fix = Problem.of(ProblemCode.STEP_BUDGET).fix();
    assertEquals(true, fix.contains("{0,20}"), fix);
  }
}
