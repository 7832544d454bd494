package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.LearnedCurve;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Client;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Given;
import io.signalbox.engine.learned.MadeOutcomes;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learned nodes whose outcomes lie beside the graph. */
final class LearnedRoutersTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Best value
      start: pick
      models:
        weak: { provider: simulated, model: small }
        coder: { provider: simulated, model: middle }
        top: { provider: simulated, model: strong }
      nodes:
        pick:
          kind: learned
          from: outcomes.csv
          to: [ weak, coder, top ]
          quality: 0.8
          otherwise: top
          encoder: none
      """;

  private static final String SHORT = "tell me about red blue house river train apple cloud";
  private static final String CODE =
      "function compile loop array"
          + " red blue house river train apple cloud stone bread lamp".repeat(5);

  @TempDir private Path directory;

  @BeforeEach
  void outcomes() throws IOException {
    Files.writeString(directory.resolve("outcomes.csv"), MadeOutcomes.csv(600, 1));
  }

  @Test
  void promptGoesToTheCheapestModelThatIsGoodEnough() {
    assertEquals(List.of(), problems(GRAPH));
    assertEquals("weak", step(GRAPH, SHORT).to());
    Step code = step(GRAPH.replace("quality: 0.8", "quality: 0.75"), CODE);
    assertEquals("coder", code.to());
    assertTrue(code.because().startsWith("predicted quality 0.8"), code.because());
    assertTrue(code.because().endsWith(", about $0.005 a call, quality 0.75"), code.because());
    assertTrue(
        code.dropped().stream().anyMatch(miss -> miss.startsWith("weak: predicted quality 0.")),
        code::toString);
  }

  @Test
  void modelsAreKnownByIdNameOrProviderAndName() {
    String named = GRAPH.replace("model: strong", "model: other");
    assertEquals(
        List.of(
            "`outcomes.csv` has no outcomes of `top`, so pick never chooses it. It knows weak,"
                + " strong, coder."),
        problems(named));
  }

  @Test
  void failedCallGoesOnToTheNextGoodModelAndToOtherwise() {
    try (var engine = engine()) {
      Given down =
          Given.NOTHING.failing(
              Map.of("weak", FailureClass.OVERLOADED, "coder", FailureClass.OVERLOADED));
      RoutingGraph graph = graph(engine, GRAPH);
      Trace trace = engine.rehearsal().of(graph, ChatRequest.ofText("", SHORT), Client.LOCAL, down);
      assertEquals(List.of("weak", "top"), trace.attempts().stream().map(Attempt::model).toList());
    }
  }

  @Test
  void otherwiseIsReachedHoweverManyModelsAreGoodEnough() {
    try (var engine = engine()) {
      Given down =
          Given.NOTHING.failing(
              Map.of(
                  "weak", FailureClass.OVERLOADED,
                  "coder", FailureClass.OVERLOADED,
                  "top", FailureClass.OVERLOADED));
      String text =
          GRAPH
              .replace("quality: 0.8", "usd: 1")
              .replace("otherwise: top", "otherwise: last")
              .replace("nodes:", "  last: { provider: simulated, model: last }\nnodes:");
      Trace trace =
          engine
              .rehearsal()
              .of(graph(engine, text), ChatRequest.ofText("", SHORT), Client.LOCAL, down);
      assertEquals("last", trace.attempts().getLast().model());
    }
  }

  @Test
  void disabledModelIsNotChosen() {
    String off = GRAPH.replace("model: small }", "model: small, disabled: true }");
    assertEquals(List.of(), problems(off));
    assertTrue(!step(off, SHORT).to().equals("weak"));
  }

  @Test
  void declinesWhereNoneReachesTheQuality() {
    Step step = step(GRAPH.replace("quality: 0.8", "quality: 0.999"), SHORT);
    assertEquals("otherwise", step.exit());
    assertTrue(
        step.because().startsWith("declined: no model reaches quality 1.00; "), step.because());
  }

  @Test
  void takesOtherwiseWhereItIsNotShownToBeNoWorse() {
    String weak = GRAPH.replace("otherwise: top", "otherwise: weak").replace("0.8", "0.97");
    String problem = problems(weak).getFirst();
    assertTrue(
        problem.startsWith("It cannot be shown that pick is no worse than strong alone"), problem);
    assertEquals(
        "declined: it was not shown to be no worse than strong alone", step(weak, SHORT).because());
  }

  @Test
  void saysWhyThereIsNothingToLearnFrom() throws IOException {
    assertEquals(
        List.of(
            "pick cannot learn from `none.csv`: there is no such file. Every request takes the"
                + " otherwise branch."),
        problems(GRAPH.replace("outcomes.csv", "none.csv")));
    assertEquals(
        List.of(
            "pick cannot learn from `../o.csv`: it is not in the directory of the graph. Every"
                + " request takes the otherwise branch."),
        problems(GRAPH.replace("outcomes.csv", "../o.csv")));
    Files.writeString(directory.resolve("outcomes.csv"), "a,b\n1,2\n");
    assertTrue(problems(GRAPH).getFirst().startsWith("pick cannot learn from `outcomes.csv`: "));
    assertEquals("otherwise", step(GRAPH, SHORT).exit());
    Files.writeString(directory.resolve("outcomes.csv"), "");
    assertEquals(
        List.of(
            "pick cannot learn from `outcomes.csv`: The file is empty. Every request takes the"
                + " otherwise branch."),
        problems(GRAPH));
  }

  @Test
  void fileThatHasChangedIsReadAgain() throws IOException {
    try (var engine = engine()) {
      assertEquals("weak", step(engine, GRAPH, SHORT).to());
      Files.writeString(
          directory.resolve("outcomes.csv"),
          MadeOutcomes.csv(600, 1).replace("weak,strong", "other,strong"));
      assertTrue(!step(engine, GRAPH, SHORT).to().equals("weak"));
    }
  }

  @Test
  void curveIsMeasuredOnceForEachStateOfTheFile() throws IOException {
    Files.writeString(directory.resolve("outcomes.csv"), MadeOutcomes.csv(60, 1));
    try (var engine = engine()) {
      var told = new ConcurrentLinkedQueue<Double>();
      LearnedCurve first = curve(engine, told);
      assertTrue(told.contains(1.0), told::toString);
      told.clear();
      assertSame(first, curve(engine, told));
      assertTrue(told.isEmpty(), told::toString);
      Files.writeString(directory.resolve("outcomes.csv"), MadeOutcomes.csv(80, 1));
      var again = assertInstanceOf(LearnedCurve.Ready.class, curve(engine, told));
      assertEquals(80, again.curve().prompts());
      assertEquals(3, again.curve().lines().size());
    }
  }

  private LearnedCurve curve(Signalbox engine, Queue<Double> told) {
    RoutingGraph graph = graph(engine, GRAPH);
    var node = assertInstanceOf(LearnedNode.class, graph.node("pick").orElseThrow());
    return engine.learned().curve(node, graph, told::add);
  }

  @Test
  void oneAimMustBeSaid() {
    assertEquals(
        List.of("pick needs either `quality` or `usd`."),
        problems(GRAPH.replace("quality: 0.8", "usd: 0.01\n    quality: 0.8")));
    assertEquals(
        List.of("pick needs either `quality` or `usd`."),
        problems(GRAPH.replace("    quality: 0.8\n", "")));
  }

  private Step step(String text, String prompt) {
    try (var engine = engine()) {
      return step(engine, text, prompt);
    }
  }

  private Step step(Signalbox engine, String text, String prompt) {
    return engine
        .estimate(graph(engine, text), ChatRequest.ofText("", prompt), Client.LOCAL)
        .steps()
        .getFirst();
  }

  private RoutingGraph graph(Signalbox engine, String text) {
    return engine.read(directory.resolve("graph.yaml").toString(), text).graph().orElseThrow();
  }

  private List<String> problems(String text) {
    try (var engine = engine()) {
      return engine.read(directory.resolve("graph.yaml").toString(), text).problems().stream()
          .filter(problem -> problem.place().node().isPresent())
          .map(Problem::message)
          .toList();
    }
  }

  private Signalbox engine() {
    return Signalbox.at(directory.resolve("home"));
  }
}
