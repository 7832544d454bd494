package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Who an ask node calls, and the labels that may be answered, each with its target.
final class AskAnswers extends VBox {
  private final Subject<AskNode> subject;
  private final TargetChoices targets;
  private final VBox list = new VBox();
  private final List<Row> rows = new ArrayList<>();
  private final SuggestField model;
  private final SuggestField otherwise;

  AskAnswers(Subject<AskNode> subject) {
    this.subject = subject;
    targets = new TargetChoices(subject.context(), subject.id());
    model = targets.modelField("Model", () -> new Slot.Field("model"));
    model.setId("ask-model");
    otherwise = targets.field("Otherwise connected to", () -> new Slot.Field("otherwise"));
    otherwise.setId("otherwise");
    getStyleClass().add("pairs");
    list.getStyleClass().add("pairs");
    Button add = Parts.button("+ Answer", this::add, "small");
    add.setId("add-answer");
    getChildren()
        .addAll(
            Parts.field("Model", model),
            Parts.field("Answers", list),
            add,
            Parts.field("Otherwise", otherwise));
  }

  private SequencedMap<String, String> answers() {
    return subject.first().map(AskNode::answers).orElseGet(LinkedHashMap::new);
  }

  private List<String> labels() {
    return List.copyOf(answers().keySet());
  }

  void follow() {
    List<String> labels = labels();
    while (rows.size() > labels.size()) {
      rows.removeLast();
      list.getChildren().removeLast();
    }
    while (rows.size() < labels.size()) {
      var row = new Row(rows.size());
      rows.add(row);
      list.getChildren().add(row);
    }
    for (int i = 0; i < labels.size(); i++) {
      rows.get(i).show(labels.get(i), answers().getOrDefault(labels.get(i), ""));
    }
    subject
        .first()
        .ifPresent(node -> {
          show(model, node.model());
          show(otherwise, node.otherwise());
        });
  }

  private void show(SuggestField field, String to) {
    field.show(to, to.isEmpty() ? "" : targets.title(to));
    field.setPromptText("not connected");
  }

  private void add() {
    int number = labels().size() + 1;
    while (answers().containsKey("answer " + number)) {
      number++;
    }
    var more = new LinkedHashMap<>(answers());
    more.put("answer " + number, "");
    put("Add answer", more);
    rows.getLast().label.control().requestFocus();
  }

  /// A label that is there already changes nothing.
  private void rename(int index, String label) {
    if (answers().containsKey(label)) {
      follow();
      return;
    }
    String old = labels().get(index);
    var renamed = new LinkedHashMap<String, String>();
    answers().forEach((each, to) -> renamed.put(each.equals(old) ? label : each, to));
    put("Rename answer", renamed);
  }

  private void remove(int index) {
    var fewer = new LinkedHashMap<>(answers());
    fewer.remove(labels().get(index));
    put("Remove answer", fewer);
  }

  private void put(String what, SequencedMap<String, String> answers) {
    subject.change(what, node -> node.withAnswers(answers));
    follow();
  }

  private final class Row extends HBox {
    private final ValueField<String> label;
    private final SuggestField target;

    Row(int index) {
      String which = "Answer " + (index + 1);
      label = new ValueField<>(which + ", label", Formats.word("Enter a label."));
      label.control().setId("answer-label-" + index);
      label.onTaken(text -> rename(index, text));
      target =
          targets.field(
              which + ", connected to", () -> new Slot.Entry("answers", labels().get(index)));
      target.setId("answer-target-" + index);
      HBox.setHgrow(label, Priority.ALWAYS);
      HBox.setHgrow(target, Priority.ALWAYS);
      getStyleClass().add("pair");
      getChildren()
          .addAll(
              label,
              target,
              Parts.iconButton(MaterialDesignC.CLOSE, "Remove " + which, () -> remove(index)));
    }

    void show(String name, String to) {
      label.show(name);
      AskAnswers.this.show(target, to);
    }
  }
}
