package io.signalbox.plugins.export.tensorzero;

/// Names of functions that a caller can write into `model` without thinking of quotes.
final class FunctionName {
  private static final int LONGEST = 40;

  private FunctionName() {}

  /// A name made of an id.
  static String of(String id) {
    String plain = id.replaceAll("[^A-Za-z0-9_]+", "-").replaceAll("^-+|-+$", "");
    String name = plain.isEmpty() ? "node" : plain;
    boolean same = name.equals(id) && name.length() <= LONGEST;
    return same
        ? name
        : name.substring(0, Math.min(LONGEST, name.length()))
            + "-"
            + Integer.toHexString(id.hashCode());
  }

  /// The name of a rule behind a rule.
  static String joined(String first, String second) {
    return first + "_" + second;
  }
}
