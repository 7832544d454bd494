package io.signalbox.engine.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Ids in the field `to`, one a branch.
final class Targets {
  private static final String LIST = "to";

  private Targets() {}

  static List<Exit> exits(List<String> to, IntFunction<String> label) {
    var exits = new ArrayList<Exit>(to.size());
    for (int i = 0; i < to.size(); i++) {
      exits.add(new Exit(new Slot.Item(LIST, i), label.apply(i), to.get(i)));
    }
    return Collections.unmodifiableList(exits);
  }

  static List<String> retargeted(List<String> to, Retarget target) {
    return IntStream.range(0, to.size())
        .mapToObj(i -> target.apply(new Slot.Item(LIST, i), to.get(i)))
        .toList();
  }

  static List<String> with(List<String> all, String more) {
    var longer = new ArrayList<>(all);
    longer.add(more);
    return longer;
  }

  static <T> List<T> only(List<T> all, List<Integer> indices) {
    return indices.stream().map(all::get).toList();
  }

  /// The place in an order, for people: `2nd`.
  static String ordinal(int index) {
    int n = index + 1;
    String ending =
        n % 100 / 10 == 1
            ? "th"
            : switch (n % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return n + ending;
  }
}
