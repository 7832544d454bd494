package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.secret.KeyMask;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.ModelListing;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.RetryAfter;
import io.signalbox.engine.upstream.local.ContextQuery;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.Framing;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.Request;

/// The providers themselves, over HTTP. It sends each request once (again only to a server of this
/// machine that had closed the connection, see [Http1Call]), follows no redirect, verifies every
/// certificate, and keeps the deadlines itself. Safe for threads; closing it ends its watching
/// thread, after which deadlines are no longer kept.
public final class LiveUpstream implements Upstream, AutoCloseable {
  private static final int ERROR_BYTES = 64 << 10;
  private static final int LONGEST_MESSAGE = 500;
  private static final int LONGEST_CODE = 100;

  private final Outgoing outgoing = new Outgoing();
  private final HttpClients connections;
  private final AccessTokens tokens = new AccessTokens();
  private final DeadlineWatchdog watch;
  private final WireLimits limits;
  private final InstantSource clock;

  /// Providers with the system's certificates, or with their own.
  ///
  /// @param authorities files of PEM certificates by provider id; for such a provider no others
  ///   count
  public LiveUpstream(Map<String, Path> authorities) {
    this(authorities, InstantSource.system());
  }

  /// The same with a clock of one's own for answers that do not say when they were sent.
  public LiveUpstream(Map<String, Path> authorities, InstantSource clock) {
    this(authorities, DeadlineWatchdog.running(), WireLimits.DEFAULT, clock);
  }

  LiveUpstream(Map<String, Path> authorities, DeadlineWatchdog watch, WireLimits limits) {
    this(authorities, watch, limits, InstantSource.system());
  }

  private LiveUpstream(
      Map<String, Path> authorities,
      DeadlineWatchdog watch,
      WireLimits limits,
      InstantSource clock) {
    this.connections = new HttpClients(authorities);
    this.watch = watch;
    this.limits = limits;
    this.clock = clock;
  }

  /// The environment variable that names a provider's own CA file.
  public static String authorityVariable(String provider) {
    return "SIGNALBOX_CA_" + provider.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public UpstreamAnswer ask(UpstreamCall call) {
    var refusal = outgoing.refusal(call);
    return refusal.isPresent() ? failed(refusal.get()) : send(call);
  }

  /// Asks a provider for its models. Nothing is retried, and nothing of the answer is kept.
  ///
  /// @param dialect the provider's
  /// @param baseUrl where, without a slash at the end
  /// @param key sent along; the caller has seen to it that it belongs to that address
  /// @param patience how long the whole may take
  public ModelListing models(
      Provider provider,
      ProviderDialect dialect,
      String baseUrl,
      Optional<Secret> key,
      Duration patience) {
    try {
      boolean secure = baseUrl.regionMatches(true, 0, "https:", 0, 6);
      var client = connections.of(provider.id(), secure);
      var headers =
          new KeyHeaders(provider.id(), provider.signing().orElseGet(dialect::signing), key);
      if (headers.refusal().isPresent()) {
        return new ModelListing.Refused(0);
      }
      return switch (tokens.shown(headers, client, clock.instant())) {
        case AccessTokens.Shown.Ready ready ->
            new ModelListCall(client, provider, dialect, patience)
                .ask(baseUrl, ready.key(), clock.instant());
        case AccessTokens.Shown.Refused no ->
            no.failure().kind() == FailureClass.UNAUTHORIZED
                ? new ModelListing.Refused(no.failure().status())
                : new ModelListing.Unreachable("gave no token");
      };
    } catch (IOException e) {
      return new ModelListing.Unreachable(
          "the CA file that "
              + authorityVariable(provider.id())
              + " names holds no certificates that can be read");
    }
  }

  /// What servers of this machine are asked with for the contexts of their models.
  public ContextQuery localContexts() {
    return new ContextQuery(connections.plain());
  }

  private UpstreamAnswer send(UpstreamCall call) {
    try {
      boolean secure = call.baseUrl().regionMatches(true, 0, "https:", 0, 6);
      var client = connections.of(call.provider().id(), secure);
      var shown = tokens.shown(new KeyHeaders(call), client, clock.instant());
      UpstreamAnswer answer = send(call, shown);
      boolean old = shown instanceof AccessTokens.Shown.Ready ready && ready.kept();
      return old && isUnauthorized(answer)
          ? send(call, tokens.shown(new KeyHeaders(call), client, clock.instant()))
          : answer;
    } catch (IOException e) {
      return failed(noCertificates(call));
    }
  }

  /// A token that was good may have been taken back; that says nothing about the key.
  private static boolean isUnauthorized(UpstreamAnswer answer) {
    return answer instanceof UpstreamAnswer.Failed failed
        && failed.failure().kind() == FailureClass.UNAUTHORIZED;
  }

  private UpstreamAnswer send(UpstreamCall call, AccessTokens.Shown shown) {
    return switch (shown) {
      case AccessTokens.Shown.Ready ready -> send(call, ready.key());
      case AccessTokens.Shown.Refused no -> failed(no.failure());
    };
  }

  private UpstreamAnswer send(UpstreamCall call, KeyHeaders key) {
    var open = new OpenCall(call.deadlines(), call.whileSilent(), watch);
    Request request;
    Http http;
    try {
      var unsigned = outgoing.request(call, open);
      request = key.sign(unsigned, call.call().body(), clock.instant());
      http = connections.call(call, request, open);
    } catch (KeyHeaders.SigningException e) {
      return failed(Failure.of(FailureClass.UNAUTHORIZED, 0, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      return failed(noCertificates(call));
    }
    var exchange = new Exchange(call, key, open, new TransportError(call, request.url().host()));
    UpstreamAnswer answer = new UpstreamAnswer.Failed(exchange.trouble.unread(), RateLimits.NONE);
    try {
      answer = execute(exchange, http);
    } finally {
      if (answer instanceof UpstreamAnswer.Failed) {
        open.over();
      }
    }
    return answer;
  }

  /// What belongs to one call.
  ///
  /// @param key what it shows
  private record Exchange(
      UpstreamCall call, KeyHeaders key, OpenCall open, TransportError trouble) {}

  private UpstreamAnswer execute(Exchange exchange, Http http) {
    exchange.open.begin(http);
    exchange.open.waits();
    Http.Reply response;
    try {
      response = http.execute();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Also an InterruptedException, which Kotlin does not declare.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      exchange.open.heedInterrupt();
      return failed(exchange.trouble.beforeAnswer(e, exchange.open));
    }
    exchange.open.goesOn();
    return begun(exchange, response);
  }

  private UpstreamAnswer begun(Exchange exchange, Http.Reply response) {
    var bad = bad(exchange, response);
    if (bad.isPresent()) {
      response.close();
      return refused(exchange, bad.get(), response);
    }
    RateLimits rates = exchange.call.dialect().limits(response.headers());
    var answer = answer(exchange, response, rates);
    var failure = answer.untilContent();
    if (failure.isPresent()) {
      answer.close();
      return new UpstreamAnswer.Failed(waiting(failure.get(), rates), rates, answer.said());
    }
    return answer;
  }

  private UpstreamAnswer refused(Exchange exchange, Failure failure, Http.Reply response) {
    if (failure.kind() == FailureClass.UNAUTHORIZED) {
      tokens.forget(exchange.key);
    }
    RateLimits rates = exchange.call.dialect().limits(dated(response));
    return new UpstreamAnswer.Failed(clean(waiting(failure, rates), exchange), rates);
  }

  /// A rate limit that states no wait has one all the same if its headers say when it is full
  /// again.
  private static Failure waiting(Failure failure, RateLimits rates) {
    boolean unstated =
        failure.kind() == FailureClass.RATE_LIMITED && failure.retryAfter().isEmpty();
    return unstated ? failure.withRetryAfter(rates.untilRoom()) : failure;
  }

  private Map<String, String> dated(Http.Reply response) {
    return RetryAfter.dated(response.headers(), clock.instant());
  }

  private Optional<Failure> bad(Exchange exchange, Http.Reply response) {
    int status = response.status();
    if (status >= 400) {
      byte[] body = errorBody(exchange, response);
      return Optional.of(exchange.call.dialect().failure(status, dated(response), body));
    }
    if (status >= 300 || status < 200) {
      return Optional.of(exchange.trouble.redirect(status));
    }
    String packing = response.header("content-encoding");
    if (!packing.isEmpty() && !packing.equalsIgnoreCase("identity")) {
      return Optional.of(exchange.trouble.packed(status));
    }
    return type(response).equals("text/html")
        ? Optional.of(exchange.trouble.foreign(status, "a web page"))
        : Optional.empty();
  }

  /// What came of the body is enough: a status that is known must not be lost to a late body.
  private static byte[] errorBody(Exchange exchange, Http.Reply response) {
    var start = new ByteArrayOutputStream();
    exchange.open.progress();
    exchange.open.complete();
    exchange.open.waits();
    try {
      InputStream in = response.body();
      byte[] chunk = new byte[8 << 10];
      int read = 0;
      while (start.size() < ERROR_BYTES && read >= 0) {
        start.write(chunk, 0, read);
        read = in.read(chunk, 0, Math.min(chunk.length, ERROR_BYTES - start.size()));
      }
    } catch (IOException e) {
      return start.toByteArray();
    }
    return start.toByteArray();
  }

  private LiveAnswer answer(Exchange exchange, Http.Reply response, RateLimits rates) {
    var call = exchange.call;
    boolean asked = call.request().stream();
    Framing framing = call.dialect().framing(asked, type(response));
    boolean stream = framing.isStream();
    FrameReader frames = framing.reader(response.body(), limits);
    ReplyReader reader = call.dialect().reader(stream, call.provider().quirks());
    var source = new LiveAnswer.Source(response, frames, reader, stream, stream == asked);
    return new LiveAnswer(
        source, exchange.open, exchange.trouble, rates, each -> clean(each, exchange));
  }

  private static String type(Http.Reply response) {
    String type = response.header("content-type");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /// Providers like to repeat the key that they refuse. All that they say of a failure comes
  /// through here, and here alone it is shortened.
  private static Failure clean(Failure failure, Exchange exchange) {
    var secrets = new ArrayList<>(new KeyHeaders(exchange.call).secrets());
    secrets.addAll(exchange.key.secrets());
    KeyMask mask = KeyMask.of(secrets);
    var own = failure.own();
    return failure
        .withWords(
            mask.apply(failure.message(), LONGEST_MESSAGE),
            mask.apply(failure.code(), LONGEST_CODE))
        .withOwn(
            new Failure.OwnWords(
                own.dialect(),
                mask.apply(own.code(), LONGEST_CODE),
                mask.apply(own.param(), LONGEST_CODE)));
  }

  private Failure noCertificates(UpstreamCall call) {
    String file = connections.authority(call.provider().id()).map(Path::toString).orElse("(none)");
    return Failure.of(
        FailureClass.UNREACHABLE,
        0,
        "The CA file of provider "
            + call.provider().id()
            + " holds no certificates that can be read: "
            + file
            + ". Set "
            + authorityVariable(call.provider().id())
            + " to a PEM file.");
  }

  private static UpstreamAnswer failed(Failure failure) {
    return new UpstreamAnswer.Failed(failure, RateLimits.NONE);
  }

  @Override
  public void close() {
    watch.close();
    connections.close();
  }
}
