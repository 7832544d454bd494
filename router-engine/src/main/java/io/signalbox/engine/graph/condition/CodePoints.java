package io.signalbox.engine.graph.condition;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A set of characters, as ranges in order: from, to (inclusive), from, to, … What a part of a
/// regular expression matches is asked of RE2/J, so that both mean the same. Immutable.
record CodePoints(List<Integer> ranges) {
  static final int LAST = Character.MAX_CODE_POINT;

  /// Sets that took long to find out.
  private static final Map<String, CodePoints> KNOWN = new ConcurrentHashMap<>();

  private static final int MOST_KNOWN = 500;

  /// Above this, a class that is written in ASCII alone matches all characters or none.
  private static final int ASCII_ENDS = 0x2FF;

  /// Here lies what ASCII letters are equal to where case is ignored (the Kelvin sign).
  private static final int FOLDED_FROM = 0x2100;

  private static final int FOLDED_TO = 0x21FF;

  private static final int KELVIN = 0x212A;
  private static final int LONG_S = 0x17F;

  CodePoints {
    ranges = List.copyOf(ranges);
  }

  static CodePoints of(int point) {
    return new CodePoints(List.of(point, point));
  }

  static CodePoints all() {
    return new CodePoints(List.of(0, LAST));
  }

  static CodePoints allBut(int point) {
    return new CodePoints(List.of(0, point - 1, point + 1, LAST));
  }

  boolean has(int point) {
    int low = 0;
    int high = ranges.size() / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (point < ranges.get(2 * middle)) {
        high = middle - 1;
      } else if (point > ranges.get(2 * middle + 1)) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /// What a character matches where case is ignored.
  static CodePoints folded(int point) {
    Pattern pattern = Pattern.compile("(?i)" + Pattern.quote(Character.toString(point)));
    int[] same =
        candidates(point).stream()
            .mapToInt(Integer::intValue)
            .filter(each -> each == point || pattern.matches(Character.toString(each)))
            .sorted()
            .toArray();
    return new CodePoints(
        Arrays.stream(same).boxed().flatMap(p -> List.of(p, p).stream()).toList());
  }

  private static List<Integer> candidates(int point) {
    if (point >= 128) {
      return Folds.LIKE.getOrDefault(Folds.key(point), List.of(point));
    }
    var same = new TreeSet<>(List.of(point, KELVIN, LONG_S));
    same.add(Character.toLowerCase(point));
    same.add(Character.toUpperCase(point));
    return List.copyOf(same);
  }

  /// What a class such as `[a-z]`, `\d` or `\p{Greek}` matches.
  static CodePoints matching(String part, boolean ignoresCase) {
    String regex = (ignoresCase ? "(?i)" : "") + part;
    CodePoints known = KNOWN.get(regex);
    if (known != null) {
      return known;
    }
    CodePoints found =
        isPlain(part) && !ignoresCase
            ? ofPlain(part)
            : isOfAscii(part) ? ofAscii(regex) : ofAll(regex);
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(regex, found);
    }
    return found;
  }

  /// Characters and ranges in brackets, and nothing else.
  private static boolean isPlain(String part) {
    return part.startsWith("[") && part.indexOf('[', 1) < 0 && part.indexOf('\\') < 0;
  }

  private static CodePoints ofPlain(String part) {
    boolean not = part.startsWith("[^");
    int[] points = part.substring(not ? 2 : 1, part.length() - 1).codePoints().toArray();
    var in = new BitSet();
    for (int i = 0; i < points.length; i++) {
      boolean range = i + 2 < points.length && points[i + 1] == '-';
      in.set(points[i], (range ? points[i + 2] : points[i]) + 1);
      i += range ? 2 : 0;
    }
    if (not) {
      in.flip(0, LAST + 1);
    }
    return of(in);
  }

  private static CodePoints of(BitSet points) {
    var ranges = new ArrayList<Integer>();
    for (int from = points.nextSetBit(0); from >= 0; ) {
      int end = points.nextClearBit(from);
      ranges.add(from);
      ranges.add(end - 1);
      from = points.nextSetBit(end);
    }
    return new CodePoints(ranges);
  }

  private static boolean isOfAscii(String part) {
    boolean ascii = part.chars().allMatch(c -> c < 128);
    return ascii && !part.contains("\\p") && !part.contains("\\P") && !part.contains("\\x{");
  }

  private static CodePoints ofAscii(String regex) {
    Pattern pattern = Pattern.compile(regex);
    var in = new BitSet();
    in.set(ASCII_ENDS + 1, LAST + 1, pattern.matches(Character.toString(LAST)));
    ask(pattern, 0, ASCII_ENDS, in);
    ask(pattern, FOLDED_FROM, FOLDED_TO, in);
    return of(in);
  }

  private static CodePoints ofAll(String regex) {
    Pattern pattern = Pattern.compile(regex);
    var in = new BitSet();
    ask(pattern, 0, Character.MIN_SURROGATE - 1, in);
    boolean half = pattern.matches(String.valueOf(Character.MIN_SURROGATE));
    in.set(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1, half);
    ask(pattern, Character.MAX_SURROGATE + 1, LAST, in);
    return of(in);
  }

  private static void ask(Pattern pattern, int from, int to, BitSet in) {
    for (int point = from; point <= to; point++) {
      in.set(point, pattern.matches(Character.toString(point)));
    }
  }

  /// Which characters may be equal where case is ignored. Worked out when it is first needed.
  private static final class Folds {
    static final Map<Integer, List<Integer>> LIKE = like();

    static int key(int point) {
      return Character.toLowerCase(Character.toUpperCase(point));
    }

    private static Map<Integer, List<Integer>> like() {
      var all = new HashMap<Integer, List<Integer>>();
      for (int point = 0; point <= LAST; point++) {
        if (Character.isAlphabetic(point) || key(point) != point) {
          all.computeIfAbsent(key(point), k -> new ArrayList<>()).add(point);
        }
      }
      all.values().removeIf(each -> each.size() < 2);
      return Map.copyOf(all);
    }
  }
}
