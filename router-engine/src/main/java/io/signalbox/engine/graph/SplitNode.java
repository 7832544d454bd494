package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Weighted random assignment, for experiments.
///
/// @param shares weights; they need not add up to 1
/// @param sticky whose requests always go to the same branch
/// @param experiment a name under which its branches are compared; it keeps this assignment
///   independent of others
public record SplitNode(
    String id, About about, List<Share> shares, Sticky sticky, Optional<String> experiment)
    implements BranchingNode {
  public SplitNode {
    shares = List.copyOf(shares);
  }

  /// A branch and its weight.
  public record Share(String to, BigDecimal share) {
    /// The same weight, leading elsewhere.
    public Share withTo(String other) {
      return new Share(other, share);
    }

    /// The same branch with another weight.
    public Share withShare(BigDecimal other) {
      return new Share(to, other);
    }
  }

  /// Whose requests always go to the same branch.
  public enum Sticky {
    REQUEST,
    CONVERSATION,
    USER,
    APP
  }

  /// How a branch is written.
  public static final RecordFormat<Share> SHARE =
      new RecordFormat<>(
          "share",
          "a share",
          "A branch and its weight.",
          new Share("", BigDecimal.ZERO),
          List.of(
              Field.usually(
                  "", "to", new FieldType.Target(), "The target.", Share::to, Share::withTo),
              Field.required(
                  "share",
                  FieldType.SHARE,
                  "Its weight; shares need not add up to 100 %.",
                  Share::share,
                  Share::withShare)));

  /// How it is written.
  public static final RecordFormat<SplitNode> FORMAT =
      new RecordFormat<>(
          "split",
          "a node of kind split",
          "Weighted random assignment, for experiments.",
          new SplitNode("", About.NOTHING, List.of(), Sticky.REQUEST, Optional.empty()),
          List.of(
              Field.required(
                  "shares",
                  new FieldType.Items<>(SHARE),
                  "The branches and their weights.",
                  SplitNode::shares,
                  SplitNode::withShares),
              Field.usually(
                  Sticky.REQUEST,
                  "sticky",
                  FieldType.word(Sticky.class),
                  "Whose requests always go to the same branch.",
                  SplitNode::sticky,
                  SplitNode::withSticky),
              Field.optional(
                  "experiment",
                  new FieldType.Text(),
                  "A name under which branches are compared by feedback, cost and time; it also"
                      + " keeps the assignment independent of other splits.",
                  SplitNode::experiment,
                  (node, name) -> node.withExperiment(Optional.of(name)))));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.SPLIT;
  }

  @Override
  public SplitNode suggested() {
    var half = new Share("", new BigDecimal("0.5"));
    return withShares(List.of(half, half));
  }

  @Override
  public void check(FieldProblems problems) {
    for (int i = 0; i < shares.size(); i++) {
      problems.within("shares", i).positive("share", shares.get(i).share());
    }
    problems.branches("shares", shares.stream().map(Share::to).toList());
  }

  @Override
  public List<Exit> exits() {
    BigDecimal sum = shares.stream().map(Share::share).reduce(BigDecimal.ZERO, BigDecimal::add);
    return IntStream.range(0, shares.size())
        .mapToObj(i -> new Exit(slot(i), percent(shares.get(i).share(), sum), to(i)))
        .toList();
  }

  @Override
  public SplitNode withId(String other) {
    return new SplitNode(other, about, shares, sticky, experiment);
  }

  @Override
  public SplitNode withAbout(About other) {
    return new SplitNode(id, other, shares, sticky, experiment);
  }

  @Override
  public SplitNode withTargets(Retarget target) {
    return withShares(
        IntStream.range(0, shares.size())
            .mapToObj(i -> shares.get(i).withTo(target.apply(slot(i), to(i))))
            .toList());
  }

  @Override
  public SplitNode withBranch(String to) {
    BigDecimal weight = shares.isEmpty() ? BigDecimal.ONE : shares.getLast().share();
    var more = new ArrayList<>(shares);
    more.add(new Share(to, weight));
    return withShares(more);
  }

  @Override
  public boolean weighted() {
    return true;
  }

  @Override
  public SplitNode withOnly(List<Integer> branches) {
    return withShares(Targets.only(shares, branches));
  }

  /// The same node with other branches and weights.
  public SplitNode withShares(List<Share> other) {
    return new SplitNode(id, about, other, sticky, experiment);
  }

  /// The same node, sticky to something else.
  public SplitNode withSticky(Sticky other) {
    return new SplitNode(id, about, shares, other, experiment);
  }

  /// The same node in another experiment.
  public SplitNode withExperiment(Optional<String> other) {
    return new SplitNode(id, about, shares, sticky, other);
  }

  private String to(int index) {
    return shares.get(index).to();
  }

  private static Slot slot(int share) {
    return new Slot.ItemField("shares", share, "to");
  }

  /// A weight as a share of the sum of all weights, to a tenth of a percent.
  private static String percent(BigDecimal share, BigDecimal sum) {
    if (sum.signum() <= 0) {
      return share.stripTrailingZeros().toPlainString();
    }
    BigDecimal percent = share.movePointRight(2).divide(sum, 1, RoundingMode.HALF_UP);
    return percent.stripTrailingZeros().toPlainString() + "%";
  }
}
