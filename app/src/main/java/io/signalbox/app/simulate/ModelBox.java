package io.signalbox.app.simulate;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.Simulator;
import io.signalbox.engine.graph.Model;
import java.util.ArrayList;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/// Which model the client says that it wants: none, so that the graph decides, or one by name.
final class ModelBox extends ComboBox<String> {
  private static final String GRAPH = "the graph";

  private final Editor editor;
  private final Simulator simulator;
  private boolean filling;

  ModelBox(Editor editor, Simulator simulator) {
    this.editor = editor;
    this.simulator = simulator;
    setId("asked-model");
    setAccessibleText("Requested model");
    Parts.tip(this, "The model name in the client's request.");
    setPrefWidth(118);
    setMinWidth(110);
    setConverter(new ModelNames());
    valueProperty()
        .addListener((o, before, now) -> {
          if (!filling && now != null) {
            simulator.compose(simulator.askProperty().get().withModel(now));
          }
        });
    simulator.askProperty().addListener((o, before, now) -> fill());
    editor.documentProperty().addListener((o, before, now) -> fill());
    fill();
  }

  /// No model is the graph itself.
  private static final class ModelNames extends StringConverter<String> {
    @Override
    public String toString(String model) {
      return model == null || model.isEmpty() ? GRAPH : model;
    }

    @Override
    public String fromString(String words) {
      return words;
    }
  }

  private void fill() {
    String wanted = simulator.askProperty().get().model();
    var names = new ArrayList<String>();
    names.add("");
    editor.document().graph().models().values().stream()
        .map(Model::model)
        .distinct()
        .forEach(names::add);
    if (!names.contains(wanted)) {
      names.add(wanted);
    }
    filling = true;
    try {
      if (!getItems().equals(names)) {
        getItems().setAll(names);
      }
      setValue(wanted);
    } finally {
      filling = false;
    }
  }
}
