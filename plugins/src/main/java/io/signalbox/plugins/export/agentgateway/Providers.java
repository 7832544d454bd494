package io.signalbox.plugins.export.agentgateway;

import io.signalbox.engine.spi.Provider;
import io.signalbox.plugins.export.Address;
import io.signalbox.plugins.export.FidelityReport;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.choice.ChosenPlan;
import io.signalbox.plugins.export.choice.Speech;
import io.signalbox.plugins.export.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What agentgateway calls, with the model's name, its key and what it sets. Belongs to one thread.
final class Providers {
  private final Map<String, Address> addresses = new LinkedHashMap<>();

  /// Of the models that it can call.
  Providers(
      Iterable<io.signalbox.engine.graph.Model> models,
      Map<String, Provider> providers,
      Speech speech,
      FidelityReport report) {
    for (var model : models) {
      Address.of(model, providers, report)
          .filter(address -> isSpoken(address, report))
          .ifPresent(address -> addresses.put(model.id(), address));
      model
          .params()
          .forEach((name, json) ->
              speech
                  .objection(name, Scripts.parsed(json))
                  .ifPresent(why ->
                      report.unsupported(
                          model.id(), "Its parameter " + name + " is left out: " + why + ".")));
    }
  }

  private static boolean isSpoken(Address address, FidelityReport report) {
    boolean spoken =
        switch (address.dialect()) {
          case "openai", "anthropic", "gemini" -> true;
          default -> false;
        };
    if (!spoken) {
      report.unsupported(
          address.model().id(),
          "The export has no agentgateway settings for the dialect "
              + address.dialect()
              + "; it was left out.");
    }
    return spoken;
  }

  /// By the models' ids.
  Map<String, Address> addresses() {
    return addresses;
  }

  /// A provider of an `ai` backend.
  ///
  /// @param name unique among those beside it
  /// @param health when it is passed over; empty: never
  Map<String, Object> provider(
      String name,
      ChosenPlan.ChosenCall call,
      Speech speech,
      Optional<Map<String, Object>> health) {
    Address address = java.util.Objects.requireNonNull(addresses.get(call.model()));
    var provider = new LinkedHashMap<String, Object>();
    provider.put("name", name);
    boolean own = isOwn(address);
    provider.put("provider", kind(address, own));
    if (!own) {
      provider.put("hostOverride", address.host() + ":" + address.port());
      provider.put("pathPrefix", path(address));
    }
    var policies = policies(address, call, speech);
    if (!own && address.url().getScheme().equals("https")) {
      policies.put("backendTLS", Map.of());
    }
    health.ifPresent(each -> policies.put("health", each));
    if (!policies.isEmpty()) {
      provider.put("policies", policies);
    }
    return provider;
  }

  /// Where agentgateway knows the address itself.
  private static boolean isOwn(Address address) {
    return switch (address.url().toString()) {
      case "https://api.openai.com/v1" -> address.dialect().equals("openai");
      case "https://api.anthropic.com" -> address.dialect().equals("anthropic");
      case "https://generativelanguage.googleapis.com/v1beta" -> address.dialect().equals("gemini");
      default -> false;
    };
  }

  /// Other servers of OpenAI's dialect are asked for nothing that only OpenAI's own has.
  private static Map<String, Object> kind(Address address, boolean own) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("model", address.model().model());
    return switch (address.dialect()) {
      case "anthropic" -> Map.of("anthropic", model);
      case "gemini" -> Map.of("gemini", model);
      default -> {
        if (!own) {
          model.put(
              "formats", List.of(Map.of("type", "completions"), Map.of("type", "embeddings")));
        }
        yield Map.of(own ? "openAI" : "custom", model);
      }
    };
  }

  /// The base address of Anthropic's SDK has no version.
  private static String path(Address address) {
    String path = address.url().getRawPath();
    return address.dialect().equals("anthropic") ? path + "/v1" : path;
  }

  private static Map<String, Object> policies(
      Address address, ChosenPlan.ChosenCall call, Speech speech) {
    var policies = new LinkedHashMap<String, Object>();
    address
        .key()
        .ifPresent(key ->
            policies.put("backendAuth", Map.of("key", new YamlText.Raw("\"$" + key + "\""))));
    Map<String, Object> ai = ai(address, call.change(), speech);
    if (!ai.isEmpty()) {
      policies.put("ai", ai);
    }
    return policies;
  }

  private static Map<String, Object> ai(
      Address address, ChosenPlan.ChosenChange change, Speech speech) {
    var overrides = new LinkedHashMap<String, Object>();
    change.set().forEach((name, json) -> overrides.put(name, Scripts.parsed(json)));
    address
        .model()
        .params()
        .forEach((name, json) -> {
          Object value = Scripts.parsed(json);
          if (speech.objection(name, value).isEmpty()) {
            overrides.put(name, value);
          }
        });
    var ai = new LinkedHashMap<String, Object>();
    if (!overrides.isEmpty()) {
      ai.put("overrides", overrides);
    }
    Map<String, Object> dropped = dropped(change, overrides);
    if (!dropped.isEmpty()) {
      ai.put("transformations", dropped);
    }
    if (!change.prepend().isEmpty()) {
      ai.put(
          "prompts", Map.of("prepend", change.prepend().stream().map(Providers::system).toList()));
    }
    return ai;
  }

  private static Map<String, Object> system(String text) {
    var message = new LinkedHashMap<String, Object>();
    message.put("role", "system");
    message.put("content", text);
    return message;
  }

  /// A member whose expression fails is taken out.
  private static Map<String, Object> dropped(
      ChosenPlan.ChosenChange change, Map<String, Object> overrides) {
    var dropped = new LinkedHashMap<String, Object>();
    change.drop().stream()
        .flatMap(name -> names(name).stream())
        .filter(name -> !overrides.containsKey(name))
        .forEach(name -> dropped.put(name, "fail(\"dropped\")"));
    return dropped;
  }

  private static List<String> names(String name) {
    return switch (name) {
      case "tools" ->
          List.of("tools", "functions", "tool_choice", "function_call", "parallel_tool_calls");
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          List.of("max_tokens", "max_completion_tokens", "max_output_tokens");
      case "stop", "stop_sequences" -> List.of("stop", "stop_sequences");
      default -> List.of(name);
    };
  }
}
