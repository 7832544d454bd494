package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.List;
import java.util.Optional;

/// Spend so far in a window.
public record BudgetNode(
    String id, About about, Money usd, Window per, Scope of, String within, String over)
    implements QuotaNode {
  /// How it is written.
  public static final RecordFormat<BudgetNode> FORMAT =
      QuotaNode.format(
          BudgetNode.class,
          "Spend so far in a window.",
          new BudgetNode("", About.NOTHING, Money.ZERO, Window.MONTH, new Scope.Graph(), "", ""),
          List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH),
          List.of(
              Field.required(
                      "usd",
                      FieldType.MONEY,
                      "The most US dollars in a window.",
                      BudgetNode::usd,
                      BudgetNode::withUsd)
                  .titled("At most")));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.BUDGET;
  }

  @Override
  public BudgetNode suggested() {
    return withUsd(Money.of("10"));
  }

  @Override
  public void check(FieldProblems problems) {
    problems.positive("usd", usd.usd());
  }

  @Override
  public Optional<PriceNeed> priceNeed() {
    return Optional.of(new PriceNeed(ProblemCode.BUDGET_WITHOUT_PRICE, "within", List.of(within)));
  }

  @Override
  public BudgetNode withId(String other) {
    return new BudgetNode(other, about, usd, per, of, within, over);
  }

  @Override
  public BudgetNode withAbout(About other) {
    return new BudgetNode(id, other, usd, per, of, within, over);
  }

  /// The same node with another amount.
  public BudgetNode withUsd(Money other) {
    return new BudgetNode(id, about, other, per, of, within, over);
  }

  @Override
  public BudgetNode withPer(Window other) {
    return new BudgetNode(id, about, usd, other, of, within, over);
  }

  @Override
  public BudgetNode withOf(Scope other) {
    return new BudgetNode(id, about, usd, per, other, within, over);
  }

  @Override
  public BudgetNode withWithin(String other) {
    return new BudgetNode(id, about, usd, per, of, other, over);
  }

  @Override
  public BudgetNode withOver(String other) {
    return new BudgetNode(id, about, usd, per, of, within, other);
  }
}
