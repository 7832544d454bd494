package io.signalbox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.upstream.FakeProvider;
import io.signalbox.engine.upstream.FakeProvider.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where client and provider speak the same dialect, bodies pass through the whole program byte for
/// byte but for the model's name, and answers byte for byte, whole and streamed: with members that
/// nobody knows, numbers and texts in odd spellings, members twice in answers, large texts, and
/// pieces that end anywhere. More seeds: `-Dsignalbox.seeds=1000`.
@Timeout(300)
final class PassThroughTest {
  private static final int SEEDS = Integer.getInteger("signalbox.seeds", 40);
  private static final int LARGE = 1_000_000;
  private static final List<String> NUMBERS =
      List.of("0", "-0", "1E+2", "1.50", "12345678901234567890123", "1e-7", "-0.0", "0.1e1");
  private static final List<String> TEXTS =
      List.of(
          "\"\"",
          "\"Gr\\u00fc\\u00DFe\"",
          "\"Grüße\"",
          "\"\\ud83d\\ude00😀\"",
          "\"a\\/b\\\\\\\"\\b\\f\\n\\r\\t\"",
          "\"\\u0000\\u2028\u2028\"",
          "\"data: [DONE]\\n\\n\"",
          "\"model\"");

  @TempDir private Path home;

  /// A dialect that exists on both sides.
  private enum Both {
    OPENAI("/v1/chat/completions", "openai") {
      @Override
      String body(String odd, boolean stream, String text) {
        return "{%s\"model\" : \"any\",\"messages\":[{\"role\":\"user\",\"content\":%s}]%s}"
            .formatted(
                odd,
                text,
                stream ? ",\"stream\":true, \"stream_options\":{\"include_usage\":true}" : "");
      }

      @Override
      String whole(String odd, String text) {
        return ("{%s\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s},"
                    + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1E+1}}")
            .formatted(odd, text);
      }

      @Override
      List<String> events(String odd, String text) {
        return List.of(
            "{%s\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"}}]}".formatted(odd),
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}".formatted(text),
            "{%s\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"
                .formatted(odd),
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":10}}",
            "[DONE]");
      }
    },

    ANTHROPIC("/v1/messages", "anthropic") {
      @Override
      String body(String odd, boolean stream, String text) {
        return "{%s\"max_tokens\":1E+2,\"messages\":[{\"role\":\"user\",\"content\":%s}],\"model\":\"any\"%s}"
            .formatted(odd, text, stream ? ",\"stream\" :true" : "");
      }

      @Override
      String whole(String odd, String text) {
        return ("{%s\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":%s}],"
                    + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":9,\"output_tokens\":10}}")
            .formatted(odd, text);
      }

      @Override
      List<String> events(String odd, String text) {
        return List.of(
            "{%s\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":9}}}"
                .formatted(odd),
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}}"
                .formatted(text),
            "{\"type\":\"a_new_event\"%s}".formatted(odd.isEmpty() ? "" : ",\"odd\":[1.0,{}]"),
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":10}}",
            "{\"type\":\"message_stop\"}");
      }
    },

    GEMINI("/v1beta/models/any:", "gemini") {
      @Override
      String path(boolean stream) {
        return super.path(stream) + (stream ? "streamGenerateContent?alt=sse" : "generateContent");
      }

      @Override
      String body(String odd, boolean stream, String text) {
        return "{%s\"contents\": [{\"role\":\"user\",\"parts\":[{\"text\":%s}]}]}"
            .formatted(odd, text);
      }

      @Override
      String whole(String odd, String text) {
        return ("{%s\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":%s}]},\"finishReason\":\"STOP\"}],"
                    + "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":10,\"totalTokenCount\":19}}")
            .formatted(odd, text);
      }

      @Override
      List<String> events(String odd, String text) {
        return List.of(
            "{%s\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":%s}]}}]}"
                .formatted(odd, text),
            whole(odd, "\" \""));
      }
    },

    RESPONSES("/v1/responses", "responses") {
      @Override
      String body(String odd, boolean stream, String text) {
        return "{\"input\":%s,%s\"model\":\t\"any\"%s}"
            .formatted(text, odd, stream ? ",\"stream\":true" : "");
      }

      @Override
      String whole(String odd, String text) {
        return ("{%s\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"output\":[{\"type\":\"message\","
                    + "\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\",\"text\":%s}]}],"
                    + "\"usage\":{\"input_tokens\":9,\"output_tokens\":10,\"total_tokens\":19}}")
            .formatted(odd, text);
      }

      @Override
      List<String> events(String odd, String text) {
        return List.of(
            "{%s\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"output\":[]}}"
                .formatted(odd),
            "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":%s}"
                .formatted(text),
            "{\"type\":\"response.something.new\",\"n\":1E+2}",
            "{\"type\":\"response.completed\",\"response\":%s}".formatted(whole(odd, text)));
      }
    };

    private final String path;
    private final String id;

    Both(String path, String id) {
      this.path = path;
      this.id = id;
    }

    String path(boolean stream) {
      return path;
    }

    /// @param odd members that nobody knows, each with a comma behind it
    /// @param text as JSON
    abstract String body(String odd, boolean stream, String text);

    abstract String whole(String odd, String text);

    abstract List<String> events(String odd, String text);
  }

  @TestFactory
  Stream<DynamicTest> bodiesAndAnswersPassByteForByte() {
    return Stream.of(Both.values()).map(both -> DynamicTest.dynamicTest(both.id, () -> pass(both)));
  }

  private void pass(Both both) throws Exception {
    var answer = new Answer();
    try (var provider = new FakeProvider(answer::give);
        var rig = new Rig(home.resolve(both.id), graph(both, provider.url()));
        var client = HttpClient.newHttpClient()) {
      for (int seed = 0; seed < SEEDS; seed++) {
        var random = new Random(seed);
        boolean stream = random.nextBoolean();
        String body = both.body(odd(random, false), stream, text(random));
        answer.next(both, stream, random);
        HttpRequest request =
            HttpRequest.newBuilder(rig.address().resolve(both.path(stream)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> got = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        String where = both.id + " seed " + seed + (stream ? " streamed" : " whole");
        assertEquals(200, got.statusCode(), () -> where + text(got.body()));
        same(
            body.replaceFirst("\"any\"", "\"priced\"").getBytes(StandardCharsets.UTF_8),
            sent(provider),
            where + " out");
        same(answer.bytes, got.body(), where + " back");
      }
    }
  }

  private static byte[] sent(FakeProvider provider) throws InterruptedException {
    String request = provider.requests.take();
    return request.substring(request.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
  }

  private static void same(byte[] expected, byte[] found, String where) {
    int at = Arrays.mismatch(expected, found);
    String what =
        at < 0
            ? where
            : where
                + " at byte "
                + at
                + ": "
                + around(expected, at)
                + " became "
                + around(found, at);
    assertEquals(sha(expected), sha(found), what);
  }

  private static String around(byte[] bytes, int at) {
    return text(Arrays.copyOfRange(bytes, Math.max(0, at - 20), Math.min(bytes.length, at + 60)));
  }

  private static String sha(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String graph(Both both, String url) {
    String base = url + (both == Both.OPENAI || both == Both.RESPONSES ? "/v1" : "");
    return """
    signalbox: 1
    name: Test
    start: only
    models:
      a: { provider: fake-%s, model: priced, url: "%s" }
    nodes:
      only: { kind: fallback, to: [ a ] }
    """
        .formatted(both.id, base);
  }

  private static String text(Random random) {
    return random.nextInt(12) == 0
        ? "\"" + "ü😀x".repeat(LARGE / 8) + "\""
        : TEXTS.get(random.nextInt(TEXTS.size() - 1) + 1);
  }

  /// @param twice whether a member may come twice, which a client's body may not
  private static String odd(Random random, boolean twice) {
    var odd = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "\"x_odd" + i + (random.nextBoolean() ? "\\u00fc" : "ü ") + "\"";
      String member = name + space(random) + ":" + space(random) + value(random, 3);
      odd.append(member).append(',').append(space(random));
      if (twice && random.nextInt(3) == 0) {
        odd.append(member).append(',');
      }
    }
    return odd.toString();
  }

  private static String space(Random random) {
    return List.of("", " ", "\n", "\t ", "\r\n").get(random.nextInt(5));
  }

  private static String value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 1 -> TEXTS.get(random.nextInt(TEXTS.size()));
      case 2 -> "null";
      case 3 -> "true";
      case 4 -> "[ " + value(random, depth - 1) + " ," + value(random, depth - 1) + "]";
      default -> "{\"a\":" + value(random, depth - 1) + " }";
    };
  }

  /// What the provider says next, on a connection that it keeps.
  private static final class Answer {
    private byte[] bytes = {};
    private boolean stream;
    private Random random = new Random(0);

    void next(Both both, boolean streamed, Random with) {
      random = with;
      stream = streamed;
      String text = text(with);
      bytes =
          (streamed ? events(both, text) : both.whole(odd(with, true), text))
              .getBytes(StandardCharsets.UTF_8);
    }

    /// Events as odd as they may be: comments, members of events that nobody needs, all line ends.
    private String events(Both both, String text) {
      String end = List.of("\n", "\r\n").get(random.nextInt(2));
      var events = new StringBuilder();
      List<String> all = both.events(flat(odd(random, true)), text);
      for (int i = 0; i < all.size(); i++) {
        if (random.nextInt(4) == 0) {
          events.append(": a comment").append(end).append(end);
        }
        if (random.nextInt(4) == 0) {
          events.append("id: 7").append(end).append("retry: 9").append(end);
        }
        events.append(random.nextBoolean() ? "data: " : "data:").append(all.get(i));
        events.append(end).append(end);
      }
      return events.toString();
    }

    /// Within an event a line end would end the line.
    private static String flat(String json) {
      return json.replaceAll("[\\r\\n]", " ");
    }

    void give(Line line) throws IOException {
      while (true) {
        line.request();
        if (!stream && random.nextBoolean()) {
          line.head(200, "content-type: application/json", "content-length: " + bytes.length);
          pieces().forEach(piece -> send(line, piece));
        } else {
          String type = stream ? "text/event-stream" : "application/json";
          line.head(200, "content-type: " + type, "transfer-encoding: chunked");
          pieces().forEach(piece -> send(line, chunk(piece)));
          line.endStream();
        }
      }
    }

    private static byte[] chunk(byte[] piece) {
      var chunk = new ByteArrayOutputStream();
      chunk.writeBytes(
          (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      chunk.writeBytes(piece);
      chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      return chunk.toByteArray();
    }

    private static void send(Line line, byte[] piece) {
      try {
        line.send(piece);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /// Cut anywhere, also within a letter or a line end.
    private List<byte[]> pieces() {
      var pieces = new ArrayList<byte[]>();
      int most = bytes.length > 5000 ? 90_000 : random.nextInt(1, 60);
      for (int at = 0; at < bytes.length; ) {
        int size = Math.min(bytes.length - at, random.nextInt(1, most + 1));
        pieces.add(Arrays.copyOfRange(bytes, at, at + size));
        at += size;
      }
      return pieces;
    }
  }
}
