package io.signalbox.engine.route.redaction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Which mark stands for which redacted value in one request, as `[email-1]` for an address. It
/// lives as long as its request, in memory alone: its text form shows no value. Immutable, safe for
/// threads.
public final class RedactionMarks {
  /// No value was redacted, or none is to be given back.
  public static final RedactionMarks NONE = new RedactionMarks(Map.of());

  private final Map<String, String> byValue;
  private final NavigableMap<String, String> values; // by their marks
  private final int longest;

  /// @param byValue the marks by their values; no mark stands for two values
  RedactionMarks(Map<String, String> byValue) {
    this.byValue = new LinkedHashMap<>(byValue);
    this.values = new TreeMap<>();
    byValue.forEach((value, mark) -> values.put(mark, value));
    this.longest = values.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /// Whether there is nothing to give back.
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /// How many values there are.
  public int size() {
    return values.size();
  }

  Map<String, String> byValue() {
    return byValue;
  }

  /// The value of a mark, which must be written exactly so.
  Optional<String> value(String mark) {
    return Optional.ofNullable(values.get(mark));
  }

  /// Whether a text is the beginning of a mark, and not yet a whole one.
  boolean mayBecome(String text) {
    String next = values.higherKey(text);
    return next != null && next.startsWith(text);
  }

  /// The length of the longest mark.
  int longest() {
    return longest;
  }

  @Override
  public String toString() {
    return values.size() + " marks";
  }
}
