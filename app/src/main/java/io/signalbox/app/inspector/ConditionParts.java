package io.signalbox.app.inspector;

import io.signalbox.app.kit.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Makes the controls for the parts of a condition: groups with their joints and pills, rows, and
/// text for what rows cannot say. What they do is done by the builder.
record ConditionParts(ConditionBuilder builder) {
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  Node view(ConditionDraft part, List<Integer> path) {
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
    Button joint = Parts.button(word, () -> builder.turn(path), "joint");
    joint.setAccessibleText(word + ", press to change to " + (group.all() ? "or" : "and"));
    return joint;
  }

  /// What joins more to a part, and turns it into its opposite.
  HBox pills(List<Integer> path) {
    Button and = pill("+ and", () -> builder.join(path, true));
    Button or = pill("+ or", () -> builder.join(path, false));
    Button not = pill("not", () -> builder.negate(path));
    not.pseudoClassStateChanged(ON, builder.at(path).not());
    var pills = new HBox(and, or, not);
    pills.getStyleClass().add("pills");
    if (path.isEmpty()) {
      and.setId("and");
      or.setId("or");
      not.setId("not");
    } else {
      pills.getChildren().add(pill("remove", () -> builder.remove(path)));
    }
    return pills;
  }

  private static Button pill(String words, Runnable action) {
    return Parts.button(words, action, "pill-button");
  }

  private HBox row(ConditionDraft.Row row, List<Integer> path) {
    var line = new ConditionRow(builder, row, path);
    if (!path.isEmpty()) {
      line.getChildren().add(menu(path));
    }
    return line;
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

  private MenuButton menu(List<Integer> path) {
    var menu = new MenuButton("⋯");
    menu.getStyleClass().addAll("icon-only", "row-menu", "no-arrow");
    menu.setId("menu" + suffix(path));
    menu.setAccessibleText("More condition actions");
    item(menu, "Not", () -> builder.negate(path));
    item(menu, "Group with and", () -> builder.nest(path, true));
    item(menu, "Group with or", () -> builder.nest(path, false));
    item(menu, "Remove", () -> builder.remove(path));
    return menu;
  }

  private static void item(MenuButton menu, String words, Runnable action) {
    var item = Parts.item(words);
    item.setOnAction(e -> action.run());
    menu.getItems().add(item);
  }

  private static List<Integer> below(List<Integer> path, int index) {
    var longer = new ArrayList<>(path);
    longer.add(index);
    return List.copyOf(longer);
  }

  /// A path as a part of an id: `-0-2`.
  static String suffix(List<Integer> path) {
    var place = new StringBuilder();
    path.forEach(each -> place.append('-').append(each));
    return place.toString();
  }
}
