package io.signalbox.app.kit;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// A smooth line between two cards, from left to right.
public final class Wire extends Path {
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final PseudoClass FAILING = PseudoClass.getPseudoClass("failing");

  /// A wire along these points.
  ///
  /// @param points as [LayeredLayout.Result] gives them, at least two
  public Wire(List<LayeredLayout.Point> points) {
    getStyleClass().add("wire");
    LayeredLayout.Point at = points.getFirst();
    getElements().add(new MoveTo(at.x(), at.y()));
    for (int i = 1; i < points.size(); i++) {
      LayeredLayout.Point next = points.get(i);
      getElements().add(i % 2 == 0 ? new LineTo(next.x(), next.y()) : bend(at, next));
      at = next;
    }
    setMouseTransparent(true);
    setManaged(false);
  }

  private static CubicCurveTo bend(LayeredLayout.Point from, LayeredLayout.Point to) {
    double reach = Math.max(24, Math.abs(to.x() - from.x()) / 2);
    return new CubicCurveTo(from.x() + reach, from.y(), to.x() - reach, to.y(), to.x(), to.y());
  }

  /// Shows that the way leads along it.
  public void setLit(boolean lit) {
    pseudoClassStateChanged(LIT, lit);
    if (lit) {
      toFront();
    }
  }

  /// Shows that the way led along it in vain.
  public void setFailing(boolean failing) {
    pseudoClassStateChanged(FAILING, failing);
  }
}
