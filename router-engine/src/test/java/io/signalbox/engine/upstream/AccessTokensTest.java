package io.signalbox.engine.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.spi.Credentials;
import io.signalbox.engine.spi.Provider;
import io.signalbox.engine.spi.Signing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Keys that are exchanged for tokens, at real servers on this machine.
@Timeout(120)
final class AccessTokensTest {
  private static final String SECRET = "quiet+secret/of&the=app";
  private static final Signing FORMS =
      new Signing.ByForm(new Login(), new Signing.Header("api-key", ""));

  private Instant now = Instant.parse("2026-01-31T08:00:00Z");
  private final LiveUpstream upstream = new LiveUpstream(Map.of(), () -> now);
  private final AtomicInteger issued = new AtomicInteger();
  private int lifetime = 3600;

  /// As a cloud would do it.
  private record Login() implements Signing.OfToken {
    @Override
    public List<String> parts() {
      return List.of("host", "secret");
    }

    @Override
    public Signing.TokenCall exchange(Credentials credentials, Instant at) {
      return new Signing.TokenCall(
          credentials.part("host").orElseThrow().reveal() + "/token",
          Map.of("client_secret", credentials.part("secret").orElseThrow().reveal()));
    }
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  private void issue(FakeProvider.Line line) throws IOException {
    line.request();
    String token = "token-" + issued.incrementAndGet();
    line.whole(
        200,
        "application/json",
        "{\"token_type\":\"Bearer\",\"access_token\":\"%s\",\"expires_in\":%d}"
            .formatted(token, lifetime));
  }

  private static void answer(FakeProvider.Line line) throws IOException {
    while (true) {
      line.request();
      line.whole(200, "application/json", "start");
    }
  }

  private String ask(FakeProvider provider, String key) {
    var call = PlainCalls.to(provider.url(), false);
    var plain = call.provider();
    var signed =
        new Provider(
            plain.id(),
            plain.name(),
            plain.baseUrl(),
            plain.dialect(),
            Optional.of(FORMS),
            Optional.empty(),
            Set.of(),
            Provider.Reach.CLOUD,
            Optional.empty(),
            List.of());
    return PlainCalls.said(
        upstream.ask(
            new UpstreamCall(
                call.model(),
                signed,
                call.baseUrl(),
                Optional.of(Secret.of(key)),
                call.dialect(),
                call.call(),
                call.request(),
                call.card(),
                call.deadlines(),
                call.whileSilent())));
  }

  private static String key(FakeProvider login) {
    return "host=" + login.url() + " secret=" + SECRET;
  }

  @Test
  void tokenIsFetchedOnceAndAgainShortlyBeforeItExpires() throws Exception {
    try (var login = new FakeProvider(this::issue);
        var provider = new FakeProvider(AccessTokensTest::answer)) {
      ask(provider, key(login));
      ask(provider, key(login));
      now = now.plus(Duration.ofSeconds(3600 - 301));
      ask(provider, key(login));
      now = now.plus(Duration.ofSeconds(1));
      ask(provider, key(login));
      String form = login.requests.take();
      assertTrue(form.startsWith("POST /token "), form);
      assertTrue(form.endsWith("client_secret=quiet%2Bsecret%2Fof%26the%3Dapp"), form);
      assertEquals(List.of("token-1", "token-1", "token-1", "token-2"), bearers(provider, 4));
    }
  }

  private static List<String> bearers(FakeProvider provider, int count) {
    return java.util.stream.Stream.generate(provider.requests::poll)
        .limit(count)
        .map(request -> request.replaceAll("(?is).*\\nauthorization: bearer ([^\\r]*)\\r.*", "$1"))
        .toList();
  }

  @Test
  void shortTokenIsKeptForMostOfItsTime() throws Exception {
    lifetime = 60;
    try (var login = new FakeProvider(this::issue);
        var provider = new FakeProvider(AccessTokensTest::answer)) {
      ask(provider, key(login));
      now = now.plus(Duration.ofSeconds(53));
      ask(provider, key(login));
      now = now.plus(Duration.ofSeconds(1));
      ask(provider, key(login));
      assertEquals(List.of("token-1", "token-1", "token-2"), bearers(provider, 3));
    }
  }

  @Test
  void tokenThatTheProviderRefusesIsNotUsedAgain() throws Exception {
    try (var login = new FakeProvider(this::issue);
        var provider =
            new FakeProvider(line -> {
              while (true) {
                line.request();
                line.whole(401, "application/json", "token-1 is revoked");
              }
            })) {
      String said = ask(provider, key(login));
      assertTrue(said.startsWith("UNAUTHORIZED"), said);
      assertFalse(said.contains("token-1"), said);
      ask(provider, key(login));
      assertEquals(List.of("token-1", "token-2"), bearers(provider, 2));
    }
  }

  @Test
  void tokenThatWasTakenBackIsReplacedWithinTheCall() throws Exception {
    var calls = new AtomicInteger();
    try (var login = new FakeProvider(this::issue);
        var provider =
            new FakeProvider(line -> {
              while (true) {
                line.request();
                boolean revoked = calls.incrementAndGet() == 2;
                line.whole(
                    revoked ? 401 : 200, "application/json", revoked ? "it is revoked" : "start");
              }
            })) {
      ask(provider, key(login));
      ask(provider, key(login));
      assertEquals(List.of("token-1", "token-1", "token-2"), bearers(provider, 3));
    }
  }

  @Test
  void thoseWhoWaitForALoginThatFailsShareItsFailure() throws Exception {
    var waiting = new Semaphore(0);
    var asked = new AtomicInteger();
    try (var login =
            new FakeProvider(line -> {
              while (true) {
                line.request();
                asked.incrementAndGet();
                waiting.acquireUninterruptibly();
                line.whole(503, "text/html", "<html>");
              }
            });
        var provider = new FakeProvider(AccessTokensTest::answer)) {
      var said = new ConcurrentLinkedQueue<String>();
      var all =
          Stream.generate(
                  () -> Thread.ofPlatform().start(() -> said.add(ask(provider, key(login)))))
              .limit(5)
              .toList();
      while (all.stream().filter(AccessTokensTest::waitsForToken).count() < 4) {
        Thread.onSpinWait();
      }
      waiting.release(5);
      for (Thread each : all) {
        each.join();
      }
      assertEquals(5, said.size());
      assertEquals(1, asked.get());
      assertTrue(said.stream().allMatch(each -> each.startsWith("SERVER_ERROR")), said::toString);
    }
  }

  private static boolean waitsForToken(Thread thread) {
    return thread.getState() == Thread.State.BLOCKED
        && Arrays.stream(thread.getStackTrace())
            .findFirst()
            .filter(frame -> frame.getClassName().equals(AccessTokens.class.getName()))
            .isPresent();
  }

  @Test
  void keyOfTheOtherFormIsSentItself() throws Exception {
    try (var provider = new FakeProvider(AccessTokensTest::answer)) {
      ask(provider, "plain-key");
      assertTrue(provider.requests.take().contains("api-key: plain-key"));
    }
  }

  @Test
  void refusalOfTheLoginIsOneOfTheKeyAndRepeatsNoSecret() throws Exception {
    try (var login =
            new FakeProvider(line -> {
              line.request();
              line.whole(
                  401,
                  "application/json",
                  "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid"
                      + " client secret "
                      + SECRET
                      + "\"}");
            });
        var provider = new FakeProvider(AccessTokensTest::answer)) {
      assertEquals(
          "UNAUTHORIZED: The key of provider fake got no token from "
              + login.url()
              + ": AADSTS7000215: Invalid client secret •••.",
          ask(provider, key(login)));
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void loginThatFailsIsNoRefusalOfTheKey() throws Exception {
    try (var provider = new FakeProvider(AccessTokensTest::answer)) {
      try (var login =
          new FakeProvider(line -> {
            line.request();
            line.whole(503, "text/html", "<html>");
          })) {
        assertEquals(
            "SERVER_ERROR: The key of provider fake got no token from "
                + login.url()
                + ": status 503.",
            ask(provider, key(login)));
      }
      String nobody = "http://127.0.0.1:" + ClosedPort.number();
      String said = ask(provider, "host=" + nobody + " secret=" + SECRET);
      assertTrue(said.startsWith("UNREACHABLE"), said);
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void secretGoesToNoServerThatOthersCanListenTo() throws Exception {
    try (var provider = new FakeProvider(AccessTokensTest::answer)) {
      assertEquals(
          "UNAUTHORIZED: The key of provider fake names no https address for its token.",
          ask(provider, "host=http://login.example secret=" + SECRET));
      assertEquals(0, provider.connections());
    }
  }

  @Test
  void missingPartIsNamed() throws Exception {
    try (var provider = new FakeProvider(AccessTokensTest::answer)) {
      String said = ask(provider, "secret=" + SECRET);
      assertTrue(said.contains("has no part host; write it as name=value pairs"), said);
    }
  }
}
