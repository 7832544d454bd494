package io.signalbox.engine.route;

import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Usage;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.trace.Step;
import java.util.List;

/// What a call must know of the route that it is a part of: where it came along, and whether there
/// is something else to do if it fails.
public interface OtherCalls {
  /// The ids of the nodes that were passed, each once.
  List<String> path();

  /// The branches of experiments that were taken.
  List<Step> experiments();

  /// How many calls there were, this one included.
  int calls();

  /// Whether something else is left to do if this call is not made.
  boolean hasAlternative();

  /// Whether something else is done if this call fails so.
  boolean catches(FailureClass failure);

  /// A model has answered wholly; told before the client has the end, so that the client's next
  /// request finds it.
  void answered(Model model, Usage usage);
}
