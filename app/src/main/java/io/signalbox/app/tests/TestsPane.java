package io.signalbox.app.tests;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.ChosenTest;
import io.signalbox.app.testbench.SuiteStatus;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.engine.lab.Coverage;
import io.signalbox.engine.workspace.SuiteCase;
import io.signalbox.engine.workspace.SuiteText;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The tests of the graph in front: those that failed with what came, what of the graph no test
/// reaches, and runs after each edit.
public final class TestsPane extends VBox {
  private static final Duration SETTLED = Duration.millis(400);
  private static final Duration LOOK = Duration.seconds(2);

  private static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

  private final Editor editor;
  private final Views views;
  private final TestBench bench;
  private final CarriedItem<String> examples;
  private final PauseTransition settle = new PauseTransition(SETTLED);
  private final Timeline look;
  private final Label summary = Parts.label("", "summary");
  private final Button stop;
  private final VBox cases = new VBox();
  private final CoverageView coverage;
  private Optional<SuiteStatus> shown = Optional.empty();
  private final Set<String> open = new HashSet<>();
  private boolean editing;
  private final BooleanBinding any;
  private final BooleanBinding failing;

  /// @param examples carries the texts of tests to other panes
  public TestsPane(Editor editor, Views views, TestBench bench, CarriedItem<String> examples) {
    this.examples = examples;
    this.views = views;
    this.bench = bench;
    this.editor = editor;
    coverage = new CoverageView(editor);
    any = Bindings.createBooleanBinding(() -> !bench.tests().cases().isEmpty(), tests());
    failing = Bindings.createBooleanBinding(() -> !bench.tests().failed().isEmpty(), tests());
    getStyleClass().add("tests");
    getStylesheets()
        .add(Objects.requireNonNull(TestsPane.class.getResource("tests.css")).toExternalForm());
    stop = Parts.button("Stop", bench::stop, "quiet");
    look = new Timeline(new KeyFrame(LOOK, e -> bench.look()));
    look.setCycleCount(Animation.INDEFINITE);
    settle.setOnFinished(e -> bench.runAll());
    sceneProperty().addListener((o, before, now) -> watch(now != null));
    editor.documentProperty().addListener((o, before, now) -> edited(before, now));
    tests().addListener((o, before, now) -> follow());
    views.toolProperty().addListener((o, before, now) -> follow());
    addEventFilter(KeyEvent.KEY_PRESSED, this::undo);
    editor.currentProperty().addListener((o, before, now) -> leave());
    getChildren().addAll(bar(), body());
    follow();
  }

  private javafx.beans.property.ReadOnlyObjectProperty<SuiteStatus> tests() {
    return bench.testsProperty();
  }

  /// What can be done here.
  public List<Action> actions() {
    return List.of(
        Action.of("test.run", "Run all tests", shown(bench::runAll)).on("Shortcut+T").when(any),
        Action.of("test.run-failed", "Run failed tests", shown(bench::runFailed)).when(failing),
        Action.of("test.stop", "Stop tests", bench::stop),
        Action.of("test.undo", "Undo change of tests", shown(bench::undo))
            .when(bench.undoableProperty()),
        Action.of(
            "test.automatic",
            "Toggle automatic tests",
            () -> bench.automaticProperty().set(!bench.automaticProperty().get())));
  }

  private Runnable shown(Runnable action) {
    return () -> {
      views.show(ToolPane.TESTS);
      action.run();
    };
  }

  /// Files are looked at only while the pane is in a window.
  private void watch(boolean shown) {
    if (shown) {
      bench.look();
      look.play();
    } else {
      look.stop();
      settle.stop();
    }
  }

  private void edited(Document before, Document now) {
    boolean other = before.read() != now.read() || before.valid() != now.valid();
    if (other && now.valid() && bench.automaticProperty().get() && getScene() != null) {
      settle.playFromStart();
    }
  }

  private HBox bar() {
    Button all = Parts.button("Run all", bench::runAll, "accent");
    all.setId("run-tests");
    all.setMinWidth(USE_PREF_SIZE);
    all.disableProperty().bind(any.not());
    Button failed = Parts.button("Run failed", bench::runFailed, "quiet");
    failed.setId("run-failed");
    failed.setMinWidth(USE_PREF_SIZE);
    stop.setMinWidth(USE_PREF_SIZE);
    failed.disableProperty().bind(failing.not());
    var automatic = Parts.check("Run after each edit");
    automatic.setMinWidth(USE_PREF_SIZE);
    automatic.selectedProperty().bindBidirectional(bench.automaticProperty());
    summary.setId("tests-summary");
    var bar = new HBox(all, failed, stop, summary, Parts.spring(), automatic);
    bar.getStyleClass().add("bar");
    return bar;
  }

  private HBox body() {
    cases.getStyleClass().add("cases");
    ScrollPane left = scroll(cases);
    HBox.setHgrow(left, Priority.ALWAYS);
    ScrollPane right = scroll(coverage);
    right.getStyleClass().add("coverage-pane");
    right.visibleProperty().bind(coverage.visibleProperty());
    right.managedProperty().bind(coverage.visibleProperty());
    var body = new HBox(left, right);
    VBox.setVgrow(body, Priority.ALWAYS);
    return body;
  }

  private static ScrollPane scroll(Node content) {
    var scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    return scroll;
  }

  /// A pane that is not in front costs nothing.
  private void follow() {
    SuiteStatus now = bench.tests();
    boolean front = views.toolProperty().get() == ToolPane.TESTS;
    if (front && !editing && shown.filter(now::equals).isEmpty()) {
      shown = Optional.of(now);
      show(now);
    }
  }

  private void show(SuiteStatus tests) {
    boolean focused = cases.isFocusWithin();
    stop.setVisible(tests.running());
    stop.setManaged(tests.running());
    Parts.show(summary, summary(tests));
    cases.getChildren().clear();
    if (!tests.trouble().isEmpty()) {
      Label trouble = Parts.label(tests.trouble(), "problem-box");
      trouble.setWrapText(true);
      cases.getChildren().add(trouble);
    }
    if (tests.cases().isEmpty()) {
      empty(tests);
    } else if (tests.place().isEmpty()) {
      cases.getChildren().add(sample());
    }
    for (int i = 0; i < tests.cases().size(); i++) {
      cases.getChildren().add(row(tests, i));
    }
    coverage.show(tests.coverage());
    if (focused) {
      cases.requestFocus(); // not whatever comes next in the window
    }
  }

  private CaseRow row(SuiteStatus tests, int index) {
    String name = tests.cases().get(index).name();
    return new CaseRow(
        bench,
        examples,
        tests,
        index,
        open.contains(name),
        new CaseRow.Doing(() -> toggle(tests, index), () -> edit(tests, index)));
  }

  /// Only the row is made anew: a form in the place of another stays as it is.
  private void toggle(SuiteStatus tests, int index) {
    String name = tests.cases().get(index).name();
    if (!open.remove(name)) {
      open.add(name);
    }
    CaseRow row = row(tests, index);
    cases.getChildren().set(at(tests, index), row);
    row.begin();
  }

  /// Rows are the last of what is shown.
  private int at(SuiteStatus tests, int index) {
    return cases.getChildren().size() - tests.cases().size() + index;
  }

  /// Opens a form in the place of a row; the list waits until it is closed.
  private void edit(SuiteStatus tests, int index) {
    var chosen = new ChosenTest(tests.place(), tests.cases().get(index));
    leave();
    Optional<Integer> now = shown.flatMap(chosen::in);
    if (tests.place().isEmpty() || now.isEmpty()) {
      bench.change(chosen, chosen.test()); // says why it cannot be
      return;
    }
    List<String> models = List.copyOf(editor.document().graph().models().keySet());
    var form = new CaseForm(chosen.test(), models, changed -> save(chosen, changed), this::leave);
    cases.getChildren().set(at(shown.get(), now.get()), form);
    editing = true;
    form.begin();
  }

  /// A form whose test is gone stays: what was written there is not lost.
  private void save(ChosenTest chosen, SuiteCase changed) {
    if (bench.change(chosen, changed)) {
      leave();
    }
  }

  private void leave() {
    if (editing) {
      editing = false;
      shown = Optional.of(bench.tests());
      show(bench.tests());
    }
  }

  private void undo(KeyEvent event) {
    boolean typing = event.getTarget() instanceof TextInputControl;
    if (UNDO.match(event) && !typing) {
      bench.undo();
      event.consume(); // never the graph, which is not what is looked at
    }
  }

  private static String summary(SuiteStatus tests) {
    if (tests.running()) {
      return "Running " + tests.cases().size() + " tests …";
    }
    long run = tests.results().stream().filter(Optional::isPresent).count();
    String passed = run == 0 ? "" : tests.passed() + " of " + tests.cases().size() + " passed";
    return tests
        .coverage()
        .map(each ->
            passed
                + " · "
                + each.reached(Coverage.ElementKind.EXIT)
                + " of "
                + each.count(Coverage.ElementKind.EXIT)
                + " outputs covered")
        .orElse(passed);
  }

  private static Label sample() {
    Label label =
        Parts.label(
            "Sample, not saved. Save the graph to change its tests; they are saved beside it.",
            "second");
    label.setId("tests-sample");
    label.setWrapText(true);
    return label;
  }

  private void empty(SuiteStatus tests) {
    boolean saved = tests.place().isPresent();
    String words =
        saved
            ? "No tests yet. Press Keep as test in Simulate to write one to"
                + " "
                + tests.place().get().getFileName()
                + ", beside the graph."
            : "Tests are stored beside the graph's file. Save the graph first.";
    Label label = Parts.label(words, "second");
    label.setWrapText(true);
    if (tests.suite().filter(SuiteText::isSound).isPresent() || tests.suite().isEmpty()) {
      cases
          .getChildren()
          .addAll(
              label, Parts.button("Go to Simulate", () -> views.show(ToolPane.SIMULATE), "quiet"));
    }
  }
}
