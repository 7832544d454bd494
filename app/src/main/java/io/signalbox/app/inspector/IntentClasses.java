package io.signalbox.app.inspector;

import io.signalbox.app.kit.Formats;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.SuggestField;
import io.signalbox.app.kit.ValueField;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.IntentNode.IntentClass;
import io.signalbox.engine.graph.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The classes of an intent node: the label of each, and its examples, one a line.
final class IntentClasses extends VBox {
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  private final Subject<IntentNode> subject;
  private final VBox list = new VBox();
  private final List<Row> rows = new ArrayList<>();
  private final TargetChoices targets;
  private final SuggestField otherwise;

  IntentClasses(Subject<IntentNode> subject) {
    this.subject = subject;
    targets = new TargetChoices(subject.context(), subject.id());
    otherwise = targets.field("Otherwise connected to", () -> new Slot.Field("otherwise"));
    otherwise.setId("otherwise");
    getStyleClass().add("pairs");
    list.getStyleClass().add("pairs");
    Button add = Parts.button("+ Class", this::add, "small");
    add.setId("add-class");
    getChildren().addAll(list, add, Parts.field("Otherwise", otherwise));
  }

  private List<Map.Entry<String, IntentClass>> all() {
    return subject.first().map(node -> List.copyOf(node.classes().entrySet())).orElse(List.of());
  }

  void follow() {
    List<Map.Entry<String, IntentClass>> all = all();
    while (rows.size() > all.size()) {
      rows.removeLast();
      list.getChildren().removeLast();
    }
    while (rows.size() < all.size()) {
      var row = new Row(rows.size());
      rows.add(row);
      list.getChildren().add(row);
    }
    for (int i = 0; i < all.size(); i++) {
      rows.get(i).show(all.get(i).getKey(), all.get(i).getValue());
    }
    subject.first().ifPresent(node -> show(otherwise, node.otherwise()));
  }

  private void show(SuggestField field, String to) {
    field.show(to, to.isEmpty() ? "" : targets.title(to));
    field.setPromptText("not connected");
  }

  private Slot slot(int index) {
    return new Slot.EntryField("classes", labelOf(index), "to");
  }

  private void add() {
    put(
        "Add class",
        classes -> {
          classes.add(Map.entry(free(classes), new IntentClass("", List.of())));
          return classes;
        });
    rows.getLast().label.control().requestFocus();
  }

  private static String free(List<Map.Entry<String, IntentClass>> classes) {
    int number = classes.size() + 1;
    while (has(classes, "class " + number)) {
      number++;
    }
    return "class " + number;
  }

  private static boolean has(List<Map.Entry<String, IntentClass>> classes, String label) {
    return classes.stream().anyMatch(each -> each.getKey().equals(label));
  }

  /// A label that another class has already changes nothing.
  private void rename(int index, String label) {
    put(
        "Rename class",
        classes -> {
          if (!has(classes, label)) {
            classes.set(index, Map.entry(label, classes.get(index).getValue()));
          }
          return classes;
        });
  }

  private void remove(int index) {
    put(
        "Remove class",
        classes -> {
          classes.remove(index);
          return classes;
        });
  }

  private void put(String what, UnaryOperator<List<Map.Entry<String, IntentClass>>> change) {
    subject.change(what, node -> with(node, change));
    follow();
  }

  private void type(int index, List<String> examples) {
    subject.type(
        "Change examples",
        node ->
            with(
                node,
                classes -> {
                  if (index < classes.size()) {
                    Map.Entry<String, IntentClass> each = classes.get(index);
                    classes.set(
                        index, Map.entry(each.getKey(), each.getValue().withExamples(examples)));
                  }
                  return classes;
                }));
  }

  private String labelOf(int index) {
    List<Map.Entry<String, IntentClass>> all = all();
    return index < all.size() ? all.get(index).getKey() : "";
  }

  private void addExamples(int index, List<String> texts) {
    subject.change("Add examples", node -> node.withMoreExamples(labelOf(index), texts));
    follow();
  }

  private static IntentNode with(
      IntentNode node, UnaryOperator<List<Map.Entry<String, IntentClass>>> change) {
    var classes = new LinkedHashMap<String, IntentClass>();
    change
        .apply(new ArrayList<>(node.classes().entrySet()))
        .forEach(each -> classes.put(each.getKey(), each.getValue()));
    return node.withClasses(classes);
  }

  private static List<String> examples(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private final class Row extends VBox {
    private final ValueField<String> label;
    private final Form.Prose examples;
    private final SuggestField target;
    private final int index;
    private final ChangeListener<Optional<CarriedItem.Load<String>>> carried =
        (o, before, now) -> carried(now);

    Row(int index) {
      this.index = index;
      String which = "Class " + (index + 1);
      label = new ValueField<>(which + ", label", Formats.word("Enter a label."));
      label.control().setId("class-label-" + index);
      label.onTaken(text -> rename(index, text));
      HBox.setHgrow(label, Priority.ALWAYS);
      examples = new Form.Prose(which + ", examples, one a line");
      examples.setId("class-examples-" + index);
      examples.setPrefRowCount(4);
      examples.onTaken(text -> type(index, examples(text)), subject.context().editor()::closeEdit);
      target = targets.field(which + ", connected to", () -> slot(index));
      target.setId("class-target-" + index);
      Button remove =
          Parts.iconButton(MaterialDesignC.CLOSE, "Remove " + which, () -> remove(index));
      var line = new HBox(label, remove);
      line.getStyleClass().add("pair");
      var suites =
          new SuiteExamples(
              subject, index, () -> labelOf(index), texts -> addExamples(index, texts));
      getStyleClass().addAll("pairs", "class-row");
      getChildren().addAll(line, examples, suites, target);
      subject.context().examples().loadProperty().addListener(new WeakChangeListener<>(carried));
    }

    /// A text that is carried over the class, or let go there.
    private void carried(Optional<CarriedItem.Load<String>> load) {
      Optional<CarriedItem.Load<String>> here = load.filter(this::isHere);
      pseudoClassStateChanged(DROP, here.filter(each -> !each.dropped()).isPresent());
      here.filter(CarriedItem.Load::dropped)
          .ifPresent(each -> addExamples(index, List.of(each.what())));
    }

    private boolean isHere(CarriedItem.Load<?> load) {
      Point2D at = sceneToLocal(load.x(), load.y());
      return getScene() != null && at != null && getLayoutBounds().contains(at);
    }

    /// What is typed has lines that say nothing yet.
    void show(String name, IntentClass each) {
      label.show(name);
      if (!examples(examples.getText()).equals(each.examples())) {
        examples.show(String.join("\n", each.examples()));
      }
      examples.setPromptText("One example a line");
      IntentClasses.this.show(target, each.to());
    }
  }
}
