package io.signalbox.engine.store;

import java.util.List;

/// By what the recorded requests can be distinguished, each in order. Immutable.
///
/// @param apps the apps' names
/// @param models the ids of the models that answered
/// @param graphs the graphs' names
/// @param statuses the HTTP statuses
public record Facets(
    List<String> apps, List<String> models, List<String> graphs, List<Integer> statuses) {
  public Facets {
    apps = List.copyOf(apps);
    models = List.copyOf(models);
    graphs = List.copyOf(graphs);
    statuses = List.copyOf(statuses);
  }
}
