package io.signalbox.engine.json;

import java.util.List;

/// An object has two members of one name, of which two readers may take different ones.
public final class DuplicateMemberException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 200;

  private final transient List<Object> steps;

  /// @param steps names as texts, places in a list as numbers, from the outside to the member
  DuplicateMemberException(List<Object> steps) {
    super("an object has two members of one name", null, false, false);
    this.steps = List.copyOf(steps);
  }

  /// Where it stands: `tools[0].function.name`.
  public String path() {
    var path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer index) {
        path.append('[').append(index).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return shown(path.toString());
  }

  /// The same with dots only: `tools.0.function.name`.
  public String dotted() {
    return shown(String.join(".", steps.stream().map(String::valueOf).toList()));
  }

  private static String shown(String path) {
    return path.length() <= MOST_SHOWN ? path : path.substring(0, MOST_SHOWN) + "…";
  }
}
