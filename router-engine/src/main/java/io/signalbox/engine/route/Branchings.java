package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Health;
import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/// The nodes on the route that have more targets if a call fails, innermost first, and the calls
/// that they and the request may still make. Belongs to one route plan.
final class Branchings {
  private final Deque<Failover> nodes = new ArrayDeque<>();
  private final CallLimit limit;
  private boolean offered; // whether the last move was a call

  Branchings(CallLimit limit) {
    this.limit = limit;
  }

  void enter(Failover node) {
    limit.allow(node.mostCalls());
    nodes.push(node);
  }

  int depth() {
    return nodes.size();
  }

  /// Leaves the innermost nodes until so many are left.
  void leaveTo(int depth) {
    while (nodes.size() > depth) {
      nodes.pop();
    }
  }

  /// The innermost node, if there is one.
  Optional<Failover> innermost() {
    return Optional.ofNullable(nodes.peek());
  }

  /// The innermost node, if it calls its next target beside the one that is silent.
  Optional<Failover> hedging() {
    return innermost().filter(node -> node.hedgeAfter().isPresent() && limit.hasLeft());
  }

  /// The silence after which another model is called as well; empty if none is. Only the first turn
  /// of a conversation is hedged: in a later one the prompt cache is warm at the model that has
  /// answered, and results of tools belong to the model that has asked for them. And it never is
  /// before the time within which the model nearly always begins.
  ///
  /// @param health of the model that is called first
  Optional<Duration> hedgeAfter(ChatRequest request, Supplier<Health> health) {
    return hedging()
        .flatMap(Failover::hedgeAfter)
        .filter(after -> request.messages().stream().noneMatch(Branchings::isLaterTurn))
        .map(after -> {
          var usual = health.get().p95FirstToken();
          return usual.filter(p95 -> p95.compareTo(after) > 0).orElse(after);
        });
  }

  private static boolean isLaterTurn(Message message) {
    return message.role() == Role.ASSISTANT
        || message.role() == Role.TOOL
        || message.parts().stream().anyMatch(Part.ToolResult.class::isInstance);
  }

  /// Whether another model would be left to call.
  boolean hasAlternative() {
    return limit.hasLeft() && nodes.stream().anyMatch(Failover::hasMore);
  }

  /// Whether a failure of this class would continue with another model.
  boolean catches(FailureClass failure) {
    return limit.hasLeft() && nodes.stream().anyMatch(each -> each.catches(failure));
  }

  /// Whether the model of the last call may be called once more, whatever its failure.
  boolean hasCallLeft() {
    return limit.hasLeft() && nodes.stream().allMatch(Failover::hasCallLeft);
  }

  /// The last call was made: it is not taken back any more.
  void made() {
    offered = false;
  }

  /// A call is offered, and counts until it is taken back.
  void called() {
    offered = true;
    limit.answering();
    nodes.forEach(Failover::called);
  }

  /// Whether a node would go on after such a failure, had it more targets.
  ///
  /// @param depth only nodes below so many
  boolean heeds(FailureClass failure, int depth) {
    return limit.hasLeft()
        && nodes.stream().limit(nodes.size() - depth).anyMatch(each -> each.heeds(failure));
  }

  /// Goes on after a failure of the last call, and leaves the nodes that do not.
  ///
  /// @param depth so many nodes are not left
  /// @return the node that goes on; empty if none does
  Optional<Failover> after(FailureClass failure, int depth) {
    offered = false;
    while (nodes.size() > depth && limit.hasLeft()) {
      if (nodes.element().after(failure).isPresent()) {
        return innermost();
      }
      nodes.pop();
    }
    return Optional.empty();
  }

  /// Goes on to the next target, whatever happened; the last call was not made.
  ///
  /// @param depth so many nodes are not left
  /// @return the node that goes on; empty if none does
  Optional<Failover> onward(int depth) {
    takeBack();
    while (nodes.size() > depth) {
      if (nodes.element().onward().isPresent()) {
        return innermost();
      }
      nodes.pop();
    }
    return Optional.empty();
  }

  /// The last call was not made; if the last move was none, nothing is taken back.
  void takeBack() {
    if (offered) {
      offered = false;
      notCalled();
    }
  }

  /// A call that was offered was not made.
  void notCalled() {
    limit.takeBack();
    nodes.forEach(Failover::notCalled);
  }
}
