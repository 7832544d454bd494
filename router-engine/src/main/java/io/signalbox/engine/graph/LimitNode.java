package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldSink;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

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
    implements Node {
  private static final Slot WITHIN = new Slot.Field("within");
  private static final Slot OVER = new Slot.Field("over");

  /// How it is written.
  public static final RecordFormat<LimitNode> FORMAT =
      new RecordFormat<>(
          "limit",
          "a node of kind limit",
          "Requests and tokens in a window.",
          new LimitNode(
              "",
              About.NOTHING,
              OptionalLong.empty(),
              OptionalLong.empty(),
              Window.MINUTE,
              new Scope.Graph(),
              "",
              ""),
          List.of(
              Field.optional(
                  "requests",
                  new FieldType.Whole(1, 1_000_000_000L),
                  "The most requests in a window; this or `tokens` must be there.",
                  node -> node.requests().stream().boxed().findFirst(),
                  (node, most) -> node.withRequests(OptionalLong.of(most))),
              Field.optional(
                  "tokens",
                  new FieldType.Whole(1, 1_000_000_000_000L),
                  "The most tokens in a window, prompts and answers together.",
                  node -> node.tokens().stream().boxed().findFirst(),
                  (node, most) -> node.withTokens(OptionalLong.of(most))),
              Field.required(
                  "per",
                  FieldType.word(List.of(Window.SECOND, Window.MINUTE, Window.HOUR, Window.DAY)),
                  "The calendar window.",
                  LimitNode::per,
                  LimitNode::withPer),
              Field.usually(
                  new Scope.Graph(),
                  "of",
                  Scope.TYPE,
                  "Whose requests are counted together: graph, app, user or metadata.KEY.",
                  LimitNode::of,
                  LimitNode::withOf),
              Field.usually(
                  "",
                  "within",
                  new FieldType.Target(),
                  "Where requests go while there is room.",
                  LimitNode::within,
                  LimitNode::withWithin),
              Field.usually(
                  "",
                  "over",
                  new FieldType.Target(),
                  "Where requests go when there is no room.",
                  LimitNode::over,
                  LimitNode::withOver)));

  @Override
  public void write(FieldSink to) {
    FORMAT.write(to, this);
  }

  @Override
  public NodeKind kind() {
    return NodeKind.LIMIT;
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
  public LimitNode withId(String other) {
    return new LimitNode(other, about, requests, tokens, per, of, within, over);
  }

  @Override
  public LimitNode withAbout(About other) {
    return new LimitNode(id, other, requests, tokens, per, of, within, over);
  }

  @Override
  public LimitNode withTargets(Retarget target) {
    return withWithin(target.apply(WITHIN, within)).withOver(target.apply(OVER, over));
  }

  /// The same node with another limit of requests.
  public LimitNode withRequests(OptionalLong other) {
    return new LimitNode(id, about, other, tokens, per, of, within, over);
  }

  /// The same node with another limit of tokens.
  public LimitNode withTokens(OptionalLong other) {
    return new LimitNode(id, about, requests, other, per, of, within, over);
  }

  /// The same node with another window.
  public LimitNode withPer(Window other) {
    return new LimitNode(id, about, requests, tokens, other, of, within, over);
  }

  /// The same node, counting other requests together.
  public LimitNode withOf(Scope other) {
    return new LimitNode(id, about, requests, tokens, per, other, within, over);
  }

  /// The same node leading elsewhere while there is room.
  public LimitNode withWithin(String other) {
    return new LimitNode(id, about, requests, tokens, per, of, other, over);
  }

  /// The same node leading elsewhere when there is no room.
  public LimitNode withOver(String other) {
    return new LimitNode(id, about, requests, tokens, per, of, within, other);
  }
}
