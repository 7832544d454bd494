package io.signalbox.app.testbench;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the tests of the graph in front ask, in all suites beside it that are of this graph. The
/// disk is only touched in the background. For the UI thread.
public final class SuiteQuestions {
  /// So many suites are read, and so many questions given.
  private static final int MOST_SUITES = 50;

  private static final int MOST = 200;

  private final Editor editor;
  private final Engine engine;
  private final Background background;

  public SuiteQuestions(Editor editor, Engine engine, Background background) {
    this.editor = editor;
    this.engine = engine;
    this.background = background;
  }

  /// What a test asks: the last message of its user, in one line.
  public static String textOf(SuiteCase test) {
    return test.request().messages().stream()
        .filter(message -> message.role() == Role.USER)
        .reduce((first, last) -> last)
        .map(Message::text)
        .map(text -> text.strip().replaceAll("\\s+", " "))
        .orElse("");
  }

  /// Finds what could become examples of a class: first what is expected to go there, or does. What
  /// is an example of any class of the node already is left out.
  ///
  /// @param then told what was found; nothing if the graph is in no file
  public Background.Stop of(
      IntentNode node,
      String label,
      Consumer<List<SuiteQuestion>> then,
      Consumer<Exception> trouble) {
    Optional<Path> file = editor.currentProperty().get().flatMap(OpenFile::path);
    if (file.isEmpty()) {
      then.accept(List.of());
      return Background.Stop.NOTHING;
    }
    RoutingGraph graph = editor.document().graph();
    boolean valid = editor.document().valid();
    return background.run(() -> found(file.get(), graph, valid, node, label), then, trouble);
  }

  private List<SuiteQuestion> found(
      Path file, RoutingGraph graph, boolean valid, IntentNode node, String label)
      throws IOException {
    List<SuiteCase> cases = cases(file);
    List<Optional<Trace>> traces =
        valid
            ? engine.test(graph, new SuiteFile("", cases)).cases().stream()
                .map(SuiteResult.Tested::trace)
                .map(Optional::of)
                .toList()
            : cases.stream().map(each -> Optional.<Trace>empty()).toList();
    var byText = new LinkedHashMap<String, SuiteQuestion>();
    IntStream.range(0, cases.size())
        .mapToObj(i ->
            new SuiteQuestion(
                cases.get(i).name(),
                textOf(cases.get(i)),
                new ClassOfCase(node, label).fits(cases.get(i), traces.get(i))))
        .filter(each -> !each.text().isEmpty() && !isKnown(node, each.text()))
        .sorted(Comparator.comparing(each -> !each.likely()))
        .limit(MOST)
        .forEach(each -> byText.putIfAbsent(each.text(), each));
    return List.copyOf(byText.values());
  }

  private static boolean isKnown(IntentNode node, String text) {
    return node.classes().values().stream()
        .flatMap(each -> each.examples().stream())
        .anyMatch(each -> each.strip().equals(text));
  }

  private static List<SuiteCase> cases(Path graph) throws IOException {
    Path whole = graph.toAbsolutePath().normalize();
    Path folder = Optional.ofNullable(whole.getParent()).orElse(whole);
    var cases = new ArrayList<SuiteCase>();
    for (Path suite : suites(folder)) {
      SuiteText text = SuiteText.load(suite);
      text.suite()
          .filter(each -> text.isSound() && isOf(each, folder, whole))
          .ifPresent(each -> cases.addAll(each.cases()));
    }
    return cases;
  }

  private static boolean isOf(SuiteFile suite, Path folder, Path graph) {
    try {
      return folder.resolve(suite.graph()).normalize().equals(graph);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static List<Path> suites(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".+\\.suite\\.(yaml|yml|json)"))
          .sorted()
          .limit(MOST_SUITES)
          .toList();
    }
  }
}
