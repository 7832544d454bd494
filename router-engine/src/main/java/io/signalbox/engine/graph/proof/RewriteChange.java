package io.signalbox.engine.graph.proof;

import io.signalbox.engine.graph.RewriteNode;
import io.signalbox.engine.graph.condition.Expr;
import io.signalbox.engine.graph.condition.Signal;
import java.util.HashSet;
import java.util.Set;

/// What a rewrite may change of what is known of a request. Immutable.
///
/// @param signals of which nothing is known afterwards
/// @param labels the labels of which nothing is known afterwards
record RewriteChange(Set<Signal> signals, Set<String> labels) {
  private static final Set<Signal> REQUEST =
      Set.of(
          Signal.MODEL,
          Signal.USER,
          Signal.CONVERSATION,
          Signal.METADATA,
          Signal.TEXT,
          Signal.SYSTEM,
          Signal.MESSAGES,
          Signal.TOKENS,
          Signal.MAX_TOKENS,
          Signal.IMAGES,
          Signal.STREAM,
          Signal.HAS_TOOLS,
          Signal.WANTS_JSON,
          Signal.TOOLS,
          Signal.LANGUAGE,
          Signal.REASONING);

  static RewriteChange of(RewriteNode node) {
    return new RewriteChange(changed(node), labels(node));
  }

  /// What is known afterwards.
  Knowledge left(Knowledge before) {
    return before.without(this::reads);
  }

  /// All signals that are changed after it, if these were before.
  Set<Signal> signals(Set<Signal> before) {
    var all = new HashSet<>(before);
    all.addAll(signals);
    if (!labels.isEmpty()) {
      all.add(Signal.METADATA);
    }
    return Set.copyOf(all);
  }

  private boolean reads(Expr.Variable variable) {
    return signals.contains(variable.signal()) || isLabel(variable);
  }

  private boolean isLabel(Expr.Variable variable) {
    if (variable.signal() != Signal.METADATA || labels.isEmpty()) {
      return false;
    }
    return variable.path().isEmpty() || labels.contains(variable.path().getFirst());
  }

  /// The labels that a node sets or drops. A label that the client sends in a header stands above
  /// them, so nothing is known of their values afterwards.
  private static Set<String> labels(RewriteNode node) {
    var labels = new HashSet<String>();
    node.set().keySet().forEach(name -> label(name, labels));
    node.drop().forEach(name -> label(name, labels));
    return labels;
  }

  private static void label(String name, Set<String> labels) {
    if (name.startsWith("metadata.")) {
      labels.add(name.substring("metadata.".length()));
    }
  }

  private static Set<Signal> changed(RewriteNode node) {
    var all = new HashSet<Signal>();
    node.set().keySet().forEach(name -> all.addAll(readFrom(name)));
    node.drop().forEach(name -> all.addAll(readFrom(name)));
    if (node.prepend().isPresent() || node.append().isPresent()) {
      all.addAll(Set.of(Signal.SYSTEM, Signal.TOKENS, Signal.CONVERSATION, Signal.MESSAGES));
    }
    if (!node.redact().isEmpty()) {
      all.addAll(
          Set.of(Signal.TEXT, Signal.SYSTEM, Signal.TOKENS, Signal.CONVERSATION, Signal.LANGUAGE));
    }
    return all;
  }

  private static Set<Signal> readFrom(String member) {
    if (member.startsWith("metadata.")) {
      return Set.of();
    }
    return switch (member) {
      case "temperature", "top_p", "top_k", "seed", "stop" -> Set.of();
      case "reasoning_effort" -> Set.of(Signal.REASONING);
      case "max_tokens", "max_completion_tokens", "max_output_tokens" -> Set.of(Signal.MAX_TOKENS);
      case "tools" -> Set.of(Signal.TOOLS, Signal.HAS_TOOLS, Signal.TOKENS);
      case "images" -> Set.of(Signal.IMAGES, Signal.TOKENS, Signal.MESSAGES, Signal.CONVERSATION);
      case "response_format" -> Set.of(Signal.WANTS_JSON);
      case "stream" -> Set.of(Signal.STREAM);
      default -> REQUEST;
    };
  }
}
