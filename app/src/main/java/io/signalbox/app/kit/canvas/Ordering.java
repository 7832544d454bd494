package io.signalbox.app.kit.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// The order of boxes and joints within their layers, so that few links cross: each goes where the
/// middle of its neighbours is, forth and back, and the best order seen is kept.
final class Ordering {
  private static final int SWEEPS = 16;

  /// Up to this size neighbours are also exchanged one by one.
  private static final int SMALL = 150;

  private final Sketch sketch;
  private final List<List<Sketch.Segment>> in = new ArrayList<>();
  private final List<List<Sketch.Segment>> out = new ArrayList<>();
  private final List<List<Integer>> columns = new ArrayList<>();
  private final int[] place;

  private Ordering(Sketch sketch) {
    this.sketch = sketch;
    place = new int[sketch.size()];
    for (int i = 0; i < sketch.size(); i++) {
      in.add(new ArrayList<>());
      out.add(new ArrayList<>());
    }
    for (int i = 0; i < sketch.layerCount(); i++) {
      columns.add(new ArrayList<>());
    }
    for (Sketch.Segment segment : sketch.segments()) {
      out.get(segment.from()).add(segment);
      in.get(segment.to()).add(segment);
    }
    out.forEach(each -> each.sort(Comparator.comparingDouble(Sketch.Segment::outY)));
  }

  /// The layers from left to right, each from top to bottom.
  static List<List<Integer>> of(Sketch sketch) {
    var ordering = new Ordering(sketch);
    ordering.startAsTheWaysGo();
    return ordering.best();
  }

  private List<List<Integer>> best() {
    List<List<Integer>> best = copy();
    long fewest = crossings();
    for (int i = 0; i < SWEEPS && fewest > 0; i++) {
      sweep(i % 2 == 0);
      if (sketch.size() <= SMALL) {
        exchange();
      }
      long now = crossings();
      if (now < fewest) {
        fewest = now;
        best = copy();
      }
    }
    return best;
  }

  private void startAsTheWaysGo() {
    var seen = new boolean[sketch.size()];
    for (int root = 0; root < sketch.size(); root++) {
      if (in.get(root).isEmpty()) {
        follow(root, seen);
      }
    }
    columns.forEach(this::number);
  }

  private void follow(int root, boolean[] seen) {
    var stack = new ArrayDeque<Integer>();
    stack.push(root);
    while (!stack.isEmpty()) {
      int at = stack.pop();
      if (!seen[at]) {
        seen[at] = true;
        columns.get(sketch.layer(at)).add(at);
        out.get(at).reversed().forEach(segment -> stack.push(segment.to()));
      }
    }
  }

  private void number(List<Integer> column) {
    for (int i = 0; i < column.size(); i++) {
      place[column.get(i)] = i;
    }
  }

  private void sweep(boolean forth) {
    int count = columns.size();
    for (int step = 1; step < count; step++) {
      List<Integer> column = columns.get(forth ? step : count - 1 - step);
      column.sort(Comparator.comparingDouble(forth ? this::middleBefore : this::middleAfter));
      number(column);
    }
  }

  private double middleBefore(int i) {
    return in.get(i).stream()
        .mapToDouble(each -> place[each.from()] + each.outY() / (sketch.height(each.from()) + 1))
        .average()
        .orElse(place[i]);
  }

  private double middleAfter(int i) {
    return out.get(i).stream().mapToDouble(each -> place[each.to()]).average().orElse(place[i]);
  }

  private void exchange() {
    for (List<Integer> column : columns) {
      for (int i = 0; i + 1 < column.size(); i++) {
        long before = crossings();
        swap(column, i);
        if (crossings() >= before) {
          swap(column, i);
        }
      }
    }
  }

  private void swap(List<Integer> column, int i) {
    Collections.swap(column, i, i + 1);
    place[column.get(i)] = i;
    place[column.get(i + 1)] = i + 1;
  }

  private long crossings() {
    long sum = 0;
    for (List<Integer> column : columns) {
      sum += crossingsAfter(column);
    }
    return sum;
  }

  /// Pairs of links behind this layer that cross, counted with sums over prefixes (a Fenwick tree).
  private long crossingsAfter(List<Integer> column) {
    var ends = new ArrayList<Integer>();
    for (int i : column) {
      out.get(i).stream().map(each -> place[each.to()]).forEach(ends::add);
    }
    var tree = new int[sketch.size() + 1];
    long crossings = 0;
    for (int k = 0; k < ends.size(); k++) {
      int sum = 0;
      for (int i = ends.get(k) + 1; i > 0; i -= i & -i) {
        sum += tree[i];
      }
      crossings += k - sum;
      for (int i = ends.get(k) + 1; i < tree.length; i += i & -i) {
        tree[i]++;
      }
    }
    return crossings;
  }

  private List<List<Integer>> copy() {
    return columns.stream().map(List::copyOf).toList();
  }
}
