package io.signalbox.engine.proxy;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Looks at every request before anything of it is read: the name it was sent to, the page it came
/// from, the key. What other local model servers were attacked through is a web page in the user's
/// own browser, so nothing here trusts that a request comes from this machine.
final class DoorCheck implements Filter {
  static final String APP = "signalbox.app";

  private static final HeaderName FETCH_SITE = HeaderNames.create("sec-fetch-site");
  private static final List<HeaderName> KEYS =
      List.of(
          HeaderNames.create("x-api-key"),
          HeaderNames.create("x-goog-api-key"),
          HeaderNames.create("api-key"));
  private static final Set<String> OPEN = Set.of("/", "/healthz");
  private static final int MOST_HEADERS = 100;

  private final ProxySettings settings;
  private final Gateway gateway;
  private volatile Set<String> hosts = Set.of();

  DoorCheck(ProxySettings settings, Gateway gateway) {
    this.settings = settings;
    this.gateway = gateway;
  }

  /// The port is known only once the door is open.
  void openedOn(int port) {
    var names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
    names.addAll(settings.names());
    var all = new HashSet<String>();
    for (String name : names) {
      all.add(name.toLowerCase(Locale.ROOT) + ":" + port);
      if (port == 80) {
        all.add(name.toLowerCase(Locale.ROOT));
      }
    }
    hosts = Set.copyOf(all);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var refused = refusal(request);
    if (refused.isPresent()) {
      Errors.send(response, gateway.chat(), refused.get());
      return;
    }
    origin(request)
        .ifPresent(origin -> {
          response.header("Access-Control-Allow-Origin", origin);
          response.header("Vary", "Origin");
          response.header(
              "Access-Control-Expose-Headers", "x-request-id, retry-after, x-signalbox-model");
        });
    if (request.prologue().method().equals(Method.OPTIONS) && origin(request).isPresent()) {
      preflight(request, response);
      return;
    }
    chain.proceed();
  }

  private static void preflight(RoutingRequest request, RoutingResponse response) {
    request
        .headers()
        .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
        .ifPresent(names -> response.header("Access-Control-Allow-Headers", names));
    response.header("Access-Control-Allow-Methods", "GET, POST");
    response.status(204).send();
  }

  private Optional<ClientError> refusal(RoutingRequest request) {
    if (!hosts.contains(request.authority().toLowerCase(Locale.ROOT))) {
      return error(421, "misdirected_request", "this proxy does not answer under that host name");
    }
    if (request.headers().size() > MOST_HEADERS) {
      return error(431, "too_many_headers", "more than " + MOST_HEADERS + " headers");
    }
    return fromOtherPage(request).or(() -> wrongBody(request)).or(() -> noKey(request));
  }

  private Optional<ClientError> fromOtherPage(RoutingRequest request) {
    boolean listed = origin(request).isPresent();
    boolean foreign = request.headers().contains(HeaderNames.ORIGIN) && !listed;
    String site = request.headers().first(FETCH_SITE).orElse("none");
    boolean crossed = !listed && (site.equals("cross-site") || site.equals("same-site"));
    return foreign || crossed
        ? error(
            403, "origin_not_allowed", "web pages may not use this proxy; list their origin first")
        : Optional.empty();
  }

  private Optional<String> origin(RoutingRequest request) {
    return request.headers().first(HeaderNames.ORIGIN).filter(settings.origins()::contains);
  }

  private static Optional<ClientError> wrongBody(RoutingRequest request) {
    if (!request.prologue().method().equals(Method.POST)) {
      return Optional.empty();
    }
    if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      return error(415, "unsupported_encoding", "send the body without content-encoding");
    }
    boolean json =
        request
            .headers()
            .first(HeaderNames.CONTENT_TYPE)
            .map(type -> type.split(";", 2)[0].strip())
            .filter("application/json"::equalsIgnoreCase)
            .isPresent();
    return json ? Optional.empty() : error(415, "unsupported_media_type", "send application/json");
  }

  private Optional<ClientError> noKey(RoutingRequest request) {
    if (OPEN.contains(request.path().path())
        || request.prologue().method().equals(Method.OPTIONS)) {
      return Optional.empty();
    }
    var app = key(request).flatMap(gateway::appOf);
    app.ifPresent(name -> request.context().register(APP, name));
    return app.isPresent() || !settings.keyNeeded()
        ? Optional.empty()
        : error(
            401,
            "invalid_api_key",
            "no app has this key; `signalbox apps add NAME` makes one for an app");
  }

  private static Optional<Secret> key(RoutingRequest request) {
    var bearer =
        request
            .headers()
            .first(HeaderNames.AUTHORIZATION)
            .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
            .map(value -> value.substring(7).strip());
    return bearer
        .or(() -> KEYS.stream().flatMap(name -> request.headers().first(name).stream()).findFirst())
        .map(Secret::of);
  }

  private static Optional<ClientError> error(int status, String code, String message) {
    String type = status == 401 ? "authentication_error" : "invalid_request_error";
    return Optional.of(ClientError.of(status, type, code, message));
  }
}
