package io.signalbox.engine.graph.condition;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import io.signalbox.engine.text.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Turns CEL text into a [Condition]: parsed and type-checked by the CEL library, then made into
/// our own tree, which our own evaluator runs. What that evaluator does not know (dates, text
/// functions of rare use) is left to the library's.
final class CelCompiler {
  static final CelCompiler REQUEST = new CelCompiler(requestTypes(), SimpleType.BOOL);
  static final CelCompiler MODEL =
      new CelCompiler(
          Map.of(Signal.MODEL, MapType.create(SimpleType.STRING, SimpleType.DYN)), SimpleType.BOOL);
  static final CelCompiler TEXT = new CelCompiler(requestTypes(), SimpleType.STRING);

  /// Longer texts are refused: they are unreadable.
  static final int MOST_CHARS = 8_000;

  private final dev.cel.compiler.CelCompiler compiler;
  private final Set<String> variables;

  private CelCompiler(Map<Signal, CelType> types, CelType result) {
    this(result, named(types));
  }

  /// @param types of the variables, by name
  CelCompiler(CelType result, Map<String, CelType> types) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(MOST_CHARS)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addFunctionDeclarations(NumberFunction.DECLARATION)
            .setResultType(result);
    types.forEach(builder::addVar);
    compiler = builder.build();
    variables = Set.copyOf(types.keySet());
  }

  private static Map<String, CelType> named(Map<Signal, CelType> types) {
    var named = new HashMap<String, CelType>();
    types.forEach((signal, type) -> named.put(signal.id(), type));
    return named;
  }

  private static Map<Signal, CelType> requestTypes() {
    var types = new java.util.EnumMap<Signal, CelType>(Signal.class);
    for (Signal signal : Signal.values()) {
      types.put(signal, typeOf(signal));
    }
    return types;
  }

  private static CelType typeOf(Signal signal) {
    return switch (signal) {
      case MODEL, APP, USER, CONVERSATION, TEXT, SYSTEM, LANGUAGE -> SimpleType.STRING;
      case CLIENT, AGENT, PURPOSE, REASONING -> SimpleType.STRING;
      case METADATA, HEADERS -> MapType.create(SimpleType.STRING, SimpleType.STRING);
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> SimpleType.INT;
      case STREAM, HAS_TOOLS, WANTS_JSON -> SimpleType.BOOL;
      case TOOLS -> ListType.create(SimpleType.STRING);
      case NOW -> SimpleType.TIMESTAMP;
      case SPEND -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
      case PRICE ->
          MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.DOUBLE));
      case HEALTH ->
          MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.DYN));
    };
  }

  Condition.Parsed read(String text) {
    if (text.isBlank()) {
      return broken("the condition is empty", 1, 1);
    }
    if (text.length() > MOST_CHARS) {
      return broken("the condition is longer than " + MOST_CHARS + " characters", 1, 1);
    }
    try {
      return compiled(text, tree(text));
    } catch (CelValidationException e) {
      return new Condition.Parsed.Broken(faults(text, e));
    } catch (RuntimeException e) {
      // The library throws bare exceptions for some malformed literals; the text is at fault.
      return broken("this is not a CEL expression", 1, 1);
    }
  }

  /// The tree of an expression; empty if the text is none of the right type.
  Optional<Expr> expression(String text) {
    if (text.isBlank() || text.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(CelTree.of(tree(text).getExpr()));
    } catch (CelValidationException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /// What is wrong with a text, in plain words.
  List<Condition.Fault> faults(String text, CelValidationException e) {
    return new CelFaults(text, variables).of(e.getErrors());
  }

  /// The library's tree of a text.
  CelAbstractSyntaxTree tree(String text) throws CelValidationException {
    return compiler.compile(text).getAst();
  }

  /// What runs a part of a condition in the library.
  private Optional<Evaluator> foreign(Expr part) {
    return CelWriter.text(part)
        .flatMap(text -> {
          try {
            return Optional.of(CelRuntimeEvaluator.of(tree(text), part, text));
          } catch (CelValidationException e) {
            return Optional.empty();
          }
        });
  }

  private Condition.Parsed compiled(String text, CelAbstractSyntaxTree ast) {
    try {
      Expr tree = CelTree.of(ast.getExpr());
      Optional<Evaluator> own = Terms.evaluator(tree, this::foreign);
      Evaluator evaluator = own.orElseGet(() -> CelRuntimeEvaluator.of(ast, tree, text));
      var condition = Condition.compiled(text, tree, evaluator, own.isEmpty());
      return keyFault(text, tree)
          .<Condition.Parsed>map(fault -> new Condition.Parsed.Broken(List.of(fault)))
          .orElseGet(() -> new Condition.Parsed.Ready(condition));
    } catch (CelTree.UnknownShapeException e) {
      return broken(String.valueOf(e.getMessage()), ast, e.at());
    }
  }

  /// Spend, prices and health are maps for CEL, so it does not know their keys.
  private static Optional<Condition.Fault> keyFault(String text, Expr tree) {
    return Variables.of(tree).stream().flatMap(each -> keyFault(text, each).stream()).findFirst();
  }

  private static Optional<Condition.Fault> keyFault(String text, Expr.Variable variable) {
    Optional<Set<String>> known = keys(variable);
    if (known.isEmpty() || known.get().contains(variable.path().getLast())) {
      return Optional.empty();
    }
    String key = variable.path().getLast();
    Optional<String> near = Nearest.to(key, known.get());
    int at = Math.max(0, text.indexOf(key));
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = at - text.lastIndexOf('\n', at);
    String choice =
        near.isPresent() ? "" : ", but " + String.join(", ", new TreeSet<>(known.get()));
    String message = variable.signal().id() + " has no " + key + choice;
    return Optional.of(
        new Condition.Fault(Condition.Fault.FaultKind.OTHER, message, line, column, near));
  }

  private static Optional<Set<String>> keys(Expr.Variable variable) {
    int depth = variable.signal().isOfModels() ? 2 : 1;
    return Optional.of(variable.signal().members())
        .filter(members -> !members.isEmpty() && variable.path().size() == depth)
        .map(members -> members.stream().map(Signal.Member::key).collect(toUnmodifiableSet()));
  }

  private static Condition.Parsed broken(String message, CelAbstractSyntaxTree ast, long part) {
    Optional<CelSourceLocation> at =
        Optional.ofNullable(ast.getSource().getPositionsMap().get(part))
            .flatMap(offset -> ast.getSource().getOffsetLocation(offset));
    int line = at.map(CelSourceLocation::getLine).orElse(1);
    int column = at.map(CelSourceLocation::getColumn).orElse(0) + 1;
    return broken(message, line, column);
  }

  private static Condition.Parsed broken(String message, int line, int column) {
    return new Condition.Parsed.Broken(List.of(Condition.Fault.of(message, line, column)));
  }
}
