package io.signalbox.app.canvas;

import io.signalbox.app.kit.canvas.CardFace;
import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.layout.Pane;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;

/// A large graph from far away: a block for each card, and all wires as one line.
final class OverviewLayer extends Pane {
  private final Map<String, Rectangle> blocks = new LinkedHashMap<>();
  private final Path lines = new Path();
  private final Path moved = new Path();
  private boolean stale;
  private List<List<Point>> routes = List.of();

  OverviewLayer() {
    setManaged(false);
    setMouseTransparent(true);
    lines.getStyleClass().add("far-wires");
    lines.setManaged(false);
    moved.getStyleClass().addAll("far-wires", "loose");
    moved.setManaged(false);
    getChildren().addAll(lines, moved);
    visibleProperty().addListener((o, before, now) -> draw());
    setVisible(false);
  }

  void show(
      Map<String, CardFace> faces, Map<String, Bounds> places, Collection<List<Point>> along) {
    blocks
        .entrySet()
        .removeIf(
            each -> !faces.containsKey(each.getKey()) && getChildren().remove(each.getValue()));
    this.faces = faces;
    this.places = places;
    routes = List.copyOf(along);
    stale = true;
    moved.getElements().clear();
    draw();
  }

  private Map<String, CardFace> faces = Map.of();
  private Map<String, Bounds> places = Map.of();

  /// Draws the wires of what is being moved; where they were before stays until it is settled.
  void lead(Collection<List<Point>> along) {
    moved.getElements().clear();
    if (isVisible()) {
      along.forEach(route -> add(moved, route));
    }
  }

  void move(String id, Bounds to) {
    Optional.ofNullable(blocks.get(id)).ifPresent(block -> put(block, to));
  }

  private static void put(Rectangle block, Bounds at) {
    block.setX(at.getMinX());
    block.setY(at.getMinY());
    block.setWidth(at.getWidth());
    block.setHeight(at.getHeight());
  }

  private void draw() {
    if (!stale || !isVisible()) {
      return;
    }
    stale = false;
    lines.getElements().clear();
    routes.forEach(route -> add(lines, route));
    places.forEach((id, at) -> put(blocks.computeIfAbsent(id, this::block), at));
  }

  private static void add(Path path, List<Point> route) {
    Point from = route.getFirst();
    Point to = route.getLast();
    path.getElements().add(new MoveTo(from.x(), from.y()));
    if (route.size() == 2) {
      double reach = Math.max(24, Math.abs(to.x() - from.x()) / 2);
      path.getElements()
          .add(
              new CubicCurveTo(from.x() + reach, from.y(), to.x() - reach, to.y(), to.x(), to.y()));
    } else {
      route.stream()
          .skip(1)
          .forEach(each -> path.getElements().add(new LineTo(each.x(), each.y())));
    }
  }

  private Rectangle block(String id) {
    var block = new Rectangle();
    block
        .getStyleClass()
        .addAll("far-card", Optional.ofNullable(faces.get(id)).map(CardFace::kind).orElse(""));
    block.setManaged(false);
    getChildren().add(block);
    return block;
  }
}
