package io.signalbox.app.conform;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.testbench.EndpointChecks;
import io.signalbox.app.testbench.EndpointChecks.CheckPhase;
import io.signalbox.engine.conform.ConformReport;
import io.signalbox.engine.conform.LearnedProvider;
import io.signalbox.engine.conform.LearnedTraits;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What requests to the endpoint need, and a name to keep that under; gone until it is known.
final class SavingBar extends HBox {
  private final EndpointChecks checks;
  private final Label needs = Parts.label("");
  private final TextField name = new TextField();
  private Optional<ConformReport> report = Optional.empty();

  SavingBar(EndpointChecks checks) {
    super(8);
    this.checks = checks;
    getStyleClass().add("conform-saving");
    setAlignment(Pos.CENTER_LEFT);
    needs.setWrapText(true);
    HBox.setHgrow(needs, Priority.ALWAYS);
    name.setPromptText("Name of the provider");
    name.setAccessibleText("Name of the provider");
    name.setId("conform-name");
    name.setPrefColumnCount(14);
    name.setMinWidth(160);
    name.setOnAction(e -> save());
    Button save = Parts.button("Save as provider", this::save, "accent");
    save.setId("conform-save");
    save.setMinWidth(USE_PREF_SIZE);
    save.disableProperty().bind(name.textProperty().map(String::isBlank));
    getChildren().addAll(needs, name, save);
    Parts.setShown(this, false);
  }

  void show(CheckPhase phase) {
    report = phase instanceof CheckPhase.Asked done ? Optional.of(done.report()) : Optional.empty();
    Optional<LearnedTraits> learned = report.flatMap(ConformReport::learned);
    Parts.setShown(this, learned.isPresent());
    Parts.show(needs, learned.map(LearnedProvider::needs).map(SavingBar::words).orElse(""));
  }

  private static String words(List<String> needs) {
    return needs.isEmpty()
        ? "Requests to it need no changes."
        : "Requests to it need: " + String.join("; ", needs) + ".";
  }

  private void save() {
    report.ifPresent(
        each -> each.learned().ifPresent(learned -> checks.save(name.getText(), each, learned)));
  }
}
