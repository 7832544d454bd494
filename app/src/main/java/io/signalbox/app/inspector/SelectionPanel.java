package io.signalbox.app.inspector;

import io.signalbox.app.document.Document;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.edit.GraphEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// All that the inspector shows of a selection. It stays as long as the selection does.
final class SelectionPanel extends VBox {
  private static final double LINE = 18;
  private static final int LETTERS = 31;

  private final InspectorContext context;
  private final List<String> ids;
  private final List<Runnable> followers = new ArrayList<>();
  private final Label broken =
      Parts.label("The file has an error. Fix it to edit here.", "problem-box", "error");
  private final VBox fields = new VBox();
  private final ProblemList problems;
  private final TextArea text = Parts.textArea();

  SelectionPanel(InspectorContext context) {
    this.context = context;
    ids = context.editor().selection().ids();
    getStyleClass().add("inspector-content");
    fields.getStyleClass().add("inspector-fields");
    problems = new ProblemList(context);
    broken.setWrapText(true);
    getChildren().addAll(broken, fields);
    build();
    follow();
  }

  private void build() {
    if (ids.isEmpty()) {
      add(new GraphForm(context).make());
      return;
    }
    var head = new SubjectHeader(context, ids);
    fields.getChildren().addAll(head, problems);
    followers.add(head::follow);
    followers.add(this::problems);
    form().ifPresent(this::add);
    if (ids.size() == 1) {
      var sees = new ObservedValues(context.simulator(), ids.getFirst());
      fields.getChildren().add(sees);
      followers.add(sees::follow);
    }
    add(head.note());
    if (ids.size() == 1) {
      fields.getChildren().add(Parts.field("YAML", text));
      text.setEditable(false);
      text.setWrapText(true);
      text.getStyleClass().add("mono");
      text.setAccessibleText("YAML");
      followers.add(this::text);
    }
  }

  private void add(Form<?> form) {
    fields.getChildren().add(form);
    followers.add(form::follow);
  }

  private Optional<Form<?>> form() {
    Document document = context.editor().document();
    if (ids.stream().allMatch(document.graph().models()::containsKey)) {
      return Optional.of(new ModelForm(context, ids).make());
    }
    Set<NodeKind> kinds = new HashSet<>();
    ids.forEach(id -> document.graph().node(id).ifPresent(node -> kinds.add(node.kind())));
    boolean alike =
        kinds.size() == 1 && ids.stream().allMatch(document.graph().nodes()::containsKey);
    return alike
        ? Optional.of(new NodeForms(context, ids).of(kinds.iterator().next()))
        : Optional.empty();
  }

  /// Shows what the document says now.
  void follow() {
    boolean sound = context.editor().document().sound();
    broken.setVisible(!sound);
    broken.setManaged(!sound);
    fields.setDisable(!sound);
    if (sound) {
      followers.forEach(Runnable::run);
    }
  }

  private void problems() {
    List<Problem> all =
        ids.size() == 1 ? context.editor().document().problemsOf(ids.getFirst()) : List.of();
    // Those of a rule stand in its row.
    problems.show(all.stream().filter(each -> each.place().rule().isEmpty()).toList());
  }

  private void text() {
    String excerpt = context.editor().document().textOf(ids.getFirst());
    if (!excerpt.equals(text.getText())) {
      text.setText(excerpt);
      long lines = excerpt.lines().mapToLong(line -> 1 + line.length() / LETTERS).sum();
      text.setPrefHeight(Math.clamp(lines, 1, 18) * LINE + 22);
    }
  }

  /// Disables what is selected, or enables it again if all of it is disabled.
  void toggleDisabled() {
    boolean off = !ids.stream().allMatch(context.editor().document().graph()::isDisabled);
    context
        .editor()
        .edit(
            off ? "Disable" : "Enable",
            new GraphEdit.Several(
                ids.stream().<GraphEdit>map(id -> new GraphEdit.Disable(id, off)).toList()));
  }

  /// Puts the focus into a field.
  void focus(String selector) {
    Optional.ofNullable(lookup(selector)).ifPresent(Node::requestFocus);
  }

  /// The part of a class, if it is shown.
  <P extends Node> Optional<P> find(Class<P> part) {
    return find(this, part);
  }

  private static <P extends Node> Optional<P> find(Parent below, Class<P> part) {
    for (Node each : below.getChildrenUnmodifiable()) {
      if (part.isInstance(each)) {
        return Optional.of(part.cast(each));
      }
      Optional<P> found = each instanceof Parent parent ? find(parent, part) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
