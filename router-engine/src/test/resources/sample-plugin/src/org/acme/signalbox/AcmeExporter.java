package org.acme.signalbox;

import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Map;

/// Writes a graph's name.
public final class AcmeExporter implements ConfigExporter {
  @Override
  public String id() {
    return "acme";
  }

  @Override
  public String name() {
    return "Acme Gateway";
  }

  @Override
  public Export export(RoutingGraph graph, Map<String, Provider> providers) {
    return new Export(List.of(new File("acme.txt", graph.name())), List.of(), "acme run");
  }
}
