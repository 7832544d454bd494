package io.signalbox.app.kit.canvas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far down boxes and joints stand, their order in each layer given: as near as they can to
/// where their links would be level, without touching.
final class VerticalPlacement {
  private static final int PASSES = 30;

  /// A straight lane matters more than a box in the middle of its links.
  private static final double STRAIGHT = 6;

  private final Sketch sketch;
  private final List<List<Integer>> columns;
  private final double gap;
  private final List<List<Sketch.Segment>> in = new ArrayList<>();
  private final List<List<Sketch.Segment>> out = new ArrayList<>();
  private final double[] top;

  private VerticalPlacement(Sketch sketch, List<List<Integer>> columns, double gap) {
    this.sketch = sketch;
    this.columns = columns;
    this.gap = gap;
    top = new double[sketch.size()];
    for (int i = 0; i < sketch.size(); i++) {
      in.add(new ArrayList<>());
      out.add(new ArrayList<>());
    }
    for (Sketch.Segment segment : sketch.segments()) {
      out.get(segment.from()).add(segment);
      in.get(segment.to()).add(segment);
    }
  }

  /// The upper edge of each, the smallest being 0.
  static double[] of(Sketch sketch, List<List<Integer>> columns, double gap) {
    var stacking = new VerticalPlacement(sketch, columns, gap);
    for (int pass = 0; pass < PASSES; pass++) {
      stacking.pass(pass);
    }
    double least = Arrays.stream(stacking.top).min().orElse(0);
    return Arrays.stream(stacking.top).map(each -> each - least).toArray();
  }

  private void pass(int pass) {
    boolean both = pass >= PASSES - 6;
    boolean forth = pass % 2 == 0;
    int count = columns.size();
    for (int i = 0; i < count; i++) {
      settle(columns.get(forth ? i : count - 1 - i), both || forth, both || !forth);
    }
  }

  private void settle(List<Integer> column, boolean before, boolean after) {
    int size = column.size();
    var offset = new double[size];
    var wish = new double[size];
    var weight = new double[size];
    for (int k = 0; k < size; k++) {
      offset[k] = k == 0 ? 0 : offset[k - 1] + room(column.get(k - 1), column.get(k));
      wish(column.get(k), before, after, k, wish, weight);
      wish[k] -= offset[k];
    }
    double[] level = neverFalling(wish, weight);
    for (int k = 0; k < size; k++) {
      top[column.get(k)] = Math.rint(level[k]) + offset[k];
    }
  }

  private double room(int upper, int lower) {
    boolean boxes = sketch.isBox(upper) && sketch.isBox(lower);
    return Math.ceil(sketch.height(upper)) + (boxes ? gap : Math.rint(gap / 3));
  }

  private void wish(int i, boolean before, boolean after, int k, double[] wish, double[] weight) {
    double sum = 0;
    double total = 0;
    if (before) {
      for (Sketch.Segment each : in.get(i)) {
        double w = weight(each);
        sum += w * (top[each.from()] + each.outY() - sketch.inY(i));
        total += w;
      }
    }
    if (after) {
      for (Sketch.Segment each : out.get(i)) {
        double w = weight(each);
        sum += w * (top[each.to()] + sketch.inY(each.to()) - each.outY());
        total += w;
      }
    }
    wish[k] = total == 0 ? top[i] : sum / total;
    weight[k] = total == 0 ? 0.1 : total;
  }

  private double weight(Sketch.Segment segment) {
    return !sketch.isBox(segment.from()) && !sketch.isBox(segment.to()) ? STRAIGHT : 1;
  }

  /// The sequence nearest to the wishes, by weighted squares, that never falls: neighbours that
  /// would fall are pooled.
  private static double[] neverFalling(double[] wish, double[] weight) {
    int size = wish.length;
    var value = new double[size];
    var mass = new double[size];
    var length = new int[size];
    int pools = 0;
    for (int k = 0; k < size; k++) {
      value[pools] = wish[k];
      mass[pools] = weight[k];
      length[pools++] = 1;
      while (pools > 1 && value[pools - 2] > value[pools - 1]) {
        pools--;
        double both = mass[pools - 1] + mass[pools];
        value[pools - 1] = (value[pools - 1] * mass[pools - 1] + value[pools] * mass[pools]) / both;
        mass[pools - 1] = both;
        length[pools - 1] += length[pools];
      }
    }
    var level = new double[size];
    int k = 0;
    for (int pool = 0; pool < pools; pool++) {
      Arrays.fill(level, k, k + length[pool], value[pool]);
      k += length[pool];
    }
    return level;
  }
}
