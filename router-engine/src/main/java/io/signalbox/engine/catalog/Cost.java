package io.signalbox.engine.catalog;

import io.signalbox.engine.chat.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one call cost, line by line. The only place where prices are multiplied. Immutable.
///
/// @param lines empty lines left out
public record Cost(List<CostLine> lines) {
  /// Nothing was used.
  public static final Cost NONE = new Cost(List.of());

  public Cost {
    lines = List.copyOf(lines);
  }

  /// What the call cost; empty as soon as one line's price is unknown. A call that a plan includes
  /// cost nothing more, whatever its provider says that it charged; that stands above what we work
  /// out.
  public Optional<Money> total() {
    return line(CostLine.ChargeKind.INCLUDED)
        .or(() -> line(CostLine.ChargeKind.CHARGED))
        .map(CostLine::usd)
        .orElseGet(this::listed);
  }

  private Optional<CostLine> line(CostLine.ChargeKind kind) {
    return lines.stream().filter(line -> line.kind() == kind).findFirst();
  }

  /// What it would have cost without a plan and by the price list: the sum of the lines that are
  /// counted; empty as soon as one line's price is unknown.
  public Optional<Money> listed() {
    Money sum = Money.ZERO;
    for (CostLine line : lines) {
      if (line.kind().isCounted()) {
        if (line.usd().isEmpty()) {
          return Optional.empty();
        }
        sum = sum.plus(line.usd().get());
      }
    }
    return Optional.of(sum);
  }

  /// The same call as a plan includes it: its lines stay, and it cost nothing more. A call that
  /// used nothing has no lines.
  ///
  /// @param plan the plan's id
  public Cost includedIn(String plan) {
    if (lines.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(lines);
    all.add(
        new CostLine(
            CostLine.ChargeKind.INCLUDED,
            1,
            Optional.empty(),
            Optional.of(Money.ZERO),
            CostLine.Count.REPORTED,
            Optional.of("plan " + plan)));
    return new Cost(all);
  }

  /// Whether every count was reported by the provider.
  public boolean reported() {
    return lines.stream().allMatch(line -> line.count() == CostLine.Count.REPORTED);
  }

  /// The same with another amount in the place of what the provider says that it charged, which
  /// cannot be true.
  public Cost charging(Money usd) {
    return new Cost(
        lines.stream()
            .map(line -> line.kind() == CostLine.ChargeKind.CHARGED ? line.instead(usd) : line)
            .toList());
  }

  /// The bill of a call.
  ///
  /// @param price empty if unknown: then the lines have counts and no amounts
  /// @param usage what was used
  /// @param count where the counts come from
  public static Cost of(Optional<Price> price, Usage usage, CostLine.Count count) {
    return of(price, usage, count, count);
  }

  /// The bill of a call whose counts come from two places.
  ///
  /// @param prompt where the counts of the prompt come from
  /// @param completion where the counts of the completion come from
  public static Cost of(
      Optional<Price> price, Usage usage, CostLine.Count prompt, CostLine.Count completion) {
    var bill = new Bill(price, usage.promptTokens(), prompt);
    long cached = usage.cachedTokens();
    long written = usage.cacheWriteTokens();
    long writtenHour = usage.cacheWriteHourTokens();
    long plain = Math.max(0, usage.promptTokens() - cached - written - writtenHour);
    long reasoning = Math.min(usage.reasoningTokens(), usage.completionTokens());
    bill.add(CostLine.ChargeKind.INPUT, plain);
    bill.add(CostLine.ChargeKind.CACHED_INPUT, cached);
    bill.add(CostLine.ChargeKind.CACHE_WRITE, written);
    bill.add(CostLine.ChargeKind.CACHE_WRITE_HOUR, writtenHour);
    bill.countedBy(completion);
    bill.add(CostLine.ChargeKind.OUTPUT, usage.completionTokens() - reasoning);
    bill.add(CostLine.ChargeKind.REASONING, reasoning);
    bill.countedBy(prompt);
    bill.addRequest();
    usage.chargedUsd().ifPresent(bill::addCharged);
    return new Cost(bill.lines);
  }

  /// The most that a call can cost whose answer may be thought or said; empty if the price is
  /// unknown.
  ///
  /// @param usage without thinking
  public static Optional<Money> most(Optional<Price> price, Usage usage) {
    return estimated(price, usage).flatMap(said -> estimated(price, thought(usage)).map(said::max));
  }

  private static Optional<Money> estimated(Optional<Price> price, Usage usage) {
    return of(price, usage, CostLine.Count.ESTIMATED).total();
  }

  private static Usage thought(Usage usage) {
    return new Usage(
        usage.promptTokens(),
        usage.cachedTokens(),
        usage.cacheWriteTokens(),
        usage.cacheWriteHourTokens(),
        usage.completionTokens(),
        usage.completionTokens(),
        usage.chargedUsd());
  }

  private static final class Bill {
    private final List<CostLine> lines = new ArrayList<>();
    private final Optional<Price> price;
    private final Optional<Price.Tier> tier;
    private CostLine.Count count;

    Bill(Optional<Price> price, long promptTokens, CostLine.Count count) {
      this.price = price;
      this.tier = price.map(each -> each.tierFor(promptTokens));
      this.count = count;
    }

    void countedBy(CostLine.Count other) {
      count = other;
    }

    void add(CostLine.ChargeKind kind, long tokens) {
      if (tokens > 0) {
        var rate = tier.map(each -> rate(each, kind));
        var usd = rate.map(each -> Money.forTokens(tokens, each));
        lines.add(new CostLine(kind, tokens, rate, usd, count, price.map(Price::snapshot)));
      }
    }

    void addRequest() {
      price
          .flatMap(Price::perRequest)
          .ifPresent(rate ->
              lines.add(
                  new CostLine(
                      CostLine.ChargeKind.REQUEST,
                      1,
                      Optional.of(rate),
                      Optional.of(new Money(rate)),
                      count,
                      price.map(Price::snapshot))));
    }

    void addCharged(BigDecimal usd) {
      lines.add(
          new CostLine(
              CostLine.ChargeKind.CHARGED,
              1,
              Optional.empty(),
              Optional.of(new Money(usd)),
              CostLine.Count.REPORTED,
              Optional.of("the provider's own charge")));
    }

    private static BigDecimal rate(Price.Tier tier, CostLine.ChargeKind kind) {
      return switch (kind) {
        case INPUT, REQUEST, CHARGED, INCLUDED -> tier.input();
        case CACHED_INPUT -> tier.cachedInput().orElse(tier.input());
        case CACHE_WRITE -> tier.cacheWrite().orElse(tier.input());
        case CACHE_WRITE_HOUR ->
            tier.cacheWriteHour().orElse(tier.cacheWrite().orElse(tier.input()));
        case OUTPUT -> tier.output();
        case REASONING -> tier.reasoning().orElse(tier.output());
      };
    }
  }
}
