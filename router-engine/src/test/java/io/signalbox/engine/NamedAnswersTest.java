package io.signalbox.engine;

import static io.signalbox.engine.FakeAnswers.refuses;
import static io.signalbox.engine.FakeAnswers.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of Responses that go on with an answer by its id, or by the ids of its items, through
/// the whole program.
@Timeout(120)
final class NamedAnswersTest {
  private static final String PATH = "/v1/responses";
  private static final String FIRST = "{\"model\":\"m\",\"input\":\"My name is Ada.\"}";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider provider(Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    return provider;
  }

  /// @param node a node `pick` over the models `a` and `b`
  private Rig start(String node, String a, FakeProvider first, String b, FakeProvider second)
      throws IOException {
    var rig =
        new Rig(
            home,
            """
            signalbox: 1
            name: Test
            start: pick
            models:
              a: { provider: fake-%s, model: priced, url: "%s" }
              b: { provider: fake-%s, model: priced, url: "%s" }
            nodes:
              pick: { %s }
            """
                .formatted(a, first.url(), b, second.url(), node));
    open.add(rig);
    return rig;
  }

  private Rig alone(String dialect, FakeProvider only) throws IOException {
    return start("kind: fallback, to: [ a, b ], on: [ overloaded ]", dialect, only, dialect, only);
  }

  /// A provider of Responses that keeps its answers.
  private static Play keeps(String name) {
    return keeps(name, "");
  }

  /// @param members of the response besides, each with a comma behind it
  private static Play keeps(String name, String members) {
    var count = new AtomicInteger();
    return line -> {
      while (true) {
        String request = line.request();
        String response = response(name + "_" + count.incrementAndGet(), members);
        if (request.contains("\"stream\":true")) {
          line.beginStream();
          line.event("{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"output\":[]}}");
          line.event(
              "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"Hello\"}");
          line.event("{\"type\":\"response.completed\",\"response\":" + response + "}");
          line.endStream();
        } else {
          line.whole(200, "application/json", response);
        }
      }
    };
  }

  private static String response(String id, String members) {
    return ("{%s\"id\":\"resp_%s\",\"object\":\"response\",\"status\":\"completed\",\"output\":["
            + "{\"id\":\"msg_%s\",\"type\":\"message\",\"status\":\"completed\","
            + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\","
            + "\"annotations\":[]}]}],\"usage\":{\"input_tokens\":9,\"output_tokens\":10,"
            + "\"total_tokens\":19}}")
        .formatted(members, id, id);
  }

  private static String after(String id, boolean stream) {
    return "{\"model\":\"m\",\"stream\":"
        + stream
        + ",\"previous_response_id\":\""
        + id
        + "\",\"input\":\"Who am I?\"}";
  }

  private static String id(Rig.Reply reply) {
    return reply.body().replaceFirst("(?s).*\"id\":\"(resp_[a-z0-9_]+)\".*", "$1");
  }

  private static String sent(FakeProvider provider) throws InterruptedException {
    String request = provider.requests.take();
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void followUpGoesToTheProviderThatKeepsTheAnswer(boolean stream) throws Exception {
    var a = provider(keeps("a"));
    var b = provider(keeps("b"));
    var rig = start("kind: balance, by: turns, to: [ a, b ]", "responses", a, "responses", b);
    String first = FIRST.replace("\"model\"", "\"stream\":" + stream + ",\"model\"");
    assertTrue(rig.post(PATH, first).body().contains("resp_a_1"));
    sent(a);
    for (int turn = 1; turn <= 3; turn++) {
      String question = after("resp_a_" + turn, stream);
      var reply = rig.post(PATH, question);
      assertEquals("a", reply.header("x-signalbox-model"), reply.body());
      assertTrue(reply.body().contains("resp_a_" + (turn + 1)), reply.body());
      assertEquals(question.replace("\"m\"", "\"priced\""), sent(a), "as the client wrote it");
    }
    assertEquals(0, b.requests.size());
  }

  @Test
  void providersWithoutTheAnswerGetTheWholeConversation() throws Exception {
    var rig = alone("openai", provider(says("Hello Ada")));
    var provider = (FakeProvider) open.getFirst();
    String id = id(rig.post(PATH, FIRST));
    sent(provider);
    var second = rig.post(PATH, after(id, false));
    assertTrue(second.body().contains("\"previous_response_id\":\"" + id + "\""), second.body());
    assertTrue(second.body().contains("\"store\":true"), second.body());
    String body = sent(provider);
    assertTrue(
        body.contains(
            "\"messages\":[{\"role\":\"user\",\"content\":\"My name is Ada.\"},"
                + "{\"role\":\"assistant\",\"content\":\"Hello Ada\"},"
                + "{\"role\":\"user\",\"content\":\"Who am I?\"}]"),
        body);
    assertFalse(body.contains("previous_response_id"), body);
    String losses = rig.trace(second).all().get("losses").toString();
    assertFalse(losses.contains("left out"), losses);
    rig.post(PATH, after(id(second), true));
    String third = sent(provider);
    assertEquals(3, third.split("\"role\":\"user\"", -1).length - 1, third);
  }

  @Test
  void failoverCarriesTheConversation() throws Exception {
    var count = new AtomicInteger();
    var a =
        provider(line -> {
          if (count.getAndIncrement() == 0) {
            line.request();
            line.whole(200, "application/json", response("a_1", ""), "Connection: close");
          } else {
            refuses(503, "server_is_overloaded").on(line);
          }
        });
    var b = provider(says("You are Ada"));
    var rig = start("kind: fallback, to: [ a, b ]", "responses", a, "openai", b);
    rig.post(PATH, FIRST);
    var reply = rig.post(PATH, after("resp_a_1", false));
    assertTrue(reply.body().contains("You are Ada"), reply.body());
    String body = sent(b);
    assertTrue(body.contains("My name is Ada."), body);
    assertTrue(body.contains("{\"role\":\"assistant\",\"content\":\"Hello\"}"), body);
  }

  @Test
  void itemsThatAreNamedReachProvidersThatDoNotKeepThem() throws Exception {
    var a = provider(keeps("a"));
    var b = provider(says("You are Ada"));
    String rules = "kind: rules, rules: [ { when: 'has_tools', to: b } ], otherwise: a";
    var rig = start(rules, "responses", a, "openai", b);
    rig.post(PATH, FIRST);
    sent(a);
    String named =
        "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"My name is Ada.\"},"
            + "{\"type\":\"item_reference\",\"id\":\"msg_a_1\"},"
            + "{\"role\":\"user\",\"content\":\"Who am I?\"}]}";
    rig.post(PATH, named);
    assertEquals(named.replace("\"m\"", "\"priced\""), sent(a));
    String tool = ",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}}]}";
    var reply = rig.post(PATH, named.substring(0, named.length() - 1) + tool);
    assertTrue(reply.body().contains("You are Ada"), reply.body());
    String body = sent(b);
    assertTrue(body.contains("{\"role\":\"assistant\",\"content\":\"Hello\"}"), body);
  }

  @Test
  void answersThatMayNotBeKeptAreNotKnown() throws Exception {
    var rig = alone("openai", provider(says("Hello Ada")));
    String id = id(rig.post(PATH, FIRST.replace("\"model\"", "\"store\":false,\"model\"")));
    for (boolean stream : List.of(false, true)) {
      var reply = rig.post(PATH, after(id, stream));
      assertEquals(400, reply.status());
      assertTrue(reply.body().contains("\"code\":\"previous_response_not_found\""), reply.body());
      assertTrue(reply.body().contains("\"param\":\"previous_response_id\""), reply.body());
      assertTrue(reply.body().contains("Previous response with id '" + id), reply.body());
      var trace = rig.trace(reply);
      trace.is(400, "a skipped 0", "b skipped 0");
      assertTrue(trace.message(0).contains("known only elsewhere"), trace.message(0));
    }
  }

  @Test
  void itemThatIsNotKnownIsRefusedByItsPlace() throws Exception {
    var rig = alone("openai", provider(says("Hello Ada")));
    var reply =
        rig.post(
            PATH,
            "{\"model\":\"m\",\"input\":[{\"role\":\"user\",\"content\":\"Hi\"},"
                + "{\"type\":\"item_reference\",\"id\":\"msg_x\"}]}");
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("\"code\":\"item_not_found\""), reply.body());
    assertTrue(reply.body().contains("\"param\":\"input[1]\""), reply.body());
  }

  /// Of what was said before the program began, only a provider can know.
  @Test
  void idsOfOldArePassedOnToWhoMayKnowThem() throws Exception {
    var a = provider(says("no"));
    var b = provider(keeps("b"));
    var rig = start("kind: fallback, to: [ a, b ]", "openai", a, "responses", b);
    var reply = rig.post(PATH, after("resp_of_old", false));
    assertEquals(200, reply.status(), reply.body());
    assertTrue(sent(b).contains("\"previous_response_id\":\"resp_of_old\""));
    rig.trace(reply).is(200, "a skipped 0", "b answered 200");
  }

  /// A provider that says that it keeps nothing is not asked for it.
  @Test
  void answersThatTheirProviderDoesNotKeepAreCarried() throws Exception {
    var rig = alone("responses", provider(keeps("a", "\"store\":false,")));
    var provider = (FakeProvider) open.getFirst();
    rig.post(PATH, FIRST);
    sent(provider);
    rig.post(PATH, after("resp_a_1", false));
    String body = sent(provider);
    assertFalse(body.contains("previous_response_id"), body);
    assertTrue(body.contains("My name is Ada."), body);
  }

  @Test
  void afterAnHourOnlyTheProviderKnowsWhatWasSaid() throws Exception {
    var a = provider(keeps("a"));
    var b = provider(says("You are Ada"));
    String rules = "kind: rules, rules: [ { when: 'has_tools', to: b } ], otherwise: a";
    var rig = start(rules, "responses", a, "openai", b);
    rig.post(PATH, FIRST);
    rig.pass(Duration.ofHours(2));
    assertEquals(200, rig.post(PATH, after("resp_a_1", false)).status());
    String tool = ",\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":{}}]}";
    String other = after("resp_a_1", false);
    var reply = rig.post(PATH, other.substring(0, other.length() - 1) + tool);
    assertEquals(400, reply.status());
    assertTrue(reply.body().contains("previous_response_not_found"), reply.body());
  }

  /// Tokens of the whole conversation count, as they do for every other client.
  @Test
  void whatIsNamedIsCounted() throws Exception {
    var rig = alone("openai", provider(says("Hello Ada")));
    String id = id(rig.post(PATH, FIRST));
    String alone = rig.post(PATH + "/input_tokens", "{\"input\":\"Who am I?\"}").body();
    String named = rig.post(PATH + "/input_tokens", after(id, false)).body();
    assertTrue(tokens(named) > tokens(alone) + 10, named);
  }

  private static int tokens(String body) {
    return Integer.parseInt(body.replaceFirst("(?s).*\"input_tokens\":(\\d+).*", "$1"));
  }
}
