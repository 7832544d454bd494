package io.signalbox.engine.upstream;

import io.signalbox.engine.upstream.ConnectionPool.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/// The HTTP clients: one for plain connections, one for TLS, and one for each provider with
/// certificates of its own. Certificates are always verified. Safe for threads.
///
/// The general client is what finds out whether a server behind TLS speaks HTTP/2. It does not look
/// at what an HTTP/1.1 server sends between two answers, so none of its HTTP/1.1 connections is
/// used twice: the next call to such a server goes over connections of our own.
final class HttpClients implements AutoCloseable {
  /// Servers on one's own machine close idle connections after five seconds (uvicorn, Node); one
  /// that is reused just then would break after the request was sent.
  private static final Duration KEEP_PLAIN = Duration.ofSeconds(4);

  private static final Duration KEEP_TLS = Duration.ofMinutes(1);

  /// The authorities where no others were named: no provider has such an id.
  private static final String SYSTEM = "*";

  private static final int MOST_IDLE = 1024;
  private static final int MOST_ORIGINS = 1000;
  private static final long MOST_CERTIFICATE_BYTES = 4 << 20;

  private final Map<String, Path> authorities;
  private final ConnectionPool direct = new ConnectionPool();
  private final OkHttpClient plain;
  private final OkHttpClient tls;
  private final Map<String, OkHttpClient> own = new ConcurrentHashMap<>();
  private final Set<Origin> withoutHttp2 = ConcurrentHashMap.newKeySet();

  HttpClients(Map<String, Path> authorities) {
    this.authorities = Map.copyOf(authorities);
    this.plain =
        base("", KEEP_PLAIN).protocols(List.of(Protocol.HTTP_1_1)).fastFallback(false).build();
    this.tls = base(SYSTEM, KEEP_TLS).build();
  }

  /// For connections without TLS.
  OkHttpClient plain() {
    return plain;
  }

  private OkHttpClient.Builder base(String trust, Duration keep) {
    return new OkHttpClient.Builder()
        .connectionPool(
            new okhttp3.ConnectionPool(MOST_IDLE, keep.toMillis(), TimeUnit.MILLISECONDS))
        .followRedirects(false)
        .followSslRedirects(false)
        .callTimeout(Duration.ZERO)
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .addNetworkInterceptor(chain -> chain.proceed(once(chain, trust)))
        .eventListenerFactory(call ->
            Optional.<EventListener>ofNullable(call.request().tag(OpenCall.class))
                .orElse(EventListener.NONE));
  }

  /// Over HTTP/1.1 the connection is for this request alone.
  private Request once(Interceptor.Chain chain, String trust) {
    var connection = Optional.ofNullable(chain.connection());
    if (connection.map(okhttp3.Connection::protocol).filter(Protocol.HTTP_2::equals).isPresent()) {
      return chain.request();
    }
    if (withoutHttp2.size() < MOST_ORIGINS) {
      withoutHttp2.add(Origin.of(chain.request().url(), new Tls(trust, Optional.empty())));
    }
    return chain.request().newBuilder().header("Connection", "close").build();
  }

  /// A call of a provider, not yet made: by ourselves where nothing but plain HTTP/1.1 is needed.
  ///
  /// @throws IOException if its certificates cannot be read
  Http call(UpstreamCall call, Request request, OpenCall open) throws IOException {
    boolean secure = request.isHttps();
    var client = of(call.provider().id(), secure);
    Tls trust = secure ? trust(call.provider().id(), client) : Tls.NONE;
    boolean ours = !secure || withoutHttp2.contains(Origin.of(request.url(), trust));
    return ours && direct.isDirect(request.url())
        ? new Http1Call(direct, request, trust, call.call().body(), open)
        : Http.of(client.newCall(request));
  }

  private Tls trust(String provider, OkHttpClient client) {
    String id = authorities.containsKey(provider) ? provider : SYSTEM;
    return new Tls(id, Optional.of(client.sslSocketFactory()));
  }

  /// The client for a provider.
  ///
  /// @throws IOException if its certificates cannot be read; the system's are never taken instead
  OkHttpClient of(String provider, boolean secure) throws IOException {
    if (!secure) {
      return plain;
    }
    Path file = authorities.get(provider);
    if (file == null) {
      return tls;
    }
    var known = Optional.ofNullable(own.get(provider));
    if (known.isPresent()) {
      return known.get();
    }
    var made = trusting(provider, file);
    own.put(provider, made);
    return made;
  }

  /// The file with a provider's certificates, if it has one.
  Optional<Path> authority(String provider) {
    return Optional.ofNullable(authorities.get(provider));
  }

  private OkHttpClient trusting(String provider, Path file) throws IOException {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(file));
      var trust =
          Arrays.stream(factory.getTrustManagers())
              .filter(X509TrustManager.class::isInstance)
              .map(X509TrustManager.class::cast)
              .findFirst()
              .orElseThrow(() -> new IOException("no certificates"));
      var context = SSLContext.getInstance("TLS");
      context.init(null, new X509TrustManager[] {trust}, null);
      return base(provider, KEEP_TLS).sslSocketFactory(context.getSocketFactory(), trust).build();
    } catch (GeneralSecurityException e) {
      throw new IOException("unusable certificates", e);
    }
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    if (Files.size(file) > MOST_CERTIFICATE_BYTES) {
      throw new IOException("too large for a file of certificates");
    }
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, each);
      }
    }
    if (store.size() == 0) {
      throw new IOException("no certificates");
    }
    return store;
  }

  @Override
  public void close() {
    direct.close();
    plain.connectionPool().evictAll();
    tls.connectionPool().evictAll();
    own.values().forEach(client -> client.connectionPool().evictAll());
  }
}
