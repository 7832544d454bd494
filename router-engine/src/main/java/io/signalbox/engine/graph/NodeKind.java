package io.signalbox.engine.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kinds of nodes of graph format 1.
public enum NodeKind {
  RULES(true),
  INTENT(false),
  ASK(false),
  SPLIT(true),
  BALANCE(true),
  FALLBACK(true),
  STAY(false),
  BUDGET(true),
  LIMIT(true),
  GATE(false),
  CACHE(false),
  REWRITE(true),
  MIRROR(false),
  REJECT(true);

  private final boolean supported;

  NodeKind(boolean supported) {
    this.supported = supported;
  }

  /// Whether this version can run it.
  public boolean supported() {
    return supported;
  }

  /// The word in files: lower case.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind with this word, if there is one.
  public static Optional<NodeKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
