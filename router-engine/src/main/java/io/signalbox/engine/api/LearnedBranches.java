package io.signalbox.engine.api;

import io.signalbox.engine.graph.LearnedNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.learned.Proof;
import io.signalbox.engine.learned.TrainedRouter;
import io.signalbox.engine.learned.Wish;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The branches of a learned node that its router knows, and how good its choices are among them.
/// Immutable.
public final class LearnedBranches {
  private final LearnedNode node;
  private final RoutingGraph graph;
  private final TrainedRouter router;
  private final SequencedMap<String, String> ids = new LinkedHashMap<>();

  public LearnedBranches(LearnedNode node, RoutingGraph graph, TrainedRouter router) {
    this.node = node;
    this.graph = graph;
    this.router = router;
    node.to().forEach(id -> nameOf(id).ifPresent(name -> ids.putIfAbsent(name, id)));
  }

  /// The id of the branch whose model the outcomes call so.
  public String id(String name) {
    return ids.getOrDefault(name, name);
  }

  /// What the outcomes call its branches.
  public List<String> names() {
    return List.copyOf(ids.sequencedKeySet());
  }

  /// The ids of branches that the outcomes do not know.
  public List<String> unknown() {
    return node.to().stream().filter(id -> !id.isEmpty() && nameOf(id).isEmpty()).toList();
  }

  /// What the outcomes call the best single model.
  public String best() {
    return router.bestModel();
  }

  /// Whether the outcomes say what calls cost, in US dollars.
  public boolean knowsCosts() {
    return router.knowsCosts();
  }

  /// What the node wishes; empty if it says neither or both.
  public Optional<Wish> wish() {
    if (node.quality().isPresent() == node.usd().isPresent()) {
      return Optional.empty();
    }
    return node.quality()
        .<Wish>map(least -> new Wish.Quality(least, node.confidence()))
        .or(() ->
            node.usd().map(most -> new Wish.Budget(most.usd().doubleValue(), node.confidence())));
  }

  /// How its choices do on held-back prompts. A request that it declines counts as answered by the
  /// model at `otherwise`, if the outcomes know it, else by the best single model.
  public Proof proof(Wish wish) {
    return router.proof(wish, names(), nameOf(node.otherwise()));
  }

  private Optional<String> nameOf(String id) {
    return graph.model(id).flatMap(this::nameOf);
  }

  private Optional<String> nameOf(Model model) {
    return Stream.of(model.id(), model.model(), model.provider() + "/" + model.model())
        .filter(router.models()::contains)
        .findFirst();
  }
}
