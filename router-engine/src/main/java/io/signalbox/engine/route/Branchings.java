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
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The nodes on the route that have more targets if a call fails, innermost first, and the calls
/// that they and the request may still make. Belongs to one route plan.
final class Branchings {
  private final Deque<Failover> nodes = new ArrayDeque<>();
  private final CallLimit limit;
  private boolean offered; // whether the last move was a call
  private String begun = ""; // what the client has read of the answer

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

  /// An answer has broken off that the client has a part of: from now on only nodes that continue
  /// answers, and what lies below them, are gone on from.
  ///
  /// @param said what the client has read
  /// @return the node that goes on; empty if none does
  Optional<Failover> brokenOff(FailureClass failure, String said) {
    begun = said;
    offered = false;
    while (!nodes.isEmpty() && limit.hasLeft()) {
      if (isOpen() && nodes.element().continues() && nodes.element().after(failure).isPresent()) {
        return innermost();
      }
      nodes.pop();
    }
    return Optional.empty();
  }

  /// Where a node goes on, with what has been said of the answer.
  RoutePosition place(Failover next) {
    RoutePosition place = next.here().free();
    return begun.isEmpty() ? place : place.begun(begun);
  }

  /// Whether one of the nodes that may be gone on from has something.
  private boolean anyUsable(Predicate<Failover> has) {
    for (var outermost = nodes.descendingIterator(); outermost.hasNext(); ) {
      Failover node = outermost.next();
      if (!node.isOpen()) {
        return false;
      }
      if (isUsable(node) && has.test(node)) {
        return true;
      }
    }
    return false;
  }

  private boolean isUsable(Failover node) {
    return begun.isEmpty() || node.mayGoOn();
  }

  /// Whether all nodes allow another call: what an outer one allows binds those within.
  private boolean isOpen() {
    return nodes.stream().allMatch(Failover::isOpen);
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
    return innermost()
        .filter(node -> begun.isEmpty() && node.hedgeAfter().isPresent())
        .filter(node -> limit.hasLeft() && isOpen());
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

  /// How long the last call that was offered may take, whatever it is itself allowed; empty if
  /// nothing is said of that.
  Optional<Duration> timeLeft() {
    var least = Optional.<Duration>empty();
    for (Failover node : nodes) {
      least = shorter(least, node.timeLeft());
    }
    return least;
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    return other.isEmpty() || (one.isPresent() && one.get().compareTo(other.get()) <= 0)
        ? one
        : other;
  }

  /// Whether another model would be left to call.
  boolean hasAlternative() {
    return limit.hasLeft() && anyUsable(Failover::hasMore);
  }

  /// Whether a failure of this class would continue with another model.
  boolean catches(FailureClass failure) {
    return limit.hasLeft() && anyUsable(each -> each.catches(failure));
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
    int below = nodes.size() - depth;
    return limit.hasLeft()
        && nodes.stream().skip(below).allMatch(Failover::isOpen)
        && nodes.stream().limit(below).anyMatch(each -> each.heeds(failure));
  }

  /// Goes on after a failure of the last call, and leaves the nodes that do not.
  ///
  /// @param depth so many nodes are not left
  /// @return the node that goes on; empty if none does
  Optional<Failover> after(FailureClass failure, int depth) {
    offered = false;
    while (nodes.size() > depth && limit.hasLeft()) {
      if (isOpen() && isUsable(nodes.element()) && nodes.element().after(failure).isPresent()) {
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
      if (isOpen() && isUsable(nodes.element()) && nodes.element().onward().isPresent()) {
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
