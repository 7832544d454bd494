package io.signalbox.app.testbench;

import io.signalbox.app.document.Editor;
import io.signalbox.app.document.FileListener;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.document.SampleGraph;
import io.signalbox.app.fx.Background;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.tryout.LiveCall;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.api.Engine;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.trace.Trace;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteFile;
import io.signalbox.engine.workspace.SuiteText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// Runs the tests of the graph in front: the suite that lies beside it, `NAME.suite.yaml`. The disk
/// is only touched in the background. For the UI thread.
public final class TestBench {
  private final Editor editor;
  private final Simulator simulator;
  private final Engine engine;
  private final Background background;
  private final Notices notices;
  private final Views views;
  private final SuiteChanges changes;
  private final ReadOnlyObjectWrapper<SuiteStatus> tests =
      new ReadOnlyObjectWrapper<>(this, "tests", SuiteStatus.NONE);
  private final BooleanProperty automatic = new SimpleBooleanProperty(this, "automatic", true);
  private Background.Stop stop = Background.Stop.NOTHING;

  public TestBench(
      Editor editor,
      Simulator simulator,
      Engine engine,
      Background background,
      Notices notices,
      Views views) {
    this.editor = editor;
    this.simulator = simulator;
    this.engine = engine;
    this.background = background;
    this.notices = notices;
    this.views = views;
    changes = new SuiteChanges(background, notices, this::reload);
    editor.currentProperty().addListener((o, before, now) -> look());
    editor.listen(
        new FileListener() {
          @Override
          public void filesChanged() {}

          @Override
          public void saved(OpenFile file) {
            copySuite(file);
          }
        });
  }

  /// The tests and how they went last.
  public ReadOnlyObjectProperty<SuiteStatus> testsProperty() {
    return tests.getReadOnlyProperty();
  }

  /// The same, now.
  public SuiteStatus tests() {
    return tests.get();
  }

  /// Whether they are run after each edit; remembered.
  public BooleanProperty automaticProperty() {
    return automatic;
  }

  /// Where the tests of a graph lie.
  public static Path beside(Path graph) {
    String name = String.valueOf(graph.getFileName());
    String plain = name.replaceFirst("\\.(yaml|yml|json)$", "");
    return graph.resolveSibling(plain + ".suite.yaml");
  }

  private Optional<Path> place() {
    return editor.currentProperty().get().flatMap(OpenFile::path).map(TestBench::beside);
  }

  /// Reads the suite if it is another than the one that is known; runs it if that is wished.
  public void look() {
    Optional<OpenFile> file = editor.currentProperty().get();
    Optional<Path> place = place();
    Optional<SampleGraph> sample = file.flatMap(OpenFile::sample);
    if (place.isEmpty() && sample.isEmpty()) {
      put(SuiteStatus.NONE);
      return;
    }
    background.run(
        () -> place.isPresent() ? SuiteFiles.load(place.get()) : sample.orElseThrow().suite(),
        found -> looked(file, place, found),
        trouble -> put(SuiteStatus.of(place, Optional.empty()).troubled(words(trouble))));
  }

  private void looked(Optional<OpenFile> file, Optional<Path> place, Optional<SuiteText> found) {
    boolean same =
        tests().place().equals(place)
            && tests().suite().map(SuiteText::text).equals(found.map(SuiteText::text));
    boolean inFront = editor.currentProperty().get().equals(file) && place().equals(place);
    if (inFront && !same) {
      stop.stop();
      put(SuiteStatus.of(place, found));
      if (automatic.get()) {
        runAll();
      }
    }
  }

  /// Runs all cases.
  public void runAll() {
    run(IntStream.range(0, tests().cases().size()).boxed().toList());
  }

  /// Runs those that failed.
  public void runFailed() {
    run(tests().failed());
  }

  private void run(List<Integer> indices) {
    stop();
    boolean sound = tests().suite().filter(SuiteText::isSound).isPresent();
    if (!sound || indices.isEmpty()) {
      return;
    }
    if (!editor.document().valid()) {
      put(tests().troubled("The graph has errors. Fix those listed in Problems."));
      return;
    }
    RoutingGraph graph = editor.document().graph();
    List<SuiteCase> cases = indices.stream().map(tests().cases()::get).toList();
    put(tests().running(true));
    stop =
        background.run(
            () -> engine.test(graph, new SuiteFile("", cases)),
            result -> ran(result, indices),
            trouble -> put(tests().troubled(words(trouble))));
  }

  private void ran(SuiteResult result, List<Integer> indices) {
    put(tests().with(result, indices));
  }

  /// Stops a run; what was known before stays.
  public void stop() {
    stop.stop();
    stop = Background.Stop.NOTHING;
    if (tests().running()) {
      put(tests().running(false));
    }
  }

  /// Puts a case's request into the simulator and lights the way that it went.
  public void show(ChosenTest chosen) {
    tested(chosen)
        .ifPresent(tested -> simulator.show(RecordedCase.ask(tested.test()), tested.trace()));
    views.show(ToolPane.SIMULATE);
  }

  private Optional<SuiteResult.Tested> tested(ChosenTest chosen) {
    return chosen.in(tests()).flatMap(index -> tests().results().get(index));
  }

  /// Makes what came what is expected of a case, in the suite's file.
  public void accept(ChosenTest chosen) {
    Optional<SuiteResult.Tested> tested = tested(chosen);
    if (chosen.in(tests()).isPresent() && tests().place().isPresent()) {
      SuiteText text = tests().suite().orElseThrow();
      boolean other =
          tested
              .flatMap(each -> text.expecting(chosen.in(tests()).orElseThrow(), each.came()))
              .filter(changed -> !changed.text().equals(text.text()))
              .isPresent();
      if (!other) {
        notices.tell(
            Notice.trouble(
                "This expectation cannot be updated automatically. Edit the suite file."));
        return;
      }
    }
    write(
        chosen,
        text -> index -> tested.flatMap(each -> text.expecting(index, each.came())),
        "Result accepted as the new expectation.");
  }

  /// Makes another test of one.
  ///
  /// @return whether that is under way; else the user was told why not
  public boolean change(ChosenTest chosen, SuiteCase other) {
    return write(chosen, text -> index -> text.with(index, other), "Test changed.");
  }

  /// Takes a test away.
  public void delete(ChosenTest chosen) {
    String done = "Test “" + chosen.test().name() + "” deleted.";
    write(chosen, text -> text::without, done);
  }

  /// Undoes the last change of the suite in front.
  public void undo() {
    tests().place().ifPresent(changes::undo);
  }

  /// Whether there is a change of the suite in front to undo.
  public ReadOnlyBooleanProperty undoableProperty() {
    return changes.undoableProperty();
  }

  private boolean write(
      ChosenTest chosen, Function<SuiteText, SuiteChange.Indexed> how, String done) {
    Optional<Path> place = tests().place();
    if (place.isEmpty()) {
      notices.tell(Notice.info("Save the graph first. Its tests are stored beside it."));
    } else if (chosen.in(tests()).isEmpty()) {
      notices.tell(Notice.trouble(chosen.gone()));
    } else {
      Notice said = Notice.said(done).with("Undo", () -> changes.undo(place.get()));
      changes.write(place.get(), SuiteChange.of(chosen, how), said);
      return true;
    }
    return false;
  }

  /// The tests of a sample go with it.
  private void copySuite(OpenFile file) {
    Optional<SampleGraph> sample = file.sample();
    Optional<Path> graph = file.path();
    if (sample.isPresent() && graph.isPresent()) {
      background.run(
          () -> SuiteFiles.copied(sample.get(), graph.get()),
          there -> look(),
          trouble -> notices.tell(Notice.trouble("The tests were not saved: " + words(trouble))));
    }
  }

  private void reload() {
    Optional<Path> place = place();
    place.ifPresent(path ->
        background.run(
            () -> SuiteFiles.load(path),
            found -> {
              if (place().equals(place)) {
                put(SuiteStatus.of(place, found));
                runAll();
              }
            },
            trouble -> put(tests().troubled(words(trouble)))));
  }

  /// Whether the request that is tried out could be kept as a test now; else why not.
  public Optional<String> whyNotKept() {
    if (simulator.trace().isEmpty()) {
      return Optional.of("Run or estimate the request first. A test keeps its path.");
    }
    if (simulator.askProperty().get().isBlank()) {
      return Optional.of("Write the prompt of the test first.");
    }
    return editor.document().valid()
        ? Optional.empty()
        : Optional.of("The graph has errors. Fix those listed in Problems.");
  }

  /// Adds the request that is tried out to the suite, with the way that it goes as what is
  /// expected. The graph must lie on a disk.
  ///
  /// @param name how people call the case
  public void keep(String name) {
    Optional<Trace> trace = simulator.trace();
    Optional<Path> graphPath = editor.currentProperty().get().flatMap(OpenFile::path);
    if (trace.isEmpty() || graphPath.isEmpty() || !editor.document().valid()) {
      return;
    }
    RequestDraft ask = simulator.askProperty().get();
    RoutingGraph graph = editor.document().graph();
    Path place = beside(graphPath.get());
    changes.write(
        place,
        before ->
            new SuiteChange.Outcome.Changed(
                Optional.of(
                    SuiteFiles.added(
                        before,
                        graphPath.get(),
                        RecordedCase.of(name, ask, trace.get(), graph, engine)))),
        Notice.said("Test saved in " + place.getFileName() + ".")
            .with("Show tests", () -> views.show(ToolPane.TESTS)));
  }

  private void put(SuiteStatus next) {
    changes.front(next.place());
    tests.set(next);
  }

  private static String words(Exception trouble) {
    return LiveCall.words(trouble);
  }
}
