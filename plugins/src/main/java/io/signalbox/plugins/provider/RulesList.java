package io.signalbox.plugins.provider;

import io.signalbox.engine.spi.ProviderRules;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What the providers that come with Signalbox take in a request, from `request-rules.json`.
/// Immutable.
///
/// @param byProvider a provider's id → its rules
record RulesList(Map<String, ProviderRules> byProvider) {
  static final String FILE = "request-rules.json";

  RulesList {
    byProvider = Map.copyOf(byProvider);
  }

  /// The list in the program, read when it is first asked for.
  ///
  /// @throws IllegalArgumentException if it is wrong, which a test rules out
  static RulesList shipped() {
    return Holder.LIST;
  }

  /// The rules of a provider.
  ProviderRules of(String provider) {
    return byProvider.getOrDefault(provider, ProviderRules.NONE);
  }

  private static RulesList read() {
    return new RulesList(new RulesReader(JsonMapper.shared().readTree(Shipped.text(FILE))).rules());
  }

  private static final class Holder {
    private static final RulesList LIST = read();
  }
}
