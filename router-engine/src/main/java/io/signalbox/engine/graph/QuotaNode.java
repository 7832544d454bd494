package io.signalbox.engine.graph;

import io.signalbox.engine.catalog.Window;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A node that counts something in a calendar window, with an exit for requests that there is room
/// for and one for those that there is not.
public sealed interface QuotaNode extends Node permits BudgetNode, LimitNode {
  /// The exit while there is room.
  Slot WITHIN = new Slot.Field("within");

  /// The exit when there is no room.
  Slot OVER = new Slot.Field("over");

  /// The calendar window.
  Window per();

  /// Whose requests are counted together.
  Scope of();

  /// The target within the limit.
  String within();

  /// The target over the limit.
  String over();

  /// The same node with another window.
  QuotaNode withPer(Window other);

  /// The same node, counting other requests together.
  QuotaNode withOf(Scope other);

  /// The same node with another target while there is room.
  QuotaNode withWithin(String other);

  /// The same node with another target when there is no room.
  QuotaNode withOver(String other);

  @Override
  default List<Exit> exits() {
    return List.of(new Exit(WITHIN, "under", within()), new Exit(OVER, "over", over()));
  }

  @Override
  default List<String> bypass() {
    return Stream.of(within()).filter(to -> !to.isEmpty()).toList();
  }

  @Override
  default Node withTargets(Retarget target) {
    return withWithin(target.apply(WITHIN, within())).withOver(target.apply(OVER, over()));
  }

  /// A format of the kind's own fields, followed by those of every quota.
  ///
  /// @param type the record, whose withers give it again
  /// @param windows those that it can count in
  static <N extends QuotaNode> RecordFormat<N> format(
      Class<N> type, String meaning, N nothing, List<Window> windows, List<Field<N, ?>> own) {
    var fields = new ArrayList<>(own);
    fields.add(
        Field.required(
                "per",
                FieldType.word(windows),
                "The calendar window.",
                QuotaNode::per,
                (N node, Window per) -> type.cast(node.withPer(per)))
            .titled("In each"));
    fields.add(
        Field.usually(
                (Scope) new Scope.Graph(),
                "of",
                Scope.TYPE,
                "Whose requests are counted together: graph, app, user, metadata.KEY or a CEL"
                    + " expression that gives a text.",
                QuotaNode::of,
                (N node, Scope of) -> type.cast(node.withOf(of)))
            .titled("Counted for"));
    fields.add(
        Field.usually(
            "",
            "within",
            new FieldType.Target(),
            "The target within the limit.",
            QuotaNode::within,
            (N node, String to) -> type.cast(node.withWithin(to))));
    fields.add(
        Field.usually(
            "",
            "over",
            new FieldType.Target(),
            "The target over the limit.",
            QuotaNode::over,
            (N node, String to) -> type.cast(node.withOver(to))));
    String kind = nothing.kind().id();
    return new RecordFormat<>(kind, "a node of kind " + kind, meaning, nothing, fields);
  }
}
