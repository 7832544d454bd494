package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.condition.Signal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the conditions of one text and remembers them for the next, for compiling one takes longer
/// than reading the rest of a node. For one thread.
final class Conditions {
  private static final List<String> OF_REQUEST =
      Arrays.stream(Signal.values()).map(Signal::id).toList();

  private final Compiled ofRequest;
  private final Compiled ofModel;

  private Conditions(Compiled ofRequest, Compiled ofModel) {
    this.ofRequest = ofRequest;
    this.ofModel = ofModel;
  }

  /// What one kind of condition was compiled to.
  ///
  /// @param before by the text before
  /// @param now those that stand in this text
  private record Compiled(Map<String, Condition.Parsed> before, Map<String, Condition.Parsed> now) {
    static Compiled after(Map<String, Condition.Parsed> before) {
      return new Compiled(Map.copyOf(before), new HashMap<>());
    }

    Condition.Parsed get(String text, Function<String, Condition.Parsed> reading) {
      return now.computeIfAbsent(
          text, each -> Optional.ofNullable(before.get(each)).orElseGet(() -> reading.apply(each)));
    }
  }

  static Conditions none() {
    return new Conditions(Compiled.after(Map.of()), Compiled.after(Map.of()));
  }

  /// For the next text: knows those that stand in this one.
  Conditions kept() {
    return new Conditions(Compiled.after(ofRequest.now()), Compiled.after(ofModel.now()));
  }

  Optional<Condition> ofRequest(Fields fields, String key) {
    return read(fields, key, ofRequest, Condition::read, OF_REQUEST);
  }

  Optional<Condition> ofModel(Fields fields, String key) {
    return read(fields, key, ofModel, Condition::readOfModel, List.of("model"));
  }

  private static Optional<Condition> read(
      Fields fields,
      String key,
      Compiled known,
      Function<String, Condition.Parsed> reading,
      List<String> variables) {
    Optional<Yaml.Scalar> scalar = fields.scalar(key, "a condition");
    return scalar.map(text ->
        switch (known.get(text.text(), reading)) {
          case Condition.Parsed.Ready ready -> ready.condition();
          case Condition.Parsed.Broken broken -> {
            for (Condition.Fault fault : broken.faults()) {
              report(fields, key, text, fault, variables);
            }
            yield Condition.unreadable(text.text());
          }
        });
  }

  private static void report(
      Fields fields,
      String key,
      Yaml.Scalar scalar,
      Condition.Fault fault,
      List<String> variables) {
    String file = fields.findings().source().text();
    int at = ScalarPlaces.offset(file, scalar, fault.line(), fault.column());
    int end = at;
    while (end < scalar.end() && Character.isJavaIdentifierPart(file.charAt(end))) {
      end++;
    }
    boolean choice = fault.kind() == Condition.Fault.FaultKind.UNKNOWN_VARIABLE;
    fields
        .findings()
        .add(
            Problem.of(ProblemCode.CONDITION, fields.place(key))
                .with("reason", sentence(fault.message()))
                .with("known", choice ? String.join(", ", variables) : "")
                .suggesting(fault.suggestion()),
            at,
            end);
  }

  private static String sentence(String message) {
    String plain = message.strip();
    String begin = plain.isEmpty() ? "" : plain.substring(0, 1).toUpperCase(Locale.ROOT);
    boolean ends = plain.endsWith(".") || plain.endsWith("?");
    return begin + plain.substring(begin.length()) + (ends ? "" : ".");
  }
}
