package io.signalbox.plugins.export;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The models that nginx can call, by number. Belongs to one thread.
final class NginxModels {
  private final Map<String, Provider> providers;
  private final FidelityReport report;
  private final List<Address> addresses = new ArrayList<>();

  NginxModels(Map<String, Provider> providers, FidelityReport report) {
    this.providers = providers;
    this.report = report;
  }

  List<Address> addresses() {
    return List.copyOf(addresses);
  }

  /// The number of a model that was not added before; empty, with a row in the report, if nginx
  /// cannot call it.
  OptionalInt add(Model model) {
    var address = Address.of(model, providers, report).flatMap(this::spoken);
    address.ifPresent(addresses::add);
    return address.isPresent() ? OptionalInt.of(addresses.size() - 1) : OptionalInt.empty();
  }

  /// The models for route.js.
  List<Map<String, Object>> rows() {
    return addresses.stream().map(this::row).toList();
  }

  private Map<String, Object> row(Address address) {
    var params = new ArrayList<List<Object>>();
    address
        .model()
        .params()
        .forEach((name, json) -> param(address.model().id(), name, json, params));
    var row = new LinkedHashMap<String, Object>();
    row.put("id", address.model().id());
    row.put("name", address.model().model());
    row.put("key", address.key().orElse(""));
    row.put("params", params);
    return row;
  }

  private void param(String id, String name, String json, List<List<Object>> params) {
    Object value = Scripts.parsed(json);
    Sayable.script(name, value)
        .ifPresentOrElse(
            why -> report.missing(id, "Its parameter " + name + " is left out: " + why + "."),
            () -> params.add(Arrays.asList(name, value)));
  }

  /// The numbers of these models, of those that were added.
  List<Integer> numbers(Set<String> models) {
    var numbers = new ArrayList<Integer>();
    for (int i = 0; i < addresses.size(); i++) {
      if (models.contains(addresses.get(i).model().id())) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /// nginx passes bodies on, so a model must speak OpenAI's dialect; two providers do at another
  /// address (docs of Anthropic's and Google's OpenAI compatibility).
  private Optional<Address> spoken(Address address) {
    String id = address.model().id();
    if (address.host().equals("unix")) {
      report.missing(id, "nginx reads the host name unix as a socket file; it was left out.");
      return Optional.empty();
    }
    if (address.dialect().equals("openai")) {
      return Optional.of(address);
    }
    Optional<String> other = compatible(address.host());
    if (other.isEmpty()) {
      report.missing(
          id,
          "nginx cannot translate dialects and this address does not speak OpenAI's; it was left"
              + " out.");
      return Optional.empty();
    }
    report.near(
        id,
        "It is called at the provider's OpenAI-compatible address, which has no prompt caching"
            + " marks and no signed reasoning.");
    return other.map(url -> speaking(address, url));
  }

  private static Optional<String> compatible(String host) {
    return switch (host) {
      case "api.anthropic.com" -> Optional.of("https://api.anthropic.com/v1");
      case "generativelanguage.googleapis.com" ->
          Optional.of("https://generativelanguage.googleapis.com/v1beta/openai");
      default -> Optional.empty();
    };
  }

  private static Address speaking(Address address, String url) {
    return new Address(
        address.model(), "openai", URI.create(url), address.key(), address.price(), true);
  }
}
