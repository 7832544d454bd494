package io.signalbox.engine.graph.condition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Puts all characters between which an expression does not distinguish into one class, so that a
/// table over classes is small. Immutable, safe for threads.
final class RegexClasses {
  private static final int PAGE = 256;

  /// What `\b` takes for letters.
  private static final CodePoints WORD =
      new CodePoints(
          List.of(
              (int) '0', (int) '9', (int) 'A', (int) 'Z', (int) '_', (int) '_', (int) 'a',
              (int) 'z'));

  private static final CodePoints NEWLINE = CodePoints.of('\n');

  private final List<BitSet> members = new ArrayList<>(); // by class: which sets it lies in
  private final int[] starts; // of ranges, in order
  private final int[] classes; // of these ranges
  private final int[][] pages = new int[0x10000 / PAGE][];
  private final int wordBit;

  RegexClasses(List<CodePoints> sets) {
    var all = new ArrayList<>(sets);
    all.add(WORD);
    all.add(NEWLINE);
    wordBit = sets.size();
    starts = starts(all);
    classes = new int[starts.length];
    var known = new HashMap<BitSet, Integer>();
    for (int i = 0; i < starts.length; i++) {
      classes[i] = classOf(starts[i], all, known);
    }
    fill();
  }

  private static int[] starts(List<CodePoints> sets) {
    var starts = new TreeSet<Integer>();
    starts.add(0);
    for (CodePoints set : sets) {
      for (int i = 0; i < set.ranges().size(); i += 2) {
        starts.add(set.ranges().get(i));
        starts.add(set.ranges().get(i + 1) + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }

  private int classOf(int point, List<CodePoints> sets, Map<BitSet, Integer> known) {
    var in = new BitSet();
    for (int i = 0; i < sets.size(); i++) {
      in.set(i, sets.get(i).has(point));
    }
    return known.computeIfAbsent(
        in,
        each -> {
          members.add(each);
          return members.size() - 1;
        });
  }

  private void fill() {
    var plain = new HashMap<Integer, int[]>();
    for (int i = 0; i < pages.length; i++) {
      int first = range(i * PAGE);
      boolean uniform = first == range(i * PAGE + PAGE - 1);
      int[] page = uniform ? plain.get(classes[first]) : null;
      pages[i] = page == null ? page(i * PAGE) : page;
      if (uniform) {
        plain.put(classes[first], pages[i]);
      }
    }
  }

  private int[] page(int from) {
    var page = new int[PAGE];
    for (int i = 0; i < PAGE; i++) {
      page[i] = classes[range(from + i)];
    }
    return page;
  }

  private int range(int point) {
    int found = java.util.Arrays.binarySearch(starts, point);
    return found >= 0 ? found : -found - 2;
  }

  /// The class of a character.
  int of(int point) {
    return point < 0x10000 ? pages[point >> 8][point & 0xFF] : classes[range(point)];
  }

  /// The classes of the characters that most texts are made of, from U+0000; not to be changed.
  int[] latin() {
    return pages[0];
  }

  int count() {
    return members.size();
  }

  boolean isIn(int charClass, int set) {
    return members.get(charClass).get(set);
  }

  boolean isWord(int charClass) {
    return members.get(charClass).get(wordBit);
  }

  boolean isNewline(int charClass) {
    return members.get(charClass).get(wordBit + 1);
  }
}
