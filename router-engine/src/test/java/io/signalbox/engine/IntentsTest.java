package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.api.IntentTraining;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.intent.WordBag;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.route.IntentFinding;
import io.signalbox.engine.spi.EncoderPlugin;
import io.signalbox.engine.spi.TextEncoder;
import io.signalbox.engine.workspace.GraphText;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Intent nodes with the encoders of plug-ins: good ones, broken ones and none. */
final class IntentsTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Topics
      start: topic
      models: { a: { provider: simulated, model: x }, b: { provider: simulated, model: y } }
      nodes:
        topic:
          kind: intent
          classes:
            code: { to: a, examples: [ why does the loop end, fix the function ] }
            maths: { to: b, examples: [ prove the sum, integrate the square ] }
          otherwise: b
          encoder: word-bag
      """;

  @TempDir private Path directory;

  /** Breaks when it is used. */
  public static final class Moody implements EncoderPlugin {
    @Override
    public String name() {
      return "moody";
    }

    @Override
    public String title() {
      return "Moody";
    }

    @Override
    public TextEncoder open() {
      return new TextEncoder() {
        @Override
        public int dimensions() {
          return 2;
        }

        @Override
        public Set<String> languages() {
          return Set.of("en");
        }

        @Override
        public float[] encode(String text) {
          throw new IllegalStateException("not today");
        }
      };
    }
  }

  /** Cannot be loaded. */
  public static final class Stillborn implements EncoderPlugin {
    @Override
    public String name() {
      return "stillborn";
    }

    @Override
    public String title() {
      return "Stillborn";
    }

    @Override
    public TextEncoder open() {
      throw new UnsatisfiedLinkError("no library");
    }
  }

  @Test
  void nodeLearnsFromItsExamples() throws IOException {
    var intents = new Intents(new Encoders(plugins()));
    var likely =
        assertInstanceOf(
            IntentFinding.Likely.class, intents.of(node(GRAPH)).find("fix the loop in a function"));
    assertEquals("code", likely.verdict().label());
    var ready = assertInstanceOf(IntentTraining.Ready.class, intents.of(node(GRAPH)).training());
    assertEquals(4, ready.classifier().assessment().tried());
  }

  @Test
  void nodesWithTheSameExamplesShareWhatWasLearned() throws IOException {
    var intents = new Intents(new Encoders(plugins()));
    var moved = GRAPH.replace("otherwise: b", "otherwise: a");
    var other = GRAPH.replace("prove the sum", "prove the product");
    assertSame(intents.of(node(GRAPH)), intents.of(node(moved)));
    assertTrue(intents.of(node(GRAPH)) != intents.of(node(other)));
  }

  @Test
  void encoderThatIsMissingOrBrokenIsAReasonAndNoException() throws IOException {
    assertEquals("the encoder nobody is not installed", why("nobody"));
    assertEquals("the encoder failed: IllegalStateException", why("moody"));
    assertTrue(why("stillborn").contains("no library"), why("stillborn"));
  }

  @Test
  void whatIsWrongWithEncodersIsAProblem() throws IOException {
    assertEquals(List.of(), problems(GRAPH));
    assertEquals(
        List.of(
            "topic needs the encoder `wordbag`, which is not installed, so every request takes the"
                + " otherwise branch."),
        problems(GRAPH.replace("word-bag", "wordbag")));
    assertEquals(
        List.of("The plug-in stillborn cannot be used: no library."),
        problems(GRAPH.replace("word-bag", "stillborn")));
  }

  @Test
  void cacheOfSimilarRequestsNeedsAnEncoderToo() throws IOException {
    String cache =
        """
        signalbox: 1
        name: Topics
        start: kept
        models: { a: { provider: simulated, model: x } }
        nodes: { kept: { kind: cache, match: similar, encoder: wordbag, to: a } }
        """;
    String note = "The cache kept keeps answers on this machine, in cache.db of Signalbox's home.";
    assertEquals(
        List.of(
            note,
            "kept needs the encoder `wordbag`, which is not installed, so only equal requests are"
                + " answered from it."),
        problems(cache));
    assertEquals(List.of(note), problems(cache.replace("wordbag", "word-bag")));
    assertEquals(List.of(note), problems(cache.replace("match: similar,", "")));
  }

  @Test
  void examplesInAnotherLanguageThanTheEncodersAreAProblem() throws IOException {
    String german =
        GRAPH
            .replace("why does the loop end", "warum ist die Schleife nicht zu Ende")
            .replace("fix the function", "wie kann ich das und die Funktion ändern")
            .replace("prove the sum", "das ist der Satz, und ich soll es zeigen")
            .replace("integrate the square", "was ist die Summe von der Reihe");
    assertEquals(
        List.of(
            "The examples of topic seem to be in the language `de`, but the encoder `word-bag` was"
                + " made for en."),
        problems(german));
  }

  @Test
  void fieldsThatCannotBeLearnedFromAreProblems() throws IOException {
    assertEquals(
        List.of("The class `maths` of topic has no examples."),
        problems(GRAPH.replace("[ prove the sum, integrate the square ]", "[]")));
    assertEquals(
        List.of("topic has this example in the class `code`, too."),
        problems(GRAPH.replace("prove the sum", "fix the function")));
    assertEquals(
        List.of("topic has one class only; there must be two at least to tell apart."),
        problems(GRAPH.replaceAll("\n +maths:.*", "")));
  }

  private String why(String encoder) throws IOException {
    var node = node(GRAPH.replace("word-bag", encoder));
    return assertInstanceOf(
            IntentFinding.None.class,
            new Intents(new Encoders(plugins())).of(node).find("fix the loop"))
        .why();
  }

  private static IntentNode node(String text) {
    RoutingGraph graph = GraphText.read("topics.yaml", text).graph().orElseThrow();
    return assertInstanceOf(IntentNode.class, graph.node("topic").orElseThrow());
  }

  /// Those of the intent node.
  private List<String> problems(String text) throws IOException {
    return withPlugins(() -> {
      try (var engine = Signalbox.at(directory.resolve("home"))) {
        return engine.read("topics.yaml", text).problems().stream()
            .filter(problem -> problem.place().node().isPresent())
            .map(Problem::message)
            .toList();
      }
    });
  }

  private Plugins plugins() throws IOException {
    return withPlugins(Plugins::find);
  }

  private <T> T withPlugins(Supplier<T> action) throws IOException {
    Path services = Files.createDirectories(directory.resolve("plugins/META-INF/services"));
    Files.write(
        services.resolve(EncoderPlugin.class.getName()),
        List.of(WordBag.class.getName(), Moody.class.getName(), Stillborn.class.getName()));
    URL root = directory.resolve("plugins/").toUri().toURL();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {root}, before)) {
      thread.setContextClassLoader(loader);
      return action.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
