package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.refuses;
import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.ClosedPort;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens before the commit point, through the whole program: what the client gets and what
/// is recorded.
@Timeout(120)
final class FailoverTest {
  private static final String OPENAI = "fake-openai";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final StringBuilder models = new StringBuilder();
  private String node = "kind: fallback, to: [ a, b ]";

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusedConnectionGoesToTheNextModelAtOnce(boolean stream) throws Exception {
    at("a", OPENAI, "http://127.0.0.1:" + ClosedPort.number());
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    assertEquals("b", reply.header("x-signalbox-model"));
    assertEquals("2", reply.header("x-signalbox-attempts"));
    var trace = rig.trace(reply);
    trace.is(200, "a unreachable 0", "b answered 200");
    assertEquals("0", trace.usd(0), "nothing was sent");
    assertEquals("0.002", trace.usd());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resetAfterTheBodyGoesToTheNextModelAndMayBeBilled(boolean stream) throws Exception {
    model(
        "a",
        line -> {
          line.request();
          line.reset();
        });
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a unreachable 0", "b answered 200");
    assertTrue(trace.message(0).contains("may still charge"), trace.message(0));
    assertEquals("0.000007", trace.usd(0), "the prompt is counted");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void rateLimitCoolsTheModelUntilItsTime(boolean stream) throws Exception {
    var a = model("a", refuses(429, "rate_limit_exceeded", "retry-after: 30"));
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    rig.trace(reply).is(200, "a rate_limited 429", "b answered 200");

    rig.pass(Duration.ofSeconds(29));
    var cooling = rig.ask(stream);
    assertAnswer(cooling, stream, "from b");
    var trace = rig.trace(cooling);
    trace.is(200, "a skipped 0", "b answered 200");
    assertEquals("its rate limit is used up", trace.message(0));
    assertEquals(1, a.requests.size());

    rig.pass(Duration.ofSeconds(2));
    rig.trace(rig.ask(stream)).is(200, "a rate_limited 429", "b answered 200");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void statedWaitIsNotShortenedEvenForTheOnlyModel(boolean stream) throws Exception {
    var a = model("a", refuses(429, "rate_limit_exceeded", "retry-after: 30"));
    node = "kind: fallback, to: [ a ]";
    var rig = start();
    rig.trace(rig.ask(stream)).is(429, "a rate_limited 429");
    rig.pass(Duration.ofSeconds(10));
    var reply = rig.ask(stream);
    assertEquals(429, reply.status());
    assertTrue(Integer.parseInt(reply.header("retry-after")) >= 19, reply.header("retry-after"));
    rig.trace(reply).is(429, "a skipped 0");
    assertEquals(1, a.requests.size());
    rig.pass(Duration.ofSeconds(21));
    rig.trace(rig.ask(stream)).is(429, "a rate_limited 429");
  }

  @ParameterizedTest
  @ValueSource(strings = {"requests", "tokens"})
  void modelWhoseRateLimitHasNoRoomIsSkipped(String what) throws Exception {
    Play nearlyUsedUp =
        line -> {
          while (true) {
            line.request();
            String left = what.equals("requests") ? "0" : "3";
            line.whole(
                200,
                "application/json",
                FakeAnswers.whole("from a"),
                "x-ratelimit-limit-" + what + ": 100",
                "x-ratelimit-remaining-" + what + ": " + left,
                "x-ratelimit-reset-" + what + ": 20s");
          }
        };
    var a = model("a", nearlyUsedUp);
    model("b", says("from b"));
    var rig = start();
    assertAnswer(rig.ask(false), false, "from a");
    var trace = rig.trace(rig.ask(false));
    trace.is(200, "a skipped 0", "b answered 200");
    assertTrue(trace.message(0).contains("its rate limit has"), trace.message(0));
    assertEquals(1, a.requests.size());
    rig.pass(Duration.ofSeconds(21));
    assertAnswer(rig.ask(false), false, "from a");
  }

  @Test
  void spentRetryBudgetGivesTheFirstFailureAndNoMoreCalls() throws Exception {
    var a = model("a", refuses(500, "x"));
    node = "kind: fallback, to: [ a ], retries: 1";
    var rig = start();
    for (int i = 0; i < 3; i++) {
      rig.trace(rig.ask(false)).is(502, "a server_error 500", "a server_error 500");
    }
    var trace = rig.trace(rig.ask(false));
    trace.is(502, "a server_error 500", "a skipped 0");
    assertEquals("its retry budget is exhausted", trace.message(1));
    assertEquals(7, a.requests.size());
  }

  @Test
  void keysOfOneProviderHaveBucketsOfTheirOwn() throws Exception {
    Play one =
        line -> {
          while (true) {
            if (line.request().contains("Bearer " + System.getenv("PATH"))) {
              line.whole(429, "application/json", "{}", "retry-after: 30");
            } else {
              line.whole(200, "application/json", FakeAnswers.whole("from the second key"));
            }
          }
        };
    var provider = provider(one);
    String model = "  %s: { provider: fake-openai, model: priced, key: env:%s, url: \"%s\" }\n";
    models.append(model.formatted("a", "PATH", provider.url()));
    models.append(model.formatted("b", "HOME", provider.url()));
    var rig = start().allow("PATH", provider.url()).allow("HOME", provider.url());
    assertAnswer(rig.ask(false), false, "from the second key");
    rig.trace(rig.ask(false)).is(200, "a skipped 0", "b answered 200");
    assertEquals(3, provider.requests.size());
  }

  @Test
  void lastRefusalIsTheAnswerWithItsWait() throws Exception {
    model("a", refuses(500, "x"));
    model("b", refuses(429, "rate_limit_exceeded", "retry-after: 17"));
    var rig = start();
    var reply = rig.ask(false);
    assertEquals(429, reply.status());
    assertEquals("17", reply.header("retry-after"));
    assertEquals("false", reply.header("x-should-retry"), "two models were asked already");
    assertTrue(reply.body().contains("rate_limit_exceeded"), reply.body());
    var trace = rig.trace(reply);
    trace.is(429, "a server_error 500", "b rate_limited 429");
    assertEquals("fake-openai answered 429 rate_limit_exceeded", trace.error());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keyOutOfCreditCoolsDown(boolean stream) throws Exception {
    var a = model("a", refuses(402, "insufficient_balance"));
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    rig.trace(reply).is(200, "a out_of_credit 402", "b answered 200");
    var trace = rig.trace(rig.ask(stream));
    trace.is(200, "a skipped 0", "b answered 200");
    assertEquals("its key is out of credit", trace.message(0));
    assertEquals(1, a.requests.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void serverErrorGoesToTheNextModel(boolean stream) throws Exception {
    model("a", refuses(500, "x"));
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a server_error 500", "b answered 200");
    assertEquals("0", trace.usd(0));
  }

  @Test
  void overloadOfAnthropicGoesToTheNextModel() throws Exception {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}}";
    Play busy =
        line -> {
          while (true) {
            line.request();
            line.whole(529, "application/json", body);
          }
        };
    at("a", "fake-anthropic", provider(busy).url());
    at("b", "fake-gemini", provider(FakeAnswers.saysAsGemini("from b")).url());
    var rig = start();
    var reply = rig.ask(true);
    assertAnswer(reply, true, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a overloaded 529", "b answered 200");
    assertEquals("0.002", trace.usd());
  }

  @Test
  void errorAsFirstEventGoesToTheNextModel() throws Exception {
    Play broken =
        line -> {
          line.request();
          line.beginStream();
          FakeAnswers.anthropic(
              line, "error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Busy\"}");
          line.endStream();
        };
    at("a", "fake-anthropic", provider(broken).url());
    at("b", "fake-anthropic", provider(FakeAnswers.saysAsAnthropic("from b")).url());
    var rig = start();
    var reply = rig.ask(true);
    assertAnswer(reply, true, "from b");
    assertFalse(reply.body().contains("error"), reply.body());
    var trace = rig.trace(reply);
    assertTrue(trace.attempts().getFirst().startsWith("a overloaded"), trace.attempts() + "");
    assertEquals("b answered 200", trace.attempts().getLast());
  }

  @Test
  void skipsModelsWithTooSmallContext() throws Exception {
    var a = provider(says("from a"));
    at("a", OPENAI, a.url(), "small");
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(false, "word ".repeat(340));
    assertAnswer(reply, false, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a skipped 0", "b answered 200");
    assertTrue(trace.message(0).contains("exceed its context window of 300"), trace.message(0));
    assertEquals(0, a.requests.size());
  }

  @Test
  void contextThatTheProviderCallsTooLongGoesToTheNextModel() throws Exception {
    model("a", refuses(400, "context_length_exceeded"));
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(false);
    assertAnswer(reply, false, "from b");
    rig.trace(reply).is(200, "a context_too_long 400", "b answered 200");
  }

  @Test
  void skipsSmallerContextAfterContextTooLong() throws Exception {
    at("a", OPENAI, provider(refuses(400, "context_length_exceeded")).url(), "large");
    var b = provider(says("from b"));
    at("b", OPENAI, b.url(), "medium");
    var c = provider(says("from c"));
    at("c", OPENAI, c.url(), "large");
    node = "kind: fallback, to: [ a, b, c ]";
    var rig = start();
    var reply = rig.ask(false);
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("context_length_exceeded"), reply.body());
    var trace = rig.trace(reply);
    trace.is(400, "a context_too_long 400", "b skipped 0", "c skipped 0");
    assertTrue(trace.message(1).contains("context window of 128000"), trace.message(1));
    assertEquals(0, b.requests.size() + c.requests.size());
  }

  @Test
  void callsLargerOrUnknownContextAfterContextTooLong() throws Exception {
    at("a", OPENAI, provider(refuses(400, "context_length_exceeded")).url(), "medium");
    at("b", OPENAI, provider(refuses(400, "context_length_exceeded")).url(), "large");
    model("c", says("from c"));
    node = "kind: fallback, to: [ a, b, c ]";
    var rig = start();
    rig.trace(rig.ask(false))
        .is(200, "a context_too_long 400", "b context_too_long 400", "c answered 200");
  }

  /// What a key may send in a minute says nothing of contexts.
  @Test
  void requestTooLargeForAMinuteGoesToAModelWithTheSameContext() throws Exception {
    at("a", OPENAI, provider(says413()).url(), "medium");
    at("b", OPENAI, provider(says("from b")).url(), "medium");
    var rig = start();
    rig.trace(rig.ask(false)).is(200, "a context_too_long 413", "b answered 200");
  }

  private static Play says413() {
    String body =
        "{\"error\":{\"message\":\"Request too large for model `m` in organization `o` on tokens"
            + " per minute (TPM): Limit 6000, Requested 12328\",\"type\":\"tokens\","
            + "\"code\":\"rate_limit_exceeded\"}}";
    return line -> {
      line.request();
      line.whole(413, "application/json", body);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void dateInRetryAfterCoolsUntilThen(String dialect) throws Exception {
    for (boolean dated : new boolean[] {true, false}) {
      var soon = Instant.now().atOffset(ZoneOffset.UTC).plusSeconds(dated ? 3_690 : 90);
      var now = Instant.now().atOffset(ZoneOffset.UTC).plusSeconds(dated ? 3_600 : 0);
      String until = "retry-after: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(soon);
      String date = "date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(now);
      var a = provider(dated ? refuses(429, "x", until, date) : refuses(429, "x", until));
      models.setLength(0);
      at("a", "fake-" + dialect, a.url());
      model("b", says("from b"));
      var rig = start();
      rig.trace(rig.ask(false)).is(200, "a rate_limited 429", "b answered 200");
      rig.pass(Duration.ofSeconds(60));
      rig.trace(rig.ask(false)).is(200, "a skipped 0", "b answered 200");
      assertEquals(1, a.requests.size());
      rig.pass(Duration.ofSeconds(40));
      rig.trace(rig.ask(false)).is(200, "a rate_limited 429", "b answered 200");
      rig.close();
    }
  }

  @Test
  void limitThatStatesNoWaitCoolsUntilItsHeadersSayThatItIsFull() throws Exception {
    model(
        "a",
        refuses(
            429,
            "rate_limit_exceeded",
            "x-ratelimit-limit-requests: 10",
            "x-ratelimit-remaining-requests: 0",
            "x-ratelimit-reset-requests: 1m30s"));
    model("b", says("from b"));
    var rig = start();
    rig.trace(rig.ask(false)).is(200, "a rate_limited 429", "b answered 200");
    rig.pass(Duration.ofSeconds(85));
    rig.trace(rig.ask(false)).is(200, "a skipped 0", "b answered 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void deniedPermissionGoesOnToTheNextModelAndTakesNoKeyAway(String dialect) throws Exception {
    Play one =
        line -> {
          while (true) {
            boolean forbidden = line.request().contains("secret-model");
            line.whole(
                forbidden ? 403 : 500,
                "application/json",
                forbidden
                    ? "{\"error\":{\"message\":\"no\",\"type\":\"permission_error\","
                        + "\"status\":\"PERMISSION_DENIED\"}}"
                    : "{\"error\":{\"message\":\"no\"}}");
          }
        };
    var a = provider(one);
    at("a", "fake-" + dialect, a.url(), "secret-model");
    at("a2", "fake-" + dialect, a.url());
    model("b", says("from b"));
    node = "kind: fallback, to: [ a, a2, b ]";
    var rig = start();
    rig.trace(rig.ask(false))
        .is(200, "a unauthorized 403", "a2 server_error 500", "b answered 200");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void badRequestIsGivenToTheClient(boolean stream) throws Exception {
    model("a", refuses(400, "invalid_value"));
    var b = model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("told to refuse (model a)"), reply.body());
    assertTrue(reply.body().contains("invalid_request_error"), reply.body());
    rig.trace(reply).is(400, "a bad_request 400");
    assertEquals(0, b.requests.size());
  }

  @Test
  void refusedKeyIsBadForAllItsModels() throws Exception {
    var a = provider(refuses(401, "invalid_api_key"));
    at("a", OPENAI, a.url());
    at("a2", OPENAI, a.url(), "other");
    model("b", says("from b"));
    node = "kind: fallback, to: [ a, a2, b ]";
    var rig = start();
    var reply = rig.ask(false);
    assertAnswer(reply, false, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a unauthorized 401", "a2 skipped 0", "b answered 200");
    assertEquals("its key was refused; set it again", trace.message(1));
    rig.trace(rig.ask(false)).is(200, "a skipped 0", "a2 skipped 0", "b answered 200");
    assertEquals(1, a.requests.size());
  }

  @Test
  void missingKeyIsReportedAndOpensNoBreaker() throws Exception {
    models.append(
        "  a: { provider: fake-openai, model: priced, key: env:SIGNALBOX_NO_SUCH_KEY,"
            + " url: \"http://127.0.0.1:9/v1\" }\n");
    model("b", says("from b"));
    var rig = start().allow("SIGNALBOX_NO_SUCH_KEY", "http://127.0.0.1:9");
    for (int i = 0; i < 7; i++) {
      var trace = rig.trace(rig.ask(false));
      trace.is(200, "a unauthorized 0", "b answered 200");
      assertTrue(trace.message(0).contains("signalbox keys set"), trace.message(0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unconfirmedKeyIsNotSentAndNextModelIsCalled(boolean stream) throws Exception {
    var a = new FakeProvider(says("from a"));
    open.add(a);
    models
        .append("  a: { provider: fake-openai, model: priced, key: env:PATH, url: \"")
        .append(a.url())
        .append("\" }\n");
    model("b", says("from b"));
    var rig = start();
    for (int i = 0; i < 7; i++) {
      var trace = rig.trace(rig.ask(stream));
      trace.is(200, "a unauthorized 0", "b answered 200");
      assertTrue(
          trace.message(0).endsWith("run `signalbox keys allow PATH " + a.url() + "`"),
          trace.message(0));
    }
    assertEquals(0, a.connections());
    rig.allow("PATH", a.url());
    assertAnswer(rig.ask(stream), stream, "from a");
    assertTrue(a.requests.remove().contains("Bearer "), "it goes along once it is allowed");
  }

  @Test
  void swappedGraphWithAnotherAddressDoesNotTakeTheKeyAlong() throws Exception {
    var a = new FakeProvider(says("from a"));
    var evil = new FakeProvider(says("from evil"));
    open.add(a);
    open.add(evil);
    String model = "  a: { provider: fake-openai, model: priced, key: env:PATH, url: \"%s\" }\n";
    models.append(model.formatted(a.url()));
    model("b", says("from b"));
    var rig = start().allow("PATH", a.url());
    assertAnswer(rig.ask(false), false, "from a");
    models.setLength(0);
    models.append(model.formatted(evil.url()));
    model("b", says("from b"));
    rig.swap(graph());
    rig.trace(rig.ask(false)).is(200, "a unauthorized 0", "b answered 200");
    assertEquals(0, evil.connections());
  }

  @Test
  void goneModelCoolsDownAtOnceAndUnknownModelAfterTwoRequests() throws Exception {
    var a = model("a", refuses(410, "x"));
    var b = model("b", refuses(404, "model_not_found"));
    model("c", says("from c"));
    node = "kind: fallback, to: [ a, b, c ]";
    var rig = start();
    rig.trace(rig.ask(false))
        .is(200, "a model_not_found 410", "b model_not_found 404", "c answered 200");
    rig.trace(rig.ask(false)).is(200, "a skipped 0", "b model_not_found 404", "c answered 200");
    rig.trace(rig.ask(true)).is(200, "a skipped 0", "b model_not_found 404", "c answered 200");
    rig.trace(rig.ask(false, "another one"))
        .is(200, "a skipped 0", "b model_not_found 404", "c answered 200");
    var trace = rig.trace(rig.ask(false));
    trace.is(200, "a skipped 0", "b skipped 0", "c answered 200");
    assertTrue(trace.message(1).contains("no longer has the model"), trace.message(1));
    assertEquals(1, a.requests.size());
    assertEquals(4, b.requests.size(), "the same request again proves nothing");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void filteredAnswerIsAnAnswerUnlessTheGraphSaysOtherwise(boolean stream) throws Exception {
    model("a", FailoverTest::filtered);
    model("b", says("from b"));
    var plain = start();
    var reply = plain.ask(stream);
    assertEquals(200, reply.status());
    assertTrue(reply.body().contains("content_filter"), reply.body());
    plain.trace(reply).is(200, "a answered 200");
    plain.close();

    node = "kind: fallback, to: [ a, b ], on: [ content_filtered ]";
    var rig = start();
    var caught = rig.ask(stream);
    assertAnswer(caught, stream, "from b");
    rig.trace(caught).is(200, "a content_filtered 200", "b answered 200");
  }

  private static void filtered(FakeProvider.Line line) throws IOException {
    while (true) {
      if (line.request().contains("\"stream\":true")) {
        line.beginStream();
        line.event(FakeAnswers.chunk("{\"role\":\"assistant\"}", "null"));
        line.event(FakeAnswers.chunk("{}", "\"content_filter\""));
        line.event("[DONE]");
        line.endStream();
      } else {
        String whole = FakeAnswers.whole("").replace("\"stop\"", "\"content_filter\"");
        line.whole(200, "application/json", whole);
      }
    }
  }

  @Test
  void silenceBeforeTheFirstTokenGoesToTheNextModel() throws Exception {
    var a =
        model(
            "a",
            line -> {
              line.request();
              line.beginStream();
              line.chunk(": ping\n\n");
              line.stall();
            });
    model("b", says("from b"));
    node = "kind: fallback, to: [ a, b ], first_token: 2s";
    var rig = start();
    var reply = rig.ask(true);
    assertAnswer(reply, true, "from b");
    var trace = rig.trace(reply);
    trace.is(200, "a timeout 0", "b answered 200");
    assertTrue(trace.message(0).contains("sent nothing within 2 s"), trace.message(0));
    assertEquals("0.000007", trace.usd(0), "the prompt is counted");
    assertTrue(a.leftByClient.await(20, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void whatWasReportedBeforeItBrokeCountsAsReported() throws Exception {
    model(
        "a",
        line -> {
          line.request();
          line.beginStream();
          line.event(
              "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":[],"
                  + "\"usage\":{\"prompt_tokens\":500,\"completion_tokens\":0}}");
          line.endStream();
        });
    model("b", says("from b"));
    var rig = start();
    var trace = rig.trace(rig.ask(true));
    trace.is(200, "a interrupted 0", "b answered 200");
    assertEquals("0.0005", trace.usd(0));
    assertEquals("0.0025", trace.usd());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cleanEndWithoutAnythingIsNoAnswer(boolean stream) throws Exception {
    model(
        "a",
        line -> {
          line.request();
          line.beginStream();
          line.endStream();
        });
    model("b", says("from b"));
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    rig.trace(reply).is(200, "a interrupted 0", "b answered 200");
  }

  @Test
  void threeCallsAtMost() throws Exception {
    for (String id : List.of("a", "b", "c")) {
      model(id, refuses(503, "x"));
    }
    var d = model("d", says("from d"));
    node = "kind: fallback, to: [ a, b, c, d ]";
    var rig = start();
    var reply = rig.ask(false);
    assertEquals(502, reply.status());
    assertEquals("3", reply.header("x-signalbox-attempts"));
    rig.trace(reply).is(502, "a server_error 503", "b server_error 503", "c server_error 503");
    assertEquals(0, d.requests.size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hedgeAnswersAndTheSilentProviderIsLeft(boolean stream) throws Exception {
    var a =
        model(
            "a",
            line -> {
              line.request();
              line.stall();
            });
    model("b", says("from b"));
    node = "kind: fallback, to: [ a, b ], hedge_after: 100ms";
    var rig = start();
    var reply = rig.ask(stream);
    assertAnswer(reply, stream, "from b");
    assertEquals("2", reply.header("x-signalbox-attempts"));
    var trace = rig.trace(reply);
    trace.is(200, "a cancelled 0", "b answered 200");
    assertEquals("canceled: another model answered first", trace.message(0));
    assertEquals("0.000007", trace.usd(0), "its prompt is counted");
    assertTrue(a.leftByClient.await(20, java.util.concurrent.TimeUnit.SECONDS));
  }

  @Test
  void graphMayAskForMoreCalls() throws Exception {
    for (String id : List.of("a", "b", "c", "d")) {
      model(id, refuses(503, "x"));
    }
    model("e", says("from e"));
    node = "kind: fallback, to: [ a, b, c, d, e ], attempts: 5";
    var rig = start();
    var reply = rig.ask(false);
    assertAnswer(reply, false, "from e");
    assertEquals("5", reply.header("x-signalbox-attempts"));
  }

  @Test
  void passedOverModelIsNoCall() throws Exception {
    model("a", refuses(429, "rate_limit_exceeded", "retry-after: 60"));
    model("b", refuses(503, "x"));
    model("c", says("from c"));
    node = "kind: fallback, to: [ a, b, c ], retries: 1";
    var rig = start();
    var reply = rig.ask(false);
    var trace = rig.trace(reply);
    // The retry at a would have to wait too long, so b has both of its tries.
    trace.is(502, "a rate_limited 429", "a skipped 0", "b server_error 503", "b server_error 503");
  }

  @Test
  void breakerOpensAfterFiveFailuresAndOneRequestTriesAgain() throws Exception {
    var a =
        model(
            "a",
            line -> {
              for (int i = 0; i < 6; i++) {
                line.request();
                line.whole(500, "application/json", "{}");
              }
              says("from a").on(line);
            });
    model("b", says("from b"));
    var rig = start();
    for (int i = 0; i < 5; i++) {
      rig.trace(rig.ask(false)).is(200, "a server_error 500", "b answered 200");
    }
    var trace = rig.trace(rig.ask(false));
    trace.is(200, "a skipped 0", "b answered 200");
    assertEquals("circuit breaker open: 5 failures in a row", trace.message(0));
    assertEquals(5, a.requests.size());

    rig.pass(Duration.ofSeconds(11));
    rig.trace(rig.ask(false)).is(200, "a server_error 500", "b answered 200");
    var again = rig.trace(rig.ask(false));
    again.is(200, "a skipped 0", "b answered 200");
    assertEquals("circuit breaker open: the trial call failed", again.message(0));

    rig.pass(Duration.ofSeconds(21));
    assertAnswer(rig.ask(false), false, "from a");
    rig.trace(rig.ask(false)).is(200, "a answered 200");
  }

  @Test
  void callsLastModelDuringItsCooldown() throws Exception {
    var a = model("a", refuses(500, "x"));
    node = "kind: fallback, to: [ a ]";
    var rig = start();
    for (int i = 0; i < 7; i++) {
      rig.trace(rig.ask(false)).is(502, "a server_error 500");
    }
    assertEquals(7, a.requests.size());
  }

  private static void assertAnswer(Rig.Reply reply, boolean stream, String text) {
    assertEquals(200, reply.status(), reply.body());
    assertTrue(reply.says(text), reply.body());
    assertEquals(stream, reply.isDone(), reply.body());
  }

  private FakeProvider model(String id, Play... plays) throws IOException {
    var provider = provider(plays);
    at(id, OPENAI, provider.url());
    return provider;
  }

  private FakeProvider provider(Play... plays) throws IOException {
    var provider = new FakeProvider(plays);
    open.add(provider);
    return provider;
  }

  private void at(String id, String provider, String url) {
    at(id, provider, url, "priced");
  }

  private void at(String id, String provider, String url, String model) {
    models.append(
        "  %s: { provider: %s, model: %s, url: \"%s/v1\" }\n".formatted(id, provider, model, url));
  }

  private Rig start() throws IOException {
    var rig = new Rig(home, graph());
    open.add(rig);
    return rig;
  }

  private String graph() {
    return "signalbox: 1\nname: Test\nstart: first\nmodels:\n"
        + models
        + "nodes:\n  first: { "
        + node
        + " }\n";
  }
}
