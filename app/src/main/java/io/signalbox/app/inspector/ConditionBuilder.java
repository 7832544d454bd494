package io.signalbox.app.inspector;

import io.signalbox.app.document.Editor;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// A condition as rows to fill in: field, operator, value; groups of them stand indented. It holds
/// the draft and changes it; [ConditionParts] makes the controls. The rows stay while only values
/// change. Parts of the draft are named by their paths: the indexes that lead to them.
final class ConditionBuilder extends VBox {
  private final Editor editor;
  private final ConditionLanguage language;
  private final Consumer<ConditionTree> taken;
  private final ConditionParts parts = new ConditionParts(this);
  private final Map<List<Integer>, ValueField<String>> values = new LinkedHashMap<>();
  private final Label unfinished =
      Parts.label(
          "A value is missing. The previous condition applies until it is set.", "unfinished");
  private ConditionDraft draft = new ConditionDraft.Cel("", false);

  /// A builder.
  ///
  /// @param taken told of each condition that is complete
  ConditionBuilder(Editor editor, ConditionLanguage language, Consumer<ConditionTree> taken) {
    this.editor = editor;
    this.language = language;
    this.taken = taken;
    getStyleClass().add("condition-builder");
    unfinished.setWrapText(true);
  }

  /// Shows a condition.
  void show(ConditionTree tree) {
    if (!draft.tree().equals(Optional.of(tree)) || getChildren().isEmpty()) {
      put(ConditionDraft.of(tree));
    }
  }

  /// Shows that there is none.
  void showNothing() {
    draft = new ConditionDraft.Cel("", false);
    values.clear();
    getChildren().setAll(Parts.button("+ Condition", this::begin, "pill-button"));
  }

  private void begin() {
    change(fresh());
  }

  private ConditionDraft fresh() {
    boolean request = language == ConditionLanguage.REQUEST;
    var variable =
        new Expr.Variable(
            request ? Signal.TOKENS : Signal.MODEL, request ? List.of() : List.of("provider"));
    return new ConditionDraft.Row(
        new ConditionField(variable), request ? Sign.ABOVE : Sign.CONTAINS, "", false);
  }

  private void put(ConditionDraft next) {
    boolean alike =
        ConditionDraft.alike(draft, next) && !getChildren().isEmpty() && !values.isEmpty();
    draft = next;
    if (alike) {
      values.forEach((path, field) -> {
        if (draft.at(path) instanceof ConditionDraft.Row row) {
          field.show(row.value());
        }
      });
    } else {
      rebuild();
    }
    judge();
  }

  private void change(ConditionDraft next) {
    put(next);
    next.tree().ifPresent(taken);
  }

  private void judge() {
    boolean missing = draft.tree().isEmpty();
    unfinished.setVisible(missing);
    unfinished.setManaged(missing);
  }

  private void rebuild() {
    Optional<List<Integer>> focused =
        values.entrySet().stream()
            .filter(each -> each.getValue().control().isFocused())
            .map(Map.Entry::getKey)
            .findFirst();
    values.clear();
    getChildren().setAll(parts.view(draft, List.of()), parts.pills(List.of()), unfinished);
    focused.ifPresent(this::focus);
  }

  private void focus(List<Integer> path) {
    Optional.ofNullable(values.get(path)).ifPresent(field -> field.control().requestFocus());
  }

  /// The part at a path.
  ConditionDraft at(List<Integer> path) {
    return draft.at(path);
  }

  /// What a row's field can be.
  List<SuggestField.Suggestion> fields() {
    return new ConditionFields(editor.document().graph(), language).offers();
  }

  /// A row has this field for its value; it is told of what is typed.
  void register(List<Integer> path, ValueField<String> field) {
    values.put(path, field);
    field.live(editor::closeEdit).onTaken(text -> typed(path, text));
  }

  /// A row's value has been typed: nothing is built anew.
  private void typed(List<Integer> path, String text) {
    if (draft.at(path) instanceof ConditionDraft.Row row) {
      draft = draft.with(path, new ConditionDraft.Row(row.question(), row.sign(), text, row.not()));
      judge();
      draft.tree().ifPresent(taken);
    }
  }

  void replace(List<Integer> path, ConditionDraft part) {
    change(draft.with(path, part));
  }

  void negate(List<Integer> path) {
    replace(path, ConditionDraft.opposite(draft.at(path)));
  }

  /// Turns the and of a group into or, and back.
  void turn(List<Integer> path) {
    if (draft.at(path) instanceof ConditionDraft.Group group) {
      replace(path, new ConditionDraft.Group(!group.all(), group.not(), group.parts()));
    }
  }

  void remove(List<Integer> path) {
    change(draft.without(path));
  }

  /// Puts a new row beside a part.
  void join(List<Integer> path, boolean all) {
    put(draft.joined(path, all, fresh()));
    values.keySet().stream()
        .filter(each -> draft.at(each) instanceof ConditionDraft.Row row && row.value().isEmpty())
        .reduce((a, b) -> b)
        .ifPresent(this::focus);
  }

  /// Puts a part into a group of its own, with a new row.
  void nest(List<Integer> path, boolean all) {
    put(draft.with(path, new ConditionDraft.Group(all, false, List.of(draft.at(path), fresh()))));
  }

  /// Lets a row ask for another field; operator and value stay if they fit it.
  void ask(List<Integer> path, String text) {
    Optional<ConditionField> question = ConditionField.of(text, language);
    if (question.isEmpty() || !(draft.at(path) instanceof ConditionDraft.Row row)) {
      rebuild();
      return;
    }
    List<Sign> signs = question.get().signs();
    Sign sign = signs.contains(row.sign()) ? row.sign() : signs.getFirst();
    boolean alike = question.get().kind() == row.question().kind();
    String first = question.get().kind() == ConditionField.Kind.YES_NO ? "yes" : "";
    String value = alike ? row.value() : first;
    replace(path, new ConditionDraft.Row(question.get(), sign, value, row.not()));
    focus(path);
  }
}
