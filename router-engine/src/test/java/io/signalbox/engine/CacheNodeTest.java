package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.chunk;
import static io.signalbox.engine.FakeAnswers.delta;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.proxy.ProxySettings;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.Answers;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import io.signalbox.engine.upstream.UpstreamCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Earlier answers through the whole program: real clients, a real proxy, a real provider's bytes.
@Timeout(120)
final class CacheNodeTest {
  private static final String HELLO =
      "\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";
  private static final String BEHIND = "  answers: { kind: cache, to: a }\n";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final StringBuilder models = new StringBuilder();
  private final AtomicInteger calls = new AtomicInteger();
  private String nodes = BEHIND;
  private String rest = "";
  private String start = "answers";

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider model(String id, Play play) throws IOException {
    return model(id, "", play);
  }

  private FakeProvider model(String id, String more, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    models.append(
        "  %s: { provider: fake-openai, model: priced, url: \"%s/v1\"%s }\n"
            .formatted(id, provider.url(), more));
    return provider;
  }

  /// Answers each request with a text that says the how many-th it is.
  private Play counting(String text) {
    return line -> {
      while (true) {
        String request = line.request();
        FakeAnswers.answer(line, request, text + " " + calls.incrementAndGet());
      }
    };
  }

  private String graph() {
    return "signalbox: 1\nname: Test\nstart: %s\nmodels:\n%snodes:\n%s%s"
        .formatted(start, models, nodes, rest);
  }

  private Rig start() throws IOException {
    var rig = new Rig(home, graph());
    open.add(rig);
    return rig;
  }

  private Rig counted() throws IOException {
    model("a", counting("answer"));
    return start();
  }

  private static Rig.Reply chat(Rig rig, String members) throws Exception {
    return rig.post("/v1/chat/completions", "{" + members + HELLO);
  }

  private static void assertHit(Rig.Reply reply, String text) {
    assertEquals(200, reply.status(), reply.body());
    assertEquals("hit", reply.header("x-signalbox-cache"));
    assertTrue(reply.body().contains(text), reply.body());
  }

  private static void assertMiss(Rig.Reply reply, String text) {
    assertEquals(200, reply.status(), reply.body());
    assertEquals("miss", reply.header("x-signalbox-cache"));
    assertTrue(reply.body().contains(text), reply.body());
  }

  private static String because(Rig rig, Rig.Reply reply) {
    var steps = (List<?>) rig.trace(reply).all().get("steps");
    return String.valueOf(((Map<?, ?>) steps.getLast()).get("because"));
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void answersEachDialectStreamedAndWholeWhicheverWayTheAnswerCame(boolean first, boolean then)
      throws Exception {
    Rig rig = counted();
    for (ClientSpeech client : ClientSpeech.values()) {
      String hello = "hello " + client;
      Rig.Reply miss = ask(rig, client, first, hello);
      client.assertAnswer(miss, first, "answer " + calls.get());
      assertEquals("miss", miss.header("x-signalbox-cache"));
      Rig.Reply hit = ask(rig, client, then, hello);
      client.assertAnswer(hit, then, "answer " + calls.get());
      assertTrue(hit.body().contains(client.stop()), hit.body());
      assertHit(hit, "answer " + calls.get());
    }
    assertEquals(ClientSpeech.values().length, calls.get());
  }

  private static Rig.Reply ask(Rig rig, ClientSpeech client, boolean stream, String text)
      throws Exception {
    return rig.post(client.path("any", stream), client.body("any", stream, text));
  }

  @ParameterizedTest
  @EnumSource(ClientSpeech.class)
  void eachAnswerHasAnIdOfItsOwn(ClientSpeech client) throws Exception {
    Rig rig = counted();
    ask(rig, client, false, "hello");
    String first = id(ask(rig, client, false, "hello"));
    String second = id(ask(rig, client, false, "hello"));
    assertNotEquals(first, second);
  }

  private static String id(Rig.Reply hit) {
    assertEquals("hit", hit.header("x-signalbox-cache"));
    var id = Pattern.compile("\"(?:id|responseId)\":\"([^\"]+)\"").matcher(hit.body());
    assertTrue(id.find(), hit.body());
    return id.group(1);
  }

  @Test
  void clientsOfDifferentDialectsShareAnAnswer() throws Exception {
    Rig rig = counted();
    assertMiss(chat(rig, "\"max_tokens\":500,"), "answer 1");
    Rig.Reply messages = rig.post("/v1/messages", ClientSpeech.MESSAGES.body("any", true, "hello"));
    ClientSpeech.MESSAGES.assertAnswer(messages, true, "answer 1");
    assertHit(messages, "answer 1");
    Rig.Reply responses =
        rig.post(
            "/v1/responses", "{\"model\":\"any\",\"max_output_tokens\":500,\"input\":\"hello\"}");
    ClientSpeech.RESPONSES.assertAnswer(responses, false, "answer 1");
    assertHit(responses, "answer 1");
  }

  @Test
  void hitCostsNothingSaysWhatItSavedAndTellsTheUsageOfTheOriginal() throws Exception {
    Rig rig = counted();
    chat(rig, "");
    rig.pass(Duration.ofMinutes(10));
    Rig.Reply hit = chat(rig, "");
    assertHit(hit, "answer 1");
    assertEquals("600", hit.header("x-signalbox-cache-age"));
    assertEquals("0", hit.header("x-signalbox-cost-usd"));
    assertEquals("0", hit.header("x-signalbox-attempts"));
    assertEquals("a", hit.header("x-signalbox-model"));
    assertEquals("answers", hit.header("x-signalbox-path"));
    assertTrue(hit.body().contains("\"prompt_tokens\":1000,\"completion_tokens\":100"), hit.body());
    var trace = rig.trace(hit);
    trace.is(200);
    assertEquals("0", trace.usd());
    var cached = (Map<?, ?>) trace.all().get("cached");
    assertEquals("a", cached.get("model"));
    assertEquals("0.002", cached.get("saved_usd"));
    assertEquals("an equal request was answered by a 10 min ago, $0.002 saved", because(rig, hit));
    assertEquals(1, rig.program().store().answers().stock().hits());
    assertEquals("0.002", rig.program().store().answers().stock().saved().plain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"temperature\":0.5,",
        "\"max_tokens\":7,",
        "\"seed\":3,",
        "\"logit_bias\":{\"5\":1},",
        "\"response_format\":{\"type\":\"json_object\"},",
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\",\"parameters\":{}}}],"
      })
  void requestThatDiffersInWhatTheAnswerDependsOnIsAnsweredAnew(String member) throws Exception {
    Rig rig = counted();
    chat(rig, "");
    assertMiss(chat(rig, member), "answer 2");
    assertHit(chat(rig, member), "answer 2");
    assertHit(chat(rig, ""), "answer 1");
  }

  @Test
  void anotherModelAskedForAnotherSystemPromptAndAnotherPictureMiss() throws Exception {
    Rig rig = counted();
    String picture =
        "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\","
            + "\"text\":\"hello\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;"
            + "base64,%s\"}}]}]}";
    String[] bodies = {
      "{" + HELLO,
      ("{" + HELLO).replace("any", "other"),
      ("{" + HELLO).replace("[{", "[{\"role\":\"system\",\"content\":\"Be brief.\"},{"),
      picture.formatted("AAAA"),
      picture.formatted("BBBB"),
    };
    for (int i = 0; i < bodies.length; i++) {
      assertMiss(rig.post("/v1/chat/completions", bodies[i]), "answer " + (i + 1));
    }
    for (int i = 0; i < bodies.length; i++) {
      assertHit(rig.post("/v1/chat/completions", bodies[i]), "answer " + (i + 1));
    }
  }

  @Test
  void labelsAndUserThatNoConditionLooksAtMakeNoDifference() throws Exception {
    Rig rig = counted();
    chat(rig, "\"user\":\"u1\",\"metadata\":{\"task\":\"a\"},");
    assertHit(chat(rig, "\"user\":\"u2\",\"metadata\":{\"task\":\"b\"},"), "answer 1");
  }

  @Test
  void labelsThatConditionsBehindTheCacheLookAtMakeDifference() throws Exception {
    nodes =
        """
          answers: { kind: cache, to: tier }
          tier:
            kind: rules
            rules: [ { when: 'metadata.tier == "free"', to: b } ]
            otherwise: a
        """;
    model("b", counting("cheap"));
    Rig rig = counted();
    assertMiss(chat(rig, "\"metadata\":{\"tier\":\"free\"},"), "cheap 1");
    assertMiss(chat(rig, "\"metadata\":{\"tier\":\"paid\"},"), "answer 2");
    assertHit(chat(rig, "\"metadata\":{\"tier\":\"free\"},"), "cheap 1");
  }

  @Test
  void answerComputedInTheUsIsNeverGivenToHealthData() throws Exception {
    nodes =
        """
          route:
            kind: rules
            rules: [ { when: 'metadata.data == "health"', to: private } ]
            otherwise: answers
          answers: { kind: cache, to: us }
          private: { kind: cache, to: home }
        """;
    start = "route";
    rest =
        """
        promises:
          - name: Health data stays at home
            when: 'metadata.data == "health"'
            only: 'model.labels.region == "local"'
        """;
    model("us", ", labels: { region: us }", counting("from the us"));
    model("home", ", labels: { region: local }", counting("from home"));
    Rig rig = start();
    String health = "\"metadata\":{\"data\":\"health\"},";
    assertMiss(chat(rig, ""), "from the us 1");
    assertMiss(chat(rig, health), "from home 2");
    assertHit(chat(rig, health), "from home 2");
    assertHit(chat(rig, ""), "from the us 1");
  }

  /// Both requests have the same labels; only the text tells that the second is about health. That
  /// the graph does not keep its promise is what makes the cache the last to look at it.
  @Test
  void promiseIsLookedAtAgainWhenSimilarRequestIsFound() throws Exception {
    nodes = similar("0.7", "us");
    rest =
        """
        promises:
          - name: Patients stay here
            when: 'text.contains("patient")'
            only: 'model.labels.region == "local"'
        """;
    model("us", ", labels: { region: us }", counting("from the us"));
    Rig rig = start();
    assertMiss(rig.ask(false, "what does the old doctor say of it"), "from the us 1");
    assertHit(rig.ask(false, "what does the new doctor say of it"), "from the us 1");
    Rig.Reply patient = rig.ask(false, "what does the patient doctor say of it");
    assertMiss(patient, "from the us 2");
    assertTrue(
        rig.trace(patient)
            .all()
            .get("steps")
            .toString()
            .contains("the promise \"Patients stay here\" forbids an answer of us"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text.contains(\"delete\")",
        "text.matches(\".*delete.*\") && hour >= 0",
        "size(text) < 85",
        "tokens < 24"
      })
  void similarRequestDoesNotPassRulesOnItsText(String condition) throws Exception {
    nodes =
        similar("0.8", "guard")
            + """
              guard:
                kind: rules
                rules: [ { when: '%s', to: no } ]
                otherwise: a
              no: { kind: reject, status: 403, message: forbidden }
            """
                .formatted(condition);
    Rig rig = counted();
    String text =
        "please show me how the accounts of all users of the shop can be %s quickly today";
    assertMiss(rig.ask(false, text.formatted("mentioned now")), "answer 1");
    assertEquals(403, rig.ask(false, text.formatted("delete")).status());
    assertHit(rig.ask(false, text.formatted("mentioned now") + " again"), "answer 1");
  }

  @Test
  void similarRequestIsAnsweredAnewWhereTextDecidesInAnotherWay() throws Exception {
    nodes =
        similar("0.5", "guard")
            + """
              guard: { kind: ask, model: b, question: Is it harmful?, answers: { yes: no, no: a }, otherwise: no }
              no: { kind: reject, status: 403, message: forbidden }
            """;
    model("b", counting("no"));
    Rig rig = counted();
    rig.ask(false, "why does the loop in this code run on");
    assertHit(rig.ask(false, "why does the loop in this code run on"), "answer 2");
    Rig.Reply similar = rig.ask(false, "why does the loop in my code run on");
    assertMiss(similar, "answer 4");
    assertTrue(
        rig.trace(similar)
            .all()
            .get("steps")
            .toString()
            .contains("similar ones are not looked for: guard decides by the text"));
  }

  @Test
  void similarRequestIsAnsweredAnewWhereRewriteMayChangeWhatRulesLookAt() throws Exception {
    nodes =
        similar("0.5", "clean")
            + """
              clean: { kind: rewrite, redact: [ email ], to: guard }
              guard: { kind: rules, rules: [ { when: 'text.contains("[")', to: no } ], otherwise: a }
              no: { kind: reject, status: 403, message: forbidden }
            """;
    Rig rig = counted();
    rig.ask(false, "why does the loop in this code run on");
    assertMiss(rig.ask(false, "why does the loop in my code run on"), "answer 2");
  }

  private static String similar(String similarity, String to) {
    return "  answers: { kind: cache, match: similar, encoder: word-bag, similarity: %s, to: %s }\n"
        .formatted(similarity, to);
  }

  @Test
  void similarRequestIsAnsweredIfAllElseIsEqual() throws Exception {
    nodes = similar("0.8", "a");
    Rig rig = counted();
    assertMiss(rig.ask(false, "why does the loop in this code run on"), "answer 1");
    Rig.Reply hit = rig.ask(true, "why does the loop in my code run on");
    assertHit(hit, "answer 1");
    assertTrue(because(rig, hit).startsWith("a similar request (0."), because(rig, hit));
    Rig.Reply other = rig.ask(false, "translate this letter");
    assertMiss(other, "answer 2");
    assertTrue(because(rig, other).contains(" of 0.800"), because(rig, other));
    String sampled = Rig.body(false, "why does the loop in my code run on");
    assertMiss(
        rig.post("/v1/chat/completions", sampled.replace("{\"model\"", "{\"seed\":1,\"model\"")),
        "answer 3");
  }

  @Test
  void similarRequestWithOtherNumbersNamesOrNegationsIsAnsweredAnew() throws Exception {
    nodes = similar("0.5", "a");
    Rig rig = counted();
    rig.ask(false, "what is 17 percent of this sum");
    assertMiss(rig.ask(false, "what is 18 percent of this sum"), "answer 2");
    assertHit(rig.ask(false, "so what is 17 percent of this sum"), "answer 1");
    rig.ask(false, "does Anna like Bob or what");
    assertMiss(rig.ask(false, "does Bob like Anna or what"), "answer 4");
    assertMiss(rig.ask(false, "does Bob not like Anna or what"), "answer 5");
  }

  @Test
  void longTextAndMissingEncoderLeaveEqualRequests() throws Exception {
    nodes = similar("0.5", "a");
    String text = "word ".repeat(101);
    Rig rig = counted();
    rig.ask(false, text);
    Rig.Reply longer = rig.ask(false, text + "more");
    assertMiss(longer, "answer 2");
    assertTrue(because(rig, longer).contains("longer than 500 characters"), because(rig, longer));
    assertHit(rig.ask(false, text), "answer 1");
    rig.swap(graph().replace("word-bag", "nobody"));
    rig.ask(false, "hello");
    assertHit(rig.ask(false, "hello"), "answer 3");
    Rig.Reply similar = rig.ask(false, "hello hello");
    assertTrue(
        because(rig, similar).contains("the encoder nobody is missing"), because(rig, similar));
  }

  @Test
  void answerIsForgottenWhenItsTimeIsOver() throws Exception {
    nodes = "  answers: { kind: cache, ttl: 10m, to: a }\n";
    Rig rig = counted();
    chat(rig, "");
    rig.pass(Duration.ofMinutes(9));
    assertHit(chat(rig, ""), "answer 1");
    rig.pass(Duration.ofMinutes(2));
    Rig.Reply late = chat(rig, "");
    assertMiss(late, "answer 2");
    assertEquals("no equal request was answered in the last 10m", because(rig, late));
    assertEquals(1, rig.program().store().answers().stock().answers());
  }

  @Test
  void answerSurvivesRestartAndLiesInFileOfItsOwner() throws Exception {
    model("a", counting("answer"));
    try (var rig = new Rig(home, graph())) {
      chat(rig, "");
    }
    Rig rig = start();
    assertHit(chat(rig, ""), "answer 1");
    assertEquals("rw-------", permissions(home.resolve("cache.db")));
  }

  private static String permissions(Path file) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file));
  }

  @Test
  void graphWithoutCacheMakesNoFile() throws Exception {
    start = "a";
    nodes = "  unused: { kind: reject }\n";
    Rig rig = counted();
    Rig.Reply reply = chat(rig, "");
    assertEquals("", reply.header("x-signalbox-cache"));
    assertFalse(Files.exists(home.resolve("cache.db")));
    assertEquals(Answers.Stock.NOTHING, rig.program().store().answers().stock());
  }

  @Test
  void graphThatChangedBehindTheCacheAnswersAnew() throws Exception {
    Rig rig = counted();
    chat(rig, "");
    rig.swap(graph().replace("start: answers", "start: answers\nframes: []"));
    assertHit(chat(rig, ""), "answer 1");
    rig.swap(graph().replace("model: priced", "model: large"));
    assertMiss(chat(rig, ""), "answer 2");
  }

  @Test
  void appsShareNothing() throws Exception {
    model("a", counting("answer"));
    var rig =
        new Rig(home, graph(), UpstreamCall.Deadlines.USUAL, ProxySettings.local(0).keyed(true));
    open.add(rig);
    for (String app : List.of("one", "two")) {
      rig.program().store().apps().addGiven(app, Secret.of("sb-a-key-of-twenty-" + app));
    }
    assertMiss(keyed(rig, "one"), "answer 1");
    assertMiss(keyed(rig, "two"), "answer 2");
    assertHit(keyed(rig, "one"), "answer 1");
    assertHit(keyed(rig, "two"), "answer 2");
  }

  private static Rig.Reply keyed(Rig rig, String app) throws Exception {
    return rig.post(
        "/v1/chat/completions", "{" + HELLO, "Authorization", "Bearer sb-a-key-of-twenty-" + app);
  }

  @Test
  void usersShareNothingIfTheNodeSaysSo() throws Exception {
    nodes = "  answers: { kind: cache, of: user, to: a }\n";
    Rig rig = counted();
    assertMiss(chat(rig, "\"user\":\"u1\","), "answer 1");
    assertMiss(chat(rig, "\"user\":\"u2\","), "answer 2");
    assertHit(chat(rig, "\"user\":\"u1\","), "answer 1");
    Rig.Reply nobody = chat(rig, "");
    assertEquals("", nobody.header("x-signalbox-cache"));
    assertEquals("the request has no user", because(rig, nobody));
  }

  @Test
  void clientCanAskAnewOrKeepItsAnswerToItself() throws Exception {
    Rig rig = counted();
    chat(rig, "");
    String path = "/v1/chat/completions";
    assertMiss(rig.post(path, "{" + HELLO, "Cache-Control", "no-cache"), "answer 2");
    assertHit(chat(rig, ""), "answer 2");
    Rig.Reply secret = rig.post(path, "{\"seed\":1," + HELLO, "Cache-Control", "no-store");
    assertEquals("", secret.header("x-signalbox-cache"));
    assertMiss(chat(rig, "\"seed\":1,"), "answer 4");
  }

  @Test
  void interruptedAnswerIsNotKept() throws Exception {
    model(
        "a",
        line -> {
          String request = line.request();
          line.beginStream();
          line.event(delta("answer " + calls.incrementAndGet()));
          if (calls.get() == 1) {
            line.reset();
          } else {
            FakeAnswers.finish(line);
            line.endStream();
          }
          assertTrue(request.contains("hello"));
        });
    Rig rig = start();
    assertFalse(chat(rig, "\"stream\":true,").isDone());
    assertMiss(chat(rig, "\"stream\":true,"), "answer 2");
    assertHit(chat(rig, "\"stream\":true,"), "answer 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "content_filter", "tool_calls"})
  void answerThatDidNotComeToItsOwnEndIsNotKept(String reason) throws Exception {
    model(
        "a",
        line -> {
          while (true) {
            line.request();
            line.beginStream();
            line.event(delta("answer " + calls.incrementAndGet()));
            line.event(chunk("{}", "\"" + reason + "\""));
            line.event("[DONE]");
            line.endStream();
          }
        });
    Rig rig = start();
    chat(rig, "\"stream\":true,");
    assertMiss(chat(rig, "\"stream\":true,"), "answer 2");
    assertEquals(0, rig.program().store().answers().stock().answers());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"refusal\":\"I will not\"}",
        "{\"tool_calls\":[{\"index\":0,\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":"
            + "\"look\",\"arguments\":\"{}\"}}]}",
        "{\"content\":\"x\",\"annotations\":[{\"url\":\"x\"}]}"
      })
  void refusalsToolCallsAndWhatOneDialectKnowsAreNotKept(String piece) throws Exception {
    model(
        "a",
        line -> {
          while (true) {
            line.request();
            calls.incrementAndGet();
            line.beginStream();
            line.event(chunk(piece, "null"));
            FakeAnswers.finish(line);
            line.endStream();
          }
        });
    Rig rig = start();
    chat(rig, "\"stream\":true,");
    chat(rig, "\"stream\":true,");
    assertEquals(2, calls.get());
  }

  @Test
  void errorIsNotKept() throws Exception {
    model("a", FakeAnswers.refuses(500, "x"));
    Rig rig = start();
    assertTrue(chat(rig, "").status() >= 500);
    assertEquals(0, rig.program().store().answers().stock().answers());
  }

  @Test
  void requestThatBringsResultsOfToolsIsNeitherLookedForNorKept() throws Exception {
    Rig rig = counted();
    String body =
        "{\"model\":\"any\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"},"
            + "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\","
            + "\"function\":{\"name\":\"look\",\"arguments\":\"{}\"}}]},"
            + "{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"seen\"}]}";
    rig.post("/v1/chat/completions", body);
    Rig.Reply second = rig.post("/v1/chat/completions", body);
    assertTrue(second.body().contains("answer 2"), second.body());
    assertEquals("the request brings results of tools", because(rig, second));
  }

  @Test
  void answerOfFailoverIsKeptForTheCacheOnItsPathAlone() throws Exception {
    nodes =
        """
          order: { kind: fallback, to: [ answers, b ] }
          answers: { kind: cache, to: a }
        """;
    start = "order";
    model("a", FakeAnswers.refuses(500, "x"));
    model("b", counting("from b"));
    Rig rig = start();
    Rig.Reply first = chat(rig, "");
    assertTrue(first.body().contains("from b 1"), first.body());
    assertEquals(0, rig.program().store().answers().stock().answers());
  }

  @Test
  void hitHoldsNothingInBudgetsAboveTheCache() throws Exception {
    nodes =
        """
          few: { kind: limit, requests: 1, per: day, within: answers, over: no }
          answers: { kind: cache, to: a }
          no: { kind: reject, status: 429, message: used up }
        """;
    start = "few";
    Rig rig = counted();
    chat(rig, "");
    assertEquals(429, chat(rig, "").status());
    rig.swap(graph().replace("requests: 1", "requests: 2"));
    for (int i = 0; i < 5; i++) {
      assertHit(chat(rig, ""), "answer 1");
    }
  }

  @Test
  void copyIsNeitherAnsweredFromNorKeptInCache() throws Exception {
    nodes =
        """
          both: { kind: mirror, to: answers, shadow: shadowed }
          answers: { kind: cache, to: a }
          shadowed: { kind: cache, to: b }
        """;
    start = "both";
    var shadow = model("b", counting("from b"));
    Rig rig = counted();
    chat(rig, "");
    chat(rig, "");
    Rig.soon(() -> Optional.of(shadow.requests.size()).filter(all -> all == 2));
    assertEquals(1, rig.program().store().answers().stock().answers());
  }

  @Test
  void answerOfMirroredCopyIsNeverGivenToClient() throws Exception {
    nodes =
        """
          answers: { kind: cache, to: both }
          both: { kind: mirror, to: a, shadow: b }
        """;
    var kept = new CountDownLatch(1);
    model("a", counting("from a"));
    model(
        "b",
        line -> {
          String request = line.request();
          awaited(kept);
          FakeAnswers.answer(line, request, "from b");
        });
    Rig rig = start();
    Rig.Reply first = chat(rig, "");
    assertMiss(first, "from a");
    rig.trace(first);
    kept.countDown();
    rig.trace(first.header("x-request-id") + "~both").is(200, "b answered 200");
    assertHit(chat(rig, ""), "from a");
    assertEquals(1, rig.program().store().answers().stock().answers());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertTrue(latch.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void redactionAboveTheCacheDecidesWhatIsEqual() throws Exception {
    nodes =
        """
          clean: { kind: rewrite, redact: [ email ], to: answers }
          answers: { kind: cache, to: a }
        """;
    start = "clean";
    Rig rig = counted();
    rig.ask(false, "write to ann@example.com");
    assertHit(rig.ask(false, "write to bob@example.com"), "answer 1");
  }

  @Test
  void damagedFileCostsNoAnswer() throws Exception {
    model("a", counting("answer"));
    try (var rig = new Rig(home, graph())) {
      chat(rig, "");
    }
    byte[] bytes = Files.readAllBytes(home.resolve("cache.db"));
    java.util.Arrays.fill(bytes, 0, bytes.length, (byte) 'x');
    Files.write(home.resolve("cache.db"), bytes);
    Rig rig = start();
    assertMiss(chat(rig, ""), "answer 2");
    assertHit(chat(rig, ""), "answer 2");
    try (var files = Files.list(home)) {
      assertEquals(List.of(), files.filter(each -> each.toString().contains("damaged")).toList());
    }
  }

  @Test
  void equalRequestsAtOnceAreAllAnsweredAndTheCacheIsWhole() throws Exception {
    Rig rig = counted();
    List<Callable<Rig.Reply>> tasks = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      int kind = i % 4;
      tasks.add(() -> chat(rig, "\"stream\":%s,\"seed\":%d,".formatted(kind % 2 == 0, kind)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        Rig.Reply reply = done.get();
        assertEquals(200, reply.status(), reply.body());
        assertTrue(reply.body().contains("answer "), reply.body());
      }
    }
    assertEquals(4, rig.program().store().answers().stock().answers());
    for (int kind = 0; kind < 4; kind++) {
      assertHit(chat(rig, "\"seed\":%d,".formatted(kind)), "answer ");
    }
  }

  @ParameterizedTest
  @EnumSource(ClientSpeech.class)
  void longAnswerIsStreamedInPieces(ClientSpeech client) throws Exception {
    String text = "word ".repeat(1_000).strip();
    model("a", FakeAnswers.says(text));
    Rig rig = start();
    ask(rig, client, false, "hello");
    Rig.Reply hit = ask(rig, client, true, "hello");
    client.assertAnswer(hit, true, "word word");
    assertEquals("hit", hit.header("x-signalbox-cache"));
    long pieces =
        hit.body()
            .lines()
            .filter(line -> line.startsWith("data:") && line.contains("d word w"))
            .count();
    assertTrue(pieces >= 5, hit.body());
  }
}
