package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The best of several by a measure; the next best when the best fails before it answers.
public record BalanceNode(String id, About about, List<String> to, Measure by, Where where)
    implements BranchingNode {
  public BalanceNode {
    to = List.copyOf(to);
  }

  /// What is compared.
  public enum Measure {
    COST,
    LATENCY,
    HEADROOM,
    IN_FLIGHT,
    TURNS,
    SUCCESS
  }

  /// Which branches may take part. If none may, all do.
  ///
  /// @param p95FirstToken at most this measured 95th percentile
  /// @param errorRate at most this share of failures, 0–1
  /// @param headroom at least this share of the rate limit left, 0–1
  public record Where(
      Optional<Duration> p95FirstToken, OptionalDouble errorRate, OptionalDouble headroom) {
    /// All may.
    public static final Where ANY =
        new Where(Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty());

    /// The same with another limit of the time to the first token.
    public Where withP95FirstToken(Optional<Duration> other) {
      return new Where(other, errorRate, headroom);
    }

    /// The same with another limit of failures.
    public Where withErrorRate(OptionalDouble other) {
      return new Where(p95FirstToken, other, headroom);
    }

    /// The same with another least headroom.
    public Where withHeadroom(OptionalDouble other) {
      return new Where(p95FirstToken, errorRate, other);
    }
  }

  /// How demands on branches are written.
  public static final RecordFormat<Where> WHERE =
      new RecordFormat<>(
          "where",
          "`where`",
          "Which branches may take part. If none may, all do.",
          Where.ANY,
          List.of(
              Field.optional(
                  "p95_first_token",
                  FieldType.DURATION,
                  "The longest measured 95th percentile of the time to the first token.",
                  Where::p95FirstToken,
                  (where, most) -> where.withP95FirstToken(Optional.of(most))),
              Field.optional(
                  "error_rate",
                  FieldType.FRACTION,
                  "The largest measured share of failures.",
                  where -> boxed(where.errorRate()),
                  (where, most) -> where.withErrorRate(OptionalDouble.of(most))),
              Field.optional(
                  "headroom",
                  FieldType.FRACTION,
                  "The least share of the provider's rate limit that must be left.",
                  where -> boxed(where.headroom()),
                  (where, least) -> where.withHeadroom(OptionalDouble.of(least)))));

  /// How it is written.
  public static final RecordFormat<BalanceNode> FORMAT =
      new RecordFormat<>(
          "balance",
          "a node of kind balance",
          "The best of several by a measure.",
          new BalanceNode("", About.NOTHING, List.of(), Measure.COST, Where.ANY),
          List.of(
              Field.required(
                  "by",
                  FieldType.word(Measure.class),
                  "What is compared.",
                  BalanceNode::by,
                  BalanceNode::withBy),
              Field.required(
                  "to",
                  new FieldType.Targets(),
                  "The branches.",
                  BalanceNode::to,
                  BalanceNode::withTo),
              Field.usually(
                  Where.ANY,
                  "where",
                  new FieldType.Section<>(WHERE),
                  "Which branches may take part. If none may, all do.",
                  BalanceNode::where,
                  BalanceNode::withWhere)));

  private static Optional<Double> boxed(OptionalDouble number) {
    return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
  }

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.BALANCE;
  }

  @Override
  public void check(FieldProblems problems) {
    problems.branches("to", to);
    problems.within("where").fraction("error_rate", where.errorRate());
    problems.within("where").fraction("headroom", where.headroom());
    problems.within("where").duration("p95_first_token", where.p95FirstToken());
  }

  @Override
  public Optional<FailoverRule> failover() {
    return Optional.of(new FailoverRule(false, 0, RoutingGraph.MOST_ATTEMPTS));
  }

  @Override
  public Optional<PriceNeed> priceNeed() {
    return by == Measure.COST
        ? Optional.of(new PriceNeed(ProblemCode.COST_WITHOUT_PRICE, "to", to))
        : Optional.empty();
  }

  @Override
  public List<Exit> exits() {
    return Targets.exits(to, i -> String.valueOf((char) ('a' + i % 26)));
  }

  @Override
  public BalanceNode withId(String other) {
    return new BalanceNode(other, about, to, by, where);
  }

  @Override
  public BalanceNode withAbout(About other) {
    return new BalanceNode(id, other, to, by, where);
  }

  @Override
  public BalanceNode withTargets(Retarget target) {
    return withTo(Targets.retargeted(to, target));
  }

  @Override
  public BalanceNode withBranch(String more) {
    return withTo(Targets.with(to, more));
  }

  @Override
  public BalanceNode withOnly(List<Integer> branches) {
    return withTo(Targets.only(to, branches));
  }

  /// The same node with other branches.
  public BalanceNode withTo(List<String> other) {
    return new BalanceNode(id, about, other, by, where);
  }

  /// The same node, comparing something else.
  public BalanceNode withBy(Measure other) {
    return new BalanceNode(id, about, to, other, where);
  }

  /// The same node with other demands on its branches.
  public BalanceNode withWhere(Where other) {
    return new BalanceNode(id, about, to, by, other);
  }
}
