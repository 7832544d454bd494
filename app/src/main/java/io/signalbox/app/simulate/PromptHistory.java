package io.signalbox.app.simulate;

import io.signalbox.app.state.PersistedState;
import java.util.ArrayList;
import java.util.List;

/// The prompts that were tried out last, on this machine alone. For the UI thread.
final class PromptHistory {
  private static final String KEPT = "prompts";
  private static final int MOST = 30;

  /// Longer ones are a file's business.
  private static final int LONGEST = 4_000;

  private final PersistedState memory;

  PromptHistory(PersistedState memory) {
    this.memory = memory;
  }

  /// The newest first, each once.
  List<String> all() {
    return memory.state().list(KEPT);
  }

  /// A prompt was tried out.
  void tried(String prompt) {
    if (prompt.isBlank() || prompt.length() > LONGEST) {
      return;
    }
    var kept = new ArrayList<>(all());
    kept.remove(prompt);
    kept.addFirst(prompt);
    memory.put(KEPT, kept.subList(0, Math.min(MOST, kept.size())));
  }

  /// Forgets all of them.
  void clear() {
    memory.put(KEPT, List.of());
  }
}
