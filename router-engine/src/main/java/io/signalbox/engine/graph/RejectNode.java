package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.List;

/// Answers with an error.
///
/// @param status an HTTP status, 400–599
public record RejectNode(String id, About about, int status, String message) implements Node {
  /// How it is written.
  public static final RecordFormat<RejectNode> FORMAT =
      new RecordFormat<>(
          "reject",
          "a node of kind reject",
          "Answers with an error.",
          new RejectNode("", About.NOTHING, 503, ""),
          List.of(
              Field.required(
                  "status",
                  new FieldType.Whole(400, 599),
                  "The HTTP status.",
                  node -> (long) node.status(),
                  (node, status) -> node.withStatus(Math.toIntExact(status))),
              Field.usually(
                  "",
                  "message",
                  new FieldType.Text(),
                  "The error message for the client.",
                  RejectNode::message,
                  RejectNode::withMessage)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.REJECT;
  }

  @Override
  public RejectNode suggested() {
    return withMessage("Not available at the moment.");
  }

  @Override
  public void check(FieldProblems problems) {
    problems.between("status", status, 400, 599, "400 to 599; 403 and 429 are common");
    problems.text("message", message, "message: Closed on Sundays");
  }

  @Override
  public List<Exit> exits() {
    return List.of();
  }

  @Override
  public List<String> bypass() {
    return List.of();
  }

  @Override
  public RejectNode withId(String other) {
    return new RejectNode(other, about, status, message);
  }

  @Override
  public RejectNode withAbout(About other) {
    return new RejectNode(id, other, status, message);
  }

  @Override
  public RejectNode withTargets(Retarget target) {
    return this;
  }

  /// The same node with another status.
  public RejectNode withStatus(int other) {
    return new RejectNode(id, about, other, message);
  }

  /// The same node with another message.
  public RejectNode withMessage(String other) {
    return new RejectNode(id, about, status, other);
  }
}
