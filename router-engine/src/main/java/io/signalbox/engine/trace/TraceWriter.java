package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;

/// Writes traces value by value; see [TraceCodec] for the form. Belongs to one thread.
///
/// @param json where it is written
record TraceWriter(JsonGenerator json) {
  void write(Trace trace) {
    Optional<Attempt> answered = trace.answer();
    json.writeStartObject();
    text("id", trace.id());
    text("at", trace.at().toString());
    text("graph", trace.graph());
    text("model", answered.map(Attempt::model).orElse(""));
    text("provider", answered.map(Attempt::provider).orElse(""));
    text("provider_model", answered.map(Attempt::providerModel).orElse(""));
    texts("path", trace.path());
    json.writeArrayPropertyStart("attempts");
    trace.attempts().forEach(this::attempt);
    json.writeEndArray();
    consulted(trace.consulted());
    trace.cached().ifPresent(this::cached);
    textUnlessEmpty("copy_of", trace.copyOf());
    json.writeArrayPropertyStart("steps");
    trace.steps().forEach(this::step);
    json.writeEndArray();
    trace.estimate().ifPresent(this::estimate);
    usd("usd", trace.cost());
    number("status", trace.status());
    number("ms", trace.millis());
    number("first_token_ms", trace.firstTokenMillis());
    asked(trace.asked());
    texts("losses", trace.losses());
    text("error", trace.error());
    json.writeEndObject();
  }

  private void asked(Trace.Asked asked) {
    text("app", asked.app());
    text("user", asked.user());
    text("conversation", asked.conversation());
    text("asked_model", asked.model());
    json.writeBooleanProperty("stream", asked.stream());
    textUnlessEmpty("client", asked.client());
    textUnlessEmpty("dialect", asked.dialect());
    if (!asked.promises().isEmpty()) {
      texts("promises", asked.promises());
    }
  }

  private void consulted(List<Trace.Consulted> all) {
    if (all.isEmpty()) {
      return;
    }
    json.writeArrayPropertyStart("consulted");
    for (Trace.Consulted each : all) {
      json.writeStartObject();
      text("node", each.node());
      members(each.attempt());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void cached(Trace.Cached cached) {
    json.writeObjectPropertyStart("cached");
    text("node", cached.node());
    text("model", cached.model());
    text("provider", cached.provider());
    text("provider_model", cached.providerModel());
    number("age_ms", cached.age().toMillis());
    json.writeNumberProperty("likeness", BigDecimal.valueOf(cached.likeness()));
    cached.usage().ifPresent(this::usage);
    usd("saved_usd", cached.saved());
    json.writeEndObject();
  }

  private void attempt(Attempt attempt) {
    json.writeStartObject();
    members(attempt);
    json.writeEndObject();
  }

  private void members(Attempt attempt) {
    text("model", attempt.model());
    text("provider", attempt.provider());
    text("provider_model", attempt.providerModel());
    textUnlessEmpty("key", attempt.key());
    text("outcome", attempt.outcome().id());
    json.writeBooleanProperty("called", attempt.called());
    number("status", attempt.status());
    details(attempt.outcome(), attempt.message());
    number("ms", attempt.millis());
    number("first_token_ms", attempt.firstTokenMillis());
    attempt.usage().ifPresent(this::usage);
    usd("usd", attempt.cost().total());
    cost(attempt.cost());
    textUnlessEmpty("message", attempt.message());
    if (attempt.simulated()) {
      json.writeBooleanProperty("simulated", true);
    }
    if (attempt.continuedAt() > 0) {
      number("continued_at", attempt.continuedAt());
    }
    textUnlessEmpty("dialect", attempt.dialect());
    attempt.hold().ifPresent(this::hold);
  }

  private void hold(Attempt.Hold hold) {
    json.writeObjectPropertyStart("held");
    texts("nodes", hold.nodes());
    text("usd", hold.usd().plain());
    number("tokens", hold.tokens());
    hold.settled()
        .ifPresent(settled -> {
          text("settled_usd", settled.usd().plain());
          number("settled_tokens", settled.tokens());
        });
    json.writeEndObject();
  }

  /// Why a model was skipped is the message too, as a rule.
  private void details(Outcome outcome, String message) {
    switch (outcome) {
      case Outcome.Failed failed -> textUnlessEmpty("code", failed.code());
      case Outcome.Skipped skipped -> {
        if (!skipped.why().equals(message)) {
          text("why", skipped.why());
        }
      }
      case Outcome.Answered answered -> {}
      case Outcome.Cancelled cancelled -> {}
    }
  }

  private void usage(Usage usage) {
    json.writeObjectPropertyStart("usage");
    number("prompt_tokens", usage.promptTokens());
    number("cached_tokens", usage.cachedTokens());
    number("cache_write_tokens", usage.cacheWriteTokens());
    number("cache_write_hour_tokens", usage.cacheWriteHourTokens());
    number("completion_tokens", usage.completionTokens());
    number("reasoning_tokens", usage.reasoningTokens());
    decimal("charged_usd", usage.chargedUsd());
    json.writeEndObject();
  }

  private void cost(Cost cost) {
    if (!cost.lines().isEmpty()) {
      json.writeArrayPropertyStart("cost");
      cost.lines().forEach(this::line);
      json.writeEndArray();
    }
  }

  private void line(CostLine line) {
    json.writeStartObject();
    text("kind", word(line.kind()));
    number("tokens", line.tokens());
    decimal("price", line.usdPerMillion());
    usd("usd", line.usd());
    text("count", word(line.count()));
    line.snapshot().ifPresent(snapshot -> text("prices", snapshot));
    json.writeEndObject();
  }

  /// The word for a constant.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void step(Step step) {
    json.writeStartObject();
    text("node", step.node());
    text("exit", step.exit());
    text("to", step.to());
    text("because", step.because());
    json.writeName("saw");
    value(step.saw());
    texts("near_misses", step.nearMisses());
    number("micros", step.micros());
    textUnlessEmpty("experiment", step.experiment());
    if (!step.dropped().isEmpty()) {
      texts("dropped", step.dropped());
    }
    json.writeEndObject();
  }

  private void estimate(Estimate estimate) {
    json.writeObjectPropertyStart("estimate");
    number("prompt_tokens", estimate.promptTokens());
    number("completion_tokens", estimate.completionTokens());
    estimate.usd().ifPresent(this::range);
    number("first_token_ms", estimate.firstTokenMillis());
    json.writeEndObject();
  }

  private void range(Estimate.Range range) {
    json.writeObjectPropertyStart("usd");
    text("low", range.low().plain());
    text("expected", range.expected().plain());
    text("high", range.high().plain());
    json.writeEndObject();
  }

  private void text(String name, String value) {
    json.writeStringProperty(name, value);
  }

  private void textUnlessEmpty(String name, String value) {
    if (!value.isEmpty()) {
      text(name, value);
    }
  }

  private void texts(String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  private void number(String name, long value) {
    json.writeNumberProperty(name, value);
  }

  private void number(String name, OptionalLong value) {
    if (value.isPresent()) {
      number(name, value.getAsLong());
    }
  }

  private void usd(String name, Optional<Money> amount) {
    amount.ifPresent(usd -> text(name, usd.plain()));
  }

  private void decimal(String name, Optional<BigDecimal> value) {
    value.ifPresent(number -> text(name, number.toPlainString()));
  }

  /// A value that a node saw can be of any type; what JSON does not know is kept as text.
  private void value(Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, each) -> {
          json.writeName(String.valueOf(name));
          value(each);
        });
        json.writeEndObject();
      }
      case Collection<?> list -> {
        json.writeStartArray();
        list.forEach(this::value);
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number when !Double.isFinite(number) -> json.writeString(number.toString());
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }
}
