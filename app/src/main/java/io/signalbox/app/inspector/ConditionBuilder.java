package io.signalbox.app.inspector;

import io.signalbox.app.kit.ChoiceField;
import io.signalbox.app.kit.Format;
import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.session.Session;
import io.signalbox.app.wording.ConditionWords;
import io.signalbox.engine.graph.condition.ConditionTree;
import io.signalbox.engine.graph.condition.ConditionTree.Sign;
import io.signalbox.engine.graph.condition.ConditionTree.Value;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A condition as rows to fill in: field, operator, value; groups of them stand indented. The rows
/// stay while only values change.
final class ConditionBuilder extends VBox {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  private final Session session;
  private final ConditionLanguage language;
  private final Consumer<ConditionTree> taken;
  private final Map<String, ValueField<String>> values = new TreeMap<>();
  private final Label unfinished =
      Parts.label("A value is missing. The old condition stays until it is there.", "unfinished");
  private ConditionDraft draft = new ConditionDraft.Cel("", false);

  /// A builder.
  ///
  /// @param taken told of each condition that is complete
  ConditionBuilder(Session session, ConditionLanguage language, Consumer<ConditionTree> taken) {
    this.session = session;
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
      values.forEach((place, field) -> {
        if (draft.at(path(place)) instanceof ConditionDraft.Row row) {
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

  /// A row's value has been typed: nothing is built anew.
  private void typed(List<Integer> path, String text) {
    if (draft.at(path) instanceof ConditionDraft.Row row) {
      draft = draft.with(path, new ConditionDraft.Row(row.question(), row.sign(), text, row.not()));
      judge();
      draft.tree().ifPresent(taken);
    }
  }

  private void judge() {
    boolean missing = draft.tree().isEmpty();
    unfinished.setVisible(missing);
    unfinished.setManaged(missing);
  }

  private void rebuild() {
    Optional<String> focused =
        values.entrySet().stream()
            .filter(each -> each.getValue().control().isFocused())
            .map(Map.Entry::getKey)
            .findFirst();
    values.clear();
    getChildren().setAll(view(draft, List.of()), pills(List.of()), unfinished);
    focused
        .flatMap(place -> Optional.ofNullable(values.get(place)))
        .ifPresent(field -> field.control().requestFocus());
  }

  private Node view(ConditionDraft part, List<Integer> path) {
    return switch (part) {
      case ConditionDraft.Group group -> group(group, path);
      case ConditionDraft.Row row -> row(row, path);
      case ConditionDraft.Cel cel -> text(cel, path);
    };
  }

  private Node group(ConditionDraft.Group group, List<Integer> path) {
    var box = new VBox();
    box.getStyleClass().add("condition-group");
    if (group.not()) {
      box.getChildren().add(Parts.label("not", "joint"));
    }
    for (int i = 0; i < group.parts().size(); i++) {
      List<Integer> below = below(path, i);
      if (i > 0) {
        box.getChildren().add(joint(group, path));
      }
      Node part = view(group.parts().get(i), below);
      if (group.parts().get(i) instanceof ConditionDraft.Group) {
        part.getStyleClass().add("nested");
        ((VBox) part).getChildren().add(pills(below));
      }
      box.getChildren().add(part);
    }
    return box;
  }

  /// The word between two parts: it turns and into or, and back.
  private Button joint(ConditionDraft.Group group, List<Integer> path) {
    String word = group.all() ? "and" : "or";
    Button joint =
        Parts.button(
            word,
            () ->
                change(
                    draft.with(
                        path, new ConditionDraft.Group(!group.all(), group.not(), group.parts()))),
            "joint");
    joint.setAccessibleText(word + ", press for " + (group.all() ? "or" : "and"));
    return joint;
  }

  private HBox pills(List<Integer> path) {
    Button and = pill("+ and", () -> join(path, true));
    Button or = pill("+ or", () -> join(path, false));
    Button not =
        pill("not", () -> change(draft.with(path, ConditionDraft.opposite(draft.at(path)))));
    not.pseudoClassStateChanged(ON, draft.at(path).not());
    var pills = new HBox(and, or, not);
    pills.getStyleClass().add("pills");
    if (path.isEmpty()) {
      and.setId("and");
      or.setId("or");
      not.setId("not");
    } else {
      pills.getChildren().add(pill("remove", () -> change(draft.without(path))));
    }
    return pills;
  }

  private static Button pill(String words, Runnable action) {
    return Parts.button(words, action, "pill-button");
  }

  private void join(List<Integer> path, boolean all) {
    put(draft.joined(path, all, fresh()));
    values.entrySet().stream()
        .filter(each ->
            draft.at(path(each.getKey())) instanceof ConditionDraft.Row row
                && row.value().isEmpty())
        .reduce((a, b) -> b)
        .ifPresent(each -> each.getValue().control().requestFocus());
  }

  private HBox row(ConditionDraft.Row row, List<Integer> path) {
    String place = place(path);
    var field =
        new SuggestField(
                "Field",
                () -> new ConditionFields(session.editor().document().graph(), language).offers())
            .free()
            .onTaken(text -> ask(path, text));
    field.setId("field" + place);
    field.show(row.question().text(), row.question().text());
    field.setPrefWidth(118);
    HBox.setHgrow(field, Priority.SOMETIMES);
    var line = new HBox();
    line.getStyleClass().add("condition-row");
    if (row.not()) {
      line.getChildren().add(Parts.label("not", "joint"));
    }
    line.getChildren().add(field);
    if (row.question().kind() == ConditionField.Kind.YES_NO) {
      line.getChildren().add(Parts.label("is", "second"));
    } else {
      line.getChildren().add(signs(row, path));
    }
    line.getChildren().add(value(row, path));
    if (!path.isEmpty()) {
      line.getChildren().add(menu(path));
    }
    return line;
  }

  private ChoiceField<Sign> signs(ConditionDraft.Row row, List<Integer> path) {
    boolean text =
        row.question().kind() == ConditionField.Kind.TEXT
            || row.question().kind() == ConditionField.Kind.WORDS;
    Value like = text ? new Value.Word("") : new Value.Whole(0);
    var signs =
        new ChoiceField<>(
            "Operator", row.question().signs(), sign -> ConditionWords.sign(sign, like));
    signs.setId("sign" + place(path));
    signs.show(row.sign());
    signs.setPrefWidth(text ? 84 : 58);
    signs.setMinWidth(58);
    signs.onTaken(sign ->
        change(
            draft.with(
                path, new ConditionDraft.Row(row.question(), sign, current(path), row.not()))));
    return signs;
  }

  private String current(List<Integer> path) {
    return draft.at(path) instanceof ConditionDraft.Row row ? row.value() : "";
  }

  private Node value(ConditionDraft.Row row, List<Integer> path) {
    if (row.question().kind() == ConditionField.Kind.YES_NO) {
      return choice(row, path, List.of("yes", "no"));
    }
    Format<Value> format = ValueInput.format(row.question().kind(), row.sign());
    Format<String> typed =
        Formats.of(
            text ->
                switch (format.read(text)) {
                  case Format.Reading.Value<Value> value -> Format.value(text);
                  case Format.Reading.Fault<Value>(String words) -> Format.fault(words);
                },
            text ->
                format.read(text) instanceof Format.Reading.Value<Value>(Value value)
                    ? format.shown(value)
                    : text);
    var field = new ValueField<>("Value", typed);
    field.control().setId("value" + place(path));
    boolean text =
        row.question().kind() == ConditionField.Kind.TEXT
            || row.question().kind() == ConditionField.Kind.WORDS;
    if (!text) {
      field.control().getStyleClass().add("figure-field");
    }
    field.show(row.value());
    field.live(session.editor()::closeEdit).onTaken(value -> typed(path, value));
    field.setPrefWidth(84);
    HBox.setHgrow(field, Priority.ALWAYS);
    values.put(place(path), field);
    return field;
  }

  private ChoiceField<String> choice(
      ConditionDraft.Row row, List<Integer> path, List<String> words) {
    var choice = new ChoiceField<>("Value", words, each -> each);
    choice.setId("value" + place(path));
    choice.show(row.value());
    choice.onTaken(word ->
        change(
            draft.with(path, new ConditionDraft.Row(row.question(), row.sign(), word, row.not()))));
    HBox.setHgrow(choice, Priority.ALWAYS);
    return choice;
  }

  private void ask(List<Integer> path, String text) {
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
    change(draft.with(path, new ConditionDraft.Row(question.get(), sign, value, row.not())));
    Optional.ofNullable(values.get(place(path))).ifPresent(field -> field.control().requestFocus());
  }

  private MenuButton menu(List<Integer> path) {
    var menu = new MenuButton("⋯");
    menu.getStyleClass().addAll("icon-only", "row-menu", "no-arrow");
    menu.setId("menu" + place(path));
    menu.setAccessibleText("More of this condition");
    item(menu, "Not", () -> change(draft.with(path, ConditionDraft.opposite(draft.at(path)))));
    item(menu, "Group with and", () -> nest(path, true));
    item(menu, "Group with or", () -> nest(path, false));
    item(menu, "Remove", () -> change(draft.without(path)));
    return menu;
  }

  private void nest(List<Integer> path, boolean all) {
    put(draft.with(path, new ConditionDraft.Group(all, false, List.of(draft.at(path), fresh()))));
  }

  private static void item(MenuButton menu, String words, Runnable action) {
    var item = Parts.item(words);
    item.setOnAction(e -> action.run());
    menu.getItems().add(item);
  }

  private Node text(ConditionDraft.Cel cel, List<Integer> path) {
    Label code = Parts.label((cel.not() ? "not " : "") + cel.text(), "mono");
    code.setWrapText(true);
    var box = new VBox(Parts.label("shown as text", "second"), code);
    box.getStyleClass().add("shown-as-text");
    if (path.isEmpty()) {
      return box;
    }
    HBox.setHgrow(box, Priority.ALWAYS);
    var line = new HBox(box, menu(path));
    line.getStyleClass().add("condition-row");
    return line;
  }

  private static List<Integer> below(List<Integer> path, int index) {
    var longer = new ArrayList<>(path);
    longer.add(index);
    return List.copyOf(longer);
  }

  /// A place as a part of an id: `-0-2`.
  private static String place(List<Integer> path) {
    var place = new StringBuilder();
    path.forEach(each -> place.append('-').append(each));
    return place.toString();
  }

  private static List<Integer> path(String place) {
    return place.isEmpty()
        ? List.of()
        : java.util.Arrays.stream(place.substring(1).split("-")).map(Integer::valueOf).toList();
  }
}
