package io.signalbox.app.kit.canvas;

import io.signalbox.app.kit.canvas.LayeredLayout.Point;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javafx.geometry.Bounds;

/// Ways to put things in line.
public enum Arranging {
  LEFT("Align left edges"),
  CENTRE("Align centers"),
  RIGHT("Align right edges"),
  TOP("Align top edges"),
  MIDDLE("Align middles"),
  BOTTOM("Align bottom edges"),
  ACROSS("Distribute horizontally"),
  DOWN("Distribute vertically");

  private final String words;

  Arranging(String words) {
    this.words = words;
  }

  /// How people call it.
  public String words() {
    return words;
  }

  /// Where the upper left corners go.
  ///
  /// @param things where they are
  public Map<String, Point> of(Map<String, Bounds> things) {
    return switch (this) {
      case LEFT -> across(things, least(things, Bounds::getMinX), b -> 0);
      case RIGHT -> across(things, most(things, Bounds::getMaxX), Bounds::getWidth);
      case CENTRE ->
          across(
              things,
              (least(things, Bounds::getMinX) + most(things, Bounds::getMaxX)) / 2,
              b -> b.getWidth() / 2);
      case TOP -> down(things, least(things, Bounds::getMinY), b -> 0);
      case BOTTOM -> down(things, most(things, Bounds::getMaxY), Bounds::getHeight);
      case MIDDLE ->
          down(
              things,
              (least(things, Bounds::getMinY) + most(things, Bounds::getMaxY)) / 2,
              b -> b.getHeight() / 2);
      case ACROSS -> spread(things, true);
      case DOWN -> spread(things, false);
    };
  }

  private static Map<String, Point> across(
      Map<String, Bounds> things, double line, ToDoubleFunction<Bounds> back) {
    var places = new LinkedHashMap<String, Point>();
    things.forEach((id, at) ->
        places.put(id, new Point(Math.rint(line - back.applyAsDouble(at)), at.getMinY())));
    return places;
  }

  private static Map<String, Point> down(
      Map<String, Bounds> things, double line, ToDoubleFunction<Bounds> back) {
    var places = new LinkedHashMap<String, Point>();
    things.forEach((id, at) ->
        places.put(id, new Point(at.getMinX(), Math.rint(line - back.applyAsDouble(at)))));
    return places;
  }

  /// Equal gaps between them; the first and the last stay.
  private static Map<String, Point> spread(Map<String, Bounds> things, boolean across) {
    ToDoubleFunction<Bounds> from = across ? Bounds::getMinX : Bounds::getMinY;
    ToDoubleFunction<Bounds> size = across ? Bounds::getWidth : Bounds::getHeight;
    ToDoubleFunction<Bounds> end = across ? Bounds::getMaxX : Bounds::getMaxY;
    List<Map.Entry<String, Bounds>> order =
        things.entrySet().stream()
            .sorted(Comparator.comparingDouble(each -> from.applyAsDouble(each.getValue())))
            .toList();
    double room = most(things, end) - least(things, from);
    double filled = things.values().stream().mapToDouble(size).sum();
    double gap = (room - filled) / Math.max(1, things.size() - 1);
    double next = least(things, from);
    var places = new LinkedHashMap<String, Point>();
    for (var each : order) {
      Bounds at = each.getValue();
      double line = Math.rint(next);
      places.put(
          each.getKey(), across ? new Point(line, at.getMinY()) : new Point(at.getMinX(), line));
      next += size.applyAsDouble(at) + gap;
    }
    return places;
  }

  private static double least(Map<String, Bounds> things, ToDoubleFunction<Bounds> of) {
    return things.values().stream().mapToDouble(of).min().orElse(0);
  }

  private static double most(Map<String, Bounds> things, ToDoubleFunction<Bounds> of) {
    return things.values().stream().mapToDouble(of).max().orElse(0);
  }
}
