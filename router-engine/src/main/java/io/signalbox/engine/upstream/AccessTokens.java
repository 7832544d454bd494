package io.signalbox.engine.upstream;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.secret.KeyMask;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Signing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens that keys are exchanged for, as OAuth 2.0 answers (RFC 6749, sections 5.1 and 5.2). One
/// is asked for when it is first needed, by one thread for all who need it, and kept in memory
/// until shortly before it expires or a provider refuses it. Who waits while it is asked for in
/// vain shares the failure and does not ask in turn. Safe for threads.
final class AccessTokens {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration EARLY = Duration.ofMinutes(5);
  private static final long USUAL_SECONDS = 3600;
  private static final int MOST = 1_000;
  private static final int MOST_BYTES = 64 << 10;
  private static final int LONGEST_MESSAGE = 500;

  private final Map<Owner, Slot> slots = new ConcurrentHashMap<>();

  /// Whose token it is.
  private record Owner(String provider, Secret key) {}

  /// The token of one owner, under its own lock.
  private static final class Slot {
    private volatile Optional<Token> token = Optional.empty();
    private Optional<Failure> trouble = Optional.empty();
    private final AtomicInteger asked = new AtomicInteger(); // how often
  }

  private record Token(Secret value, Instant until) {}

  /// What a call is to show.
  sealed interface Shown {
    /// @param kept whether it is a token that was asked for earlier: the provider may have taken it
    ///   back since
    record Ready(KeyHeaders key, boolean kept) implements Shown {}

    record Refused(Failure failure) implements Shown {}
  }

  /// The key itself, or in its place a token.
  ///
  /// @param key without a refusal
  /// @param client of the provider's connections
  Shown shown(KeyHeaders key, OkHttpClient client, Instant now) {
    return key.form() instanceof Signing.OfToken own && key.key().isPresent()
        ? exchanged(key, own, client, now)
        : new Shown.Ready(key, false);
  }

  private Shown exchanged(KeyHeaders key, Signing.OfToken own, OkHttpClient client, Instant now) {
    if (slots.size() > MOST) {
      slots.clear();
    }
    var owner = new Owner(key.provider(), key.key().orElseThrow());
    Slot slot = slots.computeIfAbsent(owner, each -> new Slot());
    int before = slot.asked.get();
    synchronized (slot) {
      var known = slot.token.filter(token -> now.isBefore(token.until()));
      if (known.isPresent()) {
        return ready(key, known.get(), true);
      }
      if (slot.asked.get() != before && slot.trouble.isPresent()) {
        return new Shown.Refused(slot.trouble.get()); // it was asked for us, too
      }
      return asked(slot, new Fetch(key, own, client, now));
    }
  }

  private static Shown asked(Slot slot, Fetch fetch) {
    Answer answer = fetch.answer();
    slot.asked.incrementAndGet();
    return switch (answer) {
      case Answer.Given given -> {
        slot.token = Optional.of(given.token());
        slot.trouble = Optional.empty();
        yield ready(fetch.key(), given.token(), false);
      }
      case Answer.Trouble trouble -> {
        slot.trouble = Optional.of(trouble.failure());
        yield new Shown.Refused(trouble.failure());
      }
    };
  }

  private static Shown ready(KeyHeaders key, Token token, boolean kept) {
    return new Shown.Ready(
        new KeyHeaders(key.provider(), Signing.BEARER, Optional.of(token.value())), kept);
  }

  /// Forgets a token that a provider has refused.
  void forget(KeyHeaders shown) {
    for (Slot slot : slots.values()) {
      // Without its lock, which a login may hold that has nothing to do with this key.
      if (slot.token.map(Token::value).equals(shown.key())) {
        slot.token = Optional.empty();
      }
    }
  }

  private sealed interface Answer {
    record Given(Token token) implements Answer {}

    record Trouble(Failure failure) implements Answer {}
  }

  /// One call for a token.
  private record Fetch(KeyHeaders key, Signing.OfToken own, OkHttpClient client, Instant now) {
    Answer answer() {
      Signing.TokenCall call;
      try {
        call = own.exchange(own.credentials(key.key().orElseThrow()), now);
      } catch (RuntimeException | LinkageError e) {
        // Whose message could hold anything.
        return trouble(FailureClass.UNAUTHORIZED, 0, "is not of the form that its provider takes");
      }
      var server = ServerOrigin.of(call.url()).filter(origin -> !origin.isReadable());
      var url = Optional.ofNullable(HttpUrl.parse(call.url()));
      return server.isEmpty() || url.isEmpty()
          ? trouble(FailureClass.UNAUTHORIZED, 0, "names no https address for its token")
          : answer(server.get(), request(url.get(), call.form()));
    }

    private static Request request(HttpUrl url, Map<String, String> fields) {
      var form = new FormBody.Builder();
      fields.forEach(form::add);
      return new Request.Builder()
          .url(url)
          .header("accept", "application/json")
          .header("user-agent", "signalbox")
          .post(form.build())
          .build();
    }

    private Answer answer(ServerOrigin server, Request request) {
      var patient = client.newBuilder().callTimeout(PATIENCE).connectTimeout(PATIENCE).build();
      try (Response response = patient.newCall(request).execute()) {
        byte[] body = response.body().byteStream().readNBytes(MOST_BYTES);
        return read(server, response.code(), json(body));
      } catch (InterruptedIOException late) {
        return trouble(
            FailureClass.TIMEOUT,
            0,
            "got no token from " + server.text() + " within " + PATIENCE.toSeconds() + " seconds");
      } catch (IOException e) {
        return trouble(
            FailureClass.UNREACHABLE, 0, "got no token: no answer from " + server.text());
      }
    }

    private static JsonNode json(byte[] body) {
      try {
        return MAPPER.readTree(body);
      } catch (JacksonException e) {
        return MAPPER.createObjectNode();
      }
    }

    private Answer read(ServerOrigin server, int status, JsonNode json) {
      String token = json.path("access_token").stringValue("");
      if (status == 200 && !token.isEmpty() && Outgoing.isPlain(token)) {
        long seconds = Math.max(0, json.path("expires_in").asLong(USUAL_SECONDS));
        return new Answer.Given(new Token(Secret.of(token), now.plus(kept(seconds))));
      }
      String said = json.path("error_description").stringValue(json.path("error").stringValue(""));
      String why =
          said.isBlank()
              ? "status " + status
              : KeyMask.of(key.secrets()).apply(said, LONGEST_MESSAGE);
      return trouble(kind(status), status, "got no token from " + server.text() + ": " + why);
    }

    /// A token that ends while its call is on the way would be refused.
    private static Duration kept(long seconds) {
      Duration whole = Duration.ofSeconds(Math.min(seconds, Duration.ofDays(1).toSeconds()));
      Duration early = whole.dividedBy(10);
      return whole.minus(early.compareTo(EARLY) > 0 ? EARLY : early);
    }

    private static FailureClass kind(int status) {
      return switch (status) {
        case 429 -> FailureClass.RATE_LIMITED;
        case 408, 504 -> FailureClass.TIMEOUT;
        default -> status >= 500 ? FailureClass.SERVER_ERROR : FailureClass.UNAUTHORIZED;
      };
    }

    private Answer trouble(FailureClass kind, int status, String what) {
      return new Answer.Trouble(
          Failure.of(kind, status, "The key of provider " + key.provider() + " " + what + "."));
    }
  }
}
