package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import io.signalbox.engine.graph.format.Units;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Spend so far in a window.
///
/// @param usd the most US dollars in a window
/// @param when the models whose calls are counted and checked; empty: all. If it is spent, only
///   these are dropped, and `over` is taken where no other model is left
/// @param notices shares of it, rising: when so much is spent, this is told once in a window
/// @param tiers other targets once a share of them is spent, the lowest share first
public record BudgetNode(
    String id,
    About about,
    Money usd,
    Window per,
    Scope of,
    Optional<Condition> when,
    List<Double> notices,
    String within,
    List<SpendTier> tiers,
    String over)
    implements QuotaNode {
  private static final String TIERS = "tiers";
  private static final String NOTICES = "notices";

  public BudgetNode {
    notices = List.copyOf(notices);
    tiers = List.copyOf(tiers);
  }

  /// A budget of all models with one target while there is room.
  public BudgetNode(
      String id, About about, Money usd, Window per, Scope of, String within, String over) {
    this(id, about, usd, per, of, Optional.empty(), List.of(), within, List.of(), over);
  }

  /// Another target once a share is spent.
  ///
  /// @param at the share, above 0 and below 1
  public record SpendTier(double at, String to) {
    /// The same share, leading elsewhere.
    public SpendTier withTo(String other) {
      return new SpendTier(at, other);
    }

    /// The same target from another share on.
    public SpendTier withAt(double other) {
      return new SpendTier(other, to);
    }

    String label() {
      return "from " + Units.text(BigDecimal.valueOf(at));
    }
  }

  /// How a tier is written.
  public static final RecordFormat<SpendTier> TIER =
      new RecordFormat<>(
          "tier",
          "a tier",
          "Another target once a share of the budget is spent.",
          new SpendTier(0.5, ""),
          List.of(
              Field.required(
                  "at",
                  FieldType.FRACTION,
                  "The share that is spent, reservations included.",
                  SpendTier::at,
                  SpendTier::withAt),
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The target.",
                  SpendTier::to,
                  SpendTier::withTo)));

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
                  .titled("At most"),
              Field.optional(
                      "when",
                      new FieldType.Cel(true),
                      "The models whose calls are counted and checked, as in"
                          + " model.labels.family == \"opus\"; left out: all.",
                      BudgetNode::when,
                      (BudgetNode node, Condition when) -> node.withWhen(Optional.of(when)))
                  .titled("Only calls of"),
              Field.usually(
                      List.of(),
                      NOTICES,
                      new FieldType.Scalars<>(FieldType.FRACTION),
                      "Shares of the cap, the lowest first: once spend reaches one, the log and the"
                          + " workbench show a notice, once in a window.",
                      BudgetNode::notices,
                      BudgetNode::withNotices)
                  .titled("Notify at"),
              Field.usually(
                  List.of(),
                  TIERS,
                  new FieldType.Items<>(TIER),
                  "Other targets once a share is spent, the lowest first; `within` until then.",
                  BudgetNode::tiers,
                  BudgetNode::withTiers)));

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
    problems.rising(NOTICES, notices);
    double before = 0;
    for (int i = 0; i < tiers.size(); i++) {
      problems.within(TIERS, i).tier("at", tiers.get(i).at(), before);
      before = tiers.get(i).at();
    }
  }

  /// Whether calls of a model are counted and checked.
  public boolean counts(Model model) {
    return when.isEmpty() || Promise.allows(when.get(), model);
  }

  /// The exit while there is room.
  ///
  /// @param spent so far in the window, reservations included
  public Exit exitAt(Money spent) {
    double share = usd.usd().signum() > 0 ? spent.usd().doubleValue() / usd.usd().doubleValue() : 0;
    int reached = (int) tiers.stream().filter(tier -> tier.at() <= share).count();
    return exits().get(reached);
  }

  @Override
  public List<Exit> exits() {
    var exits = new ArrayList<Exit>();
    exits.add(new Exit(WITHIN, "under", within));
    for (int i = 0; i < tiers.size(); i++) {
      exits.add(new Exit(slot(i), tiers.get(i).label(), tiers.get(i).to()));
    }
    exits.add(new Exit(OVER, "over", over));
    return exits;
  }

  @Override
  public BudgetNode withTargets(Retarget target) {
    var led = new ArrayList<SpendTier>();
    for (int i = 0; i < tiers.size(); i++) {
      led.add(tiers.get(i).withTo(target.apply(slot(i), tiers.get(i).to())));
    }
    return withWithin(target.apply(WITHIN, within))
        .withTiers(led)
        .withOver(target.apply(OVER, over));
  }

  private static Slot slot(int tier) {
    return new Slot.ItemField(TIERS, tier, "to");
  }

  @Override
  public Optional<PriceNeed> priceNeed() {
    return Optional.of(
        new PriceNeed(ProblemCode.BUDGET_WITHOUT_PRICE, "within", counted(), this::counts));
  }

  private List<String> counted() {
    return Stream.concat(Stream.of(within), tiers.stream().map(SpendTier::to)).toList();
  }

  @Override
  public BudgetNode withId(String other) {
    return new BudgetNode(other, about, usd, per, of, when, notices, within, tiers, over);
  }

  @Override
  public BudgetNode withAbout(About other) {
    return new BudgetNode(id, other, usd, per, of, when, notices, within, tiers, over);
  }

  /// The same node about other models.
  public BudgetNode withWhen(Optional<Condition> other) {
    return new BudgetNode(id, about, usd, per, of, other, notices, within, tiers, over);
  }

  /// The same node that tells of other shares.
  public BudgetNode withNotices(List<Double> other) {
    return new BudgetNode(id, about, usd, per, of, when, other, within, tiers, over);
  }

  /// The same node with other tiers.
  public BudgetNode withTiers(List<SpendTier> other) {
    return new BudgetNode(id, about, usd, per, of, when, notices, within, other, over);
  }

  /// The same node with another amount.
  public BudgetNode withUsd(Money other) {
    return new BudgetNode(id, about, other, per, of, when, notices, within, tiers, over);
  }

  @Override
  public BudgetNode withPer(Window other) {
    return new BudgetNode(id, about, usd, other, of, when, notices, within, tiers, over);
  }

  @Override
  public BudgetNode withOf(Scope other) {
    return new BudgetNode(id, about, usd, per, other, when, notices, within, tiers, over);
  }

  @Override
  public BudgetNode withWithin(String other) {
    return new BudgetNode(id, about, usd, per, of, when, notices, other, tiers, over);
  }

  @Override
  public BudgetNode withOver(String other) {
    return new BudgetNode(id, about, usd, per, of, when, notices, within, tiers, other);
  }
}
