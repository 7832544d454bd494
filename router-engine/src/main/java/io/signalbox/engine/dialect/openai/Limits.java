package io.signalbox.engine.dialect.openai;

import io.signalbox.engine.spi.RateLimits;
import io.signalbox.engine.spi.RateLimits.Remaining;
import io.signalbox.engine.spi.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The rate limits that response headers tell of, under the names of OpenAI, Groq, Azure, Together,
/// Cerebras (a window at the end) and Mistral. −1, limits of 0 and resets beyond a month are left
/// out.
public final class Limits {
  private static final Duration LONGEST_RESET = Duration.ofDays(31);

  private record Names(String limit, String left, String reset) {
    static Names of(String suffix) {
      return new Names(
          "x-ratelimit-limit" + suffix,
          "x-ratelimit-remaining" + suffix,
          "x-ratelimit-reset" + suffix);
    }
  }

  private static final List<Names> REQUESTS =
      List.of(
          Names.of("-requests"),
          Names.of("-requests-minute"),
          Names.of("-requests-day"),
          Names.of("-req-minute"),
          Names.of(""),
          new Names("ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"));

  private static final List<Names> TOKENS =
      List.of(
          Names.of("-tokens"),
          Names.of("-tokens-minute"),
          Names.of("-tokens-day"),
          new Names("ratelimitbysize-limit", "ratelimitbysize-remaining", "ratelimitbysize-reset"),
          new Names(
              "x-ratelimitbysize-limit-minute",
              "x-ratelimitbysize-remaining-minute",
              "x-ratelimitbysize-reset-minute"));

  private Limits() {}

  /// What the headers of an answer say.
  public static RateLimits of(Map<String, String> headers) {
    for (String name : headers.keySet()) {
      if (name.contains("ratelimit")) {
        return new RateLimits(first(REQUESTS, headers), first(TOKENS, headers));
      }
    }
    return RateLimits.NONE;
  }

  private static Optional<Remaining> first(List<Names> all, Map<String, String> headers) {
    return all.stream().flatMap(names -> remaining(names, headers).stream()).findFirst();
  }

  private static Optional<Remaining> remaining(Names names, Map<String, String> headers) {
    OptionalLong left = count(headers.getOrDefault(names.left(), ""));
    OptionalLong limit = count(headers.getOrDefault(names.limit(), ""));
    boolean none = left.isEmpty() || (limit.isPresent() && limit.getAsLong() == 0);
    if (none) {
      return Optional.empty();
    }
    Optional<Duration> reset =
        reset(headers, headers.getOrDefault(names.reset(), ""))
            .filter(each -> each.compareTo(LONGEST_RESET) <= 0);
    return Optional.of(new Remaining(limit, left.getAsLong(), reset));
  }

  /// A span of time, or a moment: OpenRouter tells one in milliseconds since 1970.
  private static Optional<Duration> reset(Map<String, String> headers, String text) {
    return Durations.of(text).or(() -> new RetryAfter(headers).until(text));
  }

  private static OptionalLong count(String text) {
    return Durations.number(text)
        .map(Double::longValue)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
