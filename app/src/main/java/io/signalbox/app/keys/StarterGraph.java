package io.signalbox.app.keys;

import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.catalog.Price;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.workspace.GraphText;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// Makes a first graph of what was found: one model a provider, the cheapest first, the next one
/// when it fails. Pure.
final class StarterGraph {
  private static final int MOST = 6;

  private StarterGraph() {}

  /// A model that could answer.
  ///
  /// @param cost of a million tokens in and a million out
  private record Candidate(Model model, BigDecimal cost) {}

  static Optional<String> of(
      List<Provider> providers, ProviderFindings found, Function<Provider, String> address) {
    List<Model> models =
        providers.stream()
            .flatMap(each -> candidate(each, found, address.apply(each)).stream())
            .sorted(Comparator.comparing(Candidate::cost))
            .limit(MOST)
            .map(Candidate::model)
            .toList();
    return models.isEmpty() ? Optional.empty() : Optional.of(GraphText.write(graph(models)));
  }

  private static Optional<Candidate> candidate(
      Provider provider, ProviderFindings found, String address) {
    Optional<ModelListing> answer = found.answerOf(provider.id());
    return switch (provider.reach()) {
      case LOCAL ->
          answer
              .filter(ModelListing.Listed.class::isInstance)
              .flatMap(listed -> local(provider, (ModelListing.Listed) listed, address));
      case CLOUD ->
          found.hasKey(provider.id()) && !(answer.orElse(null) instanceof ModelListing.Refused)
              ? cloud(provider, answer)
              : Optional.empty();
      case SIMULATED -> Optional.empty();
    };
  }

  private static Optional<Candidate> local(
      Provider provider, ModelListing.Listed listed, String address) {
    return listed.models().stream()
        .filter(name -> !name.toLowerCase(Locale.ROOT).contains("embed"))
        .findFirst()
        .map(name -> new Candidate(model(provider, name, address), BigDecimal.ZERO));
  }

  private static Optional<Candidate> cloud(Provider provider, Optional<ModelListing> answer) {
    return provider.models().stream()
        .filter(card -> card.price().isPresent() && offered(card, answer))
        .map(card ->
            new Candidate(
                model(provider, card.model(), provider.baseUrl()), cost(card.price().get())))
        .min(Comparator.comparing(Candidate::cost));
  }

  /// Whether a provider has the model, as far as it said.
  private static boolean offered(ModelCard card, Optional<ModelListing> answer) {
    return !(answer.orElse(null) instanceof ModelListing.Listed listed)
        || listed.models().stream().anyMatch(name -> name.startsWith(card.model()));
  }

  private static BigDecimal cost(Price price) {
    Price.Tier tier = price.tiers().getFirst();
    return tier.input().add(tier.output());
  }

  private static Model model(Provider provider, String name, String address) {
    Optional<String> url = Optional.of(address).filter(other -> !other.equals(provider.baseUrl()));
    return new Model(
        provider.id(), provider.id(), name, List.of(), url, Map.of(), Map.of(), About.NOTHING);
  }

  private static RoutingGraph graph(List<Model> found) {
    var models = new LinkedHashMap<String, Model>();
    found.forEach(each -> models.put(each.id(), each));
    var nodes = new LinkedHashMap<String, Node>();
    nodes.put(
        "answer",
        new FallbackNode(
            "answer",
            About.named("Cheapest first"),
            List.copyOf(models.keySet()),
            FallbackNode.USUAL,
            0,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty()));
    return new RoutingGraph("Found locally", "answer", ZoneId.of("UTC"), models, nodes, List.of());
  }
}
