package io.signalbox.engine.dialect;

import io.signalbox.engine.spi.CallPlan;
import java.util.Collection;

/// A schema that one of OpenAI's APIs is to enforce. Pure.
public final class EnforcedSchema {
  private EnforcedSchema() {}

  /// Within OpenAI's subset where the server is known to enforce; servers of which nothing is known
  /// get it as it is.
  ///
  /// @param what the member of the request that has it
  /// @param losses told what is said and not enforced
  public static String of(CallPlan plan, String what, String schema, Collection<String> losses) {
    if (!plan.rules().enforces()) {
      return schema;
    }
    return JsonTree.readObject(schema)
        .map(read -> SchemaSubset.OPENAI.fit(read, what, losses).toString())
        .orElse(schema);
  }
}
