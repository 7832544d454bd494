package io.signalbox.app.inspector;

import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.wording.ConditionWords;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// One test of a condition: a field, an operator and a value.
final class ConditionRow extends HBox {
  private final ConditionBuilder builder;
  private final ConditionDraft.Row row;
  private final List<Integer> path;

  ConditionRow(ConditionBuilder builder, ConditionDraft.Row row, List<Integer> path) {
    this.builder = builder;
    this.row = row;
    this.path = path;
    getStyleClass().add("condition-row");
    if (row.not()) {
      getChildren().add(Parts.label("not", "joint"));
    }
    boolean yesNo = row.question().kind() == ConditionField.Kind.YES_NO;
    getChildren()
        .addAll(field(), yesNo ? Parts.label("is", "second") : signs(), yesNo ? choice() : value());
  }

  private SuggestField field() {
    var field =
        new SuggestField("Field", builder::fields).free().onTaken(text -> builder.ask(path, text));
    field.setId("field" + ConditionParts.suffix(path));
    field.show(row.question().text(), row.question().text());
    field.setPrefWidth(118);
    HBox.setHgrow(field, Priority.SOMETIMES);
    return field;
  }

  private ChoiceField<Sign> signs() {
    Value like = isText() ? new Value.Word("") : new Value.Whole(0);
    var signs =
        new ChoiceField<>(
            "Operator", row.question().signs(), sign -> ConditionWords.sign(sign, like));
    signs.setId("sign" + ConditionParts.suffix(path));
    signs.show(row.sign());
    signs.setPrefWidth(isText() ? 84 : 58);
    signs.setMinWidth(58);
    signs.onTaken(sign -> take(sign, current()));
    return signs;
  }

  private boolean isText() {
    return row.question().kind() == ConditionField.Kind.TEXT
        || row.question().kind() == ConditionField.Kind.WORDS;
  }

  /// What has been typed since the row was made.
  private String current() {
    return builder.at(path) instanceof ConditionDraft.Row now ? now.value() : "";
  }

  private void take(Sign sign, String value) {
    builder.replace(path, new ConditionDraft.Row(row.question(), sign, value, row.not()));
  }

  private Node value() {
    var field = new ValueField<>("Value", typed());
    field.control().setId("value" + ConditionParts.suffix(path));
    if (!isText()) {
      field.control().getStyleClass().add("figure-field");
    }
    field.show(row.value());
    builder.register(path, field);
    field.setPrefWidth(84);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  /// The text of a value as it is typed, if it can be read as one.
  private Format<String> typed() {
    Format<Value> format = ValueInput.format(row.question().kind(), row.sign());
    return Formats.of(
        text ->
            switch (format.read(text)) {
              case Format.Reading.Value<Value> value -> Format.value(text);
              case Format.Reading.Fault<Value>(String words) -> Format.fault(words);
            },
        text ->
            format.read(text) instanceof Format.Reading.Value<Value>(Value value)
                ? format.shown(value)
                : text);
  }

  private ChoiceField<String> choice() {
    var choice = new ChoiceField<>("Value", List.of("yes", "no"), each -> each);
    choice.setId("value" + ConditionParts.suffix(path));
    choice.show(row.value());
    choice.onTaken(word -> take(row.sign(), word));
    HBox.setHgrow(choice, Priority.ALWAYS);
    return choice;
  }
}
