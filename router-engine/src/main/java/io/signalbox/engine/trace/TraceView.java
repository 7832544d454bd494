package io.signalbox.engine.trace;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Estimate;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The one form of a trace for scripts: maps, lists, texts and numbers that any JSON writer can
/// print. Its shape is documented in the terminal's page and never loses a member.
public final class TraceView {
  private TraceView() {}

  /// The trace as plain values, in the documented order.
  public static Map<String, Object> of(Trace trace) {
    var view = new LinkedHashMap<String, Object>();
    var answered = trace.answer();
    view.put("id", trace.id());
    view.put("at", trace.at().toString());
    view.put("graph", trace.graph());
    view.put("model", answered.<Object>map(Attempt::model).orElse(""));
    view.put("provider", answered.<Object>map(Attempt::provider).orElse(""));
    view.put("provider_model", answered.<Object>map(Attempt::providerModel).orElse(""));
    view.put("path", trace.path());
    view.put("attempts", trace.attempts().stream().map(TraceView::attempt).toList());
    view.put("steps", trace.steps().stream().map(TraceView::step).toList());
    trace.estimate().ifPresent(estimate -> view.put("estimate", estimate(estimate)));
    trace.cost().ifPresent(usd -> view.put("usd", usd.plain()));
    view.put("status", trace.status());
    view.put("ms", trace.millis());
    trace.firstTokenMillis().ifPresent(ms -> view.put("first_token_ms", ms));
    view.put("app", trace.asked().app());
    view.put("user", trace.asked().user());
    view.put("conversation", trace.asked().conversation());
    view.put("asked_model", trace.asked().model());
    view.put("stream", trace.asked().stream());
    view.put("losses", trace.losses());
    view.put("error", trace.error());
    return view;
  }

  private static Map<String, Object> attempt(Attempt attempt) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", attempt.model());
    view.put("provider", attempt.provider());
    view.put("provider_model", attempt.providerModel());
    view.put("outcome", attempt.outcome().id());
    view.put("status", attempt.status());
    if (attempt.outcome() instanceof Outcome.Failed failed && !failed.code().isEmpty()) {
      view.put("code", failed.code());
    }
    view.put("ms", attempt.millis());
    attempt.firstTokenMillis().ifPresent(ms -> view.put("first_token_ms", ms));
    attempt.usage().ifPresent(usage -> view.put("usage", usage(usage)));
    attempt.cost().total().ifPresent(usd -> view.put("usd", usd.plain()));
    if (!attempt.cost().lines().isEmpty()) {
      view.put("cost", cost(attempt.cost()));
    }
    if (!attempt.message().isEmpty()) {
      view.put("message", attempt.message());
    }
    if (attempt.simulated()) {
      view.put("simulated", true);
    }
    return view;
  }

  /// Usage as plain values.
  public static Map<String, Object> usage(Usage usage) {
    var view = new LinkedHashMap<String, Object>();
    view.put("prompt_tokens", usage.promptTokens());
    view.put("cached_tokens", usage.cachedTokens());
    view.put("cache_write_tokens", usage.cacheWriteTokens());
    view.put("cache_write_hour_tokens", usage.cacheWriteHourTokens());
    view.put("completion_tokens", usage.completionTokens());
    view.put("reasoning_tokens", usage.reasoningTokens());
    return view;
  }

  private static List<Map<String, Object>> cost(Cost cost) {
    return cost.lines().stream().map(TraceView::line).toList();
  }

  private static Map<String, Object> line(CostLine line) {
    var view = new LinkedHashMap<String, Object>();
    view.put("kind", line.kind().name().toLowerCase(Locale.ROOT));
    view.put("tokens", line.tokens());
    line.usdPerMillion().map(BigDecimal::toPlainString).ifPresent(usd -> view.put("price", usd));
    line.usd().map(Money::plain).ifPresent(usd -> view.put("usd", usd));
    view.put("count", line.count().name().toLowerCase(Locale.ROOT));
    line.snapshot().ifPresent(snapshot -> view.put("prices", snapshot));
    return view;
  }

  private static Map<String, Object> step(Step step) {
    var view = new LinkedHashMap<String, Object>();
    view.put("node", step.node());
    view.put("exit", step.exit());
    view.put("to", step.to());
    view.put("because", step.because());
    view.put("saw", step.saw());
    view.put("near_misses", step.nearMisses());
    view.put("micros", step.micros());
    return view;
  }

  private static Map<String, Object> estimate(Estimate estimate) {
    var view = new LinkedHashMap<String, Object>();
    view.put("prompt_tokens", estimate.promptTokens());
    view.put("completion_tokens", estimate.completionTokens());
    estimate
        .usd()
        .ifPresent(range -> {
          var usd = new LinkedHashMap<String, Object>();
          usd.put("low", range.low().plain());
          usd.put("expected", range.expected().plain());
          usd.put("high", range.high().plain());
          view.put("usd", usd);
        });
    view.put("first_token_ms", estimate.firstTokenMillis());
    return view;
  }
}
