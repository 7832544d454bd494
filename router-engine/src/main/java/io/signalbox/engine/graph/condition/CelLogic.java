package io.signalbox.engine.graph.condition;

/// CEL's logic with errors: a part of a condition is true, false, or cannot be worked out, and one
/// side of `&&` or `||` can decide though the other fails: `1 / images > 0 || stream` is true of
/// every stream, also of one without images, and in whichever order it stands.
final class CelLogic {
  private CelLogic() {}

  /// False wins over an error, on whichever side it stands.
  static Terms.Term and(Terms.Term left, Terms.Term right) {
    return frame -> both(left, right, frame, true);
  }

  /// True wins over an error, on whichever side it stands.
  static Terms.Term or(Terms.Term left, Terms.Term right) {
    return frame -> both(left, right, frame, false);
  }

  /// Each side is run once at most: in a deep tree anything else would grow with its power.
  ///
  /// @param unlike the value that decides nothing
  private static boolean both(
      Terms.Term left, Terms.Term right, Terms.Frame frame, boolean unlike) {
    Object one = truthOrFailure(left, frame);
    if (one instanceof Boolean known && known != unlike) {
      return known;
    }
    Object other = truthOrFailure(right, frame);
    if (other instanceof Boolean known && known != unlike) {
      return known;
    }
    if (one instanceof ConditionException failed) {
      throw failed;
    }
    return truth(valueOf(other));
  }

  private static Object truthOrFailure(Terms.Term term, Terms.Frame frame) {
    try {
      return truth(term.eval(frame));
    } catch (ConditionException e) {
      return e;
    }
  }

  /// The value, if it is none that could not be worked out.
  static Object valueOf(Object valueOrFailure) {
    if (valueOrFailure instanceof ConditionException failed) {
      throw failed;
    }
    return valueOrFailure;
  }

  /// Whether a truth is true, or cannot be worked out.
  static Terms.Term notStrictlyFalse(Terms.Term term) {
    return frame -> {
      try {
        return truth(term.eval(frame));
      } catch (ConditionException e) {
        return true;
      }
    };
  }

  /// A value that must be true or false.
  static boolean truth(Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw new ConditionException("not true or false");
  }
}
