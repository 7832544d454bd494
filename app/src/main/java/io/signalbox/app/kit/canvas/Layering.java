package io.signalbox.app.kit.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which layer each box belongs to: as many as the longest way that leads to it has steps.
final class Layering {
  private final int size;
  private final List<List<Integer>> out = new ArrayList<>();

  Layering(int size) {
    this.size = size;
    for (int i = 0; i < size; i++) {
      out.add(new ArrayList<>());
    }
  }

  void add(int from, int to) {
    out.get(from).add(to);
  }

  int[] layers() {
    dropCircles();
    int[] layer = longestWays();
    pullSources(layer);
    return layer;
  }

  /// Leaves out each link that leads back to where the search came from. Without recursion: a graph
  /// may be a long chain.
  private void dropCircles() {
    var state = new byte[size];
    var next = new int[size];
    var stack = new ArrayDeque<Integer>();
    for (int root = 0; root < size; root++) {
      if (state[root] == 0) {
        stack.push(root);
        state[root] = 1;
      }
      while (!stack.isEmpty()) {
        int at = stack.element();
        List<Integer> links = out.get(at);
        if (next[at] == links.size()) {
          state[at] = 2;
          stack.pop();
        } else if (state[links.get(next[at])] == 1) {
          links.remove(/* index */ next[at]);
        } else {
          int to = links.get(next[at]++);
          if (state[to] == 0) {
            state[to] = 1;
            stack.push(to);
          }
        }
      }
    }
  }

  private int[] longestWays() {
    var layer = new int[size];
    int[] waiting = arrivals();
    var ready = new ArrayDeque<Integer>();
    for (int i = 0; i < size; i++) {
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    while (!ready.isEmpty()) {
      int at = ready.remove();
      for (int to : out.get(at)) {
        layer[to] = Math.max(layer[to], layer[at] + 1);
        if (--waiting[to] == 0) {
          ready.add(to);
        }
      }
    }
    return layer;
  }

  /// Puts what nothing leads to right before what it leads to, and what stands alone at the end.
  private void pullSources(int[] layer) {
    int[] arrivals = arrivals();
    int last = Arrays.stream(layer).max().orElse(0);
    for (int i = 0; i < size; i++) {
      if (arrivals[i] == 0) {
        layer[i] =
            out.get(i).isEmpty()
                ? last
                : out.get(i).stream().mapToInt(to -> layer[to]).min().orElse(1) - 1;
      }
    }
  }

  private int[] arrivals() {
    var arrivals = new int[size];
    out.forEach(links -> links.forEach(to -> arrivals[to]++));
    return arrivals;
  }
}
