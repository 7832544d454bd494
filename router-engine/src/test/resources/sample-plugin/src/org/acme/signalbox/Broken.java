package org.acme.signalbox;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.Map;

/// Broken on purpose: it cannot even be made.
public final class Broken implements ConfigExporter {
  static final int NUMBER = Integer.parseInt("no number");

  @Override
  public String id() {
    return "broken";
  }

  @Override
  public String name() {
    return "Broken";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    throw new IllegalStateException();
  }
}
