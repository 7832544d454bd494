package io.signalbox.engine.workspace;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GraphReadingTest {

  @TestFactory
  Stream<DynamicTest> problemsAreAsExpected() throws IOException {
    return Golden.files(".yaml").stream()
        .filter(file -> !file.toString().endsWith("suite.yaml"))
        .filter(file -> !file.toString().endsWith("compare.yaml"))
        .filter(file -> !file.toString().endsWith("plans.yaml"))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
  }

  private static void check(Path file) throws IOException {
    GraphText text = GraphText.read(file.getFileName().toString(), Files.readString(file));
    String problems = text.problems().stream().map(each -> each.line() + "\n").collect(joining());
    assertTrue(text.problems().stream().allMatch(each -> each.at().isPresent()), problems);
    Golden.check(Golden.beside(file, ".err"), problems);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://local host/v1",
        "127.0.0.1:11434",
        "ftp://host",
        "http://",
        "http://user:word@host/v1",
        "https://host/v1?key=word",
        "https://host/v1#word"
      })
  void invalidAddressIsReportedWithoutRepeatingIt(String url) {
    String text =
        """
        signalbox: 1
        name: x
        start: m
        models: { m: { provider: openai, model: x, url: "%s" } }
        """
            .formatted(url);
    Problem problem = GraphText.read("f", text).problems().getFirst();
    assertEquals("models.m.url", problem.path());
    assertTrue(problem.line().contains("Write http://HOST:PORT/v1."), problem.line());
    assertFalse(problem.line().contains("word"), problem.line());
  }

  @Test
  void conditionsThatStayAreNotCompiledAgain() {
    GraphText first = GraphText.read("g.yaml", text("true"));
    GraphText next = first.withText(text("false"));
    assertSame(condition(first, 0), condition(next, 0));
    assertNotEquals(condition(first, 1), condition(next, 1));
    assertSame(condition(first, 0), condition(first.in("h.yaml", Path.of("x")), 0));
  }

  private static String text(String second) {
    return """
    signalbox: 1
    start: n
    models:
      m: { provider: openai, model: gpt-5.1 }
    nodes:
      n:
        kind: rules
        rules:
          - { when: 'tokens > 7', to: m }
          - { when: '%s', to: m }
        otherwise: m
    """
        .formatted(second);
  }

  private static Condition condition(GraphText text, int rule) {
    var node = (RulesNode) text.graph().orElseThrow().node("n").orElseThrow();
    return node.rules().get(rule).when();
  }

  @Test
  void wholeGraphIsUnderstood() throws IOException {
    GraphText text = golden("whole.yaml");
    RoutingGraph graph = text.graph().orElseThrow();
    assertEquals(List.of(), text.problems());
    assertEquals("Support desk", graph.name());
    assertEquals(List.of("opus", "gpt", "home"), List.copyOf(graph.models().keySet()));
    FallbackNode code = (FallbackNode) graph.node("code").orElseThrow();
    assertEquals(List.of("opus", "gpt"), code.to());
    assertEquals("PT8S", code.firstToken().orElseThrow().toString());
  }

  @Test
  void conditionIsMarkedWhereItIsWrong() {
    String text =
        """
        signalbox: 1
        name: x
        start: a
        nodes:
          a:
            kind: rules
            rules:
              - { when: 'metadata.x == ''y'' && tokns > 1', to: m }
              - { when: metadata.tier == 3, to: m }
              - { when: "metadata.x == \\"y\\" && tokns > 1", to: m }
              - when: |
                  tokens > 1
                  && tokns > 2
                to: m
            otherwise: m
        models: { m: { provider: openai, model: x } }
        """;
    List<String> marked =
        GraphText.read("f", text).problems().stream().map(each -> marked(text, each)).toList();
    assertEquals(List.of("tokns", "=", "tokns", "tokns"), marked);
  }

  private static String marked(String text, Problem problem) {
    Problem.Spot at = problem.at().orElseThrow();
    String line = text.lines().toList().get(at.line() - 1);
    return line.substring(at.column() - 1, at.column() - 1 + at.length());
  }

  @Test
  void placesCountCharsAfterCharactersOutsideTheBasicPlane() {
    String text = "signalbox: 1\nname: \"\uD83D\uDE00\"\nstart: m\nmodels: { \uD83D\uDE00: 3 }\n";
    Problem.Spot at = GraphText.read("f", text).problems().getLast().at().orElseThrow();
    assertEquals("f:4:15", at.toString());
  }

  @Test
  void conditionThatCannotBeReadKeepsItsTextAndLeavesTheRestToBeEdited() {
    String text =
        """
        signalbox: 1
        name: Desk
        start: triage
        models:
          small: { provider: openai, model: gpt-5.1 }
        nodes:
          triage:
            kind: rules
            rules:
              - { when: 'language == 3', to: small } # odd
            otherwise: small
        """;
    GraphText read = GraphText.read("f", text);
    assertFalse(read.isSound());
    assertTrue(read.isEditable());
    var rules = (RulesNode) read.graph().orElseThrow().nodes().get("triage");
    assertEquals("language == 3", rules.rules().getFirst().when().text());
    assertFalse(rules.rules().getFirst().when().isReadable());

    String renamed = read.with(new GraphEdit.Rename("small", "mini")).text();

    assertTrue(renamed.contains("- { when: 'language == 3', to: mini } # odd"), renamed);
    assertFalse(GraphText.read("f", text.replace("start: triage", "start: [")).isEditable());
  }

  @Test
  void secretIsNeverRepeated() throws IOException {
    for (Path file : Golden.files("secret.yaml")) {
      GraphText text = golden(file.getFileName().toString());
      assertFalse(text.isSound());
      String all = text.problems() + " " + text.graph();
      assertFalse(all.contains("PLACEHOLDER"), all);
    }
  }

  @Test
  void spotsAreFoundByPath() throws IOException {
    GraphText text = golden("whole.yaml");
    assertEquals("whole.yaml:4:8", text.spotOf(Place.WHOLE.at("start")).orElseThrow().toString());
    assertTrue(text.spotOf(Place.node("triage").at("rules").at(1).at("when")).isPresent());
    assertTrue(text.spotOf(Place.node("triage").at("rules").at(9).at("when")).isEmpty());
    Problem missing = Problem.of(ProblemCode.NO_CHANGE, Place.node("triage").at("nothing"));
    Problem located = text.located(List.of(missing)).getFirst();
    assertEquals(
        text.spotOf(Place.node("triage")).orElseThrow(),
        located.at().orElseThrow(),
        located.line());
  }

  @Test
  void largeGraphIsRead() {
    StringBuilder text = new StringBuilder("signalbox: 1\nname: big\nstart: n0\nnodes:\n");
    for (int i = 0; i < 2000; i++) {
      text.append("  n").append(i).append(":\n    kind: rules\n    rules:\n");
      text.append("      - { when: 'tokens > 5', to: m }\n    otherwise: m\n");
    }
    text.append("models:\n  m: { provider: openai, model: gpt-5.1 }\n");
    GraphText read = GraphText.read("big.yaml", text.toString());
    assertEquals(List.of(), read.problems());
    assertEquals(2000, read.graph().orElseThrow().nodes().size());
  }

  @Test
  void limitsHold() {
    String deep = "signalbox: 1\nname: " + "[".repeat(5000) + "\n";
    assertTrue(line(deep).contains("nested more than 60 levels deep"), line(deep));
    String laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\n";
    for (char c = 'b'; c < 'k'; c++) {
      char last = (char) (c - 1);
      laughs += c + ": &" + c + " [" + ("*" + last + ",").repeat(10) + "]\n";
    }
    assertTrue(line(laughs).contains("Aliases repeat"), line(laughs));
    String large = "# " + "x".repeat(YamlReader.MOST_CHARS);
    assertTrue(line(large).contains("larger than 4 MiB"), line(large));
    assertTrue(line("a: &a [*a]").contains("There is no anchor"), line("a: &a [*a]"));
  }

  private static String line(String text) {
    return GraphText.read("f", text).problems().getFirst().line();
  }

  private static GraphText golden(String name) throws IOException {
    Path file =
        Golden.files(".yaml").stream()
            .filter(each -> each.endsWith(name))
            .findFirst()
            .orElseThrow();
    return GraphText.read(name, Files.readString(file));
  }
}
