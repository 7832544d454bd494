package io.signalbox.app.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How wide columns are beside each other: each as wide as it needs if all fit, and what is left
/// goes to those that take more; else all are between their least and their need, by one factor.
final class ColumnWidths {
  private ColumnWidths() {}

  /// What a column asks for, in pixels.
  ///
  /// @param least below which it is of no use
  /// @param need what nearly all rows need; at least `least`
  /// @param more whether it takes what is left
  record Wish(double least, double need, boolean more) {
    Wish {
      need = Math.max(least, need);
    }
  }

  /// The widths in a room; not below the least ones, even where the room is smaller.
  static List<Double> in(double room, List<Wish> wishes) {
    double least = wishes.stream().mapToDouble(Wish::least).sum();
    double need = wishes.stream().mapToDouble(Wish::need).sum();
    double factor = need <= least ? 1 : Math.clamp((room - least) / (need - least), 0, 1);
    long takers = wishes.stream().filter(Wish::more).count();
    double left = takers == 0 ? 0 : Math.max(0, room - need) / takers;
    var widths = new ArrayList<Double>();
    for (Wish wish : wishes) {
      double width = wish.least() + factor * (wish.need() - wish.least());
      widths.add(Math.floor(width + (wish.more() ? left : 0)));
    }
    return List.copyOf(widths);
  }

  /// What is enough for most of them: nine in ten, so that one long text does not take the room of
  /// all others.
  static double most(double[] widths) {
    if (widths.length == 0) {
      return 0;
    }
    double[] sorted = widths.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) * 9 / 10];
  }
}
