package io.signalbox.engine.route.client;

import io.signalbox.engine.cache.KeptTurns;
import io.signalbox.engine.cache.KeptTurns.Keeper;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.spi.Continuity;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Where the earlier answers are kept that a request goes on with without repeating them. The ids
/// in it mean something to their keeper alone. Immutable.
///
/// @param any whether it goes on with any
/// @param keepers the providers that keep what is known to be kept
/// @param here whether some of it is kept by no provider
/// @param incomplete what the client is told where its own words mean nothing; empty if the request
///   has all that was said
public record Continued(
    boolean any, Set<Keeper> keepers, boolean here, Optional<Failure> incomplete) {
  /// A request that says all by itself.
  public static final Continued NONE = new Continued(false, Set.of(), false, Optional.empty());

  public Continued {
    keepers = Set.copyOf(keepers);
  }

  /// Of a request.
  ///
  /// @param known what is known of an id
  public static Continued of(
      Continuity continuity, Function<String, Optional<KeptTurns.KeptTurn>> known) {
    if (continuity.earlier().isEmpty()) {
      return NONE;
    }
    var keepers = new HashSet<Keeper>();
    boolean here = false;
    for (String id : continuity.earlier()) {
      Optional<KeptTurns.KeptTurn> turn = known.apply(id);
      turn.flatMap(KeptTurns.KeptTurn::keeper).ifPresent(keepers::add);
      here |= turn.isPresent() && turn.get().keeper().isEmpty();
    }
    return new Continued(true, keepers, here, continuity.incomplete());
  }

  /// Whether the client's own words may mean something at a model's provider. Of ids of which
  /// nothing is known, the provider itself knows best.
  public boolean mayBeKnownTo(Model model) {
    boolean one = keepers.isEmpty() || (keepers.size() == 1 && isAt(model));
    return !any || (one && !here);
  }

  private boolean isAt(Model model) {
    return keepers.stream().anyMatch(keeper -> isAt(keeper, model));
  }

  private static boolean isAt(Keeper keeper, Model model) {
    return keeperOf(model)
        .equals(new Keeper(keeper.provider(), model.model(), keeper.address(), keeper.key()));
  }

  /// Where a model's answers are kept, if its provider keeps any.
  public static Keeper keeperOf(Model model) {
    return new Keeper(
        model.provider(),
        model.model(),
        model.url().orElse(""),
        model.key().map(KeyRef::id).orElse(""));
  }

  /// The model of a graph that is to go on, with the key that was used: that which gave the answer,
  /// else another one at the same keeper; empty if there is none.
  public Optional<Model> home(RoutingGraph graph) {
    if (!any || here || keepers.size() != 1) {
      return Optional.empty();
    }
    Keeper keeper = keepers.iterator().next();
    List<Model> models =
        graph.models().values().stream()
            .flatMap(model -> model.byKey().stream())
            .filter(model -> isAt(keeper, model))
            .toList();
    return models.stream()
        .min(Comparator.comparing(model -> !model.model().equals(keeper.model())));
  }
}
