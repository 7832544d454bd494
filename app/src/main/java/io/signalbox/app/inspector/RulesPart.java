package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.OrderedRows;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.wording.ConditionWords;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;

/// The rules of a node. One of them can be open, to be changed in place.
final class RulesPart extends VBox {
  private static final javafx.css.PseudoClass OPEN = javafx.css.PseudoClass.getPseudoClass("open");

  private final Subject<RulesNode> subject;
  private final TargetChoices targets;
  private final OrderedRows list = new OrderedRows(this::move);
  private final List<RuleRow> rows = new ArrayList<>();
  private final SuggestField otherwise;
  private int open = -1;

  RulesPart(Subject<RulesNode> subject) {
    this.subject = subject;
    targets = new TargetChoices(subject.context(), subject.id());
    getStyleClass().add("branches");
    otherwise = targets.field("Otherwise connected to", () -> new Slot.Field("otherwise"));
    otherwise.getStyleClass().add("flat");
    otherwise.setId("otherwise");
    HBox.setHgrow(otherwise, Priority.ALWAYS);
    Label name = Parts.label("otherwise →", "way-label");
    name.setMinWidth(Region.USE_PREF_SIZE);
    var last = new HBox(name, otherwise);
    last.getStyleClass().addAll("way", "branch", "otherwise-row");
    var box = new VBox(list, last);
    box.getStyleClass().add("ways");
    Button add = Parts.button("+ Rule", this::add, "small");
    add.setId("add-rule");
    getChildren().addAll(Parts.label("First match wins. Drag to reorder.", "second"), box, add);
  }

  private List<RulesNode.Rule> all() {
    return subject.first().map(RulesNode::rules).orElse(List.of());
  }

  void follow() {
    List<RulesNode.Rule> all = all();
    while (rows.size() > all.size()) {
      rows.removeLast();
    }
    while (rows.size() < all.size()) {
      var row = new RuleRow(rows.size());
      list.arm(row);
      rows.add(row);
    }
    open = open < all.size() ? open : -1;
    list.show(rows);
    for (int i = 0; i < all.size(); i++) {
      rows.get(i).show(all.get(i), i == open);
    }
    subject.first().ifPresent(node -> otherwise.show(node.otherwise(), title(node.otherwise())));
    otherwise.setPromptText("not connected");
  }

  private List<Problem> troubles(int index) {
    Place rule = Place.node(subject.id()).at("rules").at(index);
    return subject.context().editor().document().problemsOf(subject.id()).stream()
        .filter(each -> each.place().isIn(rule))
        .toList();
  }

  private String title(String id) {
    return id.isEmpty() ? "" : targets.title(id);
  }

  private void put(String what, UnaryOperator<List<RulesNode.Rule>> change) {
    subject.change(what, node -> with(node, change));
  }

  private static RulesNode with(RulesNode node, UnaryOperator<List<RulesNode.Rule>> change) {
    List<RulesNode.Rule> rules = change.apply(new ArrayList<>(node.rules()));
    return new RulesNode(node.id(), node.about(), rules, node.otherwise());
  }

  private void type(int index, UnaryOperator<RulesNode.Rule> change) {
    subject.type(
        "Change rule " + (index + 1),
        node ->
            with(
                node,
                rules -> {
                  if (index < rules.size()) {
                    rules.set(index, change.apply(rules.get(index)));
                  }
                  return rules;
                }));
  }

  /// Adds a rule before the last exit, and opens it.
  void add() {
    open = all().size();
    put(
        "Add rule",
        rules -> {
          rules.add(new RulesNode.Rule(Condition.of("tokens > 8000"), "", Optional.empty()));
          return rules;
        });
    if (!rows.isEmpty()) {
      rows.getLast().focus();
    }
  }

  private void move(int from, int to) {
    int was = open;
    if (open == from) {
      open = to;
    } else if (from < open && to >= open) {
      open--;
    } else if (from > open && to <= open && open >= 0) {
      open++;
    }
    if (was != open) {
      rows.forEach(RuleRow::close);
    }
    put(
        "Move rule",
        rules -> {
          rules.add(to, rules.remove(from));
          return rules;
        });
  }

  /// Moves the rule that has the focus, or the open one.
  void moveFocused(int by) {
    if (!list.moveFocused(by) && list.focused().isEmpty() && open >= 0) {
      rows.get(open).focus();
      list.moveFocused(by);
    }
  }

  /// Takes the rule away that has the focus, or the open one.
  void removeFocused() {
    int index = list.focused().orElse(open);
    if (index >= 0) {
      remove(index);
    }
  }

  private void remove(int index) {
    open = -1;
    put(
        "Delete rule " + (index + 1),
        rules -> {
          rules.remove(index);
          return rules;
        });
    if (!rows.isEmpty()) {
      rows.get(Math.min(index, rows.size() - 1)).focus();
    }
  }

  /// Opens a rule, or closes it if it is open.
  void toggle(int index) {
    open = open == index ? -1 : index;
    follow();
  }

  private final class RuleRow implements OrderedRows.OrderedRow {
    private final int index;
    private final VBox view = new VBox();
    private final Button handle = new Button();
    private final Button head = new Button();
    private final Hyperlink to = new Target();
    private final Label name = Parts.label("", "rule-name");
    private final ProblemList troubles = new ProblemList(subject.context());
    private Optional<RuleBody> body = Optional.empty();
    private Optional<Condition> when = Optional.empty();

    RuleRow(int index) {
      this.index = index;
      handle.setGraphic(new FontIcon(MaterialDesignD.DRAG_VERTICAL));
      handle.getStyleClass().addAll("icon-only", "handle");
      handle.setId("rule-handle-" + index);
      head.getStyleClass().add("row-head");
      head.setId("rule-" + index);
      head.setMaxWidth(Double.MAX_VALUE);
      head.setMinWidth(0);
      head.setOnAction(e -> toggle(index));
      name.setMouseTransparent(true);
      name.setMinWidth(0);
      to.getStyleClass().add("row-link");
      to.setMaxWidth(170);
      var below = new HBox(name, Parts.spring(), to);
      below.getStyleClass().add("rule-below");
      var words = new VBox(head, below);
      words.setMinWidth(0);
      HBox.setHgrow(words, Priority.ALWAYS);
      Label number = Parts.label(String.valueOf(index + 1), "count");
      number.setMinWidth(Label.USE_PREF_SIZE);
      var line = new HBox(handle, number, words);
      line.getStyleClass().add("rule-line");
      view.getStyleClass().addAll("way", "rule");
      view.getChildren().addAll(line, troubles);
    }

    void show(RulesNode.Rule rule, boolean wide) {
      if (!when.equals(Optional.of(rule.when()))) {
        when = Optional.of(rule.when());
        Parts.show(head, ConditionWords.of(rule.when()));
        head.setTooltip(Parts.tooltip(rule.when().text()));
      }
      String condition = head.getText();
      String words = rule.name().map(each -> each + ", " + condition).orElse(condition);
      Parts.show(name, rule.name().orElse(""));
      name.setVisible(rule.name().isPresent());
      name.setManaged(rule.name().isPresent());
      String place = "Rule " + (index + 1);
      String title = rule.to().isEmpty() ? "not connected" : title(rule.to());
      head.setAccessibleText(
          place + ", " + words + ", connected to " + title + (wide ? ", open" : ""));
      handle.setAccessibleText(place + ", move with Alt and arrow keys");
      Parts.show(to, "→ " + title);
      to.setOnAction(e -> subject.context().editor().select(rule.to()));
      view.pseudoClassStateChanged(OPEN, wide);
      if (!wide) {
        close();
      } else if (body.isEmpty()) {
        var made = new RuleBody(index);
        body = Optional.of(made);
        view.getChildren().add(made);
      }
      body.ifPresent(each -> each.show(rule));
      troubles.show(wide ? List.of() : troubles(index));
    }

    void close() {
      body.ifPresent(view.getChildren()::remove);
      body = Optional.empty();
    }

    @Override
    public Node view() {
      return view;
    }

    @Override
    public Node handle() {
      return handle;
    }

    @Override
    public void focus() {
      head.requestFocus();
    }
  }

  /// Where a rule leads: a short name is not cut, a long one leaves room for that of the rule.
  private static final class Target extends Hyperlink {
    private static final double LEAST = 110;

    @Override
    protected double computeMinWidth(double height) {
      return Math.min(LEAST, computePrefWidth(height));
    }
  }

  private final class RuleBody extends VBox {
    private final ConditionEditor when;
    private final ValueField<Optional<String>> name =
        new ValueField<>("Rule name", Formats.optional(Formats.word("")));
    private final SuggestField target;
    private final ProblemList troubles = new ProblemList(subject.context());
    private final int index;

    RuleBody(int index) {
      this.index = index;
      getStyleClass().addAll("form", "rule-body");
      when =
          new ConditionEditor(subject.context().editor(), "Condition", ConditionLanguage.REQUEST);
      when.onTaken(condition ->
          condition.ifPresent(
              each -> type(index, rule -> new RulesNode.Rule(each, rule.to(), rule.name()))));
      target = targets.field("Connect to", () -> new Slot.ItemField("rules", index, "to"));
      target.setId("rule-target");
      name.control().setId("rule-name");
      name.live(subject.context().editor()::closeEdit)
          .onTaken(text -> type(index, rule -> new RulesNode.Rule(rule.when(), rule.to(), text)));
      Button remove = Parts.iconButton(MaterialDesignC.CLOSE, "Delete rule", () -> remove(index));
      remove.setId("delete-rule");
      Parts.show(remove, "Delete rule");
      getChildren()
          .addAll(
              when, troubles, Parts.field("Connect to", target), Parts.field("Name", name), remove);
    }

    void show(RulesNode.Rule rule) {
      when.show(Optional.of(rule.when()));
      troubles.show(troubles(index));
      name.show(rule.name());
      target.show(rule.to(), title(rule.to()));
      target.setPromptText("not connected");
    }
  }
}
