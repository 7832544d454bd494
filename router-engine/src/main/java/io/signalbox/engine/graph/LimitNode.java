package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.List;
import java.util.OptionalLong;

/// Requests and tokens in a window.
public record LimitNode(
    String id,
    About about,
    OptionalLong requests,
    OptionalLong tokens,
    Window per,
    Scope of,
    String within,
    String over)
    implements QuotaNode {
  private static final OptionalLong NONE = OptionalLong.empty();

  /// How it is written.
  public static final RecordFormat<LimitNode> FORMAT =
      QuotaNode.format(
          LimitNode.class,
          "Requests and tokens in a window.",
          new LimitNode("", About.NOTHING, NONE, NONE, Window.MINUTE, new Scope.Graph(), "", ""),
          List.of(Window.SECOND, Window.MINUTE, Window.HOUR, Window.DAY),
          List.of(
              Field.optional(
                      "requests",
                      new FieldType.Whole(1, 1_000_000_000L),
                      "The most requests in a window; this or `tokens` must be there.",
                      (LimitNode node) -> node.requests().stream().boxed().findFirst(),
                      (node, most) -> node.withRequests(OptionalLong.of(most)))
                  .titled("Requests at most"),
              Field.optional(
                      "tokens",
                      new FieldType.Whole(1, 1_000_000_000_000L),
                      "The most tokens in a window, prompts and answers together.",
                      (LimitNode node) -> node.tokens().stream().boxed().findFirst(),
                      (node, most) -> node.withTokens(OptionalLong.of(most)))
                  .titled("Tokens at most")));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.LIMIT;
  }

  @Override
  public LimitNode suggested() {
    return withRequests(OptionalLong.of(60));
  }

  @Override
  public void check(FieldProblems problems) {
    requests.ifPresent(most -> problems.atLeastOne("requests", most));
    tokens.ifPresent(most -> problems.atLeastOne("tokens", most));
    if (requests.isEmpty() && tokens.isEmpty()) {
      problems.add(ProblemCode.NO_LIMIT);
    }
  }

  @Override
  public LimitNode withId(String other) {
    return new LimitNode(other, about, requests, tokens, per, of, within, over);
  }

  @Override
  public LimitNode withAbout(About other) {
    return new LimitNode(id, other, requests, tokens, per, of, within, over);
  }

  /// The same node with another limit of requests.
  public LimitNode withRequests(OptionalLong other) {
    return new LimitNode(id, about, other, tokens, per, of, within, over);
  }

  /// The same node with another limit of tokens.
  public LimitNode withTokens(OptionalLong other) {
    return new LimitNode(id, about, requests, other, per, of, within, over);
  }

  @Override
  public LimitNode withPer(Window other) {
    return new LimitNode(id, about, requests, tokens, other, of, within, over);
  }

  @Override
  public LimitNode withOf(Scope other) {
    return new LimitNode(id, about, requests, tokens, per, other, within, over);
  }

  @Override
  public LimitNode withWithin(String other) {
    return new LimitNode(id, about, requests, tokens, per, of, other, over);
  }

  @Override
  public LimitNode withOver(String other) {
    return new LimitNode(id, about, requests, tokens, per, of, within, other);
  }
}
