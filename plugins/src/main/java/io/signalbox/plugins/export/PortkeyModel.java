package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a target of a model. Belongs to one thread.
final class PortkeyModel {
  private static final Set<String> OPERATORS =
      Set.of("eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "regex", "and", "or");

  /// What Portkey calls those who speak a dialect.
  private static final Map<String, String> PROVIDERS =
      Map.of("anthropic", "anthropic", "gemini", "google", "openai", "openai");

  private final Map<String, Provider> providers;
  private final FidelityReport report;

  PortkeyModel(Map<String, Provider> providers, FidelityReport report) {
    this.providers = providers;
    this.report = report;
  }

  /// Empty, with a row in the report, if it cannot be called.
  Optional<Map<String, Object>> of(Model model) {
    return Address.of(model, providers, report).filter(this::isSayable).map(this::target);
  }

  private boolean isSayable(Address address) {
    if (address.key().filter(OPERATORS::contains).isPresent()) {
      report.unsupported(
          address.model().id(),
          "The variable of its key is named like an operator, which would be replaced too; it was"
              + " left out.");
      return false;
    }
    if (!PROVIDERS.containsKey(address.dialect())) {
      report.unsupported(
          address.model().id(),
          "The export has no Portkey settings for the dialect "
              + address.dialect()
              + "; it was left out.");
      return false;
    }
    return true;
  }

  private Map<String, Object> target(Address address) {
    var target = new LinkedHashMap<String, Object>();
    target.put("provider", PROVIDERS.get(address.dialect()));
    customHost(address).ifPresent(host -> target.put("custom_host", host));
    if (address.dialect().equals("anthropic")) {
      report.approximate(
          address.model().id(),
          "Anthropic answers that the gateway cannot read are returned with status 200, so"
              + " there is no fallback then.");
    }
    if (!address.url().getScheme().equals("https")) {
      privateHost(address);
    }
    target.put("api_key", address.key().map(name -> "${" + name + "}").orElse("none"));
    target.put("override_params", params(address.model()));
    return target;
  }

  /// Where Portkey sends a request; empty where it knows that itself.
  private static Optional<String> customHost(Address address) {
    if (address.preset() && !address.dialect().equals("openai")) {
      return Optional.empty();
    }
    return Optional.of(address.url() + (address.dialect().equals("anthropic") ? "/v1" : ""));
  }

  private Map<String, Object> params(Model model) {
    var params = new LinkedHashMap<String, Object>();
    model.params().forEach((name, json) -> param(model.id(), name, json, params));
    params.put("model", model.model());
    return params;
  }

  private void param(String id, String name, String json, Map<String, Object> params) {
    Object value = Scripts.parsed(json);
    Sayable.portkey(name, value)
        .ifPresentOrElse(
            why -> report.unsupported(id, "Its parameter " + name + " is left out: " + why + "."),
            () -> params.put(name, value));
  }

  private void privateHost(Address address) {
    String host = address.host();
    if (!Set.of("127.0.0.1", "localhost", "[::1]").contains(host)) {
      report.approximate(
          address.model().id(),
          "Portkey refuses private addresses: start it with TRUSTED_CUSTOM_HOSTS=" + host + ".");
    }
  }
}
