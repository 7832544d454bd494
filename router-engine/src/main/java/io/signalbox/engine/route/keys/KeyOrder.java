package io.signalbox.engine.route.keys;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.graph.Model;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Which of several keys of a model is called first: one that is not closed to calls, then one
/// whose calls a plan pays for, then the freest. Safe for threads if its functions are.
///
/// @param health what is measured of a model with one key
/// @param included whether a plan of the user pays for calls of a model with one key
public record KeyOrder(Function<Model, Health> health, Predicate<Model> included) {
  /// What is looked at of a key, once.
  private record Look(Model model, Health health, boolean included) {}

  private static final Comparator<Look> FIRST =
      Comparator.comparing((Look look) -> look.health().open())
          .thenComparing(look -> !look.included())
          .thenComparing(Look::health, Health.FREEST_FIRST);

  /// The key that is called first.
  ///
  /// @return the model with no other key
  public Model first(Model model) {
    return model.keys().size() < 2
        ? model
        : model.byKey().stream().map(this::look).min(FIRST).map(Look::model).orElseThrow();
  }

  private Look look(Model model) {
    return new Look(model, health.apply(model), included.test(model));
  }

  /// All keys.
  ///
  /// @param before what goes before: less is called first
  /// @return the model with each of its keys, the one to call first at the head
  public List<Model> all(Model model, Comparator<Model> before) {
    return model.byKey().stream()
        .map(this::look)
        .sorted(Comparator.comparing(Look::model, before).thenComparing(FIRST))
        .map(Look::model)
        .toList();
  }
}
