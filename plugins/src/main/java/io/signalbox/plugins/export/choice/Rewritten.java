package io.signalbox.plugins.export.choice;

import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import io.signalbox.plugins.export.Scripts;
import io.signalbox.plugins.export.UnspeakableException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Conditions behind a rewrite, as conditions of the request before it.
///
/// @param labels what labels are afterwards
/// @param noLabels whether the others are empty afterwards
/// @param changed the signals that it may change in a way that is not known here
public record Rewritten(Map<String, String> labels, boolean noLabels, Set<Signal> changed) {
  private static final Map<String, Set<Signal>> SIGNALS =
      Map.ofEntries(
          Map.entry("max_tokens", EnumSet.of(Signal.MAX_TOKENS)),
          Map.entry("max_completion_tokens", EnumSet.of(Signal.MAX_TOKENS)),
          Map.entry("max_output_tokens", EnumSet.of(Signal.MAX_TOKENS)),
          Map.entry("tools", EnumSet.of(Signal.TOOLS, Signal.HAS_TOOLS, Signal.TOKENS)),
          Map.entry("images", EnumSet.of(Signal.IMAGES, Signal.TOKENS)),
          Map.entry("stream", EnumSet.of(Signal.STREAM)),
          Map.entry("model", EnumSet.of(Signal.MODEL)),
          Map.entry("user", EnumSet.of(Signal.USER, Signal.CONVERSATION)),
          Map.entry("response_format", EnumSet.of(Signal.WANTS_JSON)),
          Map.entry("reasoning_effort", EnumSet.of(Signal.REASONING)),
          Map.entry("reasoning", EnumSet.of(Signal.REASONING)),
          Map.entry("thinking", EnumSet.of(Signal.REASONING)),
          Map.entry("prompt_cache_key", EnumSet.of(Signal.CONVERSATION)));

  public Rewritten {
    labels = Map.copyOf(labels);
    changed = Set.copyOf(changed);
  }

  /// What a rewrite changes.
  public static Rewritten by(RewriteNode node) {
    var labels = new java.util.HashMap<String, String>();
    var changed = EnumSet.noneOf(Signal.class);
    for (String name : node.drop()) {
      if (name.startsWith("metadata.")) {
        labels.put(name.substring("metadata.".length()), "");
      }
      changed.addAll(SIGNALS.getOrDefault(name, Set.of()));
    }
    node.set()
        .forEach((name, json) -> {
          if (name.startsWith("metadata.")) {
            labels.put(name.substring("metadata.".length()), Scripts.parsed(json).toString());
          }
          changed.addAll(SIGNALS.getOrDefault(name, Set.of()));
        });
    if (node.prepend().isPresent() || node.append().isPresent()) {
      changed.addAll(EnumSet.of(Signal.SYSTEM, Signal.TOKENS, Signal.MESSAGES));
    }
    return new Rewritten(labels, node.drop().contains("metadata"), changed);
  }

  /// @throws UnspeakableException if it reads what is changed
  Test before(Test test) throws UnspeakableException {
    return new Test(before(test.when()), test.text(), test.unlessFalse());
  }

  /// Whether a condition behind it holds for the same requests as before it.
  public boolean keeps(Expr condition) {
    try {
      return before(condition).equals(condition);
    } catch (UnspeakableException e) {
      return false;
    }
  }

  private Expr before(Expr expr) throws UnspeakableException {
    return switch (expr) {
      case Expr.Variable variable -> variable(variable);
      case Expr.Call call -> Constants.folded(call.function(), all(call.args()));
      case Expr.Listing listing -> new Expr.Listing(all(listing.items()));
      case Expr.Select select ->
          new Expr.Select(before(select.of()), select.key(), select.testOnly());
      case Expr.Fold fold ->
          new Expr.Fold(
              fold.item(),
              before(fold.over()),
              fold.sum(),
              before(fold.start()),
              before(fold.goOn()),
              before(fold.step()),
              before(fold.result()));
      case Expr.Literal literal -> literal;
      case Expr.Local local -> local;
    };
  }

  private List<Expr> all(List<Expr> some) throws UnspeakableException {
    var all = new ArrayList<Expr>();
    for (Expr each : some) {
      all.add(before(each));
    }
    return all;
  }

  private Expr variable(Expr.Variable variable) throws UnspeakableException {
    if (changed.contains(variable.signal())) {
      throw new UnspeakableException(variable.name());
    }
    if (variable.signal() != Signal.METADATA) {
      return variable;
    }
    String key = variable.path().isEmpty() ? "" : variable.path().getFirst();
    boolean known = labels.containsKey(key) || noLabels;
    if (variable.path().isEmpty() && (noLabels || !labels.isEmpty())) {
      throw new UnspeakableException(variable.name());
    }
    if (known && variable.number()) {
      throw new UnspeakableException(variable.name());
    }
    return known ? new Expr.Literal(labels.getOrDefault(key, "")) : variable;
  }
}
