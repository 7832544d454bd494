package io.signalbox.engine.lab.matrix;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.experiment.WilsonBound;
import io.signalbox.engine.lab.matrix.CheckResult.CheckStanding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// What follows from a run, so far or at its end. Immutable.
///
/// @param columns one for each model or graph, in the plan's order
/// @param rows one for each prompt, with a cell for each column
/// @param judge what the judge said of each but the base; empty without one
public record MatrixReport(
    MatrixPlan plan,
    MatrixRecord record,
    List<MatrixColumn> columns,
    List<List<CheckedCell>> rows,
    List<JudgeTally> judge) {
  private static final int DIGITS = 12;

  public MatrixReport {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    judge = List.copyOf(judge);
  }

  /// Works it out; no provider is called. Checks of meaning may take their time.
  public static MatrixReport of(MatrixPlan plan, MatrixRecord record, AnswerBench bench) {
    List<List<CheckedCell>> rows =
        plan.prompts().stream().map(prompt -> row(plan, prompt, record, bench)).toList();
    var columns = new ArrayList<MatrixColumn>();
    for (int i = 0; i < plan.targets().size(); i++) {
      int at = i;
      columns.add(column(plan.targets().get(i), rows.stream().map(row -> row.get(at)).toList()));
    }
    List<JudgeTally> judge =
        plan.judge().stream()
            .flatMap(each ->
                plan.targets().stream()
                    .filter(target -> !target.equals(each.base()))
                    .map(target -> JudgeTally.of(plan, each, target, record)))
            .toList();
    return new MatrixReport(plan, record, front(columns), rows, judge);
  }

  private static List<CheckedCell> row(
      MatrixPlan plan, MatrixPrompt prompt, MatrixRecord record, AnswerBench bench) {
    return plan.targets().stream()
        .map(target -> {
          Optional<MatrixCell> cell = record.cell(target, prompt);
          List<CheckResult> checks =
              cell.filter(MatrixCell::isAnswered)
                  .map(each -> bench.of(prompt, each))
                  .orElse(List.of());
          return new CheckedCell(target, prompt, cell, checks);
        })
        .toList();
  }

  private static MatrixColumn column(MatrixTarget target, List<CheckedCell> cells) {
    List<MatrixCell> came = cells.stream().flatMap(each -> each.cell().stream()).toList();
    List<MatrixCell> answers = came.stream().filter(MatrixCell::isAnswered).toList();
    int passed = (int) cells.stream().filter(CheckedCell::passed).count();
    List<Money> costs = answers.stream().flatMap(each -> each.usd().stream()).toList();
    return new MatrixColumn(
        target,
        came.size(),
        answers.size(),
        passed,
        came.isEmpty()
            ? Optional.empty()
            : Optional.of(WilsonBound.both((double) passed / came.size(), came.size())),
        sum(came.stream().flatMap(each -> each.usd().stream()).toList()),
        mean(costs),
        answers.size() - costs.size(),
        quantile(firstTokens(answers), 0.5),
        quantile(answers.stream().mapToLong(MatrixCell::millis), 0.5),
        quantile(answers.stream().mapToLong(MatrixCell::millis), 0.95),
        answers.isEmpty()
            ? OptionalDouble.empty()
            : answers.stream().mapToLong(MatrixCell::completionTokens).average(),
        checks(cells),
        false);
  }

  private static LongStream firstTokens(List<MatrixCell> answers) {
    return answers.stream().flatMapToLong(each -> each.firstTokenMillis().stream());
  }

  private static Money sum(List<Money> all) {
    Money sum = Money.ZERO;
    for (Money each : all) {
      sum = sum.plus(each);
    }
    return sum;
  }

  private static Optional<Money> mean(List<Money> all) {
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Money(
                sum(all)
                    .usd()
                    .divide(BigDecimal.valueOf(all.size()), DIGITS, RoundingMode.HALF_EVEN)));
  }

  /// The nearest rank.
  private static OptionalLong quantile(LongStream values, double share) {
    long[] sorted = values.sorted().toArray();
    return sorted.length == 0
        ? OptionalLong.empty()
        : Arrays.stream(sorted).skip((long) Math.ceil(share * sorted.length) - 1).findFirst();
  }

  private static List<MatrixColumn.CheckTally> checks(List<CheckedCell> cells) {
    Map<String, int[]> tallies = new LinkedHashMap<>();
    for (CheckedCell cell : cells) {
      for (CheckResult result : cell.checks()) {
        int[] tally = tallies.computeIfAbsent(result.check().name(), name -> new int[2]);
        tally[0] += result.standing() == CheckStanding.PASSED ? 1 : 0;
        tally[1] += result.standing() == CheckStanding.NOT_ABOUT ? 0 : 1;
      }
    }
    return tallies.entrySet().stream()
        .map(each ->
            new MatrixColumn.CheckTally(each.getKey(), each.getValue()[0], each.getValue()[1]))
        .toList();
  }

  /// Marks those that no other beats: passing at least as often for at most as much, and better in
  /// one of both. What has no known cost is not compared.
  private static List<MatrixColumn> front(List<MatrixColumn> columns) {
    return columns.stream()
        .map(each ->
            each.best(
                isComparable(each) && columns.stream().noneMatch(other -> beats(other, each))))
        .toList();
  }

  private static boolean isComparable(MatrixColumn column) {
    return column.rate().isPresent() && column.meanUsd().isPresent();
  }

  private static boolean beats(MatrixColumn one, MatrixColumn other) {
    if (!isComparable(one)) {
      return false;
    }
    int rate = Double.compare(one.rate().orElse(0), other.rate().orElse(0));
    int cost = one.meanUsd().orElse(Money.ZERO).compareTo(other.meanUsd().orElse(Money.ZERO));
    return rate >= 0 && cost <= 0 && (rate > 0 || cost < 0);
  }

  /// The one to choose, if nothing else matters: of those whose pass rate is not shown to be below
  /// the highest one, the cheapest; it has passed at least once. Empty if none has.
  public Optional<MatrixColumn> winner() {
    List<MatrixColumn> whole =
        columns.stream()
            .filter(MatrixReport::isComparable)
            .filter(each -> each.rate().orElse(0) > 0)
            .toList();
    double most = whole.stream().mapToDouble(each -> each.rate().orElse(0)).max().orElse(0);
    return whole.stream()
        .filter(each -> each.range().filter(range -> range.high() >= most).isPresent())
        .min((a, b) -> {
          int cost = a.meanUsd().orElse(Money.ZERO).compareTo(b.meanUsd().orElse(Money.ZERO));
          return cost != 0 ? cost : Double.compare(b.rate().orElse(0), a.rate().orElse(0));
        });
  }

  /// What all calls cost, the judge's among them, as far as known.
  public Money usd() {
    return record.usd();
  }

  /// Whether there is anything that answers must pass; without checks every answer passes.
  public boolean hasChecks() {
    return plan.prompts().stream().anyMatch(prompt -> !prompt.checks().isEmpty());
  }
}
