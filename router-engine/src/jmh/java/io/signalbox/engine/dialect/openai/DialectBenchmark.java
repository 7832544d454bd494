package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.spi.CallPlan;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.RequestRules;
import io.signalbox.engine.wire.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A chat of 1 KB in OpenAI's dialect, read and written, and a piece of its answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DialectBenchmark {
  private static final String CHUNK =
      "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"gpt\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word"
          + " \"},\"finish_reason\":null}]}";

  private final OpenAiClient client = new OpenAiClient();
  private final OpenAiProvider provider = new OpenAiProvider();
  private final byte[] body = body();
  private final ChatRequest request = request(client.read(body));
  private final CallPlan verbatim = plan(Optional.of(body));
  private final CallPlan translated = plan(Optional.empty());
  private final WireFrame chunk = new WireFrame("", bytes(CHUNK), bytes("data: " + CHUNK + "\n\n"));

  /** The client's body. */
  @Benchmark
  public Object readBody() {
    return client.read(body);
  }

  /** One event of a streamed answer, by a reader that has just begun. */
  @Benchmark
  public Object readChunk() {
    return provider.reader(true, Set.of()).read(chunk);
  }

  /** The client's own bytes with another model's name. */
  @Benchmark
  public Object writeVerbatim() {
    return provider.write(verbatim);
  }

  /** The same written anew, as for a client of another dialect. */
  @Benchmark
  public Object writeTranslated() {
    return provider.write(translated);
  }

  private CallPlan plan(Optional<byte[]> original) {
    return new CallPlan(
        request, original, "gpt-5.1", Map.of(), Set.of(), RequestRules.NONE, 0, Map.of(), false);
  }

  private static ChatRequest request(Reading reading) {
    return switch (reading) {
      case Reading.Understood understood -> understood.request();
      case Reading.Answered answered -> throw new IllegalStateException("it needs a model");
      case Reading.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }

  private static byte[] body() {
    return bytes(
        "{\"model\":\"main\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
            + "{\"role\":\"user\",\"content\":\""
            + "Why does this loop never end? ".repeat(32)
            + "\"}],\"temperature\":0.2,\"max_tokens\":64}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
