package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps a conversation at the model whose prompt cache is warm: nodes below that have a choice
/// choose that model, until it is unhealthy or a move pays for the cache that it loses.
///
/// @param by whose requests stay together
/// @param period how long after its last answer a conversation stays
public record StayNode(String id, About about, String to, By by, Duration period) implements Node {
  /// How long a conversation stays unless a graph says otherwise: as long as caches live at most.
  public static final Duration USUAL = Duration.ofHours(1);

  private static final Slot TO = new Slot.Field("to");

  /// Whose requests stay together.
  public enum By {
    CONVERSATION,
    USER
  }

  /// How it is written.
  public static final RecordFormat<StayNode> FORMAT =
      new RecordFormat<>(
          "stay",
          "a node of kind stay",
          "Keeps a conversation where its prompt cache is warm.",
          new StayNode("", About.NOTHING, "", By.CONVERSATION, USUAL),
          List.of(
              Field.usually(
                  "", "to", new FieldType.Target(), "The target.", StayNode::to, StayNode::withTo),
              Field.usually(
                      By.CONVERSATION,
                      "by",
                      FieldType.word(By.class),
                      "Whose requests stay together.",
                      StayNode::by,
                      StayNode::withBy)
                  .titled("Stay per"),
              Field.usually(
                      USUAL,
                      "for",
                      FieldType.DURATION,
                      "How long after its last answer a conversation stays.",
                      StayNode::period,
                      StayNode::withPeriod)
                  .titled("For")));

  @Override
  public void write(FieldSink sink) {
    FORMAT.write(sink, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.STAY;
  }

  @Override
  public void check(FieldProblems problems) {
    problems.duration("for", Optional.of(period));
  }

  @Override
  public List<Exit> exits() {
    return List.of(new Exit(TO, "then", to));
  }

  @Override
  public List<String> bypass() {
    return Stream.of(to).filter(each -> !each.isEmpty()).toList();
  }

  @Override
  public StayNode withId(String other) {
    return new StayNode(other, about, to, by, period);
  }

  @Override
  public StayNode withAbout(About other) {
    return new StayNode(id, other, to, by, period);
  }

  @Override
  public StayNode withTargets(Retarget target) {
    return withTo(target.apply(TO, to));
  }

  /// The same node leading elsewhere.
  public StayNode withTo(String other) {
    return new StayNode(id, about, other, by, period);
  }

  /// The same node, keeping other requests together.
  public StayNode withBy(By other) {
    return new StayNode(id, about, to, other, period);
  }

  /// The same node, keeping them longer or shorter.
  public StayNode withPeriod(Duration other) {
    return new StayNode(id, about, to, by, other);
  }
}
