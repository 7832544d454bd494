package io.signalbox.engine.graph.condition;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.regex.Pattern;

/// `number(metadata.score)`: the text of a label as a number. A text that is none has no value, so
/// that no condition on it holds, neither `number(metadata.score) > 1` nor its opposite.
final class NumberFunction {
  static final String NAME = "number";
  static final CelFunctionDecl DECLARATION =
      CelFunctionDecl.newFunctionDeclaration(
          NAME,
          CelOverloadDecl.newGlobalOverload("number_string", SimpleType.DOUBLE, SimpleType.STRING));
  static final CelFunctionBinding BINDING =
      CelFunctionBinding.from("number_string", String.class, text -> of(NAME, text));

  private static final int LONGEST = 40; // characters
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private NumberFunction() {}

  /// @param name what is read, for the message
  /// @throws ConditionException if it is not a decimal number, or too large for one
  static double of(String name, String text) {
    String plain = text.strip();
    if (plain.length() > LONGEST || !DECIMAL.matcher(plain).matches()) {
      throw new ConditionException(name + " is not a number");
    }
    double number = Double.parseDouble(plain);
    if (Double.isInfinite(number)) {
      throw new ConditionException(name + " is too large a number");
    }
    return number;
  }
}
