package io.signalbox.engine.proxy;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProxyError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Authenticates every request by its app's API key (401 without a valid one), and checks it before
/// anything of it is read: the name it was sent to, the page it came from, the key. What other
/// local model servers were attacked through is a web page in the user's own browser, so nothing
/// here trusts that a request comes from this machine.
final class AccessCheck implements Filter {
  /// For a body that was packed.
  private static final ClientError ENCODED =
      error(
          415,
          ProxyError.UNSUPPORTED_ENCODING,
          "content-encoding is not supported; send the body uncompressed");

  private static final ClientError MISDIRECTED =
      error(
          421,
          ProxyError.MISDIRECTED_REQUEST,
          "unknown host name; start the proxy with --name HOST to allow it");
  private static final ClientError TOO_MANY_HEADERS =
      error(431, ProxyError.TOO_MANY_HEADERS, "too many headers; at most 100 are allowed");
  private static final ClientError OTHER_PAGE =
      error(
          403,
          ProxyError.ORIGIN_NOT_ALLOWED,
          "web pages may not use this proxy; start it with --origin ORIGIN to allow one");
  private static final ClientError TOO_LARGE =
      error(413, ProxyError.BODY_TOO_LARGE, "the body is too large");
  private static final ClientError BODY_UNWANTED =
      error(400, ProxyError.UNEXPECTED_BODY, "only POST and DELETE requests may have a body");
  private static final ClientError NOT_JSON =
      error(415, ProxyError.UNSUPPORTED_MEDIA_TYPE, "content-type must be application/json");
  private static final ClientError NO_KEY =
      ClientError.of(
          401,
          ProxyError.INVALID_API_KEY,
          "unknown app key; `signalbox apps add NAME` creates one");

  private static final HeaderName FETCH_SITE = HeaderNames.create("sec-fetch-site");
  private static final List<HeaderName> USUAL_KEYS =
      List.of(
          HeaderNames.AUTHORIZATION,
          HeaderNames.create("x-api-key"),
          HeaderNames.create("x-goog-api-key"),
          HeaderNames.create("api-key"));
  private static final String BEARER = "Bearer ";
  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");
  private static final Set<String> OPEN = Set.of("/", "/healthz");
  private static final int MOST_HEADERS = 100;

  private final ProxySettings settings;
  private final Gateway gateway;
  private final ClientApis apis;
  private final List<HeaderName> keys;
  private volatile Set<String> hosts = Set.of();

  AccessCheck(ProxySettings settings, Gateway gateway, ClientApis apis) {
    this.settings = settings;
    this.gateway = gateway;
    this.apis = apis;
    this.keys =
        Stream.concat(USUAL_KEYS.stream(), apis.keyHeaders().map(HeaderNames::create))
            .distinct()
            .toList();
  }

  /// The port is known only once the listener is bound.
  void openedOn(int port) {
    var names = new HashSet<>(Set.of("127.0.0.1", "localhost", "[::1]"));
    names.add(settings.ownName());
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
    ClientConnection caller = ClientConnection.current();
    caller.answering();
    String id = RequestId.next();
    response.header(RequestId.HEADER, id);
    response.header(RequestId.OTHER_HEADER, id);
    try {
      answer(chain, request, response, id);
    } finally {
      if (response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
        caller.answeredLast(ErrorReply.isUnread(request));
      } else {
        caller.answered();
      }
    }
  }

  private void answer(
      FilterChain chain, RoutingRequest request, RoutingResponse response, String id) {
    if (ClientConnection.current().isDoorClosed()) {
      ErrorReply.stopping(request, response, apis.of(request));
      return;
    }
    var refused = refusal(request);
    if (refused.isPresent()) {
      turnAway(request, response, refused.get());
      return;
    }
    var origin = origin(request);
    origin.ifPresent(allowed -> share(response, allowed));
    if (isOptions(request)) {
      options(request, response, origin.isPresent());
      return;
    }
    var app = app(request);
    var wrong = missingKey(request, app).or(() -> wrongBody(request));
    if (wrong.isPresent()) {
      turnAway(request, response, wrong.get());
      return;
    }
    proceed(chain, app, id);
  }

  private Optional<ClientError> missingKey(RoutingRequest request, Optional<String> app) {
    boolean needed = settings.keyNeeded() && !OPEN.contains(request.path().rawPath());
    return app.isEmpty() && needed ? Optional.of(NO_KEY) : Optional.empty();
  }

  private void proceed(FilterChain chain, Optional<String> app, String id) {
    ClientConnection.current().visiting(new ClientConnection.Visit(id, app.orElse("")));
    if (app.isPresent() || !settings.keyNeeded()) {
      ClientConnection.current().admitted();
    }
    chain.proceed();
  }

  private void turnAway(RoutingRequest request, RoutingResponse response, ClientError why) {
    gateway.refused(why);
    ErrorReply.send(request, response, apis.of(request), why);
  }

  private static boolean isOptions(RoutingRequest request) {
    return request.prologue().method().equals(Method.OPTIONS);
  }

  private static void share(RoutingResponse response, String origin) {
    response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    response.header(HeaderNames.VARY, "Origin");
    response.header(
        HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
        "x-request-id, request-id, retry-after, x-should-retry, x-signalbox-graph,"
            + " x-signalbox-model, x-signalbox-path, x-signalbox-attempts, x-signalbox-simulated,"
            + " x-signalbox-cost-usd, x-signalbox-experiment");
  }

  private void options(RoutingRequest request, RoutingResponse response, boolean listed) {
    if (listed) {
      preflight(request, response);
    } else {
      ErrorReply.send(
          request,
          response,
          apis.of(request),
          error(
              405,
              ProxyError.METHOD_NOT_ALLOWED,
              "OPTIONS is allowed only for listed web origins"));
    }
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
    if (!isMeant(request)) {
      return Optional.of(MISDIRECTED);
    }
    if (lines(request) > MOST_HEADERS) {
      return Optional.of(TOO_MANY_HEADERS);
    }
    if (isFromOtherPage(request)) {
      return Optional.of(OTHER_PAGE);
    }
    return Optional.empty();
  }

  /// A whole address in the request line is for proxies of another kind, and could name a host that
  /// the header does not.
  private boolean isMeant(RoutingRequest request) {
    return hosts.contains(request.authority().toLowerCase(Locale.ROOT))
        && request.prologue().uriPath().rawPath().startsWith("/");
  }

  /// Header lines, of which several may have the same name.
  private static int lines(RoutingRequest request) {
    int lines = 0;
    for (Header header : request.headers()) {
      lines += header.valueCount();
    }
    return lines;
  }

  /// Of several lines with the same name each counts: one that would be refused alone refuses all.
  private boolean isFromOtherPage(RoutingRequest request) {
    if (origin(request).isPresent()) {
      return false;
    }
    boolean own = OWN_SITES.containsAll(all(request, FETCH_SITE));
    return request.headers().contains(HeaderNames.ORIGIN) || !own;
  }

  private Optional<String> origin(RoutingRequest request) {
    var origins = Set.copyOf(all(request, HeaderNames.ORIGIN));
    return origins.size() == 1
        ? Optional.of(origins.iterator().next()).filter(settings.origins()::contains)
        : Optional.empty();
  }

  private static List<String> all(RoutingRequest request, HeaderName name) {
    return request.headers().all(name, List::of);
  }

  private Optional<ClientError> wrongBody(RoutingRequest request) {
    Method method = request.prologue().method();
    boolean has = request.content().hasEntity();
    if (!method.equals(Method.POST) && !(method.equals(Method.DELETE) && has)) {
      return has ? Optional.of(BODY_UNWANTED) : Optional.empty();
    }
    if (request.headers().contains(HeaderNames.CONTENT_ENCODING)) {
      return Optional.of(ENCODED);
    }
    if (request.headers().contentLength().orElse(0) > settings.bodyBytes()) {
      return Optional.of(TOO_LARGE);
    }
    return isJson(all(request, HeaderNames.CONTENT_TYPE))
        ? Optional.empty()
        : Optional.of(NOT_JSON);
  }

  private static boolean isJson(List<String> types) {
    for (String type : types) {
      if (!isJson(type)) {
        return false;
      }
    }
    return !types.isEmpty();
  }

  private static boolean isJson(String type) {
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
  }

  /// Some clients send a key of another service beside ours, so each header is looked at.
  private Optional<String> app(RoutingRequest request) {
    for (HeaderName name : keys) {
      var app = app(request, name);
      if (app.isPresent()) {
        return app;
      }
    }
    return queryApp(request);
  }

  /// A key in the query counts where the dialect's clients show it there.
  private Optional<String> queryApp(RoutingRequest request) {
    Set<String> names = apis.of(request).keyParameters();
    var apps = new HashSet<Optional<String>>();
    for (String value : QueryText.of(request).values(names)) {
      apps.add(gateway.appOf(Secret.of(value)));
    }
    return apps.size() == 1 ? apps.iterator().next() : Optional.empty();
  }

  /// A header that comes several times must name one app in all its lines.
  private Optional<String> app(RoutingRequest request, HeaderName name) {
    var apps = new HashSet<Optional<String>>();
    for (String value : all(request, name)) {
      apps.add(app(name, value));
    }
    return apps.size() == 1 ? apps.iterator().next() : Optional.empty();
  }

  private Optional<String> app(HeaderName name, String value) {
    if (!name.equals(HeaderNames.AUTHORIZATION)) {
      return gateway.appOf(Secret.of(value));
    }
    return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? gateway.appOf(Secret.of(value.substring(BEARER.length()).strip()))
        : Optional.empty();
  }

  private static ClientError error(int status, ProxyError reason, String message) {
    return ClientError.of(status, reason, message);
  }
}
