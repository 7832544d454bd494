package io.signalbox.engine.route.redaction;

import io.signalbox.engine.graph.RewriteNode.Redaction;
import java.util.Locale;

/// What stands for a redacted value.
@FunctionalInterface
interface Marking {
  /// Marks that say no more than the class: `[email]`.
  Marking PLAIN = (kind, value) -> "[" + name(kind) + "]";

  /// The mark of a value.
  String mark(Redaction kind, String value);

  /// A class in marks.
  static String name(Redaction kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
