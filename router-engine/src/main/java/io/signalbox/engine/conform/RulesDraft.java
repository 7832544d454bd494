package io.signalbox.engine.conform;

import io.signalbox.engine.spi.RequestRules;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What is known so far of what an endpoint takes in a request. For one thread.
final class RulesDraft {
  Optional<List<String>> efforts = Optional.empty();
  Optional<String> limit = Optional.empty();
  Optional<RequestRules.Thoughts> thoughts = Optional.empty();
  Optional<RequestRules.LaterSystem> laterSystem = Optional.empty();

  RequestRules rules(Set<String> refused) {
    return new RequestRules(
        Optional.empty(),
        Optional.empty(),
        refused,
        Set.of(),
        Set.of(),
        Optional.empty(),
        efforts,
        limit,
        thoughts,
        laterSystem,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }
}
