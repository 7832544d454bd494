package io.signalbox.engine.route;

import io.signalbox.engine.catalog.Claim;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.catalog.WindowUsage;
import io.signalbox.engine.catalog.WorstCase;
import java.util.Optional;

/// A budget or limit that had no room for a call. Immutable.
///
/// @param node the id of the budget or limit
/// @param model the id of the model that was to be called
/// @param call what the call can cost and use; empty if the model's price is unknown
public record Shortage(String node, String model, Optional<WorstCase> call) {
  /// What did not fit, for the trace.
  String reason(Claim claim) {
    if (call.isEmpty()) {
      return "the price of " + model + " is unknown";
    }
    WorstCase most = call.get();
    if (claim.cap().isEmpty()) {
      return "a call of " + model + " needs " + most.leastTokens() + " tokens";
    }
    String likely =
        most.isOpen() ? " and " + most.likelyUsd().shown() + " is reserved at least" : "";
    return "a call of " + model + " can cost " + most.usd().shown() + likely;
  }

  /// Why the call was refused and what to do, for the client; empty if the budget or limit is used
  /// up.
  ///
  /// @param claim what was to be held
  /// @param use what the window has seen so far
  Optional<String> toClient(Claim claim, WindowUsage use) {
    return isUsedUp(claim, use)
        ? Optional.empty()
        : Optional.of(
            "No room in "
                + node
                + ": "
                + reason(claim)
                + ", "
                + left(claim, use)
                + reserved(claim, use)
                + "."
                + advice());
  }

  /// The same where the window is full, but not used up: the rest is reserved.
  static Optional<String> ofReserved(Claim claim, WindowUsage use) {
    return isUsedUp(claim, use)
        ? Optional.empty()
        : Optional.of(
            "No room in "
                + claim.node()
                + " now: "
                + left(claim, use)
                + reserved(claim, use)
                + ". Retry when these have ended.");
  }

  /// Whether there would be no room either if nothing were reserved.
  private static boolean isUsedUp(Claim claim, WindowUsage use) {
    Money spent = use.usd().minus(use.held());
    long tokens = use.tokens() - use.heldTokens();
    return use.requests() >= claim.requests().orElse(Long.MAX_VALUE)
        || tokens >= claim.tokens().orElse(Long.MAX_VALUE)
        || claim.cap().filter(cap -> spent.compareTo(cap) >= 0).isPresent();
  }

  private static String left(Claim claim, WindowUsage use) {
    String of =
        claim
            .cap()
            .map(cap -> cap.minus(use.usd()).max(Money.ZERO).shown() + " of " + cap.shown())
            .orElseGet(() -> {
              long tokens = claim.tokens().orElse(0);
              return Math.max(0, tokens - use.tokens()) + " of " + tokens + " tokens";
            });
    return of + " left this " + claim.window().id();
  }

  private static String reserved(Claim claim, WindowUsage use) {
    boolean money = claim.cap().isPresent();
    boolean none = money ? use.held().equals(Money.ZERO) : use.heldTokens() == 0;
    String held = money ? use.held().shown() : use.heldTokens() + " tokens";
    return none ? "" : " (" + held + " reserved for requests in flight)";
  }

  private String advice() {
    if (call.isEmpty()) {
      return "";
    }
    return call.get().isOpen()
        ? " Set max_tokens to reserve no more than that."
        : " Set a lower max_tokens to reserve less.";
  }
}
