package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.List;
import java.util.stream.Stream;

/// Spend so far in a window.
public record BudgetNode(
    String id, About about, Money usd, Window per, Scope of, String within, String over)
    implements Node {
  private static final Slot WITHIN = new Slot.Field("within");
  private static final Slot OVER = new Slot.Field("over");

  /// How it is written.
  public static final RecordFormat<BudgetNode> FORMAT =
      new RecordFormat<>(
          "budget",
          "a node of kind budget",
          "Spend so far in a window.",
          new BudgetNode("", About.NOTHING, Money.ZERO, Window.MONTH, new Scope.Graph(), "", ""),
          List.of(
              Field.required(
                  "usd",
                  FieldType.MONEY,
                  "The most US dollars in a window.",
                  BudgetNode::usd,
                  BudgetNode::withUsd),
              Field.required(
                  "per",
                  FieldType.word(List.of(Window.HOUR, Window.DAY, Window.WEEK, Window.MONTH)),
                  "The calendar window.",
                  BudgetNode::per,
                  BudgetNode::withPer),
              Field.usually(
                  new Scope.Graph(),
                  "of",
                  Scope.TYPE,
                  "Whose requests are counted together: graph, app, user or metadata.KEY.",
                  BudgetNode::of,
                  BudgetNode::withOf),
              Field.usually(
                  "",
                  "within",
                  new FieldType.Target(),
                  "Where requests go while there is room.",
                  BudgetNode::within,
                  BudgetNode::withWithin),
              Field.usually(
                  "",
                  "over",
                  new FieldType.Target(),
                  "Where requests go when there is no room.",
                  BudgetNode::over,
                  BudgetNode::withOver)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.BUDGET;
  }

  @Override
  public List<Exit> exits() {
    return List.of(new Exit(WITHIN, "under", within), new Exit(OVER, "over", over));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(within).filter(to -> !to.isEmpty()).toList();
  }

  @Override
  public BudgetNode withId(String other) {
    return new BudgetNode(other, about, usd, per, of, within, over);
  }

  @Override
  public BudgetNode withAbout(About other) {
    return new BudgetNode(id, other, usd, per, of, within, over);
  }

  @Override
  public BudgetNode withTargets(Retarget target) {
    return withWithin(target.apply(WITHIN, within)).withOver(target.apply(OVER, over));
  }

  /// The same node with another amount.
  public BudgetNode withUsd(Money other) {
    return new BudgetNode(id, about, other, per, of, within, over);
  }

  /// The same node with another window.
  public BudgetNode withPer(Window other) {
    return new BudgetNode(id, about, usd, other, of, within, over);
  }

  /// The same node, counting other requests together.
  public BudgetNode withOf(Scope other) {
    return new BudgetNode(id, about, usd, per, other, within, over);
  }

  /// The same node leading elsewhere while there is room.
  public BudgetNode withWithin(String other) {
    return new BudgetNode(id, about, usd, per, of, other, over);
  }

  /// The same node leading elsewhere when there is no room.
  public BudgetNode withOver(String other) {
    return new BudgetNode(id, about, usd, per, of, within, other);
  }
}
