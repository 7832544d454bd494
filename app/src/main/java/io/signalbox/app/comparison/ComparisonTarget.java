package io.signalbox.app.comparison;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.OpenFile;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import java.util.LinkedHashMap;
import java.util.Map;

/// What answers in a comparison. Immutable.
public sealed interface ComparisonTarget {
  /// A single model.
  ///
  /// @param model as a graph has it, with its key and address
  record OfModel(Model model) implements ComparisonTarget {}

  /// A whole graph that is open, as it is when it is asked.
  record OfGraph(OpenFile file) implements ComparisonTarget {}

  /// A model of the catalog.
  static ComparisonTarget of(ModelCard card) {
    return new OfModel(Model.of(card.model(), card.provider(), card.model()));
  }

  /// How people call it.
  default String title() {
    return switch (this) {
      case OfModel of -> of.model().model();
      case OfGraph of -> of.file().document().graph().name();
    };
  }

  /// Who offers it.
  default String owner(Installation installation) {
    return switch (this) {
      case OfModel of -> installation.providerName(of.model().provider());
      case OfGraph of -> "graph";
    };
  }

  /// Its name in what is remembered.
  default String id() {
    return switch (this) {
      case OfModel of -> of.model().provider() + "/" + of.model().model();
      case OfGraph of -> "graph/" + of.file().document().graph().name();
    };
  }

  /// The graph that is asked: for a model one that has nothing else.
  default RoutingGraph graph() {
    return switch (this) {
      case OfModel of -> alone(of.model());
      case OfGraph of -> of.file().document().graph();
    };
  }

  private static RoutingGraph alone(Model model) {
    var only = model.withAbout(About.NOTHING);
    return RoutingGraph.empty("Compare")
        .withModels(new LinkedHashMap<>(Map.of(only.id(), only)))
        .withStart(only.id());
  }

  /// Whether it can be asked; else what is wrong.
  default String trouble() {
    return switch (this) {
      case OfModel of -> "";
      case OfGraph of ->
          of.file().document().valid() ? "" : "The graph has errors. Fix those listed in Problems.";
    };
  }
}
