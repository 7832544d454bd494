package io.signalbox.app.kit.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A graph with its layers: boxes first, then joints, where a link passes a layer on its way to a
/// later one. Links to the same box share their joints.
final class Sketch {
  /// How high the lane of a passing link is.
  private static final double JOINT = 12;

  /// A piece of a link between two neighbouring layers.
  record Segment(int from, double outY, int to) {}

  /// A link and the joints that it passes.
  record Lane(boolean drawn, int from, double outY, int to, List<Integer> joints) {
    static final Lane NONE = new Lane(false, 0, 0, 0, List.of());
  }

  private final List<LayeredLayout.Box> boxes;
  private final List<Integer> layers = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Long, Integer> joints = new HashMap<>();
  private final Set<Segment> shared = new HashSet<>();
  private final double[] widths;

  private Sketch(List<LayeredLayout.Box> boxes, int[] layers) {
    this.boxes = boxes;
    Arrays.stream(layers).forEach(this.layers::add);
    widths = new double[Arrays.stream(layers).max().orElse(0) + 1];
    for (int i = 0; i < boxes.size(); i++) {
      widths[layers[i]] = Math.max(widths[layers[i]], boxes.get(i).width());
    }
  }

  static Sketch of(List<LayeredLayout.Box> boxes, List<LayeredLayout.Link> links) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < boxes.size(); i++) {
      index.put(boxes.get(i).id(), i);
    }
    var arcs = new Layering(boxes.size());
    for (LayeredLayout.Link link : links) {
      Integer from = index.get(link.from());
      Integer to = index.get(link.to());
      if (from != null && to != null) {
        arcs.add(from, to);
      }
    }
    var sketch = new Sketch(boxes, arcs.layers());
    for (LayeredLayout.Link link : links) {
      Integer from = index.get(link.from());
      Integer to = index.get(link.to());
      sketch.lanes.add(from == null || to == null ? Lane.NONE : sketch.lane(from, link.outY(), to));
    }
    return sketch;
  }

  private Lane lane(int from, double outY, int to) {
    var passed = new ArrayList<Integer>();
    int last = from;
    double leaves = outY;
    for (int layer = layer(from) + 1; layer < layer(to); layer++) {
      int joint = joint(to, layer);
      passed.add(joint);
      join(last, leaves, joint);
      last = joint;
      leaves = JOINT / 2;
    }
    if (layer(from) < layer(to)) {
      join(last, leaves, to);
    }
    return new Lane(true, from, outY, to, passed);
  }

  private void join(int from, double outY, int to) {
    // The stretch that links share is one segment.
    var segment = new Segment(from, outY, to);
    if (isBox(from) || shared.add(segment)) {
      segments.add(segment);
    }
  }

  private int joint(int to, int layer) {
    return joints.computeIfAbsent(
        (long) to << 32 | layer,
        key -> {
          layers.add(layer);
          return layers.size() - 1;
        });
  }

  int size() {
    return layers.size();
  }

  int layerCount() {
    return widths.length;
  }

  boolean isBox(int i) {
    return i < boxes.size();
  }

  int layer(int i) {
    return layers.get(i);
  }

  double height(int i) {
    return isBox(i) ? boxes.get(i).height() : JOINT;
  }

  double inY(int i) {
    return isBox(i) ? boxes.get(i).inY() : JOINT / 2;
  }

  double ownWidth(int i) {
    return boxes.get(i).width();
  }

  double width(int layer) {
    return widths[layer];
  }

  List<Segment> segments() {
    return segments;
  }

  List<Lane> lanes() {
    return lanes;
  }
}
