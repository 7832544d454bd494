package io.signalbox.plugins.export.ways;

import java.util.Locale;
import java.util.regex.Pattern;

/// Names of ways that a caller can write into `model` without thinking of quotes.
public final class WayName {
  private static final int LONGEST = 40;

  /// Databases of gateways keep 255 characters of a name.
  private static final int LONGEST_JOINED = 120;

  private static final Pattern JOINED = Pattern.compile("[^A-Za-z0-9_]\\d+_");

  private WayName() {}

  /// A name made of an id; never one that reads as a rule behind a rule, as [#joined] makes them.
  public static String of(String id) {
    boolean joined = JOINED.matcher(id).find();
    String plain =
        id.replaceAll(joined ? "[^A-Za-z0-9]+" : "[^A-Za-z0-9_]+", "-").replaceAll("^-+|-+$", "");
    String name = plain.isEmpty() ? "node" : plain;
    boolean same = name.equals(id) && name.length() <= LONGEST;
    return same ? name : cut(name, LONGEST) + "-" + Integer.toHexString(id.hashCode());
  }

  /// A name made of a graph's, in lower case.
  public static String ofGraph(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? "graph" : cut(plain, LONGEST);
  }

  /// The name of a rule behind a rule.
  static String joined(String first, String second) {
    String name = first + "_" + second;
    return name.length() <= LONGEST_JOINED
        ? name
        : cut(name, LONGEST_JOINED) + "-" + Integer.toHexString(name.hashCode());
  }

  private static String cut(String name, int longest) {
    return name.substring(0, Math.min(longest, name.length()));
  }
}
