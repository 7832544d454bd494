package io.signalbox.app.document;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Joins two changes of one text, line by line.
final class ThreeWayMerge {
  private ThreeWayMerge() {}

  /// A stretch of lines of the common text and what stands there instead.
  private record Change(int from, int to, List<String> lines) {
    boolean meets(Change other) {
      boolean apart = to < other.from || other.to < from;
      // Two insertions at one place have no order.
      return !apart && !equals(other);
    }
  }

  /// The text with both changes; empty if they touch the same lines.
  ///
  /// @param base what both began with
  static Optional<String> merge(String base, String mine, String theirs) {
    List<String> lines = lines(base);
    List<Change> own = changes(lines, lines(mine));
    List<Change> other = changes(lines, lines(theirs));
    boolean clash = own.stream().anyMatch(each -> other.stream().anyMatch(each::meets));
    return clash ? Optional.empty() : Optional.of(applied(lines, own, other));
  }

  private static String applied(List<String> lines, List<Change> own, List<Change> other) {
    var result = new ArrayList<>(lines);
    Stream.concat(own.stream(), other.stream())
        .distinct()
        .sorted(Comparator.comparingInt(Change::from).reversed())
        .forEach(change -> {
          result.subList(change.from(), change.to()).clear();
          result.addAll(change.from(), change.lines());
        });
    return String.join("\n", result);
  }

  private static List<Change> changes(List<String> base, List<String> now) {
    return DiffUtils.diff(base, now).getDeltas().stream().map(ThreeWayMerge::change).toList();
  }

  private static Change change(AbstractDelta<String> delta) {
    int from = delta.getSource().getPosition();
    return new Change(from, from + delta.getSource().size(), delta.getTarget().getLines());
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }
}
