package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lets requests through only while the branch behind it is known to pass a suite: the lower bound
/// of its measured pass rate is high enough, and the result is neither too old nor of another suite
/// or other models.
///
/// @param suite the file of tests, relative to the graph's
/// @param passRate the least pass rate by its lower bound, 0–1
/// @param confidence how sure the lower bound is, 0.5–1
/// @param expires how long a result counts
/// @param to what is measured, and where requests go while it holds
/// @param otherwise where they go else
public record GateNode(
    String id,
    About about,
    String suite,
    double passRate,
    double confidence,
    Duration expires,
    String to,
    String otherwise)
    implements Node {
  /// How sure the lower bound is unless a graph says otherwise.
  public static final double USUAL_CONFIDENCE = 0.95;

  /// How long a result counts unless a graph says otherwise.
  public static final Duration USUAL_EXPIRY = Duration.ofDays(7);

  /// What the exit of a gate that is open is called.
  public static final String OPEN = "open";

  /// What the exit of a gate that is closed is called.
  public static final String OTHERWISE = "otherwise";

  private static final double LEAST_CONFIDENCE = 0.5;
  private static final double USUAL_PASS_RATE = 0.9;

  private static final Slot TO_SLOT = new Slot.Field("to");
  private static final Slot OTHERWISE_SLOT = new Slot.Field("otherwise");

  /// How it is written.
  public static final RecordFormat<GateNode> FORMAT =
      new RecordFormat<>(
          "gate",
          "a node of kind gate",
          "Lets requests through only while the measured pass rate of a suite holds.",
          new GateNode("", About.NOTHING, "", 0, USUAL_CONFIDENCE, USUAL_EXPIRY, "", ""),
          List.of(
              Field.required(
                  "suite",
                  new FieldType.Text(FieldType.Text.Extent.FILE),
                  "The file of tests whose answers are measured by `signalbox gate run`. Relative"
                      + " to the graph's file, in its directory or below.",
                  GateNode::suite,
                  GateNode::withSuite),
              Field.required(
                  "pass_rate",
                  FieldType.FRACTION,
                  "The least pass rate, by its lower bound.",
                  GateNode::passRate,
                  GateNode::withPassRate),
              Field.usually(
                  USUAL_CONFIDENCE,
                  "confidence",
                  FieldType.FRACTION,
                  "How sure the lower bound is, 50% to 100%.",
                  GateNode::confidence,
                  GateNode::withConfidence),
              Field.usually(
                  USUAL_EXPIRY,
                  "expires",
                  FieldType.DURATION,
                  "How long a result counts.",
                  GateNode::expires,
                  GateNode::withExpires),
              Field.usually(
                  "",
                  "to",
                  new FieldType.Target(),
                  "The target that is measured, and that gets the requests while the gate is open.",
                  GateNode::to,
                  GateNode::withTo),
              Field.usually(
                  "",
                  "otherwise",
                  new FieldType.Target(),
                  "The target while the gate is closed.",
                  GateNode::otherwise,
                  GateNode::withOtherwise)));

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.GATE;
  }

  @Override
  public GateNode suggested() {
    return withSuite("answers.suite.yaml").withPassRate(USUAL_PASS_RATE);
  }

  @Override
  public void check(FieldProblems problems) {
    problems.text("suite", suite, "suite: answers.suite.yaml");
    problems.fraction("pass_rate", 0, passRate, "0% to 100%");
    problems.fraction("confidence", LEAST_CONFIDENCE, confidence, "50% to 100%");
    problems.duration("expires", Optional.of(expires));
  }

  @Override
  public int defaultExit() {
    return 1;
  }

  @Override
  public List<Exit> exits() {
    return List.of(new Exit(TO_SLOT, OPEN, to), new Exit(OTHERWISE_SLOT, OTHERWISE, otherwise));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(otherwise, to).filter(each -> !each.isEmpty()).toList();
  }

  @Override
  public GateNode withId(String other) {
    return new GateNode(other, about, suite, passRate, confidence, expires, to, otherwise);
  }

  @Override
  public GateNode withAbout(About other) {
    return new GateNode(id, other, suite, passRate, confidence, expires, to, otherwise);
  }

  @Override
  public GateNode withTargets(Retarget target) {
    return withTo(target.apply(TO_SLOT, to)).withOtherwise(target.apply(OTHERWISE_SLOT, otherwise));
  }

  /// The same node with another suite.
  public GateNode withSuite(String other) {
    return new GateNode(id, about, other, passRate, confidence, expires, to, otherwise);
  }

  /// The same node with another least pass rate.
  public GateNode withPassRate(double other) {
    return new GateNode(id, about, suite, other, confidence, expires, to, otherwise);
  }

  /// The same node, surer or less sure.
  public GateNode withConfidence(double other) {
    return new GateNode(id, about, suite, passRate, other, expires, to, otherwise);
  }

  /// The same node with results that count for another time.
  public GateNode withExpires(Duration other) {
    return new GateNode(id, about, suite, passRate, confidence, other, to, otherwise);
  }

  /// The same node letting requests through to another target.
  public GateNode withTo(String other) {
    return new GateNode(id, about, suite, passRate, confidence, expires, other, otherwise);
  }

  /// The same node leading elsewhere while it is closed.
  public GateNode withOtherwise(String other) {
    return new GateNode(id, about, suite, passRate, confidence, expires, to, other);
  }
}
