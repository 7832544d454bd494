package io.signalbox.engine.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Another model's name put into a client's body, all other bytes as they are. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BodySpliceBenchmark {
  private static final Map<String, String> MODEL = Map.of("model", "\"gpt-5.1\"");

  /** The length of the prompt in characters. */
  @Param({"1000", "100000"})
  public int prompt;

  private byte[] body = {};

  /** Makes the body. */
  @Setup
  public void prepare() {
    String text = "Why does this loop never end? ".repeat(prompt / 30);
    body =
        ("{\"model\":\"main\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + text
                + "\"}],\"temperature\":0.2,\"max_tokens\":64}")
            .getBytes(StandardCharsets.UTF_8);
  }

  /** Found and replaced. */
  @Benchmark
  public byte[] replaceModel() {
    return BodySplice.of(body).orElseThrow().with(MODEL);
  }
}
