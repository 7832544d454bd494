package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.Placeholders;
import io.signalbox.app.tryout.RequestDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A field for each `{{name}}` of a request.
final class VariableFields extends VBox {
  private final Consumer<RequestDraft> changed;
  private List<String> names = List.of();
  private final List<TextField> fields = new ArrayList<>();
  private RequestDraft shown = RequestDraft.NOTHING;

  /// @param changed told of the request with other values
  VariableFields(Consumer<RequestDraft> changed) {
    super(4);
    this.changed = changed;
    setId("variables");
  }

  /// Shows those of a request.
  void show(RequestDraft ask) {
    shown = ask;
    List<String> now = List.copyOf(Placeholders.names(ask));
    if (!now.equals(names)) {
      names = now;
      fields.clear();
      getChildren().setAll(names.stream().map(this::row).toList());
    }
    for (int i = 0; i < names.size(); i++) {
      String value = ask.variables().getOrDefault(names.get(i), "");
      if (!fields.get(i).getText().equals(value)) {
        fields.get(i).setText(value);
      }
    }
    Parts.setShown(this, !names.isEmpty());
  }

  private HBox row(String name) {
    Label label = Parts.label("{{" + name + "}}", "mono");
    label.setMinWidth(96);
    label.setMaxWidth(160);
    var field = new TextField(shown.variables().getOrDefault(name, ""));
    field.setId("variable-" + name);
    field.setAccessibleText("Value of " + name);
    field.textProperty().addListener((o, before, now) -> take(name, now));
    HBox.setHgrow(field, Priority.ALWAYS);
    fields.add(field);
    var row = new HBox(8, label, field);
    row.getStyleClass().add("named");
    return row;
  }

  private void take(String name, String value) {
    if (!shown.variables().getOrDefault(name, "").equals(value)) {
      var values = new LinkedHashMap<>(shown.variables());
      values.put(name, value);
      changed.accept(shown.withVariables(values));
    }
  }
}
