package io.signalbox.app.simulate;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.GraphStorage;
import io.signalbox.app.fx.Background;
import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.snippet.RequestCode;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PersistedState;
import io.signalbox.app.state.ToolPane;
import io.signalbox.app.state.Views;
import io.signalbox.app.testbench.TestBench;
import io.signalbox.app.tryout.Simulator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;

/// A request that is composed at the left, which can be made wider, the reasons for its way in the
/// middle, what it costs and the live answer at the right.
public final class SimulatePane extends SplitPane {
  private static final KeyCombination ESTIMATE =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination RUN =
      new KeyCodeCombination(
          KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  /// Of the request: its usual width, and the least where panes beside it are open.
  private static final double USUAL = 320;

  private static final double LEAST = 230;

  /// What the reasons and the answer need beside it.
  private static final double FINDINGS = 490;

  private final Views views;
  private final Notices notices;
  private final Simulator simulator;
  private final RequestForm form;
  private final FindingsView findings;
  private final Button keepTest =
      Parts.iconButton(MaterialDesignB.BOOKMARK_PLUS_OUTLINE, "Keep as test", () -> {});
  private final KeepForm keep;
  private final RunMode mode;
  private final PromptHistory history;
  private final RequestMenu menu;

  /// @param choice asks for pictures
  /// @param base the address of the proxy with `/v1`, for which code is written
  public SimulatePane(
      Editor editor,
      Views views,
      Notices notices,
      Simulator simulator,
      Background background,
      Installation installation,
      GraphStorage storage,
      TestBench bench,
      FileDialogs choice,
      PersistedState memory,
      Supplier<String> base) {
    this.views = views;
    this.notices = notices;
    this.simulator = simulator;
    mode = new RunMode(editor, simulator, memory);
    history = new PromptHistory();
    menu =
        new RequestMenu(
            editor, notices, simulator, history, installation.engine()::clientDialects, base);
    form = new RequestForm(editor, notices, simulator, background, choice, menu);
    findings = new FindingsView(editor, views, notices, simulator, installation, memory);
    keep =
        new KeepForm(editor, notices, simulator, storage, bench, choice, () -> Ui.focus(keepTest));
    getStyleClass().add("simulate");
    getStylesheets()
        .add(
            Objects.requireNonNull(SimulatePane.class.getResource("simulate.css"))
                .toExternalForm());
    VBox request = request();
    SplitPane.setResizableWithParent(request, false);
    request
        .minWidthProperty()
        .bind(
            widthProperty().map(width -> Math.clamp(width.doubleValue() - FINDINGS, LEAST, USUAL)));
    getItems().addAll(request, findings);
    setDividerPositions(0); // the least width is the usual one
    follow();
    keys();
  }

  private void follow() {
    simulator.resultProperty().addListener((o, before, now) -> findings.show(now));
    simulator
        .answerProperty()
        .addListener((o, before, now) ->
            now.ifPresentOrElse(
                findings::show, () -> findings.show(simulator.resultProperty().get())));
    findings.show(simulator.resultProperty().get());
    views.promptAskedProperty().addListener((o, before, now) -> Ui.focus(form.prompt()));
  }

  /// Goes to the prompt; asks for the way at once if there is one.
  public void begin() {
    Ui.focus(form.prompt());
    if (!form.prompt().getText().isBlank()) {
      estimate();
    }
  }

  /// What can be done here.
  public List<Action> actions() {
    var idle = simulator.runningProperty().not();
    return List.of(
        Action.of("run.primary", "Run", shown(this::run)).on("Shortcut+Shift+R").when(idle),
        Action.of("run.live", "Run live", shown(this::live)).when(idle),
        Action.of("run.estimate", "Estimate only", shown(this::estimate)),
        Action.of("run.play", "Run simulated", shown(this::play)).when(idle),
        Action.of("run.stop", "Stop run", simulator::stop).when(simulator.runningProperty()),
        Action.of("run.continue", "Continue conversation", shown(findings::goOn))
            .when(findings.continuableProperty()),
        Action.of("run.calls", "Requests and replies", shown(findings::toggleCalls)),
        Action.of("run.below", "Answer below or beside", shown(findings::turn)),
        Action.of("run.keep-test", "Keep as test…", shown(keep::begin)),
        Action.of("run.attach", "Attach image…", shown(form::attach)),
        Action.of("run.tool", "Add tool…", shown(form::offerTool)),
        Action.of("run.given", "Given…", shown(form::offerGiven)),
        Action.of("run.paste", "Paste request", shown(menu::paste)),
        Action.of("run.copy-curl", "Copy as curl", () -> menu.copy(RequestCode.CURL)),
        Action.of("run.copy-python", "Copy as Python", () -> menu.copy(RequestCode.PYTHON)),
        Action.of(
            "run.copy-javascript", "Copy as JavaScript", () -> menu.copy(RequestCode.JAVASCRIPT)),
        Action.of("run.system", "Edit system prompt", shown(form::toggleSystem)));
  }

  private Runnable shown(Runnable action) {
    return () -> {
      views.show(ToolPane.SIMULATE);
      action.run();
    };
  }

  private VBox request() {
    Button estimate = Parts.button("Estimate only", this::estimate, "quiet");
    estimate.setId("estimate");
    estimate.setMinWidth(Region.USE_PREF_SIZE);
    estimate.setAccessibleText("Estimate only: shows path and cost, calls no provider");
    var scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pane");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    keepTest.setId("keep-test");
    keepTest.setOnAction(e -> keep.begin());
    var buttons = new RunButtons(mode, simulator, views, this::run, this::live, keepTest, estimate);
    var box = new VBox(scroll, keep, buttons);
    box.getStyleClass().add("request");
    return box;
  }

  private void keys() {
    form.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (ESTIMATE.match(e)) {
            estimate();
            e.consume();
          } else if (RUN.match(e)) {
            if (!simulator.runningProperty().get()) {
              run();
            }
            e.consume();
          }
        });
  }

  private void estimate() {
    form.addLabel();
    history.tried(simulator.askProperty().get().prompt());
    simulator.estimate();
  }

  /// Live or simulated, as it turns out once the route is known.
  private void run() {
    form.addLabel();
    if (form.isReady()) {
      history.tried(simulator.askProperty().get().prompt());
      simulator.estimate(() -> {
        if (mode.simulatedProperty().get()) {
          simulator.play();
        } else {
          simulator.live();
        }
      });
    }
  }

  private void live() {
    form.addLabel();
    if (form.isReady()) {
      if (simulator.askProperty().get().isSupposing()) {
        notices.tell(Notice.info("What is given does not count in a live run."));
      }
      simulator.live();
    }
  }

  private void play() {
    form.addLabel();
    if (form.isReady()) {
      simulator.play();
    }
  }
}
