package io.signalbox.engine.catalog.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;
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

/** Counting the tokens of texts of the project's own and of other scripts, by us and by JTokkit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TokenBenchmark {
  private static final Encoding JTOKKIT =
      Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

  /** What is counted. */
  @Param({"english", "java", "chinese", "russian"})
  public String kind = "";

  private String text = "";

  /** Takes the text. */
  @Setup
  public void prepare() {
    text =
        switch (kind) {
          case "english" -> start(SampleTexts.ofProject("README.md"), 1_024);
          case "java" -> start(SampleTexts.ofProject("route/Decisions.java"), 10_000);
          case "chinese" -> "我想退掉上周买的耳机,左边没有声音。请问怎么办理?".repeat(40);
          default -> "Съешь ещё этих мягких французских булок, да выпей чаю. ".repeat(20);
        };
  }

  private static String start(List<String> texts, int chars) {
    return texts.getFirst().substring(0, chars);
  }

  /** As the program does it. */
  @Benchmark
  public int ours() {
    return O200k.tokens(text);
  }

  /** As the program did it before. */
  @Benchmark
  public int jtokkit() {
    return JTOKKIT.countTokensOrdinary(text);
  }
}
