package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.graph.condition.AnswerCondition;
import io.signalbox.engine.graph.condition.ConditionException;
import io.signalbox.engine.lab.matrix.CheckResult.CheckStanding;
import io.signalbox.engine.spi.TextEncoder;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.AnswerCheck.CheckRule;
import io.signalbox.engine.workspace.comparison.AnswerSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Holds answers against checks. What was worked out is remembered, so that a report can be made
/// anew after each answer. No provider is called. Safe for threads.
public final class AnswerBench {
  private static final double MILLIS = 1_000;

  private final Function<String, Optional<TextEncoder>> encoders;
  private final Map<Asked, List<CheckResult>> known = new ConcurrentHashMap<>();
  private final Map<String, AnswerSchema> schemas = new ConcurrentHashMap<>();
  private final Map<Meaning, float[]> vectors = new ConcurrentHashMap<>();

  /// @param encoders of texts, by name
  public AnswerBench(Function<String, Optional<TextEncoder>> encoders) {
    this.encoders = encoders;
  }

  private record Asked(MatrixCell cell, List<AnswerCheck> checks, Map<String, String> values) {}

  private record Meaning(String encoder, String text) {}

  /// What comes of the checks of a prompt.
  ///
  /// @param cell one with an answer
  public List<CheckResult> of(MatrixPrompt prompt, MatrixCell cell) {
    var asked = new Asked(cell, prompt.checks(), prompt.values());
    List<CheckResult> before = known.getOrDefault(asked, List.of());
    if (before.size() == prompt.checks().size()) {
      return before;
    }
    var results = new ArrayList<CheckResult>();
    prompt.checks().forEach(check -> results.add(one(check, prompt, cell)));
    known.put(asked, List.copyOf(results));
    return results;
  }

  private CheckResult one(AnswerCheck check, MatrixPrompt prompt, MatrixCell cell) {
    Finding found = finding(check.rule(), prompt, cell);
    return switch (found) {
      case Finding.Nothing nothing -> new CheckResult(check, CheckStanding.NOT_ABOUT, "");
      case Finding.Impossible impossible ->
          new CheckResult(check, CheckStanding.FAILED, impossible.why());
      case Finding.Looked looked ->
          new CheckResult(
              check,
              looked.holds() == check.not() ? CheckStanding.FAILED : CheckStanding.PASSED,
              looked.holds() == check.not() ? looked.why() : "");
    };
  }

  private sealed interface Finding {
    /// @param why what was seen
    record Looked(boolean holds, String why) implements Finding {}

    /// The check cannot be made.
    record Impossible(String why) implements Finding {}

    /// The prompt lacks a value.
    record Nothing() implements Finding {}

    static Finding of(boolean holds, String why) {
      return new Looked(holds, why);
    }
  }

  private Finding finding(CheckRule rule, MatrixPrompt prompt, MatrixCell cell) {
    String answer = cell.answer();
    return switch (rule) {
      case CheckRule.Contains contains -> contains(contains, prompt, answer);
      case CheckRule.Matches matches -> Finding.of(matches.regex().isIn(answer), "");
      case CheckRule.IsJson json -> Finding.of(AnswerJson.is(answer), "");
      case CheckRule.FitsSchema fits -> fits(fits, answer);
      case CheckRule.Holds holds -> holds(holds.condition(), cell);
      case CheckRule.CallsTool calls ->
          Finding.of(cell.tools().contains(calls.tool()), "called " + tools(cell));
      case CheckRule.LatencyBelow below -> below(OptionalLong.of(cell.millis()), below.most());
      case CheckRule.FirstTokenBelow below -> below(cell.firstTokenMillis(), below.most());
      case CheckRule.CostsBelow below ->
          cell.usd()
              .map(usd -> Finding.of(usd.compareTo(below.most()) < 0, "it cost " + usd.shown()))
              .orElseGet(() -> new Finding.Impossible("its cost is unknown"));
      case CheckRule.Similar similar -> similar(similar, prompt, answer);
    };
  }

  private static String tools(MatrixCell cell) {
    return cell.tools().isEmpty() ? "no tool" : String.join(", ", cell.tools());
  }

  private static Finding contains(CheckRule.Contains rule, MatrixPrompt prompt, String answer) {
    boolean any = false;
    for (String text : rule.texts()) {
      Optional<String> wanted = PromptValues.fill(text, prompt.values());
      any |= wanted.isPresent();
      if (wanted.isPresent() && !answer.contains(wanted.get())) {
        return Finding.of(false, "without “" + wanted.get() + "”");
      }
    }
    return any ? Finding.of(true, "") : new Finding.Nothing();
  }

  private Finding fits(CheckRule.FitsSchema rule, String answer) {
    AnswerSchema schema = schemas.computeIfAbsent(rule.schema(), AnswerSchema::of);
    Optional<String> mismatch =
        AnswerJson.is(answer) ? schema.mismatch(answer) : Optional.of("it is not JSON");
    return Finding.of(mismatch.isEmpty(), mismatch.orElse(""));
  }

  private static Finding holds(AnswerCondition condition, MatrixCell cell) {
    try {
      return Finding.of(condition.holds(facts(cell)), "");
    } catch (ConditionException e) {
      return new Finding.Impossible(String.valueOf(e.getMessage()));
    }
  }

  private static AnswerCondition.AnswerFacts facts(MatrixCell cell) {
    return new AnswerCondition.AnswerFacts(
        cell.answer(),
        AnswerJson.value(cell.answer()),
        cell.tools(),
        cell.model(),
        cell.completionTokens(),
        cell.millis() / MILLIS,
        cell.firstTokenMillis().orElse(cell.millis()) / MILLIS,
        cell.usd().map(usd -> usd.usd().doubleValue()).orElse(Double.NaN));
  }

  private static Finding below(OptionalLong millis, Duration most) {
    return millis.isPresent()
        ? Finding.of(millis.getAsLong() < most.toMillis(), "it took " + millis.getAsLong() + " ms")
        : new Finding.Impossible("there was no first token");
  }

  private Finding similar(CheckRule.Similar rule, MatrixPrompt prompt, String answer) {
    Optional<String> to = PromptValues.fill(rule.to(), prompt.values());
    if (to.isEmpty()) {
      return new Finding.Nothing();
    }
    try {
      float[] wanted = vector(rule.encoder(), to.get());
      float[] given = vector(rule.encoder(), answer);
      double cosine = 0;
      for (int i = 0; i < wanted.length && i < given.length; i++) {
        cosine += (double) wanted[i] * given[i];
      }
      String seen = String.format(java.util.Locale.ROOT, "similarity %.2f", cosine);
      return Finding.of(cosine >= rule.atLeast(), seen);
    } catch (RuntimeException | LinkageError broken) {
      // An encoder comes from a plug-in: whatever it throws must not stop a report.
      return new Finding.Impossible("the encoder " + rule.encoder() + " failed");
    }
  }

  private float[] vector(String encoder, String text) {
    return vectors.computeIfAbsent(
        new Meaning(encoder, text),
        key -> encoders.apply(key.encoder()).orElseThrow().encode(key.text()));
  }
}
