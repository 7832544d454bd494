package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The model for a prompt, by quality predicted from outcomes, on this machine. Where no model is
/// sure to be good enough, and after a failed call, a request goes on to `otherwise`.
///
/// @param from the file of outcomes or of a trained router, relative to the graph's
/// @param to models that the file knows, by their ids in the graph
/// @param quality the least predicted score by its lower bound, 0–1, of the cheapest model
/// @param usd the most US dollars that a call of the best model costs on average
/// @param confidence how sure the lower bound is, 0.5–1
/// @param encoder the name of the encoder of texts for outcomes; a trained router brings its own
public record LearnedNode(
    String id,
    About about,
    String from,
    List<String> to,
    Optional<Double> quality,
    Optional<Money> usd,
    double confidence,
    String otherwise,
    String encoder)
    implements Node {
  /// How sure the lower bound is unless a graph says otherwise.
  public static final double USUAL_CONFIDENCE = 0.9;

  /// In an encoder's place: words and length alone, faster and somewhat worse.
  public static final String NO_ENCODER = "none";

  private static final double LEAST_CONFIDENCE = 0.5;

  private static final Slot OTHERWISE = new Slot.Field("otherwise");

  public LearnedNode {
    to = List.copyOf(to);
  }

  /// How it is written.
  public static final RecordFormat<LearnedNode> FORMAT =
      new RecordFormat<>(
          "learned",
          "a node of kind learned",
          "The model for a prompt, by quality predicted from outcomes, on this machine.",
          new LearnedNode(
              "",
              About.NOTHING,
              "",
              List.of(),
              Optional.empty(),
              Optional.empty(),
              USUAL_CONFIDENCE,
              "",
              IntentNode.USUAL_ENCODER),
          List.of(
              Field.required(
                      "from",
                      new FieldType.Text(FieldType.Text.Extent.FILE),
                      "A file of outcomes (text, model, score, cost), or a router that `signalbox"
                          + " train` made of them. Relative to the graph's file, in its directory"
                          + " or below.",
                      LearnedNode::from,
                      LearnedNode::withFrom)
                  .titled("Learned from"),
              Field.required(
                  "to",
                  new FieldType.Targets(),
                  "The models to choose from. The file knows them by id, `model` or"
                      + " `provider/model`.",
                  LearnedNode::to,
                  LearnedNode::withTo),
              Field.optional(
                  "quality",
                  FieldType.FRACTION,
                  "The cheapest model whose predicted score is at least this, by its lower bound.",
                  LearnedNode::quality,
                  (node, least) -> node.withQuality(Optional.of(least))),
              Field.optional(
                      "usd",
                      FieldType.MONEY,
                      "The best model whose calls cost at most this on average. Either this or"
                          + " `quality`.",
                      LearnedNode::usd,
                      (LearnedNode node, Money most) -> node.withUsd(Optional.of(most)))
                  .titled("Maximum per call"),
              Field.usually(
                  USUAL_CONFIDENCE,
                  "confidence",
                  FieldType.FRACTION,
                  "How sure the lower bound is, 50% to 100%.",
                  LearnedNode::confidence,
                  LearnedNode::withConfidence),
              Field.usually(
                  "",
                  "otherwise",
                  new FieldType.Target(),
                  "The target where no model is sure to be good enough, and after a failed call.",
                  LearnedNode::otherwise,
                  LearnedNode::withOtherwise),
              Field.usually(
                  IntentNode.USUAL_ENCODER,
                  "encoder",
                  new FieldType.Text(FieldType.Text.Extent.LINE),
                  "The encoder of texts for outcomes, from a plug-in, or none. A trained router"
                      + " brings its own.",
                  LearnedNode::encoder,
                  LearnedNode::withEncoder)));

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.LEARNED;
  }

  @Override
  public LearnedNode suggested() {
    return withFrom("outcomes.csv").withQuality(Optional.of(0.8));
  }

  @Override
  public void check(FieldProblems problems) {
    problems.text("from", from, "from: outcomes.csv");
    problems.branches("to", to);
    problems.fraction("quality", quality.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    usd.ifPresent(most -> problems.positive("usd", most.usd()));
    problems.fraction("confidence", LEAST_CONFIDENCE, confidence, "50% to 100%");
    if (quality.isPresent() == usd.isPresent()) {
      problems.add(ProblemCode.ONE_AIM);
    }
  }

  @Override
  public boolean conditional() {
    return true;
  }

  @Override
  public Optional<FailoverRule> failover() {
    return Optional.of(new FailoverRule(false, 0, RoutingGraph.MOST_ATTEMPTS));
  }

  @Override
  public int defaultExit() {
    return to.size();
  }

  @Override
  public List<Exit> exits() {
    var exits = new ArrayList<>(Targets.exits(to, i -> to.get(i).isEmpty() ? "model" : to.get(i)));
    exits.add(new Exit(OTHERWISE, "otherwise", otherwise));
    return exits;
  }

  @Override
  public List<String> bypass() {
    return Stream.of(otherwise).filter(each -> !each.isEmpty()).toList();
  }

  @Override
  public LearnedNode withId(String other) {
    return new LearnedNode(other, about, from, to, quality, usd, confidence, otherwise, encoder);
  }

  @Override
  public LearnedNode withAbout(About other) {
    return new LearnedNode(id, other, from, to, quality, usd, confidence, otherwise, encoder);
  }

  @Override
  public LearnedNode withTargets(Retarget target) {
    return withTo(Targets.retargeted(to, target)).withOtherwise(target.apply(OTHERWISE, otherwise));
  }

  /// The same node, learning from another file.
  public LearnedNode withFrom(String other) {
    return new LearnedNode(id, about, other, to, quality, usd, confidence, otherwise, encoder);
  }

  /// The same node with other models.
  public LearnedNode withTo(List<String> other) {
    return new LearnedNode(id, about, from, other, quality, usd, confidence, otherwise, encoder);
  }

  /// The same node with another least quality.
  public LearnedNode withQuality(Optional<Double> other) {
    return new LearnedNode(id, about, from, to, other, usd, confidence, otherwise, encoder);
  }

  /// The same node with another most cost.
  public LearnedNode withUsd(Optional<Money> other) {
    return new LearnedNode(id, about, from, to, quality, other, confidence, otherwise, encoder);
  }

  /// The same node, surer or less sure.
  public LearnedNode withConfidence(double other) {
    return new LearnedNode(id, about, from, to, quality, usd, other, otherwise, encoder);
  }

  /// The same node leading elsewhere where it declines.
  public LearnedNode withOtherwise(String other) {
    return new LearnedNode(id, about, from, to, quality, usd, confidence, other, encoder);
  }

  /// The same node with another encoder.
  public LearnedNode withEncoder(String other) {
    return new LearnedNode(id, about, from, to, quality, usd, confidence, otherwise, other);
  }
}
