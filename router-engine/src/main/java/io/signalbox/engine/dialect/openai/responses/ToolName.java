package io.signalbox.engine.dialect.openai.responses;

import java.util.Locale;

/// A tool as this API names it.
///
/// @param namespace the group that it stands in; empty if in none
/// @param name its name within the group
/// @param custom whether it takes text of any form, and no JSON
public record ToolName(String namespace, String name, boolean custom) {
  private static final int LONGEST = 64;
  private static final int KEPT = 55;
  private static final String BETWEEN = "__";

  /// The function by which models know it. The same for the same names always, so that calls in a
  /// conversation and tools on offer agree without knowing each other.
  public String function() {
    if (namespace.isEmpty()) {
      return name;
    }
    String joined = (namespace.endsWith(BETWEEN) ? namespace : namespace + BETWEEN) + name;
    String allowed = joined.replaceAll("[^A-Za-z0-9_-]", "_");
    return allowed.length() <= LONGEST
        ? allowed
        : allowed.substring(0, KEPT) + String.format(Locale.ROOT, "_%08x", joined.hashCode());
  }
}
