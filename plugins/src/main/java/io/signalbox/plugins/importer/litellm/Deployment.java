package io.signalbox.plugins.importer.litellm;

import io.signalbox.engine.workspace.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// An entry of `model_list`.
///
/// @param target the model in the graph, or what stands before it
/// @param weights what it counts by `weight`, `rpm` or `tpm`
/// @param order its tier, the lowest first; [#LAST] if it has none
/// @param tags the requests that it is for; empty: all
/// @param params its `litellm_params`
record Deployment(
    String target, Weights weights, long order, List<String> tags, ConfigValue params) {
  /// Without an order: LiteLLM calls such deployments only if none with one is left.
  static final long LAST = Long.MAX_VALUE;

  Deployment {
    tags = List.copyOf(tags);
  }

  /// Where a report speaks of it.
  ConfigValue at(String key) {
    return params.get(key).or(() -> params.get("model")).orElse(params);
  }

  /// What LiteLLM draws by.
  record Weights(Optional<BigDecimal> weight, Optional<BigDecimal> rpm, Optional<BigDecimal> tpm) {
    /// The field that counts for a group whose first deployment this is.
    java.util.function.Function<Weights, Optional<BigDecimal>> field() {
      return weight.isPresent() ? Weights::weight : rpm.isPresent() ? Weights::rpm : Weights::tpm;
    }
  }
}
