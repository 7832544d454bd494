package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.workspace.KnownKeys;
import java.util.List;

/** The keys of comparisons, for the test of their schema. */
public final class ComparisonKeys {
  private ComparisonKeys() {}

  public static List<KnownKeys> all() {
    return List.of(
        ComparisonReader.COMPARISON,
        ComparisonReader.PROMPT,
        ComparisonReader.JUDGE,
        CheckReader.CHECK,
        CheckReader.SIMILAR);
  }
}
