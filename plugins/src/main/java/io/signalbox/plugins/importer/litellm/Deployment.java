package io.signalbox.plugins.importer.litellm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// An entry of `model_list`.
///
/// @param target the model in the graph, or what stands before it
/// @param weights what it counts by `weight`, `rpm` or `tpm`
/// @param order its tier, the lowest first
/// @param tags the requests that it is for; empty: all
record Deployment(String target, Weights weights, long order, List<String> tags) {
  Deployment {
    tags = List.copyOf(tags);
  }

  /// What LiteLLM draws by.
  record Weights(Optional<BigDecimal> weight, Optional<BigDecimal> rpm, Optional<BigDecimal> tpm) {
    /// The field that counts for a group whose first deployment this is.
    java.util.function.Function<Weights, Optional<BigDecimal>> field() {
      return weight.isPresent() ? Weights::weight : rpm.isPresent() ? Weights::rpm : Weights::tpm;
    }
  }
}
