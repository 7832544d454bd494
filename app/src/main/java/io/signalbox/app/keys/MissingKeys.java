package io.signalbox.app.keys;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Place;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Says which models of a graph have no key. It is only noted: what is simulated needs none.
public record MissingKeys(List<Provider> providers, Supplier<ProviderFindings> found) {

  /// One note for each model whose provider was looked at and has none.
  public List<Problem> of(RoutingGraph graph) {
    return graph.models().values().stream()
        .filter(model -> !graph.isDisabled(model.id()))
        .flatMap(model -> missing(model).stream())
        .toList();
  }

  private Optional<Problem> missing(Model model) {
    return providers.stream()
        .filter(each -> each.id().equals(model.provider()) && isUsual(model, each))
        .filter(each -> found.get().keys().containsKey(each.id()) && !found.get().hasKey(each.id()))
        .findFirst()
        .map(each -> note(model, each));
  }

  /// Whether a model is called with its provider's usual key, also if it names that one. Of others
  /// it is not known here whether they are there.
  private static boolean isUsual(Model model, Provider provider) {
    return model.keys().stream()
        .allMatch(key -> provider.keyVariable().equals(Optional.of(key.name())));
  }

  private static Problem note(Model model, Provider provider) {
    return Problem.of(ProblemCode.NO_KEY, Place.model(model.id()))
        .with("id", model.id())
        .with("provider", provider.name())
        .with("variable", provider.keyVariable().orElse("its environment variable"));
  }
}
