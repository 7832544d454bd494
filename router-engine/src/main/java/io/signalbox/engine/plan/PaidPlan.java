package io.signalbox.engine.plan;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.KeyRef;
import io.signalbox.engine.graph.Model;
import java.util.List;
import java.util.Optional;

/// A plan that the user has bought. Immutable.
///
/// @param id as traces call it
/// @param name as people call it
/// @param models which models it includes, each as `provider/model`; a `*` at the end stands for
///   any end
/// @param url the address at which they are included; empty: the provider's own
/// @param key the key with which they are included; empty: the provider's usual one
/// @param usd what it costs a month; empty: not said
/// @param quotas how much may be used; none: as much as one likes
/// @param then what follows when a quota is used up
public record PaidPlan(
    String id,
    String name,
    List<String> models,
    Optional<String> url,
    Optional<KeyRef> key,
    Optional<Money> usd,
    List<PlanQuota> quotas,
    Then then) {
  public PaidPlan {
    models = List.copyOf(models);
    quotas = List.copyOf(quotas);
  }

  /// What follows when a quota is used up.
  public enum Then {
    /// Its models are passed over until the quota begins anew.
    SKIP,
    /// Its models cost by the token until then.
    PAY
  }

  /// Whether calls of a model belong to it.
  ///
  /// @param model with the one key that it is called with
  public boolean includes(Model model, CallDefaults defaults) {
    String provider = model.provider();
    return includes(provider, model.model())
        && written(key, provider, defaults).equals(written(model.key(), provider, defaults))
        && defaults.address(provider, url).equals(defaults.address(provider, model.url()));
  }

  private static Optional<KeyRef> written(
      Optional<KeyRef> said, String provider, CallDefaults defaults) {
    return said.or(() -> defaults.key(provider));
  }

  /// Whether it names a model of a provider, whatever the address and the key.
  public boolean includes(String provider, String model) {
    String name = provider + "/" + model;
    return models.stream().anyMatch(each -> covers(each, name));
  }

  private static boolean covers(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
