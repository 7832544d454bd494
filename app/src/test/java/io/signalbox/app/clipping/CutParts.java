package io.signalbox.app.clipping;

import io.signalbox.app.kit.canvas.CanvasSurface;
import io.signalbox.app.kit.code.CodeEditor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.event.Event;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;

/// Finds what cannot be read or lies where it should not: words that are cut and that nothing shows
/// in full, buttons without all of their words, parts outside of their parent, parts over each
/// other. For the UI thread, on a scene that is laid out.
final class CutParts {
  private static final double SLACK = 1.5; // px
  private static final int SHORT = 20;
  private static final Set<String> WINDOWS_INTO_MORE =
      Set.of(
          "viewport",
          "clipped-container",
          "split-pane",
          "scroll-pane",
          "sheet",
          "virtual-flow",
          "tab-header-area");

  private final List<String> found = new ArrayList<>();
  private final Node root;
  private final boolean longer;

  private CutParts(Node root, boolean longer) {
    this.root = root;
    this.longer = longer;
  }

  /// What is wrong below a root, a line each.
  ///
  /// @param longer whether words were lengthened; then short ones may be cut, too
  static List<String> below(Node root, boolean longer) {
    var parts = new CutParts(root, longer);
    parts.look(root, false);
    return List.copyOf(parts.found);
  }

  private void look(Node part, boolean scrolled) {
    if (!part.isVisible() || part.getOpacity() == 0) {
      return;
    }
    boolean below = scrolled || isWindowIntoMore(part);
    switch (part) {
      case Labeled labeled -> words(labeled);
      case TextInputControl field -> prompt(field);
      default -> {}
    }
    if (part instanceof CodeEditor || part instanceof CanvasSurface) {
      return; // they scroll by themselves
    }
    if (part instanceof Parent parent) {
      if (!isWindowIntoMore(part)) {
        outside(parent);
      }
      if (part instanceof HBox
          || part instanceof VBox
          || part instanceof GridPane
          || part instanceof FlowPane
          || part instanceof BorderPane) {
        overlaps((Pane) part);
      }
      parent.getChildrenUnmodifiable().forEach(child -> look(child, below));
    }
    if (!below && part instanceof Control) {
      inWindow(part);
    }
  }

  private static boolean isWindowIntoMore(Node part) {
    return part instanceof ScrollPane
        || part.getStyleClass().stream().anyMatch(WINDOWS_INTO_MORE::contains)
        || part.getClass().getName().contains("VirtualFlow");
  }

  private void words(Labeled part) {
    String text = part.getText();
    if (text == null || text.isBlank() || !part.isTextTruncated()) {
      return;
    }
    boolean button =
        part.getParent() instanceof ButtonBase
            || (part instanceof ButtonBase && !(part instanceof Hyperlink));
    if (button && !LongNames.isIn(text)) {
      tell("button is cut", part, text);
    } else if (text.length() <= SHORT && !longer && !LongNames.isIn(text)) {
      tell("short words are cut", part, text);
    } else if (!isTold(part, text)) {
      tell("cut, and no tooltip has it", part, text);
    }
  }

  private void prompt(TextInputControl field) {
    String prompt = field.getPromptText();
    if (prompt == null
        || prompt.isBlank()
        || !field.getText().isEmpty()
        || prompt.contains("\n")
        || field instanceof javafx.scene.control.TextArea) {
      return;
    }
    var measured = new Text(prompt);
    field.lookupAll(".text").stream()
        .filter(Text.class::isInstance)
        .map(Text.class::cast)
        .filter(shown -> prompt.equals(shown.getText()))
        .findFirst()
        .ifPresent(shown -> measured.setFont(shown.getFont()));
    double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
    if (measured.getLayoutBounds().getWidth() > room + SLACK && !isTold(field, prompt)) {
      tell("prompt is cut", field, prompt);
    }
  }

  /// Whether a tooltip shows a text as soon as the pointer is there.
  private boolean isTold(Node part, String text) {
    List<Node> around = new ArrayList<>();
    for (Node each = part; each != null; each = each.getParent()) {
      if (each.isMouseTransparent()) {
        around.clear(); // no pointer comes there, or below
      } else {
        around.addFirst(each);
      }
    }
    around.forEach(CutParts::enter);
    boolean told =
        around.stream()
            .flatMap(each -> each.getProperties().values().stream())
            .filter(Tooltip.class::isInstance)
            .map(tip -> ((Tooltip) tip).getText())
            .findFirst()
            .filter(shown -> shown != null && plain(shown).contains(plain(text)))
            .isPresent();
    around.reversed().forEach(CutParts::leave);
    return told;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static void enter(Node part) {
    Event.fireEvent(part, mouse(part, MouseEvent.MOUSE_ENTERED_TARGET));
  }

  private static void leave(Node part) {
    Event.fireEvent(part, mouse(part, MouseEvent.MOUSE_EXITED_TARGET));
  }

  private static MouseEvent mouse(Node part, javafx.event.EventType<MouseEvent> type) {
    return new MouseEvent(
        type,
        1,
        1,
        1,
        1,
        javafx.scene.input.MouseButton.NONE,
        0,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        true,
        new PickResult(part, 1, 1));
  }

  private void outside(Parent parent) {
    Bounds room = parent.getLayoutBounds();
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (isPart(child)) {
        Bounds has = place(child);
        boolean high =
            has.getMinY() < room.getMinY() - SLACK || has.getMaxY() > room.getMaxY() + SLACK;
        boolean wide =
            has.getMinX() < room.getMinX() - SLACK || has.getMaxX() > room.getMaxX() + SLACK;
        boolean scrolled = isScrolled(parent);
        if ((wide && !(scrolled && child.getStyleClass().contains("columns")))
            || (high && !scrolled)) {
          tell(
              "outside of its parent " + name(parent) + " " + size(room),
              child,
              size(has) + ", least by " + widest(child));
        }
      }
    }
  }

  /// The part that asks for the least width of what is around it.
  private static String widest(Node part) {
    Node widest = part;
    for (Optional<Node> next = Optional.of(part); next.isPresent(); next = widestIn(widest)) {
      widest = next.get();
    }
    return name(widest) + " " + Math.round(widest.minWidth(-1));
  }

  private static Optional<Node> widestIn(Node part) {
    return part instanceof Pane pane
        ? pane.getChildren().stream()
            .filter(Node::isManaged)
            .max(Comparator.comparingDouble(child -> child.minWidth(-1)))
            .filter(child -> child.minWidth(-1) > 0.7 * part.minWidth(-1))
        : Optional.empty();
  }

  /// Whether a parent is as large as what is seen of what it scrolls. Columns of answers go on to
  /// the right, too.
  private static boolean isScrolled(Parent parent) {
    return parent.getParent() != null && isWindowIntoMore(parent.getParent());
  }

  /// Without effects and borders that reach out.
  private static Bounds place(Node child) {
    Bounds own = child.getLayoutBounds();
    return new BoundingBox(
        child.getLayoutX() + own.getMinX(),
        child.getLayoutY() + own.getMinY(),
        own.getWidth(),
        own.getHeight());
  }

  private void overlaps(Pane pane) {
    List<Node> children = pane.getChildren().stream().filter(CutParts::isPart).toList();
    for (int i = 0; i < children.size(); i++) {
      for (int j = i + 1; j < children.size(); j++) {
        Bounds one = place(children.get(i));
        Bounds other = place(children.get(j));
        double across =
            Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
        double down =
            Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
        if (across > SLACK && down > SLACK) {
          tell("lies over " + name(children.get(j)), children.get(i), text(children.get(i)));
        }
      }
    }
  }

  /// What is laid out by its parent, and has letters or can be used.
  private static boolean isPart(Node each) {
    return each.isVisible()
        && each.isManaged()
        && each.getOpacity() > 0
        && (each instanceof Control || each instanceof Pane)
        && each.getTranslateX() == 0
        && each.getTranslateY() == 0
        && each.getLayoutBounds().getWidth() > 0;
  }

  private void inWindow(Node part) {
    Bounds has = part.localToScene(part.getLayoutBounds());
    Bounds room = root.localToScene(root.getLayoutBounds());
    if (has.getWidth() > 0
        && (has.getMinX() < -SLACK
            || has.getMinY() < -SLACK
            || has.getMaxX() > room.getMaxX() + SLACK
            || has.getMaxY() > room.getMaxY() + SLACK)) {
      tell("outside of the window", part, size(has));
    }
  }

  private void tell(String what, Node part, String more) {
    var way = new StringBuilder(name(part));
    int depth = 0;
    for (Parent each = part.getParent(); each != null && depth < 4; each = each.getParent()) {
      way.insert(0, name(each) + " > ");
      depth++;
    }
    found.add(what + ": " + way + " “" + more + "”");
  }

  private static String name(Node part) {
    String id = Optional.ofNullable(part.getId()).map(each -> "#" + each).orElse("");
    String styles = String.join(".", part.getStyleClass());
    return part.getClass().getSimpleName() + id + (styles.isEmpty() ? "" : "." + styles);
  }

  private static String text(Node part) {
    return part instanceof Labeled labeled
        ? String.valueOf(labeled.getText())
        : size(part.getBoundsInParent());
  }

  private static String size(Bounds has) {
    return String.format(
        Locale.ROOT,
        "%.0f,%.0f %.0f×%.0f",
        has.getMinX(),
        has.getMinY(),
        has.getWidth(),
        has.getHeight());
  }
}
