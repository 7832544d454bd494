package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Copies a share of the requests to another branch. What the copy is answered is recorded and
/// never returned; tools that it wants to call are not run.
///
/// @param to the target of every request
/// @param shadow the target of the copies
/// @param share which share of the requests is copied, 0–1
/// @param usd the most US dollars that copies may cost in a day; empty: no cap of their own
/// @param keepTexts how long the prompts of copied requests and both answers are kept on this
///   machine, so that a judge can compare them; empty: they are not kept at all
public record MirrorNode(
    String id,
    About about,
    String to,
    String shadow,
    double share,
    Optional<Money> usd,
    Optional<Duration> keepTexts)
    implements Node {
  private static final Slot TO = new Slot.Field("to");
  private static final Slot SHADOW = new Slot.Field("shadow");

  /// How it is written.
  public static final RecordFormat<MirrorNode> FORMAT =
      new RecordFormat<>(
          "mirror",
          "a node of kind mirror",
          "Copies a share of the requests to another branch, whose answers are recorded and never"
              + " returned.",
          new MirrorNode("", About.NOTHING, "", "", 1, Optional.empty(), Optional.empty()),
          List.of(
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The target of every request.",
                  MirrorNode::to,
                  MirrorNode::withTo),
              Field.usually(
                  "",
                  "shadow",
                  new FieldType.Target(),
                  "The target of the copies.",
                  MirrorNode::shadow,
                  MirrorNode::withShadow),
              Field.usually(
                  1.0,
                  "share",
                  FieldType.FRACTION,
                  "The share of requests that is copied.",
                  MirrorNode::share,
                  MirrorNode::withShare),
              Field.optional(
                      "usd",
                      FieldType.MONEY,
                      "The most US dollars that copies may cost in a day.",
                      MirrorNode::usd,
                      (node, usd) -> node.withUsd(Optional.of(usd)))
                  .titled("At most a day"),
              Field.optional(
                  "keep_texts",
                  FieldType.DURATION,
                  "How long the prompts of copied requests and both answers are kept on this"
                      + " machine, to be judged later; left out, they are not kept.",
                  MirrorNode::keepTexts,
                  (node, time) -> node.withKeepTexts(Optional.of(time)))));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.MIRROR;
  }

  @Override
  public MirrorNode suggested() {
    return withShare(0.1).withUsd(Optional.of(Money.of("1")));
  }

  @Override
  public void check(FieldProblems problems) {
    problems.fraction("share", OptionalDouble.of(share));
    usd.ifPresent(cap -> problems.positive("usd", cap.usd()));
    problems.duration("keep_texts", keepTexts);
    if (keepTexts.isPresent()) {
      problems.add(ProblemCode.MIRROR_STORES, "keep_texts");
    }
  }

  @Override
  public List<Exit> exits() {
    return List.of(
        new Exit(TO, "then", to), new Exit(SHADOW, "copies", shadow, Exit.Purpose.COPIED));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(to).filter(id -> !id.isEmpty()).toList();
  }

  @Override
  public Optional<PriceNeed> priceNeed() {
    return usd.map(cap -> new PriceNeed(ProblemCode.BUDGET_WITHOUT_PRICE, "usd", List.of(shadow)));
  }

  @Override
  public MirrorNode withId(String other) {
    return new MirrorNode(other, about, to, shadow, share, usd, keepTexts);
  }

  @Override
  public MirrorNode withAbout(About other) {
    return new MirrorNode(id, other, to, shadow, share, usd, keepTexts);
  }

  @Override
  public MirrorNode withTargets(Retarget target) {
    return withTo(target.apply(TO, to)).withShadow(target.apply(SHADOW, shadow));
  }

  /// The same node with another target of every request.
  public MirrorNode withTo(String other) {
    return new MirrorNode(id, about, other, shadow, share, usd, keepTexts);
  }

  /// The same node with another target of the copies.
  public MirrorNode withShadow(String other) {
    return new MirrorNode(id, about, to, other, share, usd, keepTexts);
  }

  /// The same node copying another share.
  public MirrorNode withShare(double other) {
    return new MirrorNode(id, about, to, shadow, other, usd, keepTexts);
  }

  /// The same node with another cap.
  public MirrorNode withUsd(Optional<Money> other) {
    return new MirrorNode(id, about, to, shadow, share, other, keepTexts);
  }

  /// The same node keeping texts for another time.
  public MirrorNode withKeepTexts(Optional<Duration> other) {
    return new MirrorNode(id, about, to, shadow, share, usd, other);
  }
}
