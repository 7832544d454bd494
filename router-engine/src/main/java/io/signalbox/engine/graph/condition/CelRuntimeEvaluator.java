package io.signalbox.engine.graph.condition;

import com.google.protobuf.Timestamp;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Runs what our own evaluator does not know in the CEL library.
final class CelRuntimeEvaluator {
  private CelRuntimeEvaluator() {}

  private static final class Lazy {
    /// The library's own `in` looks a key up, which always finds something in labels.
    static final CelRuntime RUNTIME =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setStandardFunctions(
                CelStandardFunctions.newBuilder()
                    .excludeFunctions(CelStandardFunctions.StandardFunction.IN)
                    .build())
            .addFunctionBindings(
                CelFunctionBinding.fromOverloads(NumberFunction.NAME, NumberFunction.BINDING))
            .addFunctionBindings(
                CelFunctionBinding.fromOverloads(
                    "@in",
                    CelFunctionBinding.from("in_list", Object.class, List.class, CelValues::in),
                    CelFunctionBinding.from("in_map", Object.class, Map.class, CelValues::in)))
            .build();
  }

  /// The library cannot be ended, so it is not begun where it might take too many steps.
  ///
  /// @param tree what is run, in our words
  static Evaluator of(CelAbstractSyntaxTree ast, Expr tree, String text) {
    try {
      CelRuntime.Program program = Lazy.RUNTIME.createProgram(ast);
      return (signals, steps) -> {
        double bound = StepBound.of(tree, StepBound.ofValues(signals), true);
        steps.spend((long) Math.min(bound, Long.MAX_VALUE / 4.0));
        return run(program, signals);
      };
    } catch (CelEvaluationException e) {
      throw new CelTree.UnknownShapeException("this cannot be run: " + text, ast.getExpr().id());
    }
  }

  private static boolean run(CelRuntime.Program program, Signals signals) {
    try {
      return (Boolean) program.eval(name -> Signal.of(name).map(each -> value(each, signals)));
    } catch (CelEvaluationException e) {
      // Its own message may quote the prompt.
      throw new ConditionException("it has no value for this request (" + e.getErrorCode() + ")");
    }
  }

  private static Object value(Signal signal, Signals signals) {
    Object value = signals.value(signal);
    signals.saw(signal.id(), value instanceof Map<?, ?> ? "…" : value);
    return switch (value) {
      case Instant instant ->
          Timestamp.newBuilder()
              .setSeconds(instant.getEpochSecond())
              .setNanos(instant.getNano())
              .build();
      case Map<?, ?> map when signal == Signal.METADATA || signal == Signal.HEADERS ->
          new ReadsAsEmpty(map);
      default -> CelValues.reckoned(value);
    };
  }

  /// A map in which an absent key reads as an empty text.
  private static final class ReadsAsEmpty extends java.util.AbstractMap<Object, Object> {
    private final Map<?, ?> map;

    ReadsAsEmpty(Map<?, ?> map) {
      this.map = map;
    }

    @Override
    public Object get(Object key) {
      Object found = map.get(key);
      return found == null ? "" : found;
    }

    @Override
    public boolean containsKey(Object key) {
      return map.containsKey(key);
    }

    @Override
    public java.util.Set<Map.Entry<Object, Object>> entrySet() {
      return new java.util.HashMap<Object, Object>(map).entrySet();
    }
  }
}
