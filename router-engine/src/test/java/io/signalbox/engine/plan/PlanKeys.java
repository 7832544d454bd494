package io.signalbox.engine.plan;

import io.signalbox.engine.workspace.KnownKeys;
import java.util.List;

/** What places of a file of plans there are. */
public final class PlanKeys {
  private PlanKeys() {}

  public static List<KnownKeys> all() {
    return List.of(PlanReader.PLANS, PlanReader.PLAN, PlanReader.QUOTA);
  }
}
