package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.signalbox.engine.json.JsonText;
import io.signalbox.engine.upstream.FakeProvider;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Providers that repeat the prompt in their errors, in whatever form: the client is told, but
/// nothing of it reaches a file of the home or the log.
@Timeout(120)
final class RepeatedPromptTest {
  private static final String PROMPT =
      "Merger plan Quetzal: buy \"Zephyr\" at 41.7\n\tПлан слияния Кетцаль, цена \\тайна\\ 🦉 end";
  private static final Logger OURS = Logger.getLogger("io.signalbox");

  @TempDir private Path home;
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Keeping();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Level usual = OURS.getLevel();

  private volatile FakeProvider.Play play = line -> {};

  @BeforeEach
  void listen() {
    OURS.setLevel(Level.ALL);
    OURS.addHandler(handler);
  }

  @AfterEach
  void close() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
    OURS.removeHandler(handler);
    OURS.setLevel(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void promptInAnErrorIsKeptNowhere(String dialect) throws Exception {
    var rig = start(dialect);
    for (var form : forms().entrySet()) {
      for (String error : List.of(asMessage(form.getValue()), asCode(form.getValue()))) {
        for (int status : new int[] {400, 403, 500}) {
          refuse(status, error);
          var reply = rig.ask(status == 403, prompt());
          assertTrue(reply.status() >= 400, reply.body());
          rig.trace(reply);
        }
        assertNowhere(form.getKey(), form.getValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void promptInAnErrorInsideAStreamIsKeptNowhere(String dialect) throws Exception {
    var rig = start(dialect);
    for (var form : forms().entrySet()) {
      for (boolean begun : new boolean[] {false, true}) {
        breakOff(dialect, begun, asMessage(form.getValue()));
        var reply = rig.ask(true, prompt());
        assertEquals(begun, reply.status() == 200, reply.body());
        rig.trace(reply);
      }
      assertNowhere(form.getKey(), form.getValue());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain text", "<html>", "{\"error\":\"", "[\"", "{\"detail\":\""})
  void bodyOfAnyShapeIsKeptNowhere(String start) throws Exception {
    var rig = start("openai");
    String body = start + PROMPT;
    play =
        line -> {
          while (true) {
            line.request();
            line.whole(400, "text/plain; charset=utf-8", body);
          }
        };
    rig.trace(rig.ask(false, prompt())).is(400, "a bad_request 400");
    assertNowhere(start, PROMPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void clientGetsTheProvidersMessage(String dialect) throws Exception {
    var rig = start(dialect);
    refuse(400, asMessage("the word Quetzal"));
    var reply = rig.ask(false, prompt());
    assertTrue(reply.body().contains("the word Quetzal"), reply.body());
    String kept = rig.trace(reply).message(0);
    assertEquals("fake-" + dialect + " answered 400 invalid_request_error", kept);
    assertEquals(kept, rig.trace(reply).error());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini"})
  void messageOfAKnownFormIsKept(String dialect) throws Exception {
    var rig = start(dialect);
    String known = "prompt is too long: 210000 tokens > 200000 maximum";
    refuse(400, asMessage(known));
    var reply = rig.ask(false, prompt());
    assertTrue(rig.trace(reply).message(0).endsWith("invalid_request_error: " + known));
    refuse(400, asMessage(known + ": Quetzal"));
    assertFalse(rig.trace(rig.ask(false, prompt())).message(0).contains("maximum"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "user"})
  void promptInThePlaceOfANameIsNotKept(String member) throws Exception {
    var rig = start("openai");
    String text = PROMPT.repeat(5);
    refuse(400, asMessage("no"));
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\""
            + member
            + "\":"
            + quoted(text)
            + "}";
    rig.trace(rig.post("/v1/chat/completions", body)).is(400, "a bad_request 400");
    assertNowhere(member, text);
  }

  /// The prompt as a provider may repeat it.
  private static Map<String, String> forms() {
    var forms = new LinkedHashMap<String, String>();
    forms.put("as it is", PROMPT);
    forms.put("escaped", escaped(PROMPT));
    forms.put("escaped twice", escaped(escaped(PROMPT)));
    forms.put("escaped to ASCII", ascii(PROMPT));
    forms.put("Cyrillic", PROMPT.substring(PROMPT.indexOf('П')));
    forms.put("in lines", PROMPT.replaceAll("(.{9})", "$1\n  | "));
    forms.put("cut short", PROMPT.substring(0, 17) + "...");
    forms.put("letters with dots between", PROMPT.replaceAll("(\\w)", "$1."));
    forms.put("base64", Base64.getEncoder().encodeToString(bytes(PROMPT)));
    forms.put("hex", HexFormat.of().formatHex(bytes(PROMPT)));
    forms.put("for an address", URLEncoder.encode(PROMPT, StandardCharsets.UTF_8));
    forms.put("a word", "Quetzal_buy_Zephyr");
    forms.put("in capitals", "MERGER-PLAN-QUETZAL");
    return forms;
  }

  private static String asMessage(String said) {
    return "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
        + "\"status\":\"invalid_request_error\",\"message\":"
        + quoted(said)
        + "}}";
  }

  private static String asCode(String said) {
    String quoted = quoted(said);
    return "{\"type\":\"error\",\"error\":{\"type\":"
        + quoted
        + ",\"status\":"
        + quoted
        + ",\"code\":"
        + quoted
        + ",\"details\":{\"error_code\":"
        + quoted
        + "},\"message\":\"no\"}}";
  }

  private static String prompt() {
    return escaped(PROMPT);
  }

  private static String quoted(String text) {
    return new JsonText().string(text).toString();
  }

  private static String escaped(String text) {
    String quoted = quoted(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  private static String ascii(String text) {
    var out = new StringBuilder();
    text.chars().forEach(c -> out.append(c < 128 ? "" + (char) c : "\\u%04x".formatted(c)));
    return out.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void refuse(int status, String body) {
    play =
        line -> {
          line.request();
          line.whole(status, "application/json", body, "connection: close");
        };
  }

  private void breakOff(String dialect, boolean begun, String error) {
    play =
        line -> {
          line.request();
          line.beginStream();
          if (begun) {
            begin(dialect, line);
          }
          line.chunk("event: error\ndata: " + error + "\n\n");
          line.endStream();
        };
  }

  private static void begin(String dialect, FakeProvider.Line line) throws IOException {
    switch (dialect) {
      case "openai" -> line.event(FakeAnswers.delta("well"));
      case "gemini" ->
          line.event("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"well\"}]}}]}");
      default -> {
        FakeAnswers.anthropic(
            line,
            "message_start",
            "\"message\":{\"id\":\"m1\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],"
                + "\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}");
        FakeAnswers.anthropic(
            line,
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        FakeAnswers.anthropic(
            line,
            "content_block_delta",
            "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"well\"}");
      }
    }
  }

  /// No piece of the text is in any file of the home, nor in the log.
  private void assertNowhere(String form, String said) throws IOException {
    var places = new LinkedHashMap<String, byte[]>();
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        places.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    places.put("the log", bytes(String.join("\n", log)));
    assertTrue(places.containsKey("traces.db-wal"), places.keySet().toString());
    long[] pieces = pieces(bytes(said)).sorted().toArray();
    places.forEach((place, text) ->
        pieces(text)
            .filter(piece -> Arrays.binarySearch(pieces, piece) >= 0)
            .findFirst()
            .ifPresent(piece -> fail(form + ": " + word(piece) + " is in " + place)));
  }

  /// Every piece of a text, each of eight bytes.
  private static LongStream pieces(byte[] text) {
    var bytes = ByteBuffer.wrap(text);
    return IntStream.rangeClosed(0, text.length - Long.BYTES).mapToLong(bytes::getLong);
  }

  private static String word(long piece) {
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(piece).array();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Rig start(String dialect) throws IOException {
    var provider = new FakeProvider(line -> play.on(line));
    open.add(provider);
    String graph =
        """
        signalbox: 1
        name: Test
        start: a
        models:
          a: { provider: fake-%s, model: priced, url: "%s/v1" }
        """;
    var rig = new Rig(home, graph.formatted(dialect, provider.url()));
    open.add(rig);
    return rig;
  }

  private final class Keeping extends Handler {
    @Override
    public void publish(LogRecord line) {
      log.add(line.getMessage() + " " + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
