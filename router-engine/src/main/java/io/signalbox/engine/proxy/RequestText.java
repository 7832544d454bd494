package io.signalbox.engine.proxy;

import io.helidon.http.Header;
import io.helidon.webserver.http.ServerRequest;
import io.signalbox.engine.secret.CredentialHeaders;
import io.signalbox.engine.spi.ClientCall;
import io.signalbox.engine.spi.ClientRoute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// A request as dialects see it.
final class RequestText {
  private RequestText() {}

  static ClientCall call(ServerRequest request, ClientApis.Offer offer, byte[] body) {
    return new ClientCall(
        offer.route(),
        parameters(request, offer.route()),
        QueryText.of(request).without(offer.dialect().keyParameters()),
        headers(request),
        body);
  }

  private static Map<String, String> parameters(ServerRequest request, ClientRoute route) {
    if (route.path().indexOf('{') < 0) {
      return Map.of();
    }
    var given = request.path().pathParameters();
    var parameters = new HashMap<String, String>();
    given.names().forEach(name -> parameters.put(name, given.get(name)));
    return parameters;
  }

  /// Immutable from the start, so that it need not be copied. A header of several lines is one
  /// list.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, String> headers(ServerRequest request) {
    var entries = new ArrayList<Map.Entry<String, String>>(request.headers().size());
    for (Header header : request.headers()) {
      String name = header.headerName().lowerCase();
      if (!CredentialHeaders.NAMES.contains(name)) {
        entries.add(Map.entry(name, String.join(", ", header.allValues())));
      }
    }
    return Map.ofEntries(entries.toArray(new Map.Entry[0]));
  }
}
