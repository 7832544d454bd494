package io.signalbox.engine.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Nearest {
  private Nearest() {}

  /// "Did you mean …?", or else what there is to choose from.
  public static String hint(String word, Collection<String> known) {
    return to(word, known)
        .map(near -> "Did you mean `" + near + "`?")
        .orElseGet(() -> "Use one of: " + String.join(", ", known) + ".");
  }

  /// The known word nearest to this one, if it is near at all.
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > 64) {
      return Optional.empty();
    }
    String plain = plain(word);
    return known.stream()
        .filter(near -> isNear(plain, plain(near)))
        .min(
            Comparator.comparingInt((String each) -> distance(plain, plain(each)))
                .thenComparing(each -> each));
  }

  private static boolean isNear(String word, String near) {
    int most = Math.max(1, Math.max(word.length(), near.length()) / 3);
    boolean begins = word.length() >= 3 && (near.startsWith(word) || word.startsWith(near));
    return begins || distance(word, near) <= most;
  }

  private static String plain(String word) {
    return word.toLowerCase(java.util.Locale.ROOT).replace('-', '_');
  }

  /// How many letters must be changed, added, left out or swapped (optimal string alignment).
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best =
        Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
