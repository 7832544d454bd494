package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import io.signalbox.engine.upstream.FakeProvider.Play;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Redacted values that answers get back, through the whole program: real clients, a real proxy, a
/// real provider's bytes.
@Timeout(120)
@Isolated
final class RestoredValuesTest {
  private static final String PROMPT = "Tell ann@example.com and bob@example.org";
  private static final String MARKED = "Tell [email-1] and [email-2]";
  private static final Pattern CONTENT = Pattern.compile("\"(?:content|text|delta)\":\"([^\"]*)\"");
  private static final Logger OURS = Logger.getLogger("io.signalbox");
  private static final String CLEAN =
      "  clean: { kind: rewrite, redact: [ email, card, secret ], restore: true, to: %s }\n";

  @TempDir private Path home;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final StringBuilder models = new StringBuilder();

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  private FakeProvider model(String id, String dialect, Play play) throws IOException {
    var provider = new FakeProvider(play);
    open.add(provider);
    models.append(
        "  %s: { provider: fake-%s, model: priced, url: \"%s/v1\" }\n"
            .formatted(id, dialect, provider.url()));
    return provider;
  }

  private Rig start(String start, String nodes) throws IOException {
    var rig =
        new Rig(
            home,
            "signalbox: 1\nname: Test\nstart: %s\nmodels:\n%snodes:\n%s"
                .formatted(start, models, nodes));
    open.add(rig);
    return rig;
  }

  /// Says a text, streamed character by character.
  private static Play slowly(ProviderSpeech speech, String text) {
    return line -> {
      while (true) {
        boolean stream = ProviderSpeech.isStream(line.request());
        if (stream) {
          speech.begin(line, text.substring(0, 1));
          for (int i = 1; i < text.length(); i++) {
            piece(line, speech, text.substring(i, i + 1));
          }
          speech.finish(line, false);
        } else {
          speech.answer(line, false, text, false);
        }
      }
    };
  }

  private static void piece(Line line, ProviderSpeech speech, String text) throws IOException {
    switch (speech) {
      case OPENAI -> line.event(FakeAnswers.delta(text));
      case ANTHROPIC ->
          FakeAnswers.anthropic(
              line,
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
      case GEMINI ->
          line.event(
              "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
                  + text
                  + "\"}]}}]}");
    }
  }

  /// The text of an answer, however it came.
  private static String text(ClientSpeech client, Rig.Reply reply, boolean stream) {
    String wanted =
        switch (client) {
          case CHAT -> "\"content\":\"";
          case MESSAGES, GENERATE -> "\"text\":\"";
          case RESPONSES -> stream ? "response.output_text.delta" : "output_text";
        };
    var all = new StringBuilder();
    for (String line : reply.body().split("\n", -1)) {
      Matcher found = CONTENT.matcher(line);
      if (line.contains(wanted) && (!stream || line.startsWith("data:")) && found.find()) {
        all.append(found.group(1));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({"OPENAI,false", "OPENAI,true", "ANTHROPIC,false", "ANTHROPIC,true", "GEMINI,true"})
  void everyClientGetsTheValuesAndNoProviderDoes(ProviderSpeech speech, boolean stream)
      throws Exception {
    var provider =
        model("a", speech.id(), slowly(speech, "To [email-2], not [email-1] or [email-3]."));
    Rig rig = start("clean", CLEAN.formatted("a"));
    for (ClientSpeech client : ClientSpeech.values()) {
      Rig.Reply reply = rig.post(client.path("any", stream), client.body("any", stream, PROMPT));
      client.assertAnswer(reply, stream, client.stop());
      assertEquals(
          "To bob@example.org, not ann@example.com or [email-3].", text(client, reply, stream));
      assertEquals(200, reply.status());
    }
    assertEquals(ClientSpeech.values().length, provider.requests.size());
    for (String request : provider.requests) {
      assertTrue(request.contains(MARKED), request);
      assertFalse(request.contains("@example"), request);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void argumentsOfToolsStayJson(boolean stream) throws Exception {
    String call =
        "{\"index\":%d,\"id\":\"t%d\",\"type\":\"function\","
            + "\"function\":{\"name\":\"send\",\"arguments\":%s}}";
    String arguments =
        new JsonText().string("{\"key\":\"[secret-1]\",\"to\":\"[email-1]\"}").toString();
    String both = call.formatted(0, 0, arguments) + "," + call.formatted(1, 1, arguments);
    model(
        "a",
        "openai",
        line -> {
          while (true) {
            line.request();
            if (stream) {
              line.beginStream();
              for (String[] pieces :
                  new String[][] {
                    {"{\"key\":\"[sec", "{\"key\":\"[secret-"},
                    {"ret-1]\",\"to\":\"[email-1", "1]\",\"to\":\"[email-1]\"}"},
                    {"]\"}", ""}
                  }) {
                for (int i = 0; i < 2; i++) {
                  String piece = new JsonText().string(pieces[i]).toString();
                  line.event(
                      FakeAnswers.chunk(
                          "{\"tool_calls\":[" + call.formatted(i, i, piece) + "]}", "null"));
                }
              }
              line.event(FakeAnswers.chunk("{}", "\"tool_calls\""));
              line.event("[DONE]");
              line.endStream();
            } else {
              line.whole(
                  200,
                  "application/json",
                  FakeAnswers.whole("x")
                      .replace(
                          "\"content\":\"x\"", "\"content\":null,\"tool_calls\":[" + both + "]")
                      .replace("\"stop\"", "\"tool_calls\""));
            }
          }
        });
    Rig rig = start("clean", CLEAN.formatted("a"));
    String key = "-----BEGIN PRIVATE KEY-----\\nAA\\\\nBB=\\n-----END PRIVATE KEY-----";
    Rig.Reply reply = rig.ask(stream, "mail ann@example.com the key " + key);
    assertEquals(200, reply.status(), reply.body());
    String escaped = key.replace("\\n", "\\u000a").replace("\\\\u000a", "\\\\n");
    String wanted =
        new JsonText()
            .string("{\"key\":\"" + escaped + "\",\"to\":\"ann@example.com\"}")
            .toString();
    String said = calls(reply, 0);
    assertEquals(wanted.substring(1, wanted.length() - 1), said, reply.body());
    assertEquals(said, calls(reply, 1));
  }

  private static String calls(Rig.Reply reply, int index) {
    var all = new StringBuilder();
    var calls =
        Pattern.compile(
                "\"(?:id|index)\":\"?t?(\\d)\"?[^{}]*\"function\":\\{[^{}]*?\"arguments\":\"((?:[^\"\\\\]|\\\\.)*)\"")
            .matcher(reply.body());
    while (calls.find()) {
      if (Integer.parseInt(calls.group(1)) == index) {
        all.append(calls.group(2));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void secondModelAnswersWithTheSameMarks(boolean stream) throws Exception {
    model("a", "openai", FakeAnswers.refuses(500, "x"));
    model("b", "anthropic", slowly(ProviderSpeech.ANTHROPIC, "Hi [email-2]"));
    Rig rig =
        start("clean", CLEAN.formatted("order") + "  order: { kind: fallback, to: [ a, b ] }\n");
    Rig.Reply reply = rig.ask(stream, PROMPT);
    assertEquals("Hi bob@example.org", text(ClientSpeech.CHAT, reply, stream), reply.body());
    assertEquals("b", reply.header("x-signalbox-model"));
  }

  @Test
  void modelThatIsReachedBesideTheNodeRestoresNothing() throws Exception {
    model("a", "openai", FakeAnswers.refuses(500, "x"));
    model("b", "openai", FakeAnswers.says("Hi [email-2]"));
    Rig rig =
        start("order", CLEAN.formatted("a") + "  order: { kind: fallback, to: [ clean, b ] }\n");
    Rig.Reply reply = rig.ask(false, PROMPT);
    assertTrue(reply.says("Hi [email-2]"), reply.body());
  }

  @Test
  void answerThatBreaksOffIsToldToItsLastCharacter() throws Exception {
    model(
        "a",
        "openai",
        line -> {
          line.request();
          line.beginStream();
          line.event(FakeAnswers.delta("Hi [email-1"));
          line.reset();
        });
    Rig rig = start("clean", CLEAN.formatted("a"));
    Rig.Reply reply = rig.ask(true, PROMPT);
    assertEquals("Hi [email-1", text(ClientSpeech.CHAT, reply, true), reply.body());
    assertFalse(reply.isDone());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cacheBehindTheNodeKeepsMarksAndGivesEachRequestItsOwnValues(boolean stream)
      throws Exception {
    var provider = model("a", "openai", slowly(ProviderSpeech.OPENAI, "Hi [email-1]"));
    Rig rig = start("clean", CLEAN.formatted("answers") + "  answers: { kind: cache, to: a }\n");
    for (String name : List.of("ann", "eve", "joe")) {
      Rig.Reply reply = rig.ask(stream, "greet " + name + "@example.com");
      assertEquals(
          "Hi " + name + "@example.com", text(ClientSpeech.CHAT, reply, stream), reply.body());
      assertEquals(name.equals("ann") ? "miss" : "hit", reply.header("x-signalbox-cache"));
    }
    assertEquals(1, provider.requests.size());
    assertNowhere(rig, "@example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", match: similar, encoder: word-bag, similarity: 0.5"})
  void cacheBeforeTheNodeKeepsNoAnswerWithValues(String similar) throws Exception {
    var provider = model("a", "openai", FakeAnswers.says("Hi [email-1]"));
    Rig rig =
        start(
            "answers",
            CLEAN.formatted("a") + "  answers: { kind: cache, to: clean" + similar + " }\n");
    for (int i = 0; i < 2; i++) {
      Rig.Reply reply = rig.ask(false, "greet ann@example.com now please");
      assertTrue(reply.says("Hi ann@example.com"), reply.body());
    }
    Rig.Reply other = rig.ask(false, "greet eve@example.com now please");
    assertTrue(other.says("Hi eve@example.com"), other.body());
    assertEquals(3, provider.requests.size());
    assertEquals(0, rig.program().store().answers().stock().answers());
    rig.ask(false, "greet the world");
    assertEquals("hit", rig.ask(false, "greet the world").header("x-signalbox-cache"));
    assertNowhere(rig, "@example");
  }

  @Test
  void copiesAndCallsForDecisionsAreRedactedAndNeverRestored() throws Exception {
    var copied = model("copy", "openai", FakeAnswers.says("Hi [email-1]"));
    var asked = model("judge", "openai", FakeAnswers.says("yes"));
    model("a", "openai", FakeAnswers.says("Hi [email-1]"));
    Rig rig =
        start(
            "clean",
            CLEAN.formatted("both")
                + "  both: { kind: mirror, to: question, shadow: copy }\n"
                + "  question: { kind: ask, model: judge, ask: \"Is it so?\", to: { yes: a, no: a"
                + " }, otherwise: a }\n");
    Rig.Reply reply = rig.ask(false, PROMPT);
    assertTrue(reply.says("Hi ann@example.com"), reply.body());
    Rig.soon(() -> Optional.of(copied.requests.size()).filter(all -> all == 1));
    for (var provider : List.of(copied, asked)) {
      assertEquals(1, provider.requests.size());
      assertTrue(provider.requests.peek().contains(MARKED));
      assertFalse(provider.requests.peek().contains("@example"));
    }
    assertNowhere(rig, "@example");
  }

  @Test
  void valuesStandInNoTraceLogOrFile() throws Exception {
    var log = new ArrayList<String>();
    var handler =
        new Handler() {
          @Override
          public synchronized void publish(LogRecord told) {
            log.add(told.getMessage() + told.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Level usual = OURS.getLevel();
    OURS.setLevel(Level.ALL);
    OURS.addHandler(handler);
    try {
      model("a", "openai", slowly(ProviderSpeech.OPENAI, "Hi [email-1]"));
      Rig rig = start("clean", CLEAN.formatted("a"));
      Rig.Reply reply = rig.ask(true, PROMPT);
      var trace = rig.trace(reply).all().toString();
      assertTrue(trace.contains("redacts 2 places, restored in the answer"), trace);
      assertFalse(trace.contains("@example"), trace);
      assertNowhere(rig, "@example");
      assertFalse(log.toString().contains("@example"), log.toString());
    } finally {
      OURS.removeHandler(handler);
      OURS.setLevel(usual);
    }
  }

  private void assertNowhere(Rig rig, String value) throws IOException {
    assertTrue(rig.program().store().ledger().flush());
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(value), file.toString());
      }
    }
  }

  /// The provider says back what it was sent.
  @Test
  void requestsAtOnceGetTheirOwnValues() throws Exception {
    model(
        "a",
        "openai",
        line -> {
          while (true) {
            String request = line.request();
            String said = request.substring(request.indexOf("say "));
            FakeAnswers.answer(line, request, said.substring(4, said.indexOf('"')));
          }
        });
    Rig rig = start("clean", CLEAN.formatted("a"));
    List<Callable<Rig.Reply>> tasks = new ArrayList<>();
    var wanted = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      boolean stream = i % 2 == 0;
      String text = "u%d@example.com to v%d@example.com".formatted(i, 7 * i);
      wanted.add(text);
      tasks.add(() -> rig.ask(stream, "say " + text));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = threads.invokeAll(tasks);
      for (int i = 0; i < replies.size(); i++) {
        Rig.Reply reply = replies.get(i).get();
        assertEquals(wanted.get(i), text(ClientSpeech.CHAT, reply, i % 2 == 0), reply.body());
      }
    }
  }

  @Test
  void withoutRestoreMarksAreAsBefore() throws Exception {
    var provider = model("a", "openai", FakeAnswers.says("Hi [email-1] [email]"));
    Rig rig = start("clean", CLEAN.formatted("a").replace("restore: true, ", ""));
    assertTrue(rig.ask(false, PROMPT).says("Hi [email-1] [email]"));
    assertTrue(provider.requests.peek().contains("Tell [email] and [email]"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void signedThinkingGoesBackAsTheProviderWroteIt(boolean unredacted) throws Exception {
    String whole =
        "{\"id\":\"m1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":["
            + "{\"type\":\"thinking\",\"thinking\":\"For [email-1].\",\"signature\":\"U0lHTg==\"},"
            + "{\"type\":\"text\",\"text\":\"Hi [email-1]\"}],\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":10,\"output_tokens\":10}}";
    var provider =
        model(
            "a",
            "anthropic",
            line -> {
              while (true) {
                line.request();
                line.whole(200, "application/json", whole);
              }
            });
    Rig rig =
        start(
            "way",
            CLEAN.formatted("a")
                + "  way: { kind: rules, rules: [ { when: 'text.contains(\"raw\")', to: a } ],"
                + " otherwise: clean }\n");
    String first = ClientSpeech.MESSAGES.body("any", false, PROMPT);
    Rig.Reply reply = rig.post("/v1/messages", first);
    assertTrue(reply.body().contains("\"thinking\":\"For ann@example.com.\""), reply.body());
    assertFalse(reply.body().contains("\"U0lHTg==\""), reply.body());
    String content = reply.body().substring(reply.body().indexOf("\"content\":["));
    content = content.substring(0, content.indexOf("}]") + 2);
    String next =
        first.replace(
            "}]}",
            "},{\"role\":\"assistant\","
                + content
                + "},{\"role\":\"user\",\"content\":\""
                + (unredacted ? "raw" : "more")
                + "\"}]}");
    Rig.Reply second = rig.post("/v1/messages", next);
    assertEquals(200, second.status(), second.body());
    String sent = List.copyOf(provider.requests).get(1);
    if (unredacted) {
      assertFalse(sent.contains("\"thinking\""), sent);
      assertFalse(sent.contains("signalboxRestored"), sent);
      assertTrue(
          rig.trace(second).all().toString().contains("Thinking without an Anthropic signature"));
    } else {
      assertTrue(sent.contains("\"thinking\":\"For [email-1].\""), sent);
      assertTrue(sent.contains("\"signature\":\"U0lHTg==\""), sent);
    }
  }
}
