package io.signalbox.engine.graph.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes our tree of the library's.
final class CelTree {
  /// The library's names of operators that have a sign.
  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("_==_", "=="),
          Map.entry("_!=_", "!="),
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("!_", "!"),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("-_", "negate"),
          Map.entry("@in", "in"),
          Map.entry("_?_:_", "?:"),
          Map.entry("_[_]", "[]"));

  private final Set<String> locals = new HashSet<>();

  private CelTree(Set<String> names) {
    locals.addAll(names);
  }

  /// The expression has a part for which [Expr] has no word.
  static final class UnknownShapeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long at;

    UnknownShapeException(String message, long at) {
      super(message);
      this.at = at;
    }

    /// The number of the part in the library's tree.
    long at() {
      return at;
    }
  }

  /// @throws UnknownShapeException for structures and bytes, which conditions have no use for
  static Expr of(CelExpr expr) {
    return of(expr, Set.of());
  }

  /// The same with names that mean no signals, whatever signals there are.
  static Expr of(CelExpr expr, Set<String> names) {
    return new CelTree(names).tree(expr);
  }

  private Expr tree(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> new Expr.Literal(constant(expr));
      case IDENT -> ident(expr.ident().name());
      case SELECT -> select(expr.select());
      case CALL -> call(expr);
      case LIST -> new Expr.Listing(trees(expr.list().elements()));
      case COMPREHENSION -> fold(expr.comprehension());
      case NOT_SET, STRUCT, MAP ->
          throw new UnknownShapeException(
              "maps and messages cannot be written in a condition", expr.id());
    };
  }

  private List<Expr> trees(List<CelExpr> all) {
    return all.stream().map(this::tree).toList();
  }

  private static Object constant(CelExpr expr) {
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> constant.stringValue();
      case INT64_VALUE -> constant.int64Value();
      case UINT64_VALUE -> constant.uint64Value().longValue();
      case DOUBLE_VALUE -> constant.doubleValue();
      case BOOLEAN_VALUE -> constant.booleanValue();
      default ->
          throw new UnknownShapeException("bytes and null have no place in a condition", expr.id());
    };
  }

  private Expr ident(String name) {
    return locals.contains(name)
        ? new Expr.Local(name)
        : Signal.of(name)
            .<Expr>map(signal -> new Expr.Variable(signal, List.of()))
            .orElseGet(() -> new Expr.Local(name));
  }

  private Expr select(CelExpr.CelSelect select) {
    return below(tree(select.operand()), select.field(), select.testOnly());
  }

  private static Expr below(Expr of, String key, boolean testOnly) {
    if (of instanceof Expr.Variable variable && !testOnly && !variable.number()) {
      var path = new ArrayList<>(variable.path());
      path.add(key);
      return new Expr.Variable(variable.signal(), path);
    }
    return new Expr.Select(of, key, testOnly);
  }

  private Expr call(CelExpr expr) {
    CelExpr.CelCall call = expr.call();
    var args = new ArrayList<Expr>();
    Optional<CelExpr> target = call.target();
    target.ifPresent(each -> args.add(tree(each)));
    args.addAll(trees(call.args()));
    String name = SIGNS.getOrDefault(call.function(), call.function());
    if (name.equals(NumberFunction.NAME)) {
      return number(args.getFirst(), expr.id());
    }
    if (name.equals("matches")) {
      checkRegex(args.getLast(), expr.id());
    }
    boolean key = name.equals("[]") && args.get(1) instanceof Expr.Literal;
    if (key && ((Expr.Literal) args.get(1)).value() instanceof String text) {
      return below(args.getFirst(), text, false);
    }
    return new Expr.Call(name, args);
  }

  private static Expr number(Expr of, long at) {
    if (of instanceof Expr.Variable variable && variable.path().size() == 1) {
      boolean label = variable.signal() == Signal.METADATA || variable.signal() == Signal.HEADERS;
      if (label && !variable.number()) {
        return variable.asNumber();
      }
    }
    throw new UnknownShapeException(
        "number() reads a label or header, as in number(metadata.score)", at);
  }

  private static void checkRegex(Expr regex, long at) {
    if (!(regex instanceof Expr.Literal literal && literal.value() instanceof String text)) {
      throw new UnknownShapeException("matches needs a regular expression in quotes", at);
    }
    Optional<String> objection = Regexes.objection(text);
    if (objection.isPresent()) {
      throw new UnknownShapeException(objection.get(), at);
    }
  }

  private Expr fold(CelExpr.CelComprehension fold) {
    Expr over = tree(fold.iterRange());
    Expr start = tree(fold.accuInit());
    locals.add(fold.accuVar());
    locals.add(fold.iterVar());
    var made =
        new Expr.Fold(
            fold.iterVar(),
            over,
            fold.accuVar(),
            start,
            tree(fold.loopCondition()),
            tree(fold.loopStep()),
            tree(fold.result()));
    locals.remove(fold.iterVar());
    return made;
  }
}
