package io.signalbox.engine.spi;

import java.util.List;
import java.util.Optional;

/// What a provider's models take in a request. Immutable.
///
/// @param all what holds for all of them
/// @param models what holds for some besides; of a model's rows the first counts
/// @param only models that are called in one dialect alone, of which the first row counts
public record ProviderRules(RequestRules all, List<OfModels> models, List<OnlyIn> only) {
  /// Nothing is known.
  public static final ProviderRules NONE =
      new ProviderRules(RequestRules.NONE, List.of(), List.of());

  public ProviderRules {
    models = List.copyOf(models);
    only = List.copyOf(only);
  }

  /// Models that are called in one dialect alone, whatever else their provider speaks.
  ///
  /// @param dialect its id
  /// @param names as in [OfModels]
  public record OnlyIn(String dialect, List<String> names) {
    public OnlyIn {
      names = List.copyOf(names);
    }
  }

  /// The only dialect in which a model is called; empty if it is called in its provider's.
  public Optional<String> onlyDialect(String model) {
    for (OnlyIn row : only) {
      if (hold(row.names(), model)) {
        return Optional.of(row.dialect());
      }
    }
    return Optional.empty();
  }

  private static boolean hold(List<String> names, String model) {
    for (String name : names) {
      if (matches(name, model)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String name, String model) {
    boolean anyStart = name.startsWith("*");
    boolean anyEnd = name.length() > 1 && name.endsWith("*");
    String fixed = name.substring(anyStart ? 1 : 0, name.length() - (anyEnd ? 1 : 0));
    if (anyStart) {
      return anyEnd ? model.contains(fixed) : model.endsWith(fixed);
    }
    return anyEnd ? model.startsWith(fixed) : model.equals(fixed);
  }

  /// What some models take.
  ///
  /// @param names the provider's names of them; a `*` at the end or the start stands for any text
  public record OfModels(List<String> names, RequestRules rules) {
    public OfModels {
      names = List.copyOf(names);
    }

    /// The same of models whose names have more in front, as where one address has the models of
    /// several makers.
    public OfModels prefixed(String prefix) {
      return new OfModels(names.stream().map(prefix::concat).toList(), rules);
    }
  }

  /// What a model takes at the provider's own address.
  public RequestRules of(String model) {
    return all.and(elsewhere(model));
  }

  /// What a model takes wherever it runs: what the provider's own server refuses, another one under
  /// the same dialect may know.
  public RequestRules elsewhere(String model) {
    for (OfModels each : models) {
      if (hold(each.names(), model)) {
        return each.rules();
      }
    }
    return RequestRules.NONE;
  }
}
