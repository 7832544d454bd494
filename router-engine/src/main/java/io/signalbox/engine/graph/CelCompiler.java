package io.signalbox.engine.graph;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
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
import java.util.List;
import java.util.Map;

/// Turns CEL text into a [Condition]: parsed and type-checked by the CEL library, then made into
/// our own tree, which our own evaluator runs. What that evaluator does not know (dates, text
/// functions of rare use) is left to the library's.
final class CelCompiler {
  static final CelCompiler REQUEST = new CelCompiler(requestTypes());
  static final CelCompiler MODEL =
      new CelCompiler(Map.of(Signal.MODEL, MapType.create(SimpleType.STRING, SimpleType.DYN)));

  /// Longer texts are refused: nobody reads them.
  static final int MOST_CHARS = 8_000;

  private final dev.cel.compiler.CelCompiler compiler;

  private CelCompiler(Map<Signal, CelType> types) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(
                CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .maxExpressionCodePointSize(MOST_CHARS)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    types.forEach((signal, type) -> builder.addVar(signal.id(), type));
    compiler = builder.build();
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
      case METADATA, HEADERS -> MapType.create(SimpleType.STRING, SimpleType.STRING);
      case MESSAGES, TOKENS, MAX_TOKENS, IMAGES, HOUR, WEEKDAY -> SimpleType.INT;
      case STREAM, HAS_TOOLS, WANTS_JSON -> SimpleType.BOOL;
      case TOOLS -> ListType.create(SimpleType.STRING);
      case NOW -> SimpleType.TIMESTAMP;
      case SPEND -> MapType.create(SimpleType.STRING, SimpleType.DOUBLE);
      case HEALTH ->
          MapType.create(SimpleType.STRING, MapType.create(SimpleType.STRING, SimpleType.DYN));
    };
  }

  Condition.Reading read(String text) {
    if (text.isBlank()) {
      return broken("the condition is empty", 1, 1);
    }
    try {
      CelAbstractSyntaxTree ast = compiler.compile(text).getAst();
      return compiled(text, ast);
    } catch (CelValidationException e) {
      return new Condition.Reading.Broken(e.getErrors().stream().map(CelCompiler::fault).toList());
    } catch (RuntimeException e) {
      // The library throws bare exceptions for some malformed literals; the text is at fault.
      return broken("this is no CEL expression", 1, 1);
    }
  }

  private static Condition.Reading compiled(String text, CelAbstractSyntaxTree ast) {
    Expr tree;
    Evaluator evaluator;
    try {
      tree = CelTree.of(ast.getExpr());
      evaluator = Terms.evaluator(tree).orElseGet(() -> CelRuntimeEvaluator.of(ast, text));
    } catch (CelTree.UnknownShapeException e) {
      return broken(String.valueOf(e.getMessage()), 1, 1);
    }
    return new Condition.Reading.Ready(Condition.compiled(text, tree, evaluator));
  }

  private static Condition.Reading broken(String message, int line, int column) {
    return new Condition.Reading.Broken(List.of(new Condition.Fault(message, line, column)));
  }

  private static Condition.Fault fault(CelIssue issue) {
    CelSourceLocation at = issue.getSourceLocation();
    String first = issue.getMessage().lines().findFirst().orElse("");
    return new Condition.Fault(first, Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1);
  }
}
