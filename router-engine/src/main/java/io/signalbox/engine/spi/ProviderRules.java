package io.signalbox.engine.spi;

import java.util.List;

/// What a provider's models take in a request. Immutable.
///
/// @param all what holds for all of them
/// @param models what holds for some besides; of a model's rows the first counts
public record ProviderRules(RequestRules all, List<OfModels> models) {
  /// Nothing is known.
  public static final ProviderRules NONE = new ProviderRules(RequestRules.NONE, List.of());

  public ProviderRules {
    models = List.copyOf(models);
  }

  /// What some models take.
  ///
  /// @param names the provider's names of them; a `*` at the end or the start stands for any text
  public record OfModels(List<String> names, RequestRules rules) {
    public OfModels {
      names = List.copyOf(names);
    }

    boolean hold(String model) {
      return names.stream().anyMatch(name -> matches(name, model));
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
  }

  /// What a model takes at the provider's own address.
  public RequestRules of(String model) {
    return all.and(elsewhere(model));
  }

  /// What a model takes wherever it runs: what the provider's own server refuses, another one under
  /// the same dialect may know.
  public RequestRules elsewhere(String model) {
    return models.stream()
        .filter(each -> each.hold(model))
        .findFirst()
        .map(OfModels::rules)
        .orElse(RequestRules.NONE);
  }
}
