package io.signalbox.plugins.provider;

import io.signalbox.engine.catalog.Ability;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.plugin.Plugins;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What goes out to a provider that comes with Signalbox.
///
/// @param body the body
/// @param call the call itself
record Outgoing(JsonNode body, ProviderCall call) {
  private static final Plugins PLUGINS = Plugins.find();

  /// For a client's body.
  ///
  /// @param client the client's dialect
  /// @param model `provider/model`
  static Outgoing of(String client, String body, String model) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return of(client, read(client, body), Optional.of(bytes), model, Map.of());
  }

  /// The request in a client's body.
  static ChatRequest read(String client, String body) {
    var dialect =
        PLUGINS.clientDialects().stream()
            .filter(each -> each.id().equals(client))
            .findFirst()
            .orElseThrow();
    return switch (dialect.read(body.getBytes(StandardCharsets.UTF_8))) {
      case ClientDialect.Reading.Understood read -> read.request();
      case ClientDialect.Reading.Answered known -> throw new AssertionError("it needs a model");
      case ClientDialect.Reading.Refused no -> throw new AssertionError(no.error().toString());
    };
  }

  /// For a request.
  static Outgoing of(ChatRequest request, String model) {
    return of("", request, Optional.empty(), model, Map.of());
  }

  /// For an answer that has begun with the last message of the request.
  static Outgoing begun(ChatRequest request, String model) {
    return of("", request, Optional.empty(), model, Map.of(), true);
  }

  static Outgoing of(
      String client,
      ChatRequest request,
      Optional<byte[]> original,
      String model,
      Map<String, String> params) {
    return of(client, request, original, model, params, false);
  }

  private static Outgoing of(
      String client,
      ChatRequest request,
      Optional<byte[]> original,
      String model,
      Map<String, String> params,
      boolean prefill) {
    String id = model.substring(0, model.indexOf('/'));
    String name = model.substring(model.indexOf('/') + 1);
    Provider provider = provider(id);
    ModelCard card = card(provider, name);
    var plan =
        new CallPlan(
            request,
            original.filter(body -> client.equals(provider.dialect())),
            name,
            params,
            provider.quirks(),
            provider.rules().of(name),
            card.maxOutputTokens().orElse(0),
            Map.of(),
            card.abilities().contains(Ability.REASONING),
            prefill);
    ProviderCall call = PLUGINS.providerDialect(provider.dialect()).orElseThrow().write(plan);
    return new Outgoing(JsonMapper.shared().readTree(call.body()), call);
  }

  /// `provider/model` of all that come with Signalbox and have an ability.
  static List<String> with(Ability ability) {
    return PLUGINS.providers().stream()
        .flatMap(provider -> provider.models().stream())
        .filter(card -> card.abilities().contains(ability))
        .map(card -> card.provider() + "/" + card.model())
        .toList();
  }

  static Provider provider(String id) {
    return PLUGINS.providers().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ModelCard card(Provider provider, String name) {
    return provider.models().stream()
        .filter(card -> card.model().equals(name))
        .findFirst()
        .orElseGet(() -> ModelCard.unknown(provider.id(), name));
  }

  String text(String member) {
    return body.path(member).asString("");
  }

  List<String> losses() {
    return call.losses();
  }
}
