package io.signalbox.app.kit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Shows words in full that have no room where they stand, as long as the pointer rests on them:
/// alone, or above what a tooltip says there anyway. It follows the words while it says them. For
/// the UI thread.
public final class CutText {
  private static final Duration SOON = Duration.millis(400);
  private static final double WIDEST = 560;
  private static final Object SECRET = new Object(); // a key of a part's properties

  private final Tooltip own = new Tooltip();
  private final List<Node> entered = new ArrayList<>();
  private Subscription watch = Subscription.EMPTY;
  private Optional<Node> told = Optional.empty();
  private List<Longer> longer = List.of();

  /// A tooltip that says more for now.
  private record Longer(Tooltip tip, String usual, String now) {
    /// What somebody else has written since stays.
    void end() {
      if (now.equals(tip.getText())) {
        Parts.show(tip, usual);
      }
    }

    static Longer of(Tooltip tip, String words) {
      String usual = tip.getText();
      Parts.show(tip, both(words, usual));
      return new Longer(tip, usual, tip.getText());
    }
  }

  private CutText() {
    own.setShowDelay(SOON);
    own.setWrapText(true);
    own.setMaxWidth(WIDEST);
  }

  /// Does so for everything within a part.
  public static void tellWithin(Parent root) {
    var text = new CutText();
    // Filters, since controls keep events of the pointer to themselves.
    root.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, e -> text.enter(e.getTarget()));
    root.addEventFilter(MouseEvent.MOUSE_EXITED_TARGET, e -> text.leave(e.getTarget()));
  }

  /// Never does so for this part: what it says is not to stand anywhere else.
  public static void neverTell(Labeled part) {
    part.getProperties().put(SECRET, true);
  }

  /// What a tooltip says: before it the words of its part that are cut, unless it has them.
  static String before(Node part, String words) {
    String cut = cut(part);
    return cut.isEmpty() || words.contains(cut) ? words : both(cut, words);
  }

  private static String both(String cut, String words) {
    return cut + "\n" + words;
  }

  private static String cut(Node part) {
    return cutIn(part).distinct().collect(Collectors.joining("\n"));
  }

  private void enter(EventTarget where) {
    if (where instanceof Node part) {
      entered.remove(part);
      entered.add(part);
      again();
    }
  }

  private void leave(EventTarget where) {
    if (where instanceof Node part && entered.remove(part)) {
      again();
    }
  }

  /// Tells the words of the innermost part that are cut as they are now.
  private void again() {
    end();
    entered.removeIf(part -> part.getScene() == null);
    watch = Subscription.combine(entered.stream().map(this::follow).toArray(Subscription[]::new));
    entered.stream()
        .filter(part -> !cut(part).isEmpty())
        .max(Comparator.comparingInt(CutText::depth))
        .ifPresent(part -> tell(part, cut(part)));
  }

  private Subscription follow(Node part) {
    Stream<Subscription> words =
        labeledIn(part)
            .flatMap(each ->
                Stream.of(
                    each.textProperty().subscribe((before, now) -> again()),
                    each.textTruncatedProperty().subscribe((before, now) -> again())));
    Subscription scene = part.sceneProperty().subscribe((before, now) -> again());
    return Subscription.combine(
        Stream.concat(Stream.of(scene), words).toArray(Subscription[]::new));
  }

  private static int depth(Node part) {
    int depth = 0;
    for (@Nullable Node each = part; each != null; each = each.getParent()) {
      depth++;
    }
    return depth;
  }

  private void tell(Node part, String words) {
    told = Optional.of(part);
    List<Tooltip> there = around(part);
    if (there.isEmpty()) {
      Parts.show(own, words);
      Tooltip.install(part, own);
      return;
    }
    longer =
        there.stream()
            .filter(tip -> !tip.getText().contains(words))
            .map(tip -> Longer.of(tip, words))
            .toList();
  }

  private void end() {
    watch.unsubscribe();
    watch = Subscription.EMPTY;
    longer.forEach(Longer::end);
    longer = List.of();
    told.ifPresent(part -> {
      if (around(part).contains(own)) {
        Tooltip.uninstall(part, own);
      }
    });
    told = Optional.empty();
    own.hide();
    Parts.show(own, "");
  }

  /// The tooltips of a part and of what is around it: the outer one is shown.
  private static List<Tooltip> around(Node part) {
    var tips = new ArrayList<Tooltip>();
    for (@Nullable Node each = part; each != null; each = each.getParent()) {
      if (each.hasProperties()) {
        each.getProperties().values().stream()
            .filter(Tooltip.class::isInstance)
            .map(Tooltip.class::cast)
            .filter(tip -> tip.getText() != null)
            .forEach(tips::add);
      }
    }
    return tips;
  }

  /// What a part shows in short: its own words, and those of what no pointer reaches within it.
  private static Stream<String> cutIn(Node part) {
    return labeledIn(part).filter(Labeled::isTextTruncated).map(Labeled::getText);
  }

  private static Stream<Labeled> labeledIn(Node part) {
    Stream<Labeled> self =
        part instanceof Labeled labeled && !isSecret(labeled) ? Stream.of(labeled) : Stream.empty();
    Stream<Labeled> within =
        part instanceof Parent parent
            ? parent.getChildrenUnmodifiable().stream()
                .filter(child -> child.isVisible() && isOutOfReach(child))
                .flatMap(CutText::labeledIn)
            : Stream.empty();
    return Stream.concat(self, within);
  }

  private static boolean isSecret(Node part) {
    return part.hasProperties() && part.getProperties().containsKey(SECRET);
  }

  private static boolean isOutOfReach(Node part) {
    return part.isMouseTransparent()
        || (part.getParent() != null && part.getParent().isMouseTransparent());
  }
}
