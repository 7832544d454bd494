package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is said of an attempt, in short phrases for a person. Pure.
public final class AttemptWords {
  private AttemptWords() {}

  /// Which of several keys it was; the key itself is never known here. Empty if it was the usual
  /// one.
  public static String key(Attempt attempt) {
    return attempt.key().isEmpty() ? "" : "key " + attempt.key();
  }

  /// How it ended: `429 · rate limited · anthropic answered 429`.
  public static String outcome(Attempt attempt) {
    String code =
        attempt.outcome() instanceof Outcome.Failed failed
                && !attempt.message().contains(code(failed))
            ? code(failed)
            : "";
    return joined(
        attempt.continuation(),
        attempt.status() == 0 ? "" : String.valueOf(attempt.status()),
        attempt.outcome().id().replace('_', ' '),
        code,
        attempt.message());
  }

  private static String code(Outcome.Failed failed) {
    return failed.code();
  }

  /// Tokens in and out, and which of them were special: `240 in (100 cached), 30 out (10
  /// reasoning)`.
  public static String tokens(Usage usage) {
    String in =
        inside(
            part(usage.cachedTokens(), "cached"),
            part(usage.cacheWriteTokens(), "written to the cache"),
            part(usage.cacheWriteHourTokens(), "written to the cache for an hour"));
    String out = inside(part(usage.reasoningTokens(), "reasoning"));
    return count(usage.promptTokens())
        + " in"
        + in
        + ", "
        + count(usage.completionTokens())
        + " out"
        + out;
  }

  private static String part(long tokens, String what) {
    return tokens == 0 ? "" : count(tokens) + " " + what;
  }

  private static String inside(String... parts) {
    String all = Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }

  /// What it cost, and line by line why: `$0.0041: input 240 × $3/M, output 30 × $15/M`. Of what a
  /// plan includes it says also what it would have cost.
  public static String cost(Cost cost) {
    String total = cost.total().map(Object::toString).orElse("cost unknown");
    String lines =
        cost.lines().stream().map(line -> line(cost, line)).collect(Collectors.joining(", "));
    return lines.isEmpty() ? total : total + ": " + lines;
  }

  private static String line(Cost cost, CostLine line) {
    return line.kind() == CostLine.ChargeKind.INCLUDED
        ? "included in the "
            + line.snapshot().orElse("plan")
            + cost.listed().map(usd -> ", " + usd + " by the token").orElse("")
        : line(line);
  }

  private static String line(CostLine line) {
    String price = line.usdPerMillion().map(usd -> " × $" + usd.toPlainString() + "/M").orElse("");
    String kind = line.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String origin =
        line.count() == CostLine.Count.REPORTED
            ? ""
            : " (" + line.count().name().toLowerCase(Locale.ROOT) + ")";
    return kind + " " + count(line.tokens()) + price + origin;
  }

  /// What it held in budgets and limits, and what took its place.
  public static String hold(Attempt.Hold hold) {
    boolean counted = hold.tokens() == 0 && hold.usd().equals(Money.ZERO);
    String held = counted ? "a request" : hold.usd() + " and " + count(hold.tokens()) + " tokens";
    String settled =
        hold.settled()
            .map(each -> "settled at " + each.usd() + " and " + count(each.tokens()) + " tokens")
            .orElse("counts as held, because what it cost is not known");
    return "held " + held + " in " + String.join(", ", hold.nodes()) + "; " + settled;
  }

  /// All of it, a line each.
  static List<String> lines(Attempt attempt) {
    var lines = new ArrayList<String>();
    lines.add(outcome(attempt) + (attempt.simulated() ? " · simulated" : ""));
    if (attempt.called()) {
      lines.add(times(attempt.millis(), attempt.firstTokenMillis()));
    }
    attempt.usage().ifPresent(usage -> lines.add("tokens: " + tokens(usage)));
    if (attempt.called()) {
      lines.add(cost(attempt.cost()));
    }
    attempt.hold().ifPresent(hold -> lines.add(hold(hold)));
    return lines;
  }

  /// `1,204 ms, first token after 310 ms`.
  static String times(long millis, OptionalLong firstToken) {
    String first =
        firstToken.isPresent()
            ? ", first token after " + count(firstToken.getAsLong()) + " ms"
            : "";
    return count(millis) + " ms" + first;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// Phrases that say something, each once, with dots between them.
  public static String joined(String... parts) {
    return Stream.of(parts)
        .filter(part -> !part.isEmpty())
        .distinct()
        .collect(Collectors.joining(" · "));
  }
}
