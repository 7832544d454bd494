package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;

/// Traces with anything in any of their components, the same for the same seed.
final class RandomTrace {
  private static final List<String> TEXTS =
      List.of(
          "", "opus", "gpt-5.1", "a \"b\" \\ \n\t\u0001", "größer → 見る 🙂", "{\"called\":true}");

  private final Random random;

  RandomTrace(long seed) {
    random = new Random(seed);
  }

  Trace next() {
    return new Trace(
        text(),
        Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)),
        text(),
        new Trace.Asked(
            text(), text(), text(), text(), random.nextBoolean(), text(), text(), list(this::text)),
        list(this::step),
        list(this::attempt),
        list(() -> new Trace.Consulted(text(), attempt())),
        text(),
        maybe(this::estimate),
        random.nextInt(600),
        number(),
        maybeNumber(),
        list(this::text),
        text(),
        maybe(this::cached));
  }

  private Trace.Cached cached() {
    return new Trace.Cached(
        text(),
        text(),
        text(),
        text(),
        Duration.ofMillis(random.nextInt()),
        random.nextDouble(),
        maybe(this::usage),
        maybe(() -> Money.of("0.0" + random.nextInt(1000))));
  }

  Attempt attempt() {
    return new Attempt(
        text(),
        text(),
        text(),
        text(),
        outcome(),
        random.nextInt(600),
        random.nextInt(3),
        maybeNumber(),
        maybe(this::usage),
        new Cost(list(this::line)),
        text(),
        random.nextBoolean(),
        random.nextInt(3),
        text(),
        maybe(this::hold));
  }

  private Attempt.Hold hold() {
    return new Attempt.Hold(
        list(this::text), money(), number(), maybe(() -> new Attempt.Settled(money(), number())));
  }

  private Outcome outcome() {
    var kinds = FailureClass.values();
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.Answered();
      case 1 -> new Outcome.Cancelled();
      case 2 -> new Outcome.Skipped(text());
      default ->
          new Outcome.Failed(kinds[random.nextInt(kinds.length)], random.nextBoolean(), text());
    };
  }

  private Usage usage() {
    return new Usage(
        number(), number(), number(), number(), number(), number(), maybe(this::decimal));
  }

  private CostLine line() {
    return new CostLine(
        CostLine.ChargeKind.values()[random.nextInt(CostLine.ChargeKind.values().length)],
        number(),
        maybe(this::decimal),
        maybe(this::money),
        CostLine.Count.values()[random.nextInt(CostLine.Count.values().length)],
        maybe(this::text));
  }

  private Estimate estimate() {
    var range = maybe(() -> new Estimate.Range(money(), money(), money()));
    return new Estimate(number(), number(), range, random.nextInt());
  }

  private Step step() {
    return new Step(
        text(),
        text(),
        text(),
        text(),
        saw(),
        list(this::text),
        number(),
        text(),
        list(this::text));
  }

  private Map<String, Object> saw() {
    var saw = new LinkedHashMap<String, Object>();
    for (int i = random.nextInt(4); i > 0; i--) {
      saw.put(text() + i, value(2));
    }
    return saw;
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> random.nextBoolean();
      case 1 -> number();
      case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-12, 12));
      case 3 -> text();
      case 4 -> list(() -> value(depth - 1));
      default -> Map.of("key", value(depth - 1));
    };
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private long number() {
    return random.nextBoolean() ? random.nextInt(3) : random.nextLong();
  }

  private OptionalLong maybeNumber() {
    return random.nextBoolean() ? OptionalLong.of(number()) : OptionalLong.empty();
  }

  private BigDecimal decimal() {
    return new BigDecimal(new BigInteger(random.nextInt(40), random), random.nextInt(12));
  }

  private Money money() {
    return new Money(decimal());
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(Supplier<T> value) {
    var list = new ArrayList<T>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value.get());
    }
    return list;
  }
}
