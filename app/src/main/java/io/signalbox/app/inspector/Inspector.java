package io.signalbox.app.inspector;

import io.signalbox.app.document.Document;
import io.signalbox.app.kit.Action;
import io.signalbox.engine.graph.BranchingNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RulesNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The inspector: what is selected, field by field, to read and to change.
public final class Inspector extends ScrollPane {
  private final InspectorContext context;
  private SelectionPanel panel;
  private String shown;

  /// The inspector of the graph in front.
  public Inspector(InspectorContext context) {
    this.context = context;
    getStyleClass().addAll("pane", "inspector");
    getStylesheets()
        .add(
            Objects.requireNonNull(Inspector.class.getResource("inspector.css"), "inspector.css")
                .toExternalForm());
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    shown = key();
    panel = new SelectionPanel(context);
    setContent(panel);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    context.editor().documentProperty().addListener((o, before, now) -> show());
    context.editor().selectionProperty().addListener((o, before, now) -> show());
    context.simulator().resultProperty().addListener((o, before, now) -> panel.follow());
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.F2) {
      panel.focus("#name");
      event.consume();
    }
  }

  private void show() {
    String key = key();
    if (key.equals(shown)) {
      panel.follow();
      return;
    }
    shown = key;
    context.editor().closeEdit();
    panel = new SelectionPanel(context);
    setContent(panel);
    setVvalue(0);
  }

  /// What must be the same for the fields to stay: who is selected, and of which kind.
  private String key() {
    Document document = context.editor().document();
    var key = new StringBuilder(document.file());
    for (String id : context.editor().selection().ids()) {
      key.append('\n').append(id).append(' ');
      document.graph().node(id).ifPresent(node -> key.append(node.kind()));
    }
    return key.toString();
  }

  /// What can be done here.
  public List<Action> actions() {
    var actions = new ArrayList<Action>();
    actions.add(
        Action.of("inspector.name", "Rename selection", () -> panel.focus("#name")).onLocal("F2"));
    actions.addAll(ruleActions(selected(RulesNode.class)));
    actions.addAll(branchActions(selected(BranchingNode.class)));
    actions.addAll(selectionActions());
    return actions;
  }

  private List<Action> ruleActions(ObservableBooleanValue rules) {
    return List.of(
        Action.of("inspector.add-rule", "Add rule", () -> rules(RulesPart::add)).when(rules),
        Action.of("inspector.rule-up", "Move rule up", () -> rules(each -> each.moveFocused(-1)))
            .onLocal("Alt+Up")
            .when(rules),
        Action.of("inspector.rule-down", "Move rule down", () -> rules(each -> each.moveFocused(1)))
            .onLocal("Alt+Down")
            .when(rules),
        Action.of("inspector.delete-rule", "Delete rule", () -> rules(RulesPart::removeFocused))
            .when(rules));
  }

  private List<Action> branchActions(ObservableBooleanValue branched) {
    return List.of(
        Action.of("inspector.add-branch", "Add branch", () -> branches(Branches::add))
            .when(branched),
        Action.of(
                "inspector.delete-branch", "Delete branch", () -> branches(Branches::removeFocused))
            .when(branched),
        Action.of(
                "inspector.branch-up",
                "Move branch up",
                () -> branches(each -> each.moveFocused(-1)))
            .when(branched),
        Action.of(
                "inspector.branch-down",
                "Move branch down",
                () -> branches(each -> each.moveFocused(1)))
            .when(branched));
  }

  private List<Action> selectionActions() {
    return List.of(
        Action.of("inspector.rename", "Change id", () -> panel.focus("#id")),
        Action.of("inspector.note", "Edit note", () -> panel.focus("#note")),
        Action.of("inspector.disable", "Toggle disabled", () -> panel.toggleDisabled())
            .when(
                Bindings.createBooleanBinding(
                    () -> !context.editor().selection().ids().isEmpty(),
                    context.editor().selectionProperty())),
        Action.of("inspector.add-promise", "Add promise", this::addPromise));
  }

  private void addPromise() {
    context.editor().selectNothing();
    panel.find(Promises.class).ifPresent(Promises::add);
  }

  private void rules(java.util.function.Consumer<RulesPart> action) {
    panel.find(RulesPart.class).ifPresent(action);
  }

  private void branches(java.util.function.Consumer<Branches<?>> action) {
    panel.find(Branches.class).ifPresent(each -> action.accept(each));
  }

  private ObservableBooleanValue selected(Class<?> kind) {
    return Bindings.createBooleanBinding(
        () -> node().filter(kind::isInstance).isPresent(),
        context.editor().selectionProperty(),
        context.editor().documentProperty());
  }

  private Optional<Node> node() {
    return context.editor().selection().only().flatMap(context.editor().document().graph()::node);
  }
}
