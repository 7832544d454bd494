package io.signalbox.app.simulate;

import java.util.ArrayList;
import java.util.List;

/// The prompts that were tried out last, as long as the window is open: prompts are kept in no
/// file. For the UI thread.
final class PromptHistory {
  private static final int MOST = 30;

  private List<String> kept = List.of();

  /// The newest first, each once.
  List<String> all() {
    return kept;
  }

  /// A prompt was tried out.
  void tried(String prompt) {
    if (!prompt.isBlank()) {
      var more = new ArrayList<>(kept);
      more.remove(prompt);
      more.addFirst(prompt);
      kept = List.copyOf(more.subList(0, Math.min(MOST, more.size())));
    }
  }

  /// Forgets all of them.
  void clear() {
    kept = List.of();
  }
}
