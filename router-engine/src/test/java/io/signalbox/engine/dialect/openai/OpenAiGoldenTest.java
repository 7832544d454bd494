package io.signalbox.engine.dialect.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.ReplyEvent;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.json.BodySplice;
import io.signalbox.engine.secret.KeyMask;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ClientDialect.ReplyHead;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProviderCall;
import io.signalbox.engine.spi.ProviderDialect;
import io.signalbox.engine.spi.Quirk;
import io.signalbox.engine.spi.ReplyReader;
import io.signalbox.engine.spi.ReplyWriter;
import io.signalbox.engine.wire.FrameReader;
import io.signalbox.engine.wire.WireFrame;
import io.signalbox.engine.wire.WireLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests, answers and failures against golden files.
final class OpenAiGoldenTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final ProviderDialect PROVIDER = new OpenAiProvider();
  private static final ClientDialect CLIENT = new OpenAiClient();

  @TestFactory
  Stream<DynamicTest> readsClientBodies() {
    return Golden.files("openai/read", ".json", OpenAiGoldenTest::reading);
  }

  @TestFactory
  Stream<DynamicTest> writesProviderBodies() {
    return Golden.files("openai/write", ".json", OpenAiGoldenTest::writing);
  }

  @TestFactory
  Stream<DynamicTest> readsStreamsAndWritesThemAgain() {
    return Golden.files("openai/reply", ".sse", bytes -> answer(bytes, true));
  }

  @TestFactory
  Stream<DynamicTest> readsBodiesAndWritesThemAgain() {
    return Golden.files("openai/reply", ".json", bytes -> answer(bytes, false));
  }

  @TestFactory
  Stream<DynamicTest> classifiesFailures() {
    return Golden.files("openai", ".txt", OpenAiGoldenTest::failures);
  }

  /// What a client meant is what comes out when its body is read, written, and read again.
  @TestFactory
  Stream<DynamicTest> roundTripKeepsMeaning() {
    return Golden.files("openai/read", ".json", OpenAiGoldenTest::roundTrip)
        .filter(test -> !test.getDisplayName().startsWith("refused"));
  }

  private static String roundTrip(byte[] body) {
    ChatRequest request = understood(body);
    var plan = Plans.plan(request, Optional.of(body), request.model(), Map.of(), Set.of(), 0);
    var again = understood(new RequestWriter(plan).write());
    // A stream always asks for usage.
    assertEquals(reading(request.withStream(request.stream(), request.stream())), reading(again));
    return reading(body);
  }

  private static ChatRequest understood(byte[] body) {
    return switch (CLIENT.read(body)) {
      case Reading.Understood understood -> understood.request();
      case Reading.Answered answered -> throw new AssertionError("it needs a model");
      case Reading.Refused refused -> throw new AssertionError(refused);
    };
  }

  private static String reading(byte[] body) {
    return switch (CLIENT.read(body)) {
      case Reading.Understood understood -> reading(understood.request());
      case Reading.Answered answered -> throw new AssertionError("it needs a model");
      case Reading.Refused refused ->
          refused.error().status() + " " + utf8(CLIENT.error(refused.error(), "").body());
    };
  }

  private static String reading(ChatRequest request) {
    var out = new ArrayList<String>();
    out.add("model " + request.model());
    request
        .messages()
        .forEach(message -> {
          out.add(message.role().name());
          message.parts().forEach(part -> out.add("  " + part));
        });
    request.tools().forEach(tool -> out.add(tool.toString()));
    out.add(request.toolChoice() + " parallel " + request.parallelToolCalls());
    out.add(request.sampling().toString());
    out.add(request.format().toString());
    out.add("stream " + request.stream() + " usage " + request.streamUsage());
    out.add("metadata " + new TreeMap<>(request.metadata()) + " user " + request.user());
    request.extras().members().forEach((name, json) -> out.add("extra " + name + " " + json));
    return String.join("\n", out);
  }

  private static String writing(byte[] file) {
    JsonNode plan = MAPPER.readTree(file);
    byte[] body =
        BodySplice.of(file)
            .orElseThrow()
            .value("body")
            .orElseThrow()
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> params = new LinkedHashMap<>();
    plan.path("params").properties().forEach(e -> params.put(e.getKey(), e.getValue().asString()));
    Set<Quirk> quirks = new TreeSet<>();
    plan.path("quirks").forEach(quirk -> quirks.add(Quirk.valueOf(quirk.asString())));
    Optional<byte[]> original =
        plan.path("translate").asBoolean(false) ? Optional.empty() : Optional.of(body);
    ProviderCall call =
        PROVIDER.write(Plans.plan(understood(body), original, "gpt-5-x", params, quirks, 0));
    MAPPER.readTree(call.body());
    return String.join(
        "\n",
        call.path() + (call.verbatim() ? " verbatim" : " translated"),
        utf8(call.body()),
        String.join("\n", call.losses()));
  }

  private static String answer(byte[] wire, boolean stream) {
    var out = new ArrayList<String>();
    ReplyReader reader = PROVIDER.reader(stream, Set.of());
    var head = new ReplyHead("own", 1_700_000_000, "shown", stream, true);
    ReplyWriter writer = CLIENT.writer(head);
    var written = new StringBuilder();
    Optional<Usage> usage = Optional.empty();
    boolean failed = false;
    for (ReplyEvent event : events(wire, stream, reader)) {
      out.add(shown(event));
      written.append(utf8(writer.write(event)));
      if (event instanceof ReplyEvent.UsageReported reported) {
        usage = Optional.of(reported.usage());
      }
      failed |= event instanceof ReplyEvent.Failed;
    }
    out.add(reader.isFinished() ? "complete" : "incomplete");
    boolean bad = failed || !reader.isFinished();
    var error = ClientError.of(Failure.of(FailureClass.INTERRUPTED, 0, "The answer was cut."), "");
    written.append(utf8(bad ? writer.failed(error) : writer.end(usage)));
    return String.join("\n", out) + "\n\n" + written;
  }

  /// Lone surrogates cannot be written to a file.
  private static String shown(ReplyEvent event) {
    var out = new StringBuilder();
    event
        .toString()
        .codePoints()
        .forEach(c ->
            out.append(
                c >= 0xd800 && c < 0xe000 ? String.format("\\u%04x", c) : Character.toString(c)));
    return out.toString();
  }

  private static List<ReplyEvent> events(byte[] wire, boolean stream, ReplyReader reader) {
    var in = new ByteArrayInputStream(wire);
    List<ReplyEvent> events = new ArrayList<>();
    try (var frames =
        stream
            ? FrameReader.events(in, WireLimits.DEFAULT)
            : FrameReader.whole(in, WireLimits.DEFAULT)) {
      for (Optional<WireFrame> f = frames.next(); f.isPresent(); f = frames.next()) {
        events.addAll(reader.read(f.get()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }

  private static String failures(byte[] table) {
    var out = new StringBuilder();
    utf8(table)
        .lines()
        .forEach(line -> {
          String[] cells = line.split("\\|", 3);
          Failure failure =
              PROVIDER.failure(
                  Integer.parseInt(cells[0].strip()),
                  headers(cells[1]),
                  cells[2].strip().getBytes(StandardCharsets.UTF_8));
          out.append(failure.kind().id()).append(" | ").append(failure.status()).append(" | ");
          out.append(failure.code()).append(" | ").append(failure.retryAfter().orElse(null));
          out.append(" | ")
              .append(KeyMask.of(List.of()).apply(failure.message(), 500))
              .append('\n');
        });
    return out.toString();
  }

  private static Map<String, String> headers(String cell) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String each : cell.split(";")) {
      int colon = each.indexOf(':');
      if (colon > 0) {
        headers.put(each.substring(0, colon).strip(), each.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
