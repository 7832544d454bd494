package io.signalbox.engine.graph;

import io.signalbox.engine.graph.format.FieldSink;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A decision on a request's route. The exits are fields of each record, so a wire that the rule
/// does not have cannot be drawn. A kind is one file: its fields, what can be done with them, and
/// its format. Immutable.
public sealed interface Node
    permits AskNode,
        BranchingNode,
        CacheNode,
        GateNode,
        IntentNode,
        LearnedNode,
        MirrorNode,
        QuotaNode,
        RejectNode,
        RewriteNode,
        RulesNode,
        StayNode {

  /// Its name in the graph.
  String id();

  /// What a person says of it.
  About about();

  /// Its kind.
  NodeKind kind();

  /// Its outputs, in the order of the file.
  List<Exit> exits();

  /// The outputs by one of which a request leaves.
  default List<Exit> onward() {
    return exits().stream().filter(exit -> !exit.besides()).toList();
  }

  /// Where a request goes that the node does nothing to, best first. Without ids that are empty.
  List<String> bypass();

  /// Writes the fields of its kind.
  void write(FieldSink to);

  /// The same node with usual figures to begin with, as it is put on the canvas.
  default Node suggested() {
    return this;
  }

  /// Says what is missing, empty, out of range or said twice in its own fields. Targets are checked
  /// elsewhere.
  void check(FieldProblems problems);

  /// How it goes on to its next exit when a call fails; empty if a request takes one exit only.
  default Optional<FailoverRule> failover() {
    return Optional.empty();
  }

  /// Whether the exit that a request takes depends on what the request says.
  default boolean conditional() {
    return false;
  }

  /// Which models must have a price; empty if none must.
  default Optional<PriceNeed> priceNeed() {
    return Optional.empty();
  }

  /// The index of the exit of requests that it says nothing about, from 0.
  default int defaultExit() {
    return 0;
  }

  /// The same node under another id.
  Node withId(String id);

  /// The same node with other words about it.
  Node withAbout(About about);

  /// The same node with other targets.
  Node withTargets(Retarget target);

  /// How people call it: its name, else its id.
  default String title() {
    return about().name().orElse(id());
  }

  /// The same node with one exit leading elsewhere. A slot that it has not changes nothing.
  default Node withTarget(Slot slot, String to) {
    return withTargets((each, old) -> each.equals(slot) ? to : old);
  }

  /// The same node with every wire to one id leading to another.
  default Node redirected(String from, String to) {
    return withTargets((slot, old) -> old.equals(from) ? to : old);
  }

  /// Models below these targets need a price, or the node cannot do what it is for. Immutable.
  ///
  /// @param code the problem that a missing price is
  /// @param field the field that names the targets
  /// @param targets ids of nodes or models
  /// @param whose which of the models below them need one
  record PriceNeed(ProblemCode code, String field, List<String> targets, Predicate<Model> whose) {
    /// All models below the targets.
    PriceNeed(ProblemCode code, String field, List<String> targets) {
      this(code, field, targets, model -> true);
    }
  }

  /// How a node goes on to its next exit when a call fails. Immutable.
  ///
  /// @param ordered whether its exits are tried in the order of the file; otherwise the order is
  ///   found out for each request
  /// @param retries how often an exit is tried again before the next one, from 0
  /// @param attempts the most calls below the node
  record FailoverRule(boolean ordered, int retries, int attempts) {
    public FailoverRule {
      retries = Math.max(0, retries);
    }
  }
}
