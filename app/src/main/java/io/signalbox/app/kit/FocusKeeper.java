package io.signalbox.app.kit;

import io.signalbox.app.fx.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// Keeps the focus near where it was when what has it goes away or can no longer be used: a button
/// that is pressed once and is gone then. JavaFX would go to whatever comes next, often a field far
/// away whose text it selects. The part around it gets the focus instead, so that keys go on from
/// there and a screen reader reads what came. For the UI thread.
public final class FocusKeeper {
  private List<Parent> around = List.of();
  private Optional<Parent> left = Optional.empty();

  private FocusKeeper() {}

  /// Keeps it within a scene.
  ///
  /// @return ends it
  public static Subscription in(Scene scene) {
    var keeper = new FocusKeeper();
    return scene
        .focusOwnerProperty()
        .subscribe((before, now) ->
            keeper.moved(scene, Optional.ofNullable(before), Optional.ofNullable(now)));
  }

  /// What goes away loses the focus to nothing first; whoever moves it on purpose names the next.
  private void moved(Scene scene, Optional<Node> before, Optional<Node> now) {
    if (now.isEmpty()) {
      left = before.filter(owner -> !isUsable(owner, scene)).flatMap(owner -> stays(scene));
      return;
    }
    Optional<Parent> back = left;
    left = Optional.empty();
    Node owner = now.get();
    around = parents(owner);
    back.filter(part -> !part.equals(owner))
        .ifPresent(part ->
            Ui.later(() -> {
              if (owner.equals(scene.getFocusOwner()) && isUsable(part, scene)) {
                part.requestFocus();
              }
            }));
  }

  private Optional<Parent> stays(Scene scene) {
    return around.stream()
        .filter(part -> !part.equals(scene.getRoot()) && isUsable(part, scene))
        .findFirst();
  }

  private static List<Parent> parents(Node owner) {
    var all = new ArrayList<Parent>();
    for (@Nullable Parent each = owner.getParent(); each != null; each = each.getParent()) {
      all.add(each);
    }
    return all;
  }

  private static boolean isUsable(Node part, Scene scene) {
    return scene.equals(part.getScene()) && !part.isDisabled() && isSeen(part);
  }

  private static boolean isSeen(Node part) {
    for (@Nullable Node each = part; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
