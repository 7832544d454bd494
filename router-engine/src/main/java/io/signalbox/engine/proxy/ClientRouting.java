package io.signalbox.engine.proxy;

import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;

/// The addresses that the dialects of clients have, and who answers at each.
record ClientRouting(Gateway gateway, ClientApis apis, BodyMemory memory, NotFoundRoute elsewhere) {
  private static final ClientError NO_EMBEDDINGS =
      ClientError.of(501, ProxyError.NOT_IMPLEMENTED, "embeddings are not supported");

  private static final ClientError NO_MODELS_KEPT =
      ClientError.lasting(
          501,
          ProxyError.NOT_IMPLEMENTED,
          "this proxy keeps no models that could be loaded, copied or deleted; its models are its"
              + " graphs, and a change of their files is taken over at once");

  /// All methods come before all refusals of methods, since two paths may fit one address.
  void addTo(HttpRouting.Builder routing) {
    var addresses = apis.addresses();
    addresses.forEach(address ->
        routing.route(Method.create(address.method()), address.path(), handler(address)));
    addresses.stream()
        .map(ClientApis.Address::path)
        .distinct()
        .forEach(path -> routing.any(path, elsewhere.only(String.join(", ", apis.methods(path)))));
  }

  private Handler handler(ClientApis.Address address) {
    ClientApis.Offer offer = address.offers().getFirst();
    return switch (offer.route().asks()) {
      case ANSWER -> new CompletionRoute(gateway, memory, offer);
      case COUNT -> new CountRoute(gateway, memory, offer);
      case MODELS, MODEL -> new ModelsRoute(gateway, memory, apis, address.offers());
      case ABOUT ->
          (request, response) ->
              ModelsRoute.send(response, offer.dialect(), offer.dialect().about(offer.route()));
      case EMBED -> refusal(offer, NO_EMBEDDINGS);
      case MANAGE -> refusal(offer, NO_MODELS_KEPT);
    };
  }

  private static Handler refusal(ClientApis.Offer offer, ClientError why) {
    return (request, response) -> ErrorReply.send(request, response, offer.dialect(), why);
  }
}
