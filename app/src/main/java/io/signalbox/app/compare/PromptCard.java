package io.signalbox.app.compare;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.tryout.Placeholders;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import javafx.animation.PauseTransition;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The prompt, how answers are drawn, and the buttons.
final class PromptCard extends VBox {
  private static final Duration SETTLED = Duration.millis(300);

  private final Editor editor;
  private final Notices notices;
  private final Simulator simulator;
  private final Installation installation;
  private final Comparison comparison;
  private final TextArea prompt = Parts.textArea();
  private final TextField temperature = field("temperature", "temperature", "0–2", 70);
  private final TextField most = field("max-tokens", "max tokens", "default", 96);
  private final Button run = Parts.button("Run", this::run, "accent");
  private final Label forecast = Parts.label("", "second");
  private final Label rest = Parts.label("", "second");
  private final OutcomesButton outcomes;
  private final PauseTransition settle = new PauseTransition(SETTLED);

  PromptCard(
      Editor editor,
      Notices notices,
      Simulator simulator,
      Installation installation,
      Comparison comparison,
      FileDialogs choice) {
    this.editor = editor;
    this.notices = notices;
    this.simulator = simulator;
    this.installation = installation;
    this.comparison = comparison;
    this.outcomes = new OutcomesButton(comparison, notices, choice);
    getStyleClass().add("prompt-card");
    prompt.setId("compare-prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(2);
    prompt.setMinHeight(52);
    prompt.setPromptText("Prompt for all models");
    prompt.setAccessibleText("Prompt");
    HBox.setHgrow(prompt, Priority.ALWAYS);
    prompt.textProperty().addListener((o, before, now) -> typed(now));
    temperature.textProperty().addListener((o, before, now) -> sample());
    most.textProperty().addListener((o, before, now) -> sample());
    settle.setOnFinished(e -> comparison.look());
    getChildren().addAll(new HBox(12, prompt, buttons()), options());
    follow();
  }

  private static TextField field(String id, String words, String hint, double width) {
    var field = new TextField();
    field.setId(id);
    field.setAccessibleText(words);
    field.setPromptText(hint);
    field.setPrefWidth(width);
    return field;
  }

  private Region buttons() {
    run.setId("compare-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    Button stop = Parts.button("Stop all", comparison::stop, "quiet");
    stop.setId("compare-stop");
    stop.visibleProperty().bind(comparison.runningProperty());
    stop.managedProperty().bind(stop.visibleProperty());
    ToggleButton diff = Parts.toggle("Diff");
    diff.setId("compare-diff");
    diff.getStyleClass().add("quiet-toggle");
    diff.setTooltip(Parts.tooltip("Highlights the words that differ from the first answer."));
    diff.setOnAction(e -> ComparePage.diff(comparison));
    comparison.baseProperty().addListener((o, before, now) -> diff.setSelected(now.isPresent()));
    var row =
        new HBox(
            8,
            toggle(
                "Blind",
                "Hides model names until you prefer an answer.",
                comparison.blindProperty()),
            diff,
            toggle(
                "Simulate all",
                "No provider is called; answers have the price and speed of each model.",
                comparison.playedProperty()),
            stop,
            run);
    row.setMinWidth(Region.USE_PREF_SIZE);
    return row;
  }

  private static ToggleButton toggle(String words, String why, BooleanProperty property) {
    var toggle = Parts.toggle(words);
    toggle.getStyleClass().add("quiet-toggle");
    toggle.setTooltip(Parts.tooltip(why));
    toggle.selectedProperty().bindBidirectional(property);
    return toggle;
  }

  private Node options() {
    var options =
        new FlowPane(
            12,
            8,
            named("temperature", temperature),
            named("max tokens", most),
            new AddMenu(editor, installation, comparison),
            outcomes,
            rest,
            forecast);
    options.getStyleClass().add("options");
    return options;
  }

  private static HBox named(String words, TextField field) {
    var box = new HBox(6, Parts.label(words, "second"), field);
    box.getStyleClass().add("named");
    return box;
  }

  private void follow() {
    simulator.askProperty().addListener((o, before, now) -> write(now));
    write(simulator.askProperty().get());
    comparison.forecastProperty().addListener((o, before, now) -> showForecast(now));
    comparison.lanes().addListener((Observable o) -> counted());
    comparison.playedProperty().addListener(o -> counted());
    comparison.runningProperty().addListener(o -> counted());
    editor.documentProperty().addListener(o -> again());
    sceneProperty().addListener((o, before, now) -> again());
    counted();
  }

  private void counted() {
    int number = comparison.lanes().size();
    Parts.show(run, "Run " + number);
    run.setAccessibleText("Run " + number + " columns");
    run.setDisable(number == 0 || comparison.runningProperty().get());
    again();
  }

  private void again() {
    if (getScene() == null) {
      settle.stop();
    } else {
      settle.playFromStart();
    }
  }

  private void showForecast(Optional<Money> usd) {
    String free =
        comparison.playedProperty().get() ? " at list prices; simulated, so nothing is spent" : "";
    Parts.show(
        forecast,
        usd.map(each -> "Estimated cost of a run: " + each.shown() + free)
            .orElse("The cost of a run is unknown because a model has no price."));
  }

  private void typed(String now) {
    RequestDraft ask = simulator.askProperty().get();
    if (!ask.prompt().equals(now)) {
      simulator.compose(ask.withPrompt(now));
    }
  }

  private void write(RequestDraft ask) {
    if (!prompt.getText().equals(ask.prompt())) {
      prompt.setText(ask.prompt());
    }
    List<String> also = also(ask);
    Parts.show(rest, also.isEmpty() ? "" : "Also from Simulate: " + String.join(", ", also));
    again();
  }

  private static List<String> also(RequestDraft ask) {
    var also = new ArrayList<String>();
    if (!ask.system().isEmpty()) {
      also.add("system prompt");
    }
    int turns = ask.earlier().size();
    if (turns > 0) {
      also.add(turns + (turns == 1 ? " earlier turn" : " earlier turns"));
    }
    int more = ask.images().size() + ask.tools().size() + ask.metadata().size();
    if (more > 0) {
      also.add(more + (more == 1 ? " field" : " fields"));
    }
    if (!Placeholders.names(ask).isEmpty()) {
      also.add("values of {{…}}");
    }
    return also;
  }

  private void sample() {
    OptionalDouble heat = number(temperature, 0, 2);
    OptionalDouble tokens = number(most, 1, 10_000_000);
    OptionalInt limit =
        tokens.isPresent() ? OptionalInt.of((int) tokens.getAsDouble()) : OptionalInt.empty();
    comparison
        .samplingProperty()
        .set(Sampling.defaults().withTemperature(heat).withMaxTokens(limit));
    again();
  }

  /// What is no number, or none that is possible, counts as nothing and is marked.
  private static OptionalDouble number(TextField field, double least, double greatest) {
    String words = field.getText().strip();
    OptionalDouble number = OptionalDouble.empty();
    if (words.matches("\\d{1,8}(\\.\\d{0,4})?")) {
      double value = Double.parseDouble(words);
      number =
          value >= least && value <= greatest ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
    boolean wrong = !words.isEmpty() && number.isEmpty();
    field.getStyleClass().removeAll("wrong");
    if (wrong) {
      field.getStyleClass().add("wrong");
    }
    return number;
  }

  private void run() {
    if (simulator.askProperty().get().isBlank()) {
      prompt.requestFocus();
      notices.tell(Notice.trouble("Write a prompt first."));
    } else {
      comparison.run();
    }
  }
}
