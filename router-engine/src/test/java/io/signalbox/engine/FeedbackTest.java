package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.catalog.Success;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What apps say of their answers, through the whole program.
@Timeout(120)
final class FeedbackTest {
  private static final String GRAPH = "Trial";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private FakeProvider provider;
  private Rig rig;

  @BeforeEach
  void open() throws Exception {
    provider = new FakeProvider(says("hello"));
    open.add(provider);
    rig =
        new Rig(
            home,
            graph(
                "kind: split, experiment: new-tone, shares: [ { to: opus, share: 1 }, { to: gpt,"
                    + " share: 1 } ]"));
    open.add(rig);
  }

  private String graph(String node) {
    return """
    signalbox: 1
    name: %s
    start: tone
    models:
      opus: { provider: fake-openai, model: priced, url: "%s" }
      gpt: { provider: fake-openai, model: priced, url: "%s" }
    nodes:
      tone: { %s }
    """
        .formatted(GRAPH, provider.url(), provider.url(), node);
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void answerNamesGraphModelRequestAndBranch() throws Exception {
    for (boolean stream : new boolean[] {false, true}) {
      var reply = rig.ask(stream);
      assertEquals(GRAPH, reply.header("x-signalbox-graph"));
      assertTrue(reply.header("x-request-id").startsWith("req_"));
      assertEquals(
          "new-tone=" + reply.header("x-signalbox-model"), reply.header("x-signalbox-experiment"));
    }
  }

  @Test
  void feedbackCountsForItsModelAndBranch() throws Exception {
    var reply = rig.ask(false);
    String id = reply.header("x-request-id");
    var kept = feedback("{\"request_id\":\"" + id + "\",\"thumb\":\"up\"}");
    assertEquals(200, kept.status(), kept.body());
    assertEquals(
        "{\"object\":\"feedback\",\"request_id\":\"%s\",\"metric\":\"score\",\"score\":1.0,\"replaced\":false}"
            .formatted(id),
        kept.body());
    String model = reply.header("x-signalbox-model");
    var log = rig.program().store().feedback();
    assertEquals(new Success(1, 1), log.success(GRAPH, model));
    var branch = log.branches().getFirst();
    assertEquals(model, branch.branch());
    assertEquals(1, branch.answered());
    log.scores(branch.place(), score -> assertEquals(model, score.branch()));
  }

  /** Of forty requests the bad model gets two for its floor, as a rule. */
  @Test
  void trafficFollowsFeedback() throws Exception {
    rig.swap(graph("kind: balance, by: success, to: [ opus, gpt ]"));
    for (int i = 0; i < 30; i++) {
      var reply = rig.ask(false);
      String thumb = reply.header("x-signalbox-model").equals("opus") ? "up" : "down";
      feedback(
          "{\"request_id\":\"" + reply.header("x-request-id") + "\",\"thumb\":\"" + thumb + "\"}");
    }
    int bad = 0;
    for (int i = 0; i < 40; i++) {
      bad += rig.ask(false).header("x-signalbox-model").equals("gpt") ? 1 : 0;
    }
    assertTrue(bad <= 15, "the bad model got " + bad + " of 40");
  }

  @Test
  void feedbackOnSameMetricReplacesEarlierOne() throws Exception {
    var reply = rig.ask(false);
    String id = reply.header("x-request-id");
    feedback("{\"request_id\":\"" + id + "\",\"score\":0.25}");
    var again = feedback("{\"request_id\":\"" + id + "\",\"score\":0.75}");
    assertTrue(again.body().contains("\"replaced\":true"), again.body());
    assertEquals(
        new Success(1, 0.75),
        rig.program().store().feedback().success(GRAPH, reply.header("x-signalbox-model")));
  }

  @Test
  void conversationIsItsLatestAnswer() throws Exception {
    String asked =
        Rig.body(false, "hello")
            .replace("\"stream\"", "\"metadata\":{\"conversation\":\"talk-1\"},\"stream\"");
    rig.post("/v1/chat/completions", asked);
    var second = rig.post("/v1/chat/completions", asked);
    var kept = feedback("{\"conversation\":\"talk-1\",\"thumb\":\"down\",\"metric\":\"solved\"}");
    assertTrue(kept.body().contains(second.header("x-request-id")), kept.body());
  }

  @Test
  void commentIsTakenAndNotKept() throws Exception {
    String id = rig.ask(false).header("x-request-id");
    String said = "the-secret-comment-of-a-user";
    var kept =
        feedback("{\"request_id\":\"" + id + "\",\"thumb\":\"up\",\"comment\":\"" + said + "\"}");
    assertEquals(200, kept.status());
    rig.close();
    open.remove(rig);
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(said), file.toString());
      }
    }
  }

  @Test
  void unknownRequestIsNotFound() throws Exception {
    var reply = feedback("{\"request_id\":\"req_00\",\"thumb\":\"up\"}");
    assertEquals(404, reply.status());
    assertTrue(reply.body().contains("\"code\":\"request_not_found\""), reply.body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"thumb":"up"}                                        | request_id
          {"request_id":"r","conversation":"c","thumb":"up"}    | request_id
          {"request_id":"r"}                                    | score
          {"request_id":"r","thumb":"up","score":1}             | score
          {"request_id":"r","score":1.01}                       | score
          {"request_id":"r","score":"1"}                        | score
          {"request_id":"r","thumb":"sideways"}                 | thumb
          {"request_id":"r","thumb":"up","metric":"a b"}        | metric
          {"request_id":"r","thumb":"up","coment":"x"}          | coment
          {"request_id":7,"thumb":"up"}                         | request_id
          {"request_id":"r","thumb":"up","comment":7}           | comment
          """)
  void badMemberIsNamed(String body, String member) throws Exception {
    var reply = feedback(body);
    assertEquals(400, reply.status(), reply.body());
    assertTrue(reply.body().contains("\"param\":\"" + member + "\""), reply.body());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "[1]\n{\n{\"score\":1,\"score\":0}\n{} {}")
  void bodyThatIsNoObjectIsRefused(String body) throws Exception {
    assertEquals(400, feedback(body).status());
  }

  @Test
  void largeBodyIsRefused() throws Exception {
    String long64 = "x".repeat(64 << 10);
    var reply = feedback("{\"request_id\":\"r\",\"thumb\":\"up\",\"comment\":\"" + long64 + "\"}");
    assertEquals(413, reply.status());
  }

  /** The client has its answer at the finish, while the provider has not yet ended the stream. */
  @ParameterizedTest
  @CsvSource({"request_id", "conversation"})
  void feedbackOnAnswerThatComesToItsEndWaitsUntilItIsRecorded(String about) throws Exception {
    var end = new CountDownLatch(1);
    Play held =
        line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.chunk("{\"content\":\"hello\"}", "\"stop\""));
          end.await();
          line.event("[DONE]");
          line.endStream();
        };
    try (var slow = new FakeProvider(held);
        var client = HttpClient.newHttpClient()) {
      rig.swap(graph("kind: fallback, to: [ opus ]").replace(provider.url(), slow.url()));
      var asked =
          HttpRequest.newBuilder(rig.address().resolve("/v1/chat/completions"))
              .header("Content-Type", "application/json")
              .header("x-session-id", "talk")
              .POST(HttpRequest.BodyPublishers.ofString(Rig.body(true, "hello")))
              .build();
      var answer = client.send(asked, HttpResponse.BodyHandlers.ofLines());
      try (var lines = answer.body()) {
        assertTrue(lines.anyMatch(line -> line.contains("\"stop\"")));
        String id = answer.headers().firstValue("x-request-id").orElseThrow();
        String named = about.equals("conversation") ? "talk" : id;
        var kept =
            CompletableFuture.supplyAsync(
                () -> said("{\"" + about + "\":\"" + named + "\",\"thumb\":\"up\"}"));
        Rig.soon(() ->
            Optional.of(rig.program().underWay())
                .filter(each -> each.waiting() == 1 || kept.isDone()));
        assertFalse(kept.isDone());
        end.countDown();
        assertEquals(200, kept.join().status(), kept.join().body());
        assertTrue(kept.join().body().contains(id), kept.join().body());
      }
    }
  }

  private Rig.Reply said(String body) {
    try {
      return feedback(body);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Rig.Reply feedback(String body) throws Exception {
    return rig.post("/v1/feedback", body);
  }
}
