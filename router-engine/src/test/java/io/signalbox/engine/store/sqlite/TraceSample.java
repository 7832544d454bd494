package io.signalbox.engine.store.sqlite;

import io.signalbox.engine.catalog.Cost;
import io.signalbox.engine.catalog.CostLine;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.trace.Attempt;
import io.signalbox.engine.trace.Outcome;
import io.signalbox.engine.trace.Step;
import io.signalbox.engine.trace.Trace;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A trace for tests, as plain or as troubled as is wanted. */
public record TraceSample(
    String id, Instant at, String graph, String app, String model, int status, String usd) {
  public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  public static TraceSample of(String id) {
    return new TraceSample(id, NOON, "main", "editor", "fast", 200, "0.0125");
  }

  TraceSample at(Instant moment) {
    return new TraceSample(id, moment, graph, app, model, status, usd);
  }

  TraceSample by(String name) {
    return new TraceSample(id, at, graph, name, model, status, usd);
  }

  TraceSample in(String name) {
    return new TraceSample(id, at, name, app, model, status, usd);
  }

  public TraceSample with(String name) {
    return new TraceSample(id, at, graph, app, name, status, usd);
  }

  TraceSample ending(int code) {
    return new TraceSample(id, at, graph, app, model, code, usd);
  }

  TraceSample costing(String dollars) {
    return new TraceSample(id, at, graph, app, model, status, dollars);
  }

  public Trace trace() {
    return trace(false);
  }

  public Trace trace(boolean simulated) {
    List<Attempt> attempts = new ArrayList<>();
    boolean well = status < 400;
    attempts.add(
        new Attempt(
            model,
            "of-" + model,
            model + "-2026",
            "",
            well ? new Outcome.Answered() : new Outcome.Failed(FailureClass.values()[0]),
            status,
            900,
            well ? OptionalLong.of(210) : OptionalLong.empty(),
            Optional.of(Usage.of(1200, 80)),
            new Cost(List.of(line())),
            well ? "" : "it is tired",
            simulated));
    return new Trace(
        id,
        at,
        graph,
        new Trace.Asked(app, "u-1", "c-1", "auto", true),
        List.of(
            new Step("triage", "long", "pool", "1200 > 1000", saw(), List.of("cost by 3 %"), 12),
            new Step("pool", model, model, "first", Map.of(), List.of(), 3)),
        attempts,
        List.of(),
        "",
        Optional.empty(),
        status,
        950,
        well ? OptionalLong.of(230) : OptionalLong.empty(),
        List.of(),
        well ? "" : "it is tired");
  }

  private static Map<String, Object> saw() {
    return Map.of("prompt.tokens", 1200, "share", 0.25, "since", NOON);
  }

  private CostLine line() {
    var price = usd.isEmpty() ? Optional.<Money>empty() : Optional.of(Money.of(usd));
    return new CostLine(
        CostLine.ChargeKind.INPUT,
        1200,
        Optional.of(BigDecimal.ONE),
        price,
        CostLine.Count.REPORTED,
        Optional.of("2026-03-01"));
  }
}
