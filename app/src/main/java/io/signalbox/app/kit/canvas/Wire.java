package io.signalbox.app.kit.canvas;

import java.util.List;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/// A smooth line between two cards, from left to right.
public final class Wire extends Path {
  private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
  private static final PseudoClass FAILING = PseudoClass.getPseudoClass("failing");
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass AIMED = PseudoClass.getPseudoClass("aimed");
  private static final PseudoClass PALE = PseudoClass.getPseudoClass("pale");

  /// How wide it can be drawn.
  public static final int LOADS = 6;

  private static final List<PseudoClass> LOAD =
      IntStream.rangeClosed(1, LOADS)
          .mapToObj(i -> PseudoClass.getPseudoClass("load-" + i))
          .toList();

  private List<LayeredLayout.Point> route = List.of();

  /// A wire along these points.
  ///
  /// @param points as [LayeredLayout.Result] gives them, at least two
  public Wire(List<LayeredLayout.Point> points) {
    getStyleClass().add("wire");
    setRoute(points);
    setMouseTransparent(true);
    setManaged(false);
  }

  /// Leads it along other points.
  public void setRoute(List<LayeredLayout.Point> points) {
    if (!points.equals(route)) {
      route = List.copyOf(points);
      getElements().setAll(elements(route));
    }
  }

  /// The points along which it leads.
  public List<LayeredLayout.Point> route() {
    return route;
  }

  /// The line along these points.
  static List<PathElement> elements(List<LayeredLayout.Point> points) {
    var elements = new java.util.ArrayList<PathElement>();
    LayeredLayout.Point at = points.getFirst();
    elements.add(new MoveTo(at.x(), at.y()));
    for (int i = 1; i < points.size(); i++) {
      LayeredLayout.Point next = points.get(i);
      elements.add(i % 2 == 0 ? new LineTo(next.x(), next.y()) : bend(at, next));
      at = next;
    }
    return elements;
  }

  private static CubicCurveTo bend(LayeredLayout.Point from, LayeredLayout.Point to) {
    double reach = Curve.reach(from, to);
    return new CubicCurveTo(from.x() + reach, from.y(), to.x() - reach, to.y(), to.x(), to.y());
  }

  /// Shows that the way leads along it.
  public void setLit(boolean lit) {
    pseudoClassStateChanged(LIT, lit);
    setViewOrder(lit ? -1 : 0);
  }

  /// Shows that the way led along it in vain.
  public void setFailing(boolean failing) {
    pseudoClassStateChanged(FAILING, failing);
  }

  /// Draws it as wide as what goes along it.
  ///
  /// @param load 0: nothing goes, to [#LOADS]: everything
  public void setLoad(int load) {
    for (int i = 0; i < LOADS; i++) {
      pseudoClassStateChanged(LOAD.get(i), i == load - 1);
    }
  }

  /// Shows that it is selected.
  public void setSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /// Shows that something is about to be put into it.
  public void setAimed(boolean aimed) {
    pseudoClassStateChanged(AIMED, aimed);
  }

  /// Shows that it is not in force, or about to be led elsewhere.
  public void setPale(boolean pale) {
    pseudoClassStateChanged(PALE, pale);
  }
}
