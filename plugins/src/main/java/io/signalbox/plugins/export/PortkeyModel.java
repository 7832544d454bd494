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

  private final Map<String, Provider> providers;
  private final FidelityReport report;

  PortkeyModel(Map<String, Provider> providers, FidelityReport report) {
    this.providers = providers;
    this.report = report;
  }

  /// Empty, with a row in the report, if it cannot be asked.
  Optional<Map<String, Object>> of(Model model) {
    var address = Address.of(model, providers, report);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (address.get().key().filter(OPERATORS::contains).isPresent()) {
      report.missing(
          model.id(),
          "Its key's variable is named like an operator, which would be replaced too; it was left"
              + " out.");
      return Optional.empty();
    }
    var target = new LinkedHashMap<String, Object>();
    String dialect = address.get().dialect();
    switch (dialect) {
      case "anthropic" -> {
        target.put("provider", "anthropic");
        if (!address.get().preset()) {
          target.put("custom_host", address.get().url() + "/v1");
        }
        report.near(
            model.id(),
            "An Anthropic answer that the gateway cannot read comes back with status 200, so"
                + " nothing moves on then.");
      }
      case "gemini" -> target.put("provider", "google");
      case "openai" -> {
        target.put("provider", "openai");
        target.put("custom_host", address.get().url().toString());
      }
      default -> {
        report.missing(
            model.id(),
            "Portkey is not told how to ask an API of the shape " + dialect + "; it was left out.");
        return Optional.empty();
      }
    }
    if (dialect.equals("gemini") && !address.get().preset()) {
      target.put("custom_host", address.get().url().toString());
    }
    if (!address.get().url().getScheme().equals("https")) {
      privateHost(address.get());
    }
    target.put("api_key", address.get().key().map(name -> "${" + name + "}").orElse("none"));
    var params = new LinkedHashMap<String, Object>();
    model.params().forEach((name, json) -> param(model.id(), name, json, params));
    params.put("model", model.model());
    target.put("override_params", params);
    return Optional.of(target);
  }

  private void param(String id, String name, String json, Map<String, Object> params) {
    Object value = Scripts.parsed(json);
    Sayable.portkey(name, value)
        .ifPresentOrElse(
            why -> report.missing(id, "Its parameter " + name + " is left out: " + why + "."),
            () -> params.put(name, value));
  }

  private void privateHost(Address address) {
    String host = address.host();
    if (!Set.of("127.0.0.1", "localhost", "[::1]").contains(host)) {
      report.near(
          address.model().id(),
          "Portkey refuses private addresses: start it with TRUSTED_CUSTOM_HOSTS=" + host + ".");
    }
  }
}
