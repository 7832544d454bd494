package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.session.Ask;
import io.signalbox.app.session.Session;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// A prompt with its metadata at the left, the reasons for its way in the middle, what it costs at
/// the right.
public final class SimulatePane extends HBox {
  private static final KeyCombination RUN =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final Session session;
  private final TextArea prompt = new TextArea();
  private final FlowPane chips = new FlowPane();
  private final TextField metadata = new TextField();
  private final FindingsView findings;
  private Labels labels = Labels.none();

  /// A pane of this session.
  public SimulatePane(Session session) {
    this.session = session;
    findings = new FindingsView(session);
    getStyleClass().add("simulate");
    VBox request = request();
    HBox.setHgrow(findings, Priority.ALWAYS);
    getChildren().addAll(request, findings);
    session.simulationProperty().addListener((o, before, now) -> findings.show(now));
    findings.show(session.simulationProperty().get());
    session.simulator().askProperty().addListener((o, before, now) -> write(now));
    showLabels();
  }

  private void write(Ask ask) {
    if (!prompt.getText().equals(ask.prompt())) {
      prompt.setText(ask.prompt());
      prompt.end();
    }
    labels = Labels.of(ask.metadata());
    showLabels();
  }

  /// Goes to the prompt; asks at once if there is one.
  public void begin() {
    prompt.requestFocus();
    if (!prompt.getText().isBlank()) {
      estimate();
    }
  }

  private VBox request() {
    prompt.setId("prompt");
    prompt.setPromptText("What would a user ask?");
    prompt.setWrapText(true);
    prompt.setAccessibleText("Prompt");
    prompt.setPrefRowCount(3);
    VBox.setVgrow(prompt, Priority.ALWAYS);
    prompt.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (RUN.match(e)) {
            estimate();
            e.consume();
          }
        });
    metadata.setId("metadata");
    metadata.setPromptText("key = value");
    metadata.setAccessibleText("Metadata, as key = value");
    metadata.setTooltip(new Tooltip("Adds metadata to the request: key = value, then Enter."));
    metadata.setMinWidth(60);
    HBox.setHgrow(metadata, Priority.ALWAYS);
    metadata.setOnAction(e -> addLabel());
    chips.getStyleClass().add("chips");
    Button estimate = Parts.button("Estimate only", this::estimate, "accent");
    estimate.setId("estimate");
    estimate.setMinWidth(Region.USE_PREF_SIZE);
    estimate.setAccessibleText("Estimate only: shows the way and the cost, asks no provider");
    var box = new VBox(Parts.sectionHead("Prompt"), prompt, chips, new HBox(8, metadata, estimate));
    box.getStyleClass().add("request");
    return box;
  }

  private void addLabel() {
    labels
        .with(metadata.getText())
        .ifPresent(more -> {
          labels = more;
          metadata.clear();
          showLabels();
        });
  }

  private void estimate() {
    addLabel();
    session.simulate(prompt.getText(), labels.values());
  }

  private void showLabels() {
    chips.getChildren().setAll(labels.values().entrySet().stream().map(this::chip).toList());
    boolean any = !chips.getChildren().isEmpty();
    chips.setVisible(any);
    chips.setManaged(any);
  }

  private Label chip(Map.Entry<String, String> label) {
    Label chip = Parts.chip(label.getKey() + " = " + label.getValue());
    Region remove =
        Parts.iconButton(
            MaterialDesignC.CLOSE,
            "Take away " + label.getKey(),
            () -> {
              labels = labels.without(label.getKey());
              showLabels();
            });
    chip.setGraphic(remove);
    chip.setContentDisplay(ContentDisplay.RIGHT);
    return chip;
  }
}
