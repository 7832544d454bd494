package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.ToolDraft;
import io.signalbox.engine.chat.Tool;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Where a function is written that the request offers.
final class ToolForm extends VBox {
  private final TextField name = new TextField();
  private final TextField description = new TextField();
  private final TextArea schema = Parts.textArea();
  private final Label problem = Parts.label("", "problem-box");
  private final Button add;
  private final Consumer<Tool> added;
  private final Runnable closed;

  /// @param added told of a function that is complete
  /// @param closed done when the form is no longer wanted
  ToolForm(Consumer<Tool> added, Runnable closed) {
    this.added = added;
    this.closed = closed;
    getStyleClass().add("tool-form");
    name.setId("tool-name");
    name.setPromptText("get_order");
    name.setOnAction(e -> add());
    description.setPromptText("Finds an order by its number");
    schema.setId("tool-schema");
    schema.getStyleClass().add("mono");
    schema.setPrefRowCount(4);
    schema.setPromptText("{ \"type\": \"object\", \"properties\": { … } }");
    problem.setWrapText(true);
    add = Parts.button("Add", this::add, "accent");
    add.setId("tool-add");
    getChildren()
        .addAll(
            Parts.field("Tool name", name),
            Parts.field("Description", description),
            Parts.field("JSON schema of arguments", schema),
            problem,
            new HBox(8, add, Parts.button("Cancel", closed, "quiet")));
    name.textProperty().addListener((o, before, now) -> check());
    schema.textProperty().addListener((o, before, now) -> check());
    check();
  }

  /// Empties the form, or puts a function in it to be changed.
  void begin(Optional<Tool> tool) {
    name.setText(tool.map(Tool::name).orElse(""));
    description.setText(tool.map(Tool::description).orElse(""));
    schema.setText(tool.map(Tool::schema).orElse(""));
    name.requestFocus();
  }

  private ToolDraft written() {
    return new ToolDraft(name.getText(), description.getText(), schema.getText());
  }

  private void check() {
    Optional<String> wrong = written().problem();
    boolean said = wrong.isPresent() && !(name.getText().isEmpty() && schema.getText().isEmpty());
    Parts.show(problem, wrong.orElse(""));
    problem.setVisible(said);
    problem.setManaged(said);
    add.setDisable(wrong.isPresent());
  }

  private void add() {
    if (written().problem().isEmpty()) {
      added.accept(written().tool());
      closed.run();
    }
  }
}
