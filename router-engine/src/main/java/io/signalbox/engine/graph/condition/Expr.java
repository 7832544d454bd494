package io.signalbox.engine.graph.condition;

import java.util.List;

/// The tree of a condition, in our words, for evaluators, exporters and the condition builder.
/// Immutable.
public sealed interface Expr {

  /// A constant: a `String`, `Long`, `Double` or `Boolean`.
  record Literal(Object value) implements Expr {}

  /// A variable with the keys below it: `metadata.task`, `health.opus.p95`.
  ///
  /// @param number whether the text of a label or header is read as a number:
  ///   `number(metadata.score)`
  record Variable(Signal signal, List<String> path, boolean number) implements Expr {
    public Variable {
      path = List.copyOf(path);
    }

    /// A variable whose value is taken as it is.
    public Variable(Signal signal, List<String> path) {
      this(signal, path, false);
    }

    /// The same, its text read as a number.
    public Variable asNumber() {
      return new Variable(signal, path, true);
    }

    /// The same, its text taken as it is.
    public Variable asText() {
      return new Variable(signal, path);
    }

    /// As it is written in CEL.
    public String name() {
      String plain = path.isEmpty() ? signal.id() : signal.id() + "." + String.join(".", path);
      return number ? "number(" + plain + ")" : plain;
    }
  }

  /// An operator or function by its name in CEL (`==`, `&&`, `!`, `startsWith`, `in`, `size`); of a
  /// method the first argument is what it is called on.
  record Call(String function, List<Expr> args) implements Expr {
    public Call {
      args = List.copyOf(args);
    }
  }

  /// A list.
  record Listing(List<Expr> items) implements Expr {
    public Listing {
      items = List.copyOf(items);
    }
  }

  /// A key below something that is no variable.
  record Select(Expr of, String key, boolean testOnly) implements Expr {}

  /// A name that a comprehension binds.
  record Local(String name) implements Expr {}

  /// A macro such as `exists` or `all`, as CEL expands it.
  record Fold(String item, Expr over, String sum, Expr start, Expr goOn, Expr step, Expr result)
      implements Expr {}
}
