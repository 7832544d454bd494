package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Reads traces; see [TraceCodec] for the form. What is missing is empty, what is of another type
/// than was written is damage.
final class TraceReader {
  /// Amounts have some dozen digits; what has more is damage, and slow to work with.
  private static final int MOST_DIGITS = 60;

  private TraceReader() {}

  static Trace trace(JsonNode view) {
    var asked =
        new Trace.Asked(
            text(view, "app"),
            text(view, "user"),
            text(view, "conversation"),
            text(view, "asked_model"),
            truth(view, "stream").orElse(false),
            text(view, "client"),
            text(view, "dialect"),
            texts(view, "promises"));
    return new Trace(
        text(view, "id"),
        moment(text(view, "at")),
        text(view, "graph"),
        asked,
        list(view, "steps", TraceReader::step),
        list(view, "attempts", TraceReader::attempt),
        list(view, "consulted", TraceReader::consulted),
        text(view, "copy_of"),
        member(view, "estimate").map(TraceReader::estimate),
        whole(view, "status"),
        number(view, "ms"),
        maybe(view, "first_token_ms"),
        texts(view, "losses"),
        text(view, "error"),
        member(view, "cached").map(TraceReader::cached));
  }

  private static Step step(JsonNode view) {
    return new Step(
        text(view, "node"),
        text(view, "exit"),
        text(view, "to"),
        text(view, "because"),
        member(view, "saw").map(TraceReader::seen).orElse(Map.of()),
        texts(view, "near_misses"),
        number(view, "micros"),
        text(view, "experiment"),
        texts(view, "dropped"));
  }

  private static Trace.Consulted consulted(JsonNode view) {
    return new Trace.Consulted(text(view, "node"), attempt(view));
  }

  private static Trace.Cached cached(JsonNode view) {
    return new Trace.Cached(
        text(view, "node"),
        text(view, "model"),
        text(view, "provider"),
        text(view, "provider_model"),
        Duration.ofMillis(number(view, "age_ms")),
        member(view, "likeness").map(TraceReader::likeness).orElse(1.0),
        member(view, "usage").map(TraceReader::usage),
        decimal(view, "saved_usd").map(Money::new));
  }

  private static double likeness(JsonNode value) {
    double number = value.isNumber() ? value.numberValue().doubleValue() : Double.NaN;
    if (!Double.isFinite(number)) {
      throw damaged("likeness is no number");
    }
    return number;
  }

  private static Attempt attempt(JsonNode view) {
    return new Attempt(
        text(view, "model"),
        text(view, "provider"),
        text(view, "provider_model"),
        text(view, "key"),
        outcome(view),
        whole(view, "status"),
        number(view, "ms"),
        maybe(view, "first_token_ms"),
        member(view, "usage").map(TraceReader::usage),
        new Cost(list(view, "cost", TraceReader::line)),
        text(view, "message"),
        truth(view, "simulated").orElse(false),
        whole(view, "continued_at"),
        text(view, "dialect"),
        member(view, "held").map(TraceReader::hold));
  }

  private static Attempt.Hold hold(JsonNode view) {
    var settled =
        decimal(view, "settled_usd")
            .map(usd -> new Attempt.Settled(new Money(usd), number(view, "settled_tokens")));
    return new Attempt.Hold(
        texts(view, "nodes"), money(view, "usd"), number(view, "tokens"), settled);
  }

  private static Outcome outcome(JsonNode view) {
    String id = text(view, "outcome");
    return switch (id) {
      case "answered" -> new Outcome.Answered();
      case "cancelled" -> new Outcome.Cancelled();
      case "skipped" -> new Outcome.Skipped(text(view, view.has("why") ? "why" : "message"));
      default -> failed(FailureClass.of(id).orElseThrow(() -> damaged("outcome " + id)), view);
    };
  }

  private static Outcome failed(FailureClass kind, JsonNode view) {
    boolean called = truth(view, "called").orElseGet(() -> wasCalled(kind, view));
    return new Outcome.Failed(kind, called, text(view, "code"));
  }

  /// Version 0.1.0 did not say whether a call was made. It made none only where a key or a provider
  /// was missing, and then there was no status.
  private static boolean wasCalled(FailureClass kind, JsonNode view) {
    boolean missing = kind == FailureClass.UNAUTHORIZED || kind == FailureClass.MODEL_NOT_FOUND;
    return !missing || number(view, "status") != 0;
  }

  private static Usage usage(JsonNode view) {
    return new Usage(
        number(view, "prompt_tokens"),
        number(view, "cached_tokens"),
        number(view, "cache_write_tokens"),
        number(view, "cache_write_hour_tokens"),
        number(view, "completion_tokens"),
        number(view, "reasoning_tokens"),
        decimal(view, "charged_usd"));
  }

  private static CostLine line(JsonNode view) {
    return new CostLine(
        constant(CostLine.ChargeKind.values(), text(view, "kind")),
        number(view, "tokens"),
        decimal(view, "price"),
        decimal(view, "usd").map(Money::new),
        constant(CostLine.Count.values(), text(view, "count")),
        member(view, "prices").map(each -> text(view, "prices")));
  }

  private static Estimate estimate(JsonNode view) {
    return new Estimate(
        number(view, "prompt_tokens"),
        number(view, "completion_tokens"),
        member(view, "usd").map(TraceReader::range),
        whole(view, "first_token_ms"));
  }

  private static Estimate.Range range(JsonNode view) {
    return new Estimate.Range(money(view, "low"), money(view, "expected"), money(view, "high"));
  }

  private static Money money(JsonNode view, String name) {
    return decimal(view, name).map(Money::new).orElseThrow(() -> damaged("no " + name));
  }

  private static <E extends Enum<E>> E constant(E[] all, String word) {
    for (E each : all) {
      if (TraceWriter.word(each).equals(word)) {
        return each;
      }
    }
    throw damaged("a word " + word);
  }

  private static Map<String, Object> seen(JsonNode view) {
    var seen = new LinkedHashMap<String, Object>();
    for (var each : object(view).properties()) {
      seen.put(each.getKey(), value(each.getValue()));
    }
    return seen;
  }

  private static Object value(JsonNode view) {
    if (view.isObject()) {
      return seen(view);
    }
    if (view.isArray()) {
      var list = new ArrayList<Object>(view.size());
      view.forEach(each -> list.add(value(each)));
      return list;
    }
    if (view.isBoolean()) {
      return view.booleanValue();
    }
    return view.isNumber() ? number(view) : view.asString();
  }

  private static Object number(JsonNode view) {
    if (view.isIntegralNumber() && view.canConvertToLong()) {
      return view.longValue();
    }
    double number = view.numberValue().doubleValue();
    return Double.isFinite(number) ? number : view.numberValue();
  }

  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new DamagedTraceException("no moment: " + text, e);
    }
  }

  private static Optional<JsonNode> member(JsonNode view, String name) {
    return Optional.ofNullable(object(view).get(name)).filter(each -> !each.isNull());
  }

  private static JsonNode object(JsonNode view) {
    if (!view.isObject()) {
      throw damaged("no object");
    }
    return view;
  }

  private static String text(JsonNode view, String name) {
    return member(view, name).map(TraceReader::text).orElse("");
  }

  private static String text(JsonNode value) {
    if (!value.isString()) {
      throw damaged("no text");
    }
    return value.stringValue();
  }

  private static <T> List<T> list(JsonNode view, String name, Function<JsonNode, T> each) {
    var list = new ArrayList<T>();
    member(view, name)
        .ifPresent(all -> {
          if (!all.isArray()) {
            throw damaged(name + " is no list");
          }
          all.forEach(one -> list.add(each.apply(one)));
        });
    return list;
  }

  private static List<String> texts(JsonNode view, String name) {
    return list(view, name, TraceReader::text);
  }

  private static long number(JsonNode view, String name) {
    return maybe(view, name).orElse(0);
  }

  private static int whole(JsonNode view, String name) {
    long number = number(view, name);
    if (number != (int) number) {
      throw damaged(name + " is too large");
    }
    return (int) number;
  }

  private static OptionalLong maybe(JsonNode view, String name) {
    Optional<JsonNode> value = member(view, name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!value.get().isIntegralNumber() || !value.get().canConvertToLong()) {
      throw damaged(name + " is no whole number");
    }
    return OptionalLong.of(value.get().longValue());
  }

  private static Optional<Boolean> truth(JsonNode view, String name) {
    return member(view, name)
        .map(value -> {
          if (!value.isBoolean()) {
            throw damaged(name + " is neither true nor false");
          }
          return value.booleanValue();
        });
  }

  private static Optional<BigDecimal> decimal(JsonNode view, String name) {
    return member(view, name).map(TraceReader::text).map(TraceReader::decimal);
  }

  private static BigDecimal decimal(String text) {
    try {
      var number = new BigDecimal(text);
      if (Math.abs(number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DamagedTraceException("no number: " + text, e);
    }
    throw damaged("a number that is too long");
  }

  private static DamagedTraceException damaged(String what) {
    return new DamagedTraceException(what);
  }
}
