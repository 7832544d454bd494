package io.signalbox.app.kit.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The shortest way from one sequence to another by the greedy algorithm of Eugene Myers, "An O(ND)
/// Difference Algorithm and Its Variations" (1986). Of sequences that have little in common it says
/// that all is new.
final class Myers {
  /// With more differences than this nobody reads them, and they would take a long time.
  private static final int MOST = 1_000;

  private Myers() {}

  static <T> List<DiffText.Run<T>> runs(List<T> old, List<T> now) {
    int head = 0;
    int most = Math.min(old.size(), now.size());
    while (head < most && old.get(head).equals(now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    var steps = new ArrayList<DiffText.Run<T>>();
    add(steps, DiffText.Kind.SAME, old.subList(0, head));
    steps.addAll(
        between(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail)));
    add(steps, DiffText.Kind.SAME, old.subList(old.size() - tail, old.size()));
    return steps;
  }

  private static <T> void add(List<DiffText.Run<T>> runs, DiffText.Kind kind, List<T> items) {
    if (!items.isEmpty()) {
      runs.add(new DiffText.Run<>(kind, items));
    }
  }

  private static <T> List<DiffText.Run<T>> between(List<T> old, List<T> now) {
    var rounds = new ArrayList<int[]>();
    int most = Math.min(old.size() + now.size(), MOST);
    int[] reach = new int[2 * most + 3];
    for (int round = 0; round <= most; round++) {
      rounds.add(reach.clone());
      if (go(old, now, reach, round, most + 1)) {
        return back(old, now, rounds, most + 1);
      }
    }
    var all = new ArrayList<DiffText.Run<T>>();
    add(all, DiffText.Kind.GONE, old);
    add(all, DiffText.Kind.NEW, now);
    return all;
  }

  /// One more difference on each diagonal; whether the end is reached.
  private static <T> boolean go(List<T> old, List<T> now, int[] reach, int round, int zero) {
    for (int k = -round; k <= round; k += 2) {
      int x = down(reach, k, round, zero) ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
      int y = x - k;
      while (x < old.size() && y < now.size() && y >= 0 && old.get(x).equals(now.get(y))) {
        x++;
        y++;
      }
      reach[zero + k] = x;
      if (x >= old.size() && y >= now.size()) {
        return true;
      }
    }
    return false;
  }

  private static boolean down(int[] reach, int k, int round, int zero) {
    return k == -round || (k != round && reach[zero + k - 1] < reach[zero + k + 1]);
  }

  private static <T> List<DiffText.Run<T>> back(
      List<T> old, List<T> now, List<int[]> rounds, int zero) {
    var kinds = new ArrayList<DiffText.Kind>();
    int x = old.size();
    int y = now.size();
    for (int round = rounds.size() - 1; round > 0; round--) {
      int[] reach = rounds.get(round);
      int k = x - y;
      boolean down = down(reach, k, round, zero);
      int before = down ? k + 1 : k - 1;
      int fromX = reach[zero + before];
      int fromY = fromX - before;
      for (; x > fromX + (down ? 0 : 1) && y > fromY + (down ? 1 : 0); x--, y--) {
        kinds.add(DiffText.Kind.SAME);
      }
      kinds.add(down ? DiffText.Kind.NEW : DiffText.Kind.GONE);
      x = fromX;
      y = fromY;
    }
    for (; x > 0; x--) {
      kinds.add(DiffText.Kind.SAME);
    }
    Collections.reverse(kinds);
    return joined(old, now, kinds);
  }

  /// Neighbours of a kind as one; what goes before what comes.
  private static <T> List<DiffText.Run<T>> joined(
      List<T> old, List<T> now, List<DiffText.Kind> kinds) {
    var runs = new ArrayList<DiffText.Run<T>>();
    int x = 0;
    int y = 0;
    int i = 0;
    while (i < kinds.size()) {
      int same = i;
      while (same < kinds.size() && kinds.get(same) == DiffText.Kind.SAME) {
        same++;
      }
      add(runs, DiffText.Kind.SAME, old.subList(x, x + same - i));
      x += same - i;
      y += same - i;
      int gone = 0;
      int come = 0;
      for (i = same; i < kinds.size() && kinds.get(i) != DiffText.Kind.SAME; i++) {
        gone += kinds.get(i) == DiffText.Kind.GONE ? 1 : 0;
        come += kinds.get(i) == DiffText.Kind.NEW ? 1 : 0;
      }
      add(runs, DiffText.Kind.GONE, old.subList(x, x + gone));
      add(runs, DiffText.Kind.NEW, now.subList(y, y + come));
      x += gone;
      y += come;
    }
    return runs;
  }
}
